using System.Text;
using CareBot.Care.Records;

namespace CareBot.Tests.Delivery;

/// <summary>The store as one process sees it: at a moment that the test names the process is dead, and nothing it does counts any more.</summary>
internal sealed class MortalStore(IRecordStore store) : IRecordStore
{
    private readonly IRecordStore _store = store;

    public bool IsDead { get; private set; }

    public void Kill() => IsDead = true;

    /// <summary>The batch that the process dies with.</summary>
    public Func<RecordChange, bool>? LastAct { get; set; }

    /// <summary>Whether that batch still reaches the disk.</summary>
    public bool IsWritten { get; set; }

    /// <summary>The batches that the store cannot take while this is set.</summary>
    public Func<RecordChange, bool>? Outage { get; set; }

    public int Outages { get; private set; }

    public static bool Stores(RecordChange change) => change is RecordChange.Insert && IsOutbox(change);

    public static bool MarksFirst(RecordChange change) => change is RecordChange.Replace && IsOutbox(change) && Encoding.UTF8.GetString(change.Json.Span).Contains("\"sent\":1", StringComparison.Ordinal);

    public static bool MarksLast(RecordChange change) => change is RecordChange.Delete && IsOutbox(change);

    public Task<IReadOnlyList<StoredRecord>> FindAsync(string table, string partition, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        Alive().FindAsync(table, partition, keys, cancellationToken);

    public Task<RecordPage> ReadAsync(string table, string partition, KeyRange range, int limit, string? continuation, CancellationToken cancellationToken) =>
        Alive().ReadAsync(table, partition, range, limit, continuation, cancellationToken);

    public Task<IReadOnlyList<string>> ReadPartitionsAsync(string table, string? after, int limit, CancellationToken cancellationToken) =>
        Alive().ReadPartitionsAsync(table, after, limit, cancellationToken);

    public async Task<Commit> CommitAsync(string table, string partition, IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken)
    {
        if (Outage is { } outage && changes.Any(outage))
        {
            Outages++;
            throw new StorageUnavailableException("The disk is full.", new IOException());
        }

        var last = LastAct is { } act && changes.Any(act);
        if (last && !IsWritten) IsDead = true;
        var commit = await Alive().CommitAsync(table, partition, changes, cancellationToken);
        if (last) IsDead = true;
        Alive();
        return commit;
    }

    private static bool IsOutbox(RecordChange change) => change.Key.StartsWith("outbox:", StringComparison.Ordinal);

    private IRecordStore Alive() => IsDead ? throw new OperationCanceledException("The process is dead.") : _store;
}
