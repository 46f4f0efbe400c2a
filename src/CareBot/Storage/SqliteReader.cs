using System.Text;
using CareBot.Care.Records;
using Microsoft.Data.Sqlite;

namespace CareBot.Storage;

/// <summary>A connection that reads, with its statements prepared. Each statement sees one snapshot. Serves one read at a time.</summary>
internal sealed class SqliteReader(SqliteConnection connection) : IDisposable
{
    // Without LIMIT, where reading stops at the limit: a bound LIMIT has SQLite compile the statement anew each time.
    private const string Range = "SELECT key, json, etag FROM records WHERE tbl = ? AND partition = ? AND key >= ? AND key < ? ORDER BY key";

    private const string Keys = "SELECT key FROM records WHERE tbl = ? AND partition = ?";

    // The smallest partition after one, again and again: the index is jumped along, never scanned.
    private const string Partitions = """
        WITH RECURSIVE seen(name) AS (
            SELECT min(partition) FROM records WHERE tbl = ?1 AND partition > ?2
            UNION ALL
            SELECT (SELECT min(partition) FROM records WHERE tbl = ?1 AND partition > seen.name) FROM seen WHERE seen.name IS NOT NULL)
        SELECT name FROM seen WHERE name IS NOT NULL LIMIT ?3
        """;

    private readonly SqliteStatement?[] _find = new SqliteStatement?[RecordLimits.KeysInOneFind + 1];
    private readonly SqliteStatement _ascending = new(connection, Range);
    private readonly SqliteStatement _descending = new(connection, Range + " DESC");
    private readonly SqliteStatement _partitions = new(connection, Partitions);
    private readonly SqliteStatement _keys = new(connection, Keys);

    public List<StoredRecord> Find(string table, string partition, IReadOnlyList<string> keys)
    {
        var find = _find[keys.Count] ??= PrepareFind(keys.Count);
        find.Table(0, table);
        find.Name(1, partition);
        for (var i = 0; i < keys.Count; i++)
            find.Name(i + 2, keys[i]);
        return Records(find, keys.Count);
    }

    public List<StoredRecord> Read(string table, string partition, byte[] from, byte[] to, bool descending, int limit)
    {
        var range = descending ? _descending : _ascending;
        range.Table(0, table);
        range.Name(1, partition);
        range.Bytes(2, from);
        range.Bytes(3, to);
        return Records(range, limit);
    }

    /// <summary>Reads a hash of every key of a partition, or of as many as wanted.</summary>
    public int[] HashKeys(string table, string partition, int most)
    {
        _keys.Table(0, table);
        _keys.Name(1, partition);
        Span<char> key = stackalloc char[RecordLimits.NameLength];
        Span<int> hashes = stackalloc int[most];
        var count = 0;
        while (count < most && _keys.Next())
            hashes[count++] = string.GetHashCode(key[..Encoding.UTF8.GetChars(_keys.Bytes(0), key)]);
        _keys.Reset();
        return hashes[..count].ToArray();
    }

    public List<string> ReadPartitions(string table, byte[] after, int limit)
    {
        _partitions.Table(0, table);
        _partitions.Bytes(1, after);
        _partitions.Number(2, limit);
        var names = new List<string>();
        while (_partitions.Next())
            names.Add(Encoding.UTF8.GetString(_partitions.Bytes(0)));
        return names;
    }

    public void Dispose()
    {
        foreach (var statement in (SqliteStatement?[])[.. _find, _ascending, _descending, _partitions, _keys])
            statement?.Dispose();
        connection.Dispose();
    }

    private SqliteStatement PrepareFind(int count) =>
        new(connection, $"SELECT key, json, etag FROM records WHERE tbl = ? AND partition = ? AND key IN ({string.Join(", ", Enumerable.Repeat('?', count))})");

    private static List<StoredRecord> Records(SqliteStatement rows, int limit)
    {
        var records = new List<StoredRecord>();
        while (rows.Next())
        {
            records.Add(new StoredRecord(Encoding.UTF8.GetString(rows.Bytes(0)), rows.Bytes(1).ToArray(), SqliteETag.Of(rows.Number(2))));
            if (records.Count == limit)
            {
                rows.Reset();
                break;
            }
        }
        return records;
    }
}
