namespace CareBot.Care.Records;

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
