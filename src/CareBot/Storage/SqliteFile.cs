using System.Text;
using CareBot.Care.Records;
using Microsoft.Data.Sqlite;

namespace CareBot.Storage;

/// <summary>The database file: how it is opened, what stands in it, and what its errors mean.</summary>
internal sealed class SqliteFile
{
    private const int SchemaVersion = 1;

    // A rowid table with an index: a record of a few KiB lies whole in one leaf page, where WITHOUT ROWID would put it in an overflow
    // page (measured: 2.5 times as many commits a second).
    // Names are blobs because text ends at its first NUL when it is read.
    private const string Schema = """
        BEGIN IMMEDIATE;
        CREATE TABLE IF NOT EXISTS records (
            tbl TEXT NOT NULL,
            partition BLOB NOT NULL,
            key BLOB NOT NULL,
            etag INTEGER NOT NULL,
            json BLOB NOT NULL,
            PRIMARY KEY (tbl, partition, key)
        ) STRICT;
        CREATE TABLE IF NOT EXISTS openings (number INTEGER PRIMARY KEY) STRICT;
        PRAGMA user_version = 1;
        COMMIT;
        """;

    private readonly string _path;
    private readonly string _writerSettings;

    /// <param name="path">The file.</param>
    /// <param name="writerSettings">Statements for the connection that writes.</param>
    public SqliteFile(string path, string writerSettings)
    {
        _path = path;
        _writerSettings = writerSettings;
    }

    /// <summary>Whether somebody seemed to have the file open when it was prepared: closing it takes the log beside it away.</summary>
    public bool WasOpen { get; private set; }

    /// <summary>Makes the file when it is not there.</summary>
    /// <returns>How many times the file has been opened, this time included: no two processes are told the same number.</returns>
    /// <exception cref="InvalidDataException">The file cannot be used; the message names it and the remedy.</exception>
    public long Prepare()
    {
        try
        {
            MakeFolder();
            WasOpen = File.Exists(_path + "-wal");
            MakeFile();
            using var connection = Open(SqliteOpenMode.ReadWriteCreate, "PRAGMA journal_mode = WAL");
            var version = (long)Ask(connection, "PRAGMA user_version")!;
            if (version > SchemaVersion)
                throw new InvalidDataException($"{_path}: was written by a later release (format {version}, this one knows {SchemaVersion}); start that release, or name another data folder.");
            if (version == 0)
                Do(connection, Schema);
            var number = (long)Ask(connection, "INSERT INTO openings DEFAULT VALUES RETURNING number")!;
            // Whoever has it open takes it for his own for no longer. (decision 0022)
            if (WasOpen)
                Task.Delay(2 * SqliteMemory.Fresh).Wait();
            return number;
        }
        catch (SqliteException e)
        {
            throw new InvalidDataException($"{_path}: {Remedy(e)}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{_path}: its folder cannot be made ({e.Message}); name another data folder.", e);
        }
    }

    // secure_delete: what was erased on a patient's wish is overwritten, not only forgotten.
    public SqliteConnection OpenToWrite() => Open(SqliteOpenMode.ReadWrite, "PRAGMA secure_delete = ON; " + _writerSettings);

    // Every commit makes the pages that a reader holds stale: it need not hold many (KiB).
    public SqliteConnection OpenToRead() => Open(SqliteOpenMode.ReadWrite, "PRAGMA query_only = ON; PRAGMA cache_size = -256");

    public StorageUnavailableException Unavailable(SqliteException e) => new($"{_path}: {Remedy(e)}", e) { Remedy = Remedy(e) };

    public static byte[] Bytes(string name) => Encoding.UTF8.GetBytes(name);

    // Patients' data: nobody but this user looks into the folder.
    private void MakeFolder()
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(_path))!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // What SQLite puts beside it is for the same users.
    private void MakeFile()
    {
        if (File.Exists(_path))
            return;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var made = new FileStream(_path, options);
    }

    private SqliteConnection Open(SqliteOpenMode mode, string settings)
    {
        // The store keeps its connections itself. It waits two seconds (busy_timeout, ms) for another process's lock; the timeout (s)
        // only keeps ADO.NET from waiting on after that.
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = _path, Mode = mode, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            connection.Open();
            Do(connection, "PRAGMA busy_timeout = 2000; " + settings);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static object? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static void Do(SqliteConnection connection, string statements)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }

    private static string Remedy(SqliteException e) => e.SqliteErrorCode switch
    {
        5 or 6 => "is locked by another process; end that process, or wait.",
        8 => "cannot be written; give this user the right to write the file and its folder.",
        10 => "the disk failed; see to the disk. What was committed is kept.",
        11 => "is damaged; move it away and restore the latest copy, or start without it.",
        13 => "the disk is full; make room. What was committed is kept.",
        14 => "cannot be opened; see that its folder exists and that this user may write there.",
        26 => "is not a database of ours; name another data folder, or move the file away.",
        _ => $"SQLite answers {e.SqliteErrorCode} ({e.SqliteExtendedErrorCode})."
    };
}
