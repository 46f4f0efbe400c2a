using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace CareBot.Care.Records;

/// <summary>What every store can hold; both stores refuse the same things with the same <see cref="ArgumentException"/>.</summary>
/// <remarks>Source: the limits of Azure Tables, the narrower of the two stores. A key may be 1 KiB of UTF-16, where an escape doubles a
/// character, and the SDK reads no answer that names a record, percent-encoded, in a line of more than 4,096 characters. An entity is
/// 1 MiB, names and all, into which a value of that size is packed; a batch is 100 entities and 4 MiB on the wire, where a value travels
/// as base64; a page has 1,000 entities.</remarks>
public static class RecordLimits
{
    public const int NameLength = 256;
    public const int NameBytes = 512;
    public const int ValueBytes = 1024 * 1024;
    public const int BatchBytes = 2 * 1024 * 1024;
    public const int Changes = 100;
    public const int KeysInOneFind = 15;
    public const int PageSize = 1000;

    private static readonly SearchValues<char> InTables = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    private static readonly UTF8Encoding WellFormed = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void CheckTable(string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Length is < 3 or > 63 || !char.IsAsciiLetter(table[0]) || table.AsSpan().ContainsAnyExcept(InTables))
            throw new ArgumentException($"The table '{table}' is not named by 3 to 63 ASCII letters and digits, a letter first.", nameof(table));
        if (table.Length == 6 && table.Equals("Tables", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException("'Tables' is a name that Azure keeps for itself.", nameof(table));
    }

    /// <summary>Checks a partition or a key.</summary>
    public static void CheckName(string name, string parameter)
    {
        ArgumentNullException.ThrowIfNull(name, parameter);
        if (name.Length is 0 or > NameLength)
            throw new ArgumentException($"A {parameter} has 1 to {NameLength} characters; this one has {name.Length}.", parameter);
        if (!Ascii.IsValid(name) && WellFormed.GetByteCount(name) > NameBytes)
            throw new ArgumentException($"A {parameter} has at most {NameBytes} bytes of UTF-8.", parameter);
    }

    public static void CheckFind(string table, string partition, IReadOnlyList<string> keys)
    {
        CheckTable(table);
        CheckName(partition, nameof(partition));
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Count is 0 or > KeysInOneFind)
            throw new ArgumentException($"A find names 1 to {KeysInOneFind} keys, not {keys.Count}.", nameof(keys));
        for (var i = 0; i < keys.Count; i++)
            CheckName(keys[i], "key");
    }

    public static void CheckRead(string table, string partition, int limit)
    {
        CheckTable(table);
        CheckName(partition, nameof(partition));
        CheckLimit(limit);
    }

    public static void CheckLimit(int limit)
    {
        if (limit is < 1 or > PageSize)
            throw new ArgumentException($"A page has 1 to {PageSize} entries, not {limit}.", nameof(limit));
    }

    public static void CheckBatch(string table, string partition, IReadOnlyList<RecordChange> changes)
    {
        CheckTable(table);
        CheckName(partition, nameof(partition));
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.Count is 0 or > Changes)
            throw new ArgumentException($"A batch has 1 to {Changes} changes, not {changes.Count}.", nameof(changes));
        var bytes = 0L;
        for (var i = 0; i < changes.Count; i++)
        {
            CheckChange(changes[i]);
            CheckUnique(changes, i);
            bytes += changes[i].Json.Length;
        }
        if (bytes > BatchBytes)
            throw new ArgumentException($"A batch holds at most {BatchBytes} bytes of values; this one holds {bytes}.", nameof(changes));
    }

    private static void CheckChange(RecordChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        CheckName(change.Key, "key");
        if (change is not RecordChange.Delete && change.Json.Length is 0 or > ValueBytes)
            throw new ArgumentException($"A value has 1 to {ValueBytes} bytes; this one has {change.Json.Length}.", nameof(change));
        if (!Utf8.IsValid(change.Json.Span))
            throw new ArgumentException("A value is JSON, in UTF-8; this one is not.", nameof(change));
        if (change.ETag is "" or "*" || (change is RecordChange.Replace && change.ETag is null))
            throw new ArgumentException("An ETag is one that was read, never empty and never '*'.", nameof(change));
    }

    private static void CheckUnique(IReadOnlyList<RecordChange> changes, int index)
    {
        for (var earlier = 0; earlier < index; earlier++)
            if (changes[earlier].Key == changes[index].Key)
                throw new ArgumentException("A batch changes no key twice.", nameof(changes));
    }
}
