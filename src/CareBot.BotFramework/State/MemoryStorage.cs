namespace CareBot.BotFramework;

/// <summary>Documents in this process, as JSON: what is read is never the object that was written.</summary>
public class MemoryStorage : IStorage
{
    private readonly Dictionary<string, (byte[] Json, string ETag)> _documents = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private long _lastETag;

    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var found = new Dictionary<string, object>(StringComparer.Ordinal);
        lock (_lock)
        {
            foreach (var key in keys)
            {
                if (!_documents.TryGetValue(key, out var stored)) continue;
                var document = StateDocument.Parse(stored.Json);
                document.ETag = stored.ETag;
                found[key] = document;
            }
        }

        return Task.FromResult<IDictionary<string, object>>(found);
    }

    /// <exception cref="InvalidOperationException">A document was changed since it was read; nothing is written then.</exception>
    public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        lock (_lock)
        {
            foreach (var (key, value) in changes) RefuseStale(key, value as IStoreItem);
            foreach (var (key, value) in changes)
            {
                var eTag = (++_lastETag).ToString(System.Globalization.CultureInfo.InvariantCulture);
                _documents[key] = (ProtocolJson.WriteDocument(value), eTag);
                if (value is IStoreItem item) item.ETag = eTag;
            }
        }

        return Task.CompletedTask;
    }

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        lock (_lock)
        {
            foreach (var key in keys) _documents.Remove(key);
        }

        return Task.CompletedTask;
    }

    private void RefuseStale(string key, IStoreItem? item)
    {
        if (item?.ETag is null or "*" || !_documents.TryGetValue(key, out var stored) || stored.ETag == item.ETag) return;
        throw new InvalidOperationException($"Etag conflict: '{key}' was read as {item.ETag} and is now {stored.ETag}.");
    }
}
