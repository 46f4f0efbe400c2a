using System.Globalization;
using Azure;
using CareBot.Care.Records;
using Microsoft.Data.Sqlite;

namespace CareBot;

/// <summary>An exception as an operator may read it: what it is and where it arose, never its message, which may quote a person.</summary>
internal static class Fault
{
    public static string Describe(Exception fault) => string.Join('\n', Chain(fault).Select(one => $"{Kind(one)}\n{one.StackTrace}"));

    private static IEnumerable<Exception> Chain(Exception fault) => fault is AggregateException many
        ? many.InnerExceptions.SelectMany(Chain)
        : fault.InnerException is { } inner ? Chain(inner).Prepend(fault) : [fault];

    private static string Kind(Exception fault) => fault switch
    {
        SqliteException sqlite => $"{nameof(SqliteException)} {sqlite.SqliteErrorCode}/{sqlite.SqliteExtendedErrorCode}",
        RequestFailedException azure => $"{nameof(RequestFailedException)} {azure.Status} {azure.ErrorCode}",
        StorageUnavailableException { Remedy: { } remedy } => $"{nameof(StorageUnavailableException)}: {remedy}",
        IOException disk => string.Create(CultureInfo.InvariantCulture, $"{disk.GetType().Name} 0x{disk.HResult:X8}"),
        _ => fault.GetType().Name,
    };
}
