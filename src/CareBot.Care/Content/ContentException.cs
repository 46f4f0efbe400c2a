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
}
