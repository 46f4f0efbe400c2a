using System.Text;
using CareBot.Care.Records;
using Microsoft.Data.Sqlite;

namespace CareBot.Storage;

/// <summary>A connection that reads, with its statements prepared. Each statement sees one snapshot. Serves one read at a time.</summary>
internal sealed class SqliteReader(SqliteConnection connection) : IDisposable
{
    // Without LIMIT, where reading stops at the limit: a bound LIMIT has SQLite compile the statement anew each time.
    private const string Range = "SELECT key, json, etag FROM records WHERE tbl = $table AND partition = $partition AND key >= $from AND key < $to ORDER BY key";

    // The smallest partition after one, again and again: the index is jumped along, never scanned.
    private const string Partitions = """
        WITH RECURSIVE seen(name) AS (
            SELECT min(partition) FROM records WHERE tbl = $table AND partition > $after
            UNION ALL
            SELECT (SELECT min(partition) FROM records WHERE tbl = $table AND partition > seen.name) FROM seen WHERE seen.name IS NOT NULL)
        SELECT name FROM seen WHERE name IS NOT NULL LIMIT $limit
        """;

    private readonly SqliteCommand?[] _find = new SqliteCommand?[RecordLimits.KeysInOneFind + 1];
    private readonly SqliteCommand _ascending = SqliteStatements.Prepare(connection, Range, "$table", "$partition", "$from", "$to");
    private readonly SqliteCommand _descending = SqliteStatements.Prepare(connection, Range + " DESC", "$table", "$partition", "$from", "$to");
    private readonly SqliteCommand _partitions = SqliteStatements.Prepare(connection, Partitions, "$table", "$after", "$limit");

    public List<StoredRecord> Find(string table, string partition, IReadOnlyList<string> keys)
    {
        var command = _find[keys.Count] ??= PrepareFind(keys.Count);
        var parameters = command.Parameters;
        parameters[0].Value = table;
        parameters[1].Value = SqliteFile.Bytes(partition);
        for (var i = 0; i < keys.Count; i++)
            parameters[i + 2].Value = SqliteFile.Bytes(keys[i]);
        return Records(command, keys.Count);
    }

    public List<StoredRecord> Read(string table, string partition, byte[] from, byte[] to, bool descending, int limit)
    {
        var command = descending ? _descending : _ascending;
        SqliteStatements.Bind(command, table, SqliteFile.Bytes(partition), from, to);
        return Records(command, limit);
    }

    public List<string> ReadPartitions(string table, byte[] after, int limit)
    {
        SqliteStatements.Bind(_partitions, table, after, limit);
        using var rows = _partitions.ExecuteReader();
        var names = new List<string>();
        while (rows.Read())
            names.Add(Encoding.UTF8.GetString(rows.GetFieldValue<byte[]>(0)));
        return names;
    }

    public void Dispose() => connection.Dispose();

    private SqliteCommand PrepareFind(int count)
    {
        var keys = Enumerable.Range(0, count).Select(i => $"$key{i}").ToArray();
        return SqliteStatements.Prepare(connection,
            $"SELECT key, json, etag FROM records WHERE tbl = $table AND partition = $partition AND key IN ({string.Join(", ", keys)})",
            ["$table", "$partition", .. keys]);
    }

    private static List<StoredRecord> Records(SqliteCommand command, int limit)
    {
        using var rows = command.ExecuteReader();
        var records = new List<StoredRecord>();
        while (records.Count < limit && rows.Read())
            records.Add(new StoredRecord(Encoding.UTF8.GetString(rows.GetFieldValue<byte[]>(0)), rows.GetFieldValue<byte[]>(1), SqliteStatements.ETag(rows.GetInt64(2))));
        return records;
    }
}
