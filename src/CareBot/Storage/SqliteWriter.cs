using Microsoft.Data.Sqlite;

namespace CareBot.Storage;

/// <summary>
/// The one writer, on a thread of its own because a sync to disk blocks. It takes all batches that wait and commits them as one group:
/// while a group is on its way to the disk the next one gathers, so that the disk is asked once for many.
/// </summary>
/// <remarks>
/// The writer is called by way of the thread pool's queue, behind every turn that is ready to run by then: those turns come into the same
/// group. Where nothing else is ready the call is the next thing to run, so that nothing waits for company.
/// </remarks>
internal sealed class SqliteWriter : IDisposable, IThreadPoolWorkItem
{
    private const int LargestGroup = 256;

    private readonly SqliteFile _file;
    private readonly SqliteMemory _memory;
    private readonly long _opening;
    // A monitor and not a blocking collection: that spins before it waits, and on one core what it waits for cannot happen meanwhile.
    private readonly Queue<SqliteBatch> _queue = [];
    private readonly Thread _thread;
    private SqliteGroup? _group;
    private long _etag;
    private bool _called;
    private bool _mayBegin;
    private bool _closed;

    /// <param name="file">The database.</param>
    /// <param name="memory">Is told what is on disk.</param>
    /// <param name="opening">How many times the file has been opened.</param>
    public SqliteWriter(SqliteFile file, SqliteMemory memory, long opening)
    {
        // Each opening counts through a range of its own (2^40 numbers), so that no ETag is given twice, whoever else has the file open.
        (_file, _memory, _opening, _etag) = (file, memory, opening, opening << 40);
        _thread = new Thread(Run) { IsBackground = true, Name = "SQLite writer" };
        _thread.Start();
    }

    /// <param name="batches">Applied in this order; they tell of themselves.</param>
    public void Write(params ReadOnlySpan<SqliteBatch> batches)
    {
        lock (_queue)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteRecordStore));
            foreach (var batch in batches)
                _queue.Enqueue(batch);
            if (!_called)
                Call();
        }
    }

    /// <summary>The pool has come to the call.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        lock (_queue)
        {
            _mayBegin = true;
            Monitor.Pulse(_queue);
        }
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
        while (Gather() is { } batches)
        {
            var fault = Commit(batches);
            // One hop for all of them: told one by one from this thread, each would wake the pool anew, which on one core costs two switches.
            ThreadPool.UnsafeQueueUserWorkItem(static told => Tell(told.batches, told.fault), (batches, fault), preferLocal: false);
            CallAgain();
        }
        _group?.Dispose();
    }

    private static void Tell(List<SqliteBatch> batches, Exception? fault)
    {
        foreach (var batch in batches)
        {
            if (fault is null)
                batch.SetResult(batch.Outcome!);
            else
                batch.SetException(fault);
        }
    }

    private void Call()
    {
        _called = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void CallAgain()
    {
        lock (_queue)
        {
            if (_queue.Count > 0)
                Call();
            else
                _called = false;
        }
    }

    /// <summary>Waits to be called and takes all batches that wait.</summary>
    /// <returns>Null when no more will come.</returns>
    private List<SqliteBatch>? Gather()
    {
        lock (_queue)
        {
            while (!_mayBegin && !_closed)
                Monitor.Wait(_queue);
            _mayBegin = false;
            if (_queue.Count == 0 && _closed)
                return null;
            var batches = new List<SqliteBatch>(_queue.Count);
            while (batches.Count < LargestGroup && _queue.TryDequeue(out var next))
                Take(next, batches);
            return batches;
        }
    }

    private static void Take(SqliteBatch batch, List<SqliteBatch> batches)
    {
        if (batch.Cancellation.IsCancellationRequested)
            batch.SetCanceled(batch.Cancellation);
        else
            batches.Add(batch);
    }

    /// <returns>Why nothing of it was committed; null when it is on disk.</returns>
    private Exception? Commit(List<SqliteBatch> batches)
    {
        if (batches.Count == 0)
            return null;
        try
        {
            var now = _memory.Now;
            var isFirst = _group is null;
            _group ??= new SqliteGroup(_file.OpenToWrite());
            var version = _group.Begin();
            _memory.Look(now, version, !isFirst || (!_file.WasOpen && _group.Openings() == _opening));
            _group.Apply(batches, ref _etag);
            _memory.Apply(batches);
            return null;
        }
        catch (Exception e)
        {
            // The connection may be in any state: closing it rolls back, and the next group opens another, on whatever is there by then.
            _group?.Dispose();
            _group = null;
            _memory.Forget();
            foreach (var batch in batches)
                batch.Outcome = null;
            return e is SqliteException sqlite ? _file.Unavailable(sqlite) : e;
        }
    }
}
