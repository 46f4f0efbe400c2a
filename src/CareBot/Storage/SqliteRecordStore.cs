using System.Collections.Concurrent;
using CareBot.Care.Records;
using Microsoft.Data.Sqlite;

namespace CareBot.Storage;

/// <summary>The records in one SQLite file: one writer that commits groups, readers that never wait for it.</summary>
/// <remarks>Reads run on the caller's thread: they come from memory or from one page of the disk, and a hop to another thread would cost more.</remarks>
public sealed class SqliteRecordStore : IRecordStore, IDisposable
{
    // No UTF-8 text has this byte, so it stands behind all keys.
    private static readonly byte[] BehindAllKeys = [0xFF];

    private readonly SqliteFile _file;
    private readonly SqliteMemory _memory;
    private readonly SqliteWriter _writer;
    private readonly ConcurrentBag<SqliteReader> _readers = [];
    private readonly string? _temporaryFolder;

    internal SqliteRecordStore(string path, string writerSettings, string? temporaryFolder = null, TimeProvider? clock = null)
    {
        _memory = new SqliteMemory(clock ?? TimeProvider.System);
        _file = new SqliteFile(path, writerSettings);
        _temporaryFolder = temporaryFolder;
        _writer = new SqliteWriter(_file, _memory, _file.Prepare());
    }

    /// <summary>Opens the file, or makes it.</summary>
    /// <exception cref="InvalidDataException">The file cannot be used; the message names it and the remedy.</exception>
    public static SqliteRecordStore Open(string path) => new(path, "PRAGMA synchronous = FULL");

    /// <summary>A store that lasts until it is disposed: the same file, somewhere temporary and never synced.</summary>
    public static SqliteRecordStore OpenTemporary()
    {
        var folder = Directory.CreateTempSubdirectory("carebot-").FullName;
        return new SqliteRecordStore(Path.Combine(folder, "records.db"), "PRAGMA synchronous = OFF", folder);
    }

    /// <summary>One host serves from a file; a verb beside it says nothing in a conversation.</summary>
    public bool IsShared => false;

    public Task<IReadOnlyList<StoredRecord>> FindAsync(string table, string partition, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        RecordLimits.CheckFind(table, partition, keys);
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<IReadOnlyList<StoredRecord>>(cancellationToken);
        return _memory.Find(table, partition, keys, out var place) is { } known
            ? Task.FromResult<IReadOnlyList<StoredRecord>>(known)
            : FindInFileAsync(table, partition, keys, place, cancellationToken);
    }

    public Task<RecordPage> ReadAsync(string table, string partition, KeyRange range, int limit, string? continuation, CancellationToken cancellationToken)
    {
        RecordLimits.CheckRead(table, partition, limit);
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<RecordPage>(cancellationToken);
        if (continuation is not null)
            return ReadInFileAsync(table, partition, range, limit, continuation, default, cancellationToken);
        return _memory.Read(table, partition, range, limit, out var place) is { } known
            ? Task.FromResult(known)
            : ReadInFileAsync(table, partition, range, limit, null, place, cancellationToken);
    }

    public Task<IReadOnlyList<string>> ReadPartitionsAsync(string table, string? after, int limit, CancellationToken cancellationToken)
    {
        RecordLimits.CheckTable(table);
        RecordLimits.CheckLimit(limit);
        return ReadAsync<IReadOnlyList<string>>(reader => reader.ReadPartitions(table, SqliteFile.Bytes(after ?? ""), limit), cancellationToken);
    }

    public Task<Commit> CommitAsync(string table, string partition, IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken)
    {
        RecordLimits.CheckBatch(table, partition, changes);
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<Commit>(cancellationToken);
        var batch = new SqliteBatch(table, partition, changes, cancellationToken);
        _writer.Write(batch);
        return batch.Task;
    }

    public async Task<IReadOnlyList<Commit>> CommitInOrderAsync(IReadOnlyList<RecordBatch> batches, CancellationToken cancellationToken)
    {
        var chain = new SqliteBatch[batches.Count];
        for (var i = 0; i < chain.Length; i++)
        {
            RecordLimits.CheckBatch(batches[i].Table, batches[i].Partition, batches[i].Changes);
            chain[i] = new SqliteBatch(batches[i].Table, batches[i].Partition, batches[i].Changes, CancellationToken.None, i == 0 ? null : chain[i - 1]);
        }
        cancellationToken.ThrowIfCancellationRequested();
        _writer.Write(chain);
        var commits = await Task.WhenAll(Array.ConvertAll(chain, batch => batch.Task));
        var refused = Array.FindIndex(commits, commit => commit is Commit.Conflict);
        return refused < 0 ? commits : commits[..(refused + 1)];
    }

    /// <summary>Writes what was handed in, then closes the file.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        _memory.Forget();
        while (_readers.TryTake(out var reader))
            reader.Dispose();
        if (_temporaryFolder is not null)
            Directory.Delete(_temporaryFolder, recursive: true);
    }

    private Task<IReadOnlyList<StoredRecord>> FindInFileAsync(
        string table, string partition, IReadOnlyList<string> keys, SqliteMemory.Place place, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<StoredRecord>>(
            reader =>
            {
                var found = reader.Find(table, partition, keys);
                var wantsKeys = found.Count < keys.Count && place.Partition is { WantsKeys: true };
                _memory.Keep(place, found, wantsKeys ? reader.HashKeys(table, partition, RememberedPartition.MostKeys + 1) : null);
                return found;
            },
            cancellationToken);

    private Task<RecordPage> ReadInFileAsync(
        string table, string partition, KeyRange range, int limit, string? continuation, SqliteMemory.Place place, CancellationToken cancellationToken)
    {
        var from = SqliteFile.Bytes(range.From ?? "");
        var to = range.To is null ? BehindAllKeys : SqliteFile.Bytes(range.To);
        if (continuation is not null && range.Descending)
            to = SqliteFile.Bytes(continuation);
        else if (continuation is not null)
            from = SqliteFile.Bytes(continuation + '\0');
        return ReadAsync(
            reader =>
            {
                var page = Page(reader.Read(table, partition, from, to, range.Descending, limit + 1), limit);
                if (page.Continuation is null)
                    _memory.Keep(place, range, page.Records);
                return page;
            },
            cancellationToken);
    }

    private static RecordPage Page(List<StoredRecord> records, int limit)
    {
        if (records.Count <= limit)
            return new RecordPage(records, null);
        records.RemoveAt(limit);
        return new RecordPage(records, records[^1].Key);
    }

    private Task<T> ReadAsync<T>(Func<SqliteReader, T> read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        SqliteReader? reader = null;
        try
        {
            if (!_readers.TryTake(out reader))
                reader = new SqliteReader(_file.OpenToRead());
            var answer = read(reader);
            _readers.Add(reader);
            return Task.FromResult(answer);
        }
        catch (SqliteException e)
        {
            reader?.Dispose();
            return Task.FromException<T>(_file.Unavailable(e));
        }
    }
}
