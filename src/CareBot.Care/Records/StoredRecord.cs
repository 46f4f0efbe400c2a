namespace CareBot.Care.Records;

/// <summary>A record as it was read.</summary>
/// <param name="Key">Its key within the partition.</param>
/// <param name="Json">UTF-8 JSON, as it was written.</param>
/// <param name="ETag">Opaque; another one after every write.</param>
public sealed record StoredRecord(string Key, ReadOnlyMemory<byte> Json, string ETag);

/// <summary>A page of a range read.</summary>
/// <param name="Records">In the order that was asked for.</param>
/// <param name="Continuation">Null on the last page.</param>
public sealed record RecordPage(IReadOnlyList<StoredRecord> Records, string? Continuation);

/// <summary>Which keys a range read returns.</summary>
/// <param name="From">First key, included; null for the beginning.</param>
/// <param name="To">First key that is not included any more; null for the end.</param>
/// <param name="Descending">Newest first, where keys grow with time. On Azure Tables the range is read whole and turned round: keep it short.</param>
public readonly record struct KeyRange(string? From = null, string? To = null, bool Descending = false)
{
    /// <summary>All keys that begin with <paramref name="prefix"/>, which is ASCII.</summary>
    public static KeyRange StartingWith(string prefix) => new(prefix, prefix[..^1] + (char)(prefix[^1] + 1));
}
