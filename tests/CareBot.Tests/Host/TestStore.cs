using System.Collections.Concurrent;
using CareBot.Care.Records;

namespace CareBot.Tests.Host;

/// <summary>A real store whose every call passes by the test first: it may break, wait, or do something else in between.</summary>
internal sealed class TestStore(IRecordStore inner) : IRecordStore, IDisposable
{
    /// <summary>Runs before each call; what it throws the caller gets.</summary>
    public Func<StoreCall, Task>? Before { get; set; }

    public ConcurrentQueue<StoreCall> Calls { get; } = [];

    /// <summary>As a disk that is full, or a file that is locked.</summary>
    public void Break(Func<StoreCall, bool> which) =>
        Before = call => which(call) ? throw new StorageUnavailableException("secret: the disk of Rosa Delgado is full") : Task.CompletedTask;

    public void Mend() => Before = null;

    public async Task<IReadOnlyList<StoredRecord>> FindAsync(string table, string partition, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        await PassAsync(new StoreCall(false, table, partition));
        return await inner.FindAsync(table, partition, keys, cancellationToken);
    }

    public async Task<RecordPage> ReadAsync(string table, string partition, KeyRange range, int limit, string? continuation, CancellationToken cancellationToken)
    {
        await PassAsync(new StoreCall(false, table, partition));
        return await inner.ReadAsync(table, partition, range, limit, continuation, cancellationToken);
    }

    public async Task<IReadOnlyList<string>> ReadPartitionsAsync(string table, string? after, int limit, CancellationToken cancellationToken)
    {
        await PassAsync(new StoreCall(false, table, ""));
        return await inner.ReadPartitionsAsync(table, after, limit, cancellationToken);
    }

    public async Task<Commit> CommitAsync(string table, string partition, IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken)
    {
        await PassAsync(new StoreCall(true, table, partition));
        return await inner.CommitAsync(table, partition, changes, cancellationToken);
    }

    public void Dispose() => (inner as IDisposable)?.Dispose();

    private async Task PassAsync(StoreCall call)
    {
        Calls.Enqueue(call);
        if (Before is { } before)
            await before(call);
    }
}

internal sealed record StoreCall(bool Writes, string Table, string Partition);
