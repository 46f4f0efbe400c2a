namespace CareBot.Care.Records;

/// <summary>One change of a batch.</summary>
public abstract record RecordChange(string Key)
{
    /// <summary>Writes a record that must not be there yet.</summary>
    public sealed record Insert(string Key, ReadOnlyMemory<byte> Json) : RecordChange(Key);

    /// <summary>Replaces a record that must still be as it was read.</summary>
    /// <param name="ETag">As read; a record that has gone counts as changed.</param>
    public sealed record Replace(string Key, ReadOnlyMemory<byte> Json, string ETag) : RecordChange(Key);

    /// <summary>Writes a record whatever is there. For values that do not depend on what was read.</summary>
    public sealed record Put(string Key, ReadOnlyMemory<byte> Json) : RecordChange(Key);

    /// <summary>Removes a record.</summary>
    /// <param name="ETag">As read; null removes whatever is there and is content when nothing is.</param>
    public sealed record Delete(string Key, string? ETag = null) : RecordChange(Key);
}

/// <summary>How a commit ended. A conflict is an outcome, not an exception: read again, decide again.</summary>
public abstract record Commit
{
    private Commit()
    {
    }

    /// <summary>All changes are on disk.</summary>
    /// <param name="ETags">In the order of the changes; null for a delete.</param>
    public sealed record Done(IReadOnlyList<string?> ETags) : Commit;

    /// <summary>Nothing was written: the record under <paramref name="Key"/> is not as the change expects.</summary>
    public sealed record Conflict(string Key) : Commit;
}
