using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CareBot.Storage;

internal static class SqliteStatements
{
    public static SqliteCommand Prepare(SqliteConnection connection, string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        command.Prepare();
        return command;
    }

    public static void Bind(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
    }

    public static string ETag(long number) => number.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>The number behind an ETag; zero, which no record has, behind one that is not ours.</summary>
    public static long Number(string? etag) => long.TryParse(etag, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
