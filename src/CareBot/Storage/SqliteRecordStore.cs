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
    private readonly SqliteWriter _writer;
    private readonly ConcurrentBag<SqliteReader> _readers = [];
    private readonly string? _temporaryFolder;

    internal SqliteRecordStore(string path, string writerSettings, string? temporaryFolder = null)
    {
        _file = new SqliteFile(path, writerSettings);
        _temporaryFolder = temporaryFolder;
        // Each opening counts through a range of its own (2^40 numbers), so that no ETag is given twice, whoever else has the file open.
        _writer = new SqliteWriter(_file, _file.Prepare() << 40);
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

    public Task<IReadOnlyList<StoredRecord>> FindAsync(string table, string partition, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        RecordLimits.CheckFind(table, partition, keys);
        return ReadAsync<IReadOnlyList<StoredRecord>>(reader => reader.Find(table, partition, keys), cancellationToken);
    }

    public Task<RecordPage> ReadAsync(string table, string partition, KeyRange range, int limit, string? continuation, CancellationToken cancellationToken)
    {
        RecordLimits.CheckRead(table, partition, limit);
        var from = SqliteFile.Bytes(range.From ?? "");
        var to = range.To is null ? BehindAllKeys : SqliteFile.Bytes(range.To);
        if (continuation is not null && range.Descending)
            to = SqliteFile.Bytes(continuation);
        else if (continuation is not null)
            from = SqliteFile.Bytes(continuation + '\0');
        return ReadAsync(reader => Page(reader.Read(table, partition, from, to, range.Descending, limit + 1), limit), cancellationToken);
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
        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<Commit>(cancellationToken)
            : _writer.WriteAsync(new SqliteBatch(table, partition, changes, cancellationToken));
    }

    /// <summary>Writes what was handed in, then closes the file.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        while (_readers.TryTake(out var reader))
            reader.Dispose();
        if (_temporaryFolder is not null)
            Directory.Delete(_temporaryFolder, recursive: true);
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
