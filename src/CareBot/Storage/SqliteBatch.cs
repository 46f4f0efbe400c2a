using CareBot.Care.Records;

namespace CareBot.Storage;

/// <summary>A batch that waits for the writer; the task is its outcome.</summary>
internal sealed class SqliteBatch(string table, string partition, IReadOnlyList<RecordChange> changes, CancellationToken cancellation, SqliteBatch? before = null)
    : TaskCompletionSource<Commit>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public string Table => table;

    public string Partition => partition;

    public IReadOnlyList<RecordChange> Changes => changes;

    public CancellationToken Cancellation => cancellation;

    /// <summary>Without which it is refused; null for none.</summary>
    public SqliteBatch? Before => before;

    /// <summary>What it will be told once the group is on disk.</summary>
    public Commit? Outcome { get; set; }
}
