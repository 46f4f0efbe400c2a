namespace CareBot.Care.Content;

/// <summary>
/// A content file says something that cannot be meant. The message names file, place and remedy, as in
/// <c>heart-failure.protocol.json#/rules/1/threshold/value: is "2,0"; write a number with a point: 2.0</c>; the start stops on it.
/// </summary>
public sealed class ContentException : Exception
{
    public ContentException()
    {
    }

    public ContentException(string message) : base(message)
    {
    }

    public ContentException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <param name="file">The file's name.</param>
    /// <param name="place">A JSON pointer or a key; empty for the whole file.</param>
    /// <param name="remedy">What is wrong and what to write instead.</param>
    public ContentException(string file, string place, string remedy) : this($"{file}#{place}: {remedy}")
    {
    }
}
