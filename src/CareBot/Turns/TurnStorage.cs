namespace CareBot.Turns;

/// <summary>
/// The storage that the SDK's <c>ConversationState</c> sees during one turn: it reads the document that the gate has read already, and
/// what it writes waits for the gate's one batch.
/// </summary>
internal sealed class TurnStorage(ReadOnlyMemory<byte> memory) : IStorage
{
    /// <summary>The document after the turn: what was written, else what was read.</summary>
    public ReadOnlyMemory<byte> Memory { get; private set; } = memory;

    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        var found = new Dictionary<string, object>(StringComparer.Ordinal);
        if (!Memory.IsEmpty)
        {
            found[keys[0]] = ProtocolJson.ReadDocument(Memory);
        }

        return Task.FromResult<IDictionary<string, object>>(found);
    }

    public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
    {
        foreach (var document in changes.Values)
        {
            Memory = ProtocolJson.WriteDocument(document);
        }

        return Task.CompletedTask;
    }

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        Memory = default;
        return Task.CompletedTask;
    }
}
