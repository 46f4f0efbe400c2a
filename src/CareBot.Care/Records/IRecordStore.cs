namespace CareBot.Care.Records;

/// <summary>
/// The one seam to storage: JSON documents under table, partition and key, with the guarantees that an embedded SQLite file and
/// Azure Tables both give. Everything that lasts (conversations, charts, people, agenda, projections) is written through it.
/// </summary>
/// <remarks>
/// <para>Tables are named by 3 to 63 ASCII letters and digits, a letter first; no two names differ in case alone. Partitions and keys
/// are any non-empty text of at most 256 characters and 512 bytes of UTF-8, any character allowed, compared ordinally and
/// case-sensitively.</para>
/// <para>A value is UTF-8 JSON of 1 byte to 1 MiB. The store never looks inside it.</para>
/// <para>What breaks these bounds or the ones below (<see cref="RecordLimits"/>) is an <see cref="ArgumentException"/>; a store that
/// cannot answer is a <see cref="StorageUnavailableException"/>.</para>
/// <para>What is committed is on disk before <see cref="CommitAsync"/> returns, and every read begun after that sees it.</para>
/// </remarks>
public interface IRecordStore
{
    /// <summary>Whether other instances of the host may write what this one reads.</summary>
    bool IsShared => true;

    /// <summary>Reads the named records of one partition in one round trip, in no particular order; those that do not exist are
    /// left out.</summary>
    /// <param name="table">The table; one that was never written is empty.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="keys">1 to 15 keys.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<StoredRecord>> FindAsync(string table, string partition, IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>Reads one page of a partition, in ordinal key order; only the last page is short.</summary>
    /// <remarks>The order and the bounds are kept for keys of ASCII letters, digits and <c>- . _ : | ~</c>; other keys are found by
    /// <see cref="FindAsync"/>, and come somewhere in a whole-partition read, each once.</remarks>
    /// <param name="table">The table.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="range">Which keys; newest first when <see cref="KeyRange.Descending"/>.</param>
    /// <param name="limit">1 to 1,000 records.</param>
    /// <param name="continuation">Null for the first page, else <see cref="RecordPage.Continuation"/> of the page before.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<RecordPage> ReadAsync(string table, string partition, KeyRange range, int limit, string? continuation, CancellationToken cancellationToken);

    /// <summary>Lists partitions of a table, each once, in an order that is the ordinal one for the characters named at
    /// <see cref="ReadAsync"/>. For rebuilding a projection; costs a round trip a partition on Azure.</summary>
    /// <param name="table">The table.</param>
    /// <param name="after">Null to begin, else the last partition seen.</param>
    /// <param name="limit">1 to 1,000 partitions.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<string>> ReadPartitionsAsync(string table, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Applies all changes to one partition, or none.</summary>
    /// <param name="table">The table; made when it is not there.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="changes">1 to 100 changes, no key twice, at most 2 MiB of values in all.</param>
    /// <param name="cancellationToken">Gives up. The batch may or may not have been applied: it is still all or none.</param>
    /// <returns>The new ETags in the order of the changes, or the first change that was refused.</returns>
    Task<Commit> CommitAsync(string table, string partition, IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken);

    /// <summary>Applies batches one after the other, each all or nothing, and none after one that is refused. A store that can brings
    /// them to disk together; whoever dies in between may leave the first ones alone.</summary>
    /// <param name="batches">1 or more, as for <see cref="CommitAsync"/>.</param>
    /// <param name="cancellationToken">Gives up. The first of them may have been applied, in their order.</param>
    /// <returns>What came of each, in their order, up to the first that was refused.</returns>
    async Task<IReadOnlyList<Commit>> CommitInOrderAsync(IReadOnlyList<RecordBatch> batches, CancellationToken cancellationToken)
    {
        var commits = new List<Commit>(batches.Count);
        foreach (var batch in batches)
        {
            commits.Add(await CommitAsync(batch.Table, batch.Partition, batch.Changes, cancellationToken));
            if (commits[^1] is Commit.Conflict)
            {
                break;
            }
        }

        return commits;
    }
}
