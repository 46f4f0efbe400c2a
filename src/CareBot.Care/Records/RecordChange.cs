namespace CareBot.Care.Records;

/// <summary>One change of a batch.</summary>
/// <remarks>Whoever passes a value leaves its bytes alone from then on: a store may keep them.</remarks>
public abstract record RecordChange
{
    private RecordChange(string key, ReadOnlyMemory<byte> json, string? etag) => (Key, Json, ETag) = (key, json, etag);

    public string Key { get; }

    /// <summary>What is written; empty for a delete.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>As read, and as the record must still be; null where anything will do.</summary>
    public string? ETag { get; }

    /// <summary>Writes a record that must not be there yet.</summary>
    public sealed record Insert(string Key, ReadOnlyMemory<byte> Json) : RecordChange(Key, Json, null);

    /// <summary>Replaces a record that must still be as it was read; one that has gone counts as changed.</summary>
    public sealed record Replace(string Key, ReadOnlyMemory<byte> Json, string ETag) : RecordChange(Key, Json, ETag);

    /// <summary>Writes a record whatever is there. For values that do not depend on what was read.</summary>
    public sealed record Put(string Key, ReadOnlyMemory<byte> Json) : RecordChange(Key, Json, null);

    /// <summary>Removes a record: with an ETag only as it was read, and one that has gone counts as changed; without one whatever is
    /// there, content when nothing is.</summary>
    public sealed record Delete(string Key, string? ETag = null) : RecordChange(Key, default, ETag);
}
