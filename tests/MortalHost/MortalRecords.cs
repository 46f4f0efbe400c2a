using System.Text;
using CareBot.Care.Records;

namespace CareBot.MortalHost;

/// <summary>The store, and the steps of a turn and of what the bot says first, as they show in what is read and written.</summary>
internal sealed class MortalRecords(IRecordStore store, Death? death) : IRecordStore
{
    public async Task<IReadOnlyList<StoredRecord>> FindAsync(string table, string partition, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        // A turn is read by its number when its replies are about to be sent.
        if (table == "conversations" && keys.Any(key => key.StartsWith("turn:", StringComparison.Ordinal)))
            death?.Reach("before-the-sends");
        var found = await store.FindAsync(table, partition, keys, cancellationToken);
        if (table == "conversations" && keys.Contains("state"))
            death?.Reach("after-the-read");
        return found;
    }

    public Task<RecordPage> ReadAsync(string table, string partition, KeyRange range, int limit, string? continuation, CancellationToken cancellationToken) =>
        store.ReadAsync(table, partition, range, limit, continuation, cancellationToken);

    public Task<IReadOnlyList<string>> ReadPartitionsAsync(string table, string? after, int limit, CancellationToken cancellationToken) =>
        store.ReadPartitionsAsync(table, after, limit, cancellationToken);

    public async Task<Commit> CommitAsync(string table, string partition, IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken)
    {
        var steps = changes.Select(change => StepOf(table, change)).OfType<string>().Distinct().ToList();
        foreach (var step in steps)
            death?.Reach("before-" + step);
        var commit = await store.CommitAsync(table, partition, changes, cancellationToken);
        foreach (var step in steps)
            death?.Reach("after-" + step);
        return commit;
    }

    private static string? StepOf(string table, RecordChange change) => (table, change, change.Key.Split(':')[0]) switch
    {
        ("charts", RecordChange.Insert, "checkin") => "care-commit",
        ("charts", RecordChange.Insert, "outreach") => "claim",
        ("charts", RecordChange.Replace, "summary") => "chart-commit",
        ("agenda", RecordChange.Delete, _) => "look-done",
        ("conversations", RecordChange.Insert, "turn") => "state-commit",
        ("conversations", RecordChange.Replace, "outbox") when !Encoding.UTF8.GetString(change.Json.Span).Contains("\"sent\":0", StringComparison.Ordinal) => "mark",
        ("conversations", RecordChange.Delete, "outbox") => "last-mark",
        _ => null,
    };
}
