using CareBot.Care.Records;
using Microsoft.Data.Sqlite;

namespace CareBot.Storage;

/// <summary>The connection that writes: applies a group of batches in one transaction.</summary>
/// <remarks>Most conflicts are found at the first change of a batch, where there is nothing to undo. A savepoint for each batch would have
/// SQLite copy every page that is changed, so it is made only in a group where something has to be undone; that one begins anew.</remarks>
internal sealed class SqliteGroup : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _version;
    private readonly SqliteStatement _opened;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;
    private readonly SqliteStatement _savepoint;
    private readonly SqliteStatement _undo;
    private readonly SqliteStatement _release;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _replace;
    private readonly SqliteStatement _put;
    private readonly SqliteStatement _delete;
    private readonly SqliteStatement _deleteAny;

    public SqliteGroup(SqliteConnection connection)
    {
        _connection = connection;
        _begin = new SqliteStatement(connection, "BEGIN IMMEDIATE");
        _version = new SqliteStatement(connection, "PRAGMA data_version");
        _opened = new SqliteStatement(connection, "SELECT max(number) FROM openings");
        _commit = new SqliteStatement(connection, "COMMIT");
        _rollback = new SqliteStatement(connection, "ROLLBACK");
        _savepoint = new SqliteStatement(connection, "SAVEPOINT batch");
        _undo = new SqliteStatement(connection, "ROLLBACK TO batch");
        _release = new SqliteStatement(connection, "RELEASE batch");
        const string insert = "INSERT INTO records (tbl, partition, key, etag, json) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT ";
        const string name = " WHERE tbl = ?1 AND partition = ?2 AND key = ?3";
        _insert = new SqliteStatement(connection, insert + "DO NOTHING");
        _put = new SqliteStatement(connection, insert + "DO UPDATE SET etag = excluded.etag, json = excluded.json");
        _replace = new SqliteStatement(connection, "UPDATE records SET etag = ?4, json = ?5" + name + " AND etag = ?6");
        _delete = new SqliteStatement(connection, "DELETE FROM records" + name + " AND etag = ?4");
        _deleteAny = new SqliteStatement(connection, "DELETE FROM records" + name);
    }

    /// <summary>Keeps others from writing until the group is committed.</summary>
    /// <returns>A number that is another one when somebody else has written since the last group.</returns>
    public long Begin()
    {
        _begin.Run();
        return Number(_version);
    }

    /// <summary>How many times the file has been opened.</summary>
    public long Openings() => Number(_opened);

    public void Apply(List<SqliteBatch> batches, ref long etag)
    {
        if (!ApplyAll(batches, ref etag))
        {
            _rollback.Run();
            _begin.Run();
            foreach (var batch in batches)
                ApplyOrUndo(batch, ref etag);
        }
        _commit.Run();
    }

    /// <returns>False when a part of a batch was applied that does not hold.</returns>
    private bool ApplyAll(List<SqliteBatch> batches, ref long etag)
    {
        foreach (var batch in batches)
        {
            batch.Outcome = Apply(batch, ref etag);
            if (batch.Outcome is Commit.Conflict conflict && conflict.Key != batch.Changes[0].Key)
                return false;
        }
        return true;
    }

    private void ApplyOrUndo(SqliteBatch batch, ref long etag)
    {
        _savepoint.Run();
        batch.Outcome = Apply(batch, ref etag);
        if (batch.Outcome is Commit.Conflict)
            _undo.Run();
        _release.Run();
    }

    /// <summary>Rolls back what was not committed.</summary>
    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])[_begin, _version, _opened, _commit, _rollback, _savepoint, _undo, _release, _insert, _replace, _put, _delete, _deleteAny])
            statement.Dispose();
        _connection.Dispose();
    }

    private static long Number(SqliteStatement statement)
    {
        statement.Next();
        var number = statement.Number(0);
        statement.Reset();
        return number;
    }

    private Commit Apply(SqliteBatch batch, ref long etag)
    {
        if (batch.Before is { Outcome: not Commit.Done })
            return new Commit.Conflict(batch.Changes[0].Key);
        var etags = new string?[batch.Changes.Count];
        for (var i = 0; i < etags.Length; i++)
        {
            var change = batch.Changes[i];
            if (!Apply(batch, change, ++etag))
                return new Commit.Conflict(change.Key);
            etags[i] = change is RecordChange.Delete ? null : SqliteETag.Of(etag);
        }
        return new Commit.Done(etags);
    }

    private bool Apply(SqliteBatch batch, RecordChange change, long etag) => change switch
    {
        RecordChange.Insert => Write(_insert, batch, change, etag) == 1,
        RecordChange.Put => Write(_put, batch, change, etag) == 1,
        RecordChange.Replace replace => Write(_replace, batch, change, etag, replace.ETag) == 1,
        RecordChange.Delete { ETag: { } was } => Delete(_delete, batch, change, was) == 1,
        _ => Delete(_deleteAny, batch, change, null) >= 0
    };

    private static int Write(SqliteStatement statement, SqliteBatch batch, RecordChange change, long etag, string? was = null)
    {
        Name(statement, batch, change);
        statement.Number(3, etag);
        statement.Bytes(4, change.Json.Span);
        if (was is not null)
            statement.Number(5, SqliteETag.Number(was));
        return statement.Run();
    }

    private static int Delete(SqliteStatement statement, SqliteBatch batch, RecordChange change, string? was)
    {
        Name(statement, batch, change);
        if (was is not null)
            statement.Number(3, SqliteETag.Number(was));
        return statement.Run();
    }

    private static void Name(SqliteStatement statement, SqliteBatch batch, RecordChange change)
    {
        statement.Table(0, batch.Table);
        statement.Name(1, batch.Partition);
        statement.Name(2, change.Key);
    }
}
