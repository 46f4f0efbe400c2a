namespace CareBot.Care.Records;

/// <summary>
/// What a turn adds to charts and does not read again itself: it comes to the store when the turn is over, just before what the conversation
/// remembers of it, and on the same way to the disk. A turn that fails, or is decided again, adds nothing.
/// </summary>
public sealed class TurnEntries
{
    private readonly List<RecordBatch> _batches = [];
    private readonly List<Action<Commit.Done>> _written = [];

    public IReadOnlyList<RecordBatch> Batches => _batches;

    /// <param name="batch">New records alone: where one is there already, the turn is decided again.</param>
    /// <param name="written">Told when the batch is on disk.</param>
    public void Add(RecordBatch batch, Action<Commit.Done> written)
    {
        _batches.Add(batch);
        _written.Add(written);
    }

    public void Clear()
    {
        _batches.Clear();
        _written.Clear();
    }

    /// <param name="commits">Of the batches, in their order.</param>
    public void Written(IReadOnlyList<Commit> commits)
    {
        for (var i = 0; i < _written.Count; i++)
        {
            _written[i]((Commit.Done)commits[i]);
        }
    }
}
