using CareBot.Care.Records;

namespace CareBot.Chats;

/// <summary>The stage's records, which can be away as a database is that does not answer.</summary>
internal sealed class StageStore(IRecordStore inner) : IRecordStore, IDisposable
{
    public bool IsAway { get; set; }

    public Task<IReadOnlyList<StoredRecord>> FindAsync(string table, string partition, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        Here().FindAsync(table, partition, keys, cancellationToken);

    public Task<RecordPage> ReadAsync(string table, string partition, KeyRange range, int limit, string? continuation, CancellationToken cancellationToken) =>
        Here().ReadAsync(table, partition, range, limit, continuation, cancellationToken);

    public Task<IReadOnlyList<string>> ReadPartitionsAsync(string table, string? after, int limit, CancellationToken cancellationToken) =>
        Here().ReadPartitionsAsync(table, after, limit, cancellationToken);

    public Task<Commit> CommitAsync(string table, string partition, IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken) =>
        Here().CommitAsync(table, partition, changes, cancellationToken);

    public void Dispose() => (inner as IDisposable)?.Dispose();

    private IRecordStore Here() => IsAway ? throw new StorageUnavailableException("The records are away.") : inner;
}
