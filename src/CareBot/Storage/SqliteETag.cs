using System.Globalization;

namespace CareBot.Storage;

/// <summary>How the number that a record got with its last change is written as an ETag.</summary>
internal static class SqliteETag
{
    public static string Of(long number) => number.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>The number behind an ETag; zero, which no record has, behind one that is not ours.</summary>
    public static long Number(string etag) => long.TryParse(etag, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
