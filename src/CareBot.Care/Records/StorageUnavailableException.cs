namespace CareBot.Care.Records;

/// <summary>The store cannot be reached or written just now: locked, full, offline. Nothing was half-written; trying again may help.</summary>
public sealed class StorageUnavailableException : Exception
{
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
