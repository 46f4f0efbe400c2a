using System.Text;
using CareBot.Care.Records;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CareBot.Storage;

/// <summary>
/// A prepared statement of one connection, without the objects that ADO.NET makes for each run (half of what a read or a write
/// allocated). Parameters and columns count from 0. Serves one run at a time.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <exception cref="SqliteException">The statement does not fit the database.</exception>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement), _database);
    }

    /// <summary>Binds the name of a table.</summary>
    public void Table(int parameter, string name)
    {
        Span<byte> text = stackalloc byte[64];
        Check(raw.sqlite3_bind_text(_statement, parameter + 1, text[..Encoding.UTF8.GetBytes(name, text)]));
    }

    /// <summary>Binds the name of a partition or a record.</summary>
    public void Name(int parameter, string name)
    {
        Span<byte> text = stackalloc byte[RecordLimits.NameBytes];
        Bytes(parameter, text[..Encoding.UTF8.GetBytes(name, text)]);
    }

    // A null pointer would be bound as NULL.
    public void Bytes(int parameter, ReadOnlySpan<byte> value) =>
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, parameter + 1, 0) : raw.sqlite3_bind_blob(_statement, parameter + 1, value));

    public void Number(int parameter, long value) => Check(raw.sqlite3_bind_int64(_statement, parameter + 1, value));

    /// <summary>Goes to the next row.</summary>
    /// <returns>False when there is none: then the statement can be run again.</returns>
    /// <exception cref="SqliteException">It failed; the statement can be run again.</exception>
    public bool Next()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
            return true;
        Reset();
        Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
        return false;
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run()
    {
        while (Next())
        {
            // A statement that answers nothing.
        }
        return raw.sqlite3_changes(_database);
    }

    /// <summary>Leaves the rows that were not read.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
