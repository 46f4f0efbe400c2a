namespace CareBot.Care.Records;

/// <summary>The store cannot be reached or written just now: locked, full, offline. A batch that ended so was applied whole or not at
/// all (not at all, unless a connection broke after it was sent), so that trying again is safe where ids derive from their cause.</summary>
public sealed class StorageUnavailableException : Exception
{
    /// <summary>What is wrong and what to do about it, in words of ours alone: what operators read. Null where nobody knows more.</summary>
    public string? Remedy { get; init; }

    public StorageUnavailableException()
    {
    }

    public StorageUnavailableException(string message) : base(message)
    {
    }

    public StorageUnavailableException(string message, Exception inner) : base(message, inner)
    {
    }
}
