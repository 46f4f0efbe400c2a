using CareBot.Care.Records;
using Microsoft.Data.Sqlite;

namespace CareBot.Storage;

/// <summary>The connection that writes: applies a group of batches in one transaction, a savepoint each.</summary>
internal sealed class SqliteGroup : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _savepoint;
    private readonly SqliteCommand _undo;
    private readonly SqliteCommand _release;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _replace;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _deleteAny;

    public SqliteGroup(SqliteConnection connection)
    {
        _connection = connection;
        _begin = SqliteStatements.Prepare(connection, "BEGIN IMMEDIATE");
        _commit = SqliteStatements.Prepare(connection, "COMMIT");
        _savepoint = SqliteStatements.Prepare(connection, "SAVEPOINT batch");
        _undo = SqliteStatements.Prepare(connection, "ROLLBACK TO batch");
        _release = SqliteStatements.Prepare(connection, "RELEASE batch");
        const string insert = "INSERT INTO records (tbl, partition, key, etag, json) VALUES ($table, $partition, $key, $etag, $json) ON CONFLICT ";
        const string name = " WHERE tbl = $table AND partition = $partition AND key = $key";
        _insert = SqliteStatements.Prepare(connection, insert + "DO NOTHING", "$table", "$partition", "$key", "$etag", "$json");
        _put = SqliteStatements.Prepare(connection, insert + "DO UPDATE SET etag = excluded.etag, json = excluded.json", "$table", "$partition", "$key", "$etag", "$json");
        _replace = SqliteStatements.Prepare(connection, "UPDATE records SET etag = $etag, json = $json" + name + " AND etag = $was", "$table", "$partition", "$key", "$etag", "$json", "$was");
        _delete = SqliteStatements.Prepare(connection, "DELETE FROM records" + name + " AND etag = $was", "$table", "$partition", "$key", "$was");
        _deleteAny = SqliteStatements.Prepare(connection, "DELETE FROM records" + name, "$table", "$partition", "$key");
    }

    public void Apply(List<SqliteBatch> batches, ref long etag)
    {
        _begin.ExecuteNonQuery();
        foreach (var batch in batches)
        {
            _savepoint.ExecuteNonQuery();
            batch.Outcome = Apply(batch, ref etag);
            if (batch.Outcome is Commit.Conflict)
                _undo.ExecuteNonQuery();
            _release.ExecuteNonQuery();
        }
        _commit.ExecuteNonQuery();
    }

    /// <summary>Rolls back what was not committed.</summary>
    public void Dispose() => _connection.Dispose();

    private Commit Apply(SqliteBatch batch, ref long etag)
    {
        var etags = new string?[batch.Changes.Count];
        for (var i = 0; i < etags.Length; i++)
        {
            var change = batch.Changes[i];
            if (!Apply(batch, change, ++etag))
                return new Commit.Conflict(change.Key);
            etags[i] = change is RecordChange.Delete ? null : SqliteStatements.ETag(etag);
        }
        return new Commit.Done(etags);
    }

    private bool Apply(SqliteBatch batch, RecordChange change, long etag)
    {
        var key = SqliteFile.Bytes(change.Key);
        return change switch
        {
            RecordChange.Insert => Run(_insert, batch.Table, batch.Partition, key, etag, Array(change.Json)) == 1,
            RecordChange.Put => Run(_put, batch.Table, batch.Partition, key, etag, Array(change.Json)) == 1,
            RecordChange.Replace r => Run(_replace, batch.Table, batch.Partition, key, etag, Array(r.Json), SqliteStatements.Number(r.ETag)) == 1,
            RecordChange.Delete { ETag: { } was } => Run(_delete, batch.Table, batch.Partition, key, SqliteStatements.Number(was)) == 1,
            _ => Run(_deleteAny, batch.Table, batch.Partition, key) >= 0
        };
    }

    private static int Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        SqliteStatements.Bind(command, values);
        return command.ExecuteNonQuery();
    }

    private static byte[] Array(ReadOnlyMemory<byte> json) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(json, out var segment) && segment.Count == segment.Array!.Length ? segment.Array : json.ToArray();
}
