namespace CareBot.BotFramework;

/// <summary>Keeps documents by key. Its two users: the bot's state, and whoever wants a document of their own.</summary>
public interface IStorage
{
    /// <returns>The documents that exist; a key without one is missing.</returns>
    Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default);

    /// <param name="changes">
    /// A document that is an <see cref="IStoreItem"/> replaces only what it was read from; after the write its ETag is the new one.
    /// </param>
    Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default);

    Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default);
}

public interface IStoreItem
{
    /// <summary>The version that was read; <c>*</c> replaces whatever is there, null says nothing was read.</summary>
    string? ETag { get; set; }
}
