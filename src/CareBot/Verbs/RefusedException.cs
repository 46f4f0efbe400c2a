namespace CareBot.Verbs;

/// <summary>Something that whoever typed the command has to put right: one line that names the thing and the remedy.</summary>
internal sealed class RefusedException : Exception
{
    public RefusedException()
    {
    }

    public RefusedException(string message) : base(message)
    {
    }

    public RefusedException(string message, Exception inner) : base(message, inner)
    {
    }
}
