using CareBot.Care.Records;
using Microsoft.Data.Sqlite;

namespace CareBot.Storage;

/// <summary>
/// The one writer, on a thread of its own because a sync to disk blocks. It takes all batches that wait and commits them as one group:
/// while a group is on its way to the disk the next one gathers, so that nothing waits for company and the disk is asked once for many.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int LargestGroup = 256;

    private readonly SqliteFile _file;
    // A monitor and not a blocking collection: that spins before it waits, and on one core what it waits for cannot happen meanwhile.
    private readonly Queue<SqliteBatch> _queue = [];
    private readonly Thread _thread;
    private SqliteGroup? _group;
    private long _etag;
    private bool _closed;

    /// <param name="file">The database.</param>
    /// <param name="etag">The number before the first ETag; no other process that writes this file counts through the same numbers.</param>
    public SqliteWriter(SqliteFile file, long etag)
    {
        (_file, _etag) = (file, etag);
        _thread = new Thread(Run) { IsBackground = true, Name = "SQLite writer" };
        _thread.Start();
    }

    public Task<Commit> WriteAsync(SqliteBatch batch)
    {
        lock (_queue)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteRecordStore));
            _queue.Enqueue(batch);
            Monitor.Pulse(_queue);
        }
        return batch.Task;
    }

    /// <summary>Takes no more, and returns when all that was taken is on disk.</summary>
    public void Dispose()
    {
        lock (_queue)
        {
            _closed = true;
            Monitor.Pulse(_queue);
        }
        _thread.Join();
    }

    private void Run()
    {
        var batches = new List<SqliteBatch>();
        while (Gather(batches))
        {
            Commit(batches);
            batches.Clear();
        }
        _group?.Dispose();
    }

    /// <summary>Waits for batches and takes all that wait.</summary>
    /// <returns>False when no more will come.</returns>
    private bool Gather(List<SqliteBatch> batches)
    {
        lock (_queue)
        {
            while (_queue.Count == 0 && !_closed)
                Monitor.Wait(_queue);
            while (batches.Count < LargestGroup && _queue.TryDequeue(out var next))
                Take(next, batches);
            return batches.Count > 0 || _queue.Count > 0 || !_closed;
        }
    }

    private static void Take(SqliteBatch batch, List<SqliteBatch> batches)
    {
        if (batch.Cancellation.IsCancellationRequested)
            batch.SetCanceled(batch.Cancellation);
        else
            batches.Add(batch);
    }

    private void Commit(List<SqliteBatch> batches)
    {
        if (batches.Count == 0)
            return;
        try
        {
            _group ??= new SqliteGroup(_file.OpenToWrite());
            _group.Apply(batches, ref _etag);
        }
        catch (Exception e)
        {
            // The connection may be in any state: closing it rolls back, and the next group opens another, on whatever is there by then.
            _group?.Dispose();
            _group = null;
            var told = e is SqliteException sqlite ? _file.Unavailable(sqlite) : e;
            batches.ForEach(batch => batch.SetException(told));
            return;
        }
        batches.ForEach(batch => batch.SetResult(batch.Outcome!));
    }
}
