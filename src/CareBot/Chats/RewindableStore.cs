using System.Collections.Immutable;
using System.Globalization;
using CareBot.Care.Records;

namespace CareBot.Chats;

/// <summary>Records in memory that can be put back to what they were: a walk takes every step from the same place.</summary>
internal sealed class RewindableStore : IRecordStore
{
    private readonly Lock _lock = new();
    private ImmutableDictionary<(string Table, string Partition), ImmutableSortedDictionary<string, StoredRecord>> _partitions =
        ImmutableDictionary<(string, string), ImmutableSortedDictionary<string, StoredRecord>>.Empty;

    private long _etag;

    /// <summary>What the records are now; set, they are that again.</summary>
    public object Moment
    {
        get => _partitions;
        set => _partitions = (ImmutableDictionary<(string, string), ImmutableSortedDictionary<string, StoredRecord>>)value;
    }

    public Task<IReadOnlyList<StoredRecord>> FindAsync(string table, string partition, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        RecordLimits.CheckFind(table, partition, keys);
        cancellationToken.ThrowIfCancellationRequested();
        var records = Partition(table, partition);
        return Task.FromResult<IReadOnlyList<StoredRecord>>([.. keys.Distinct().Select(key => records.GetValueOrDefault(key)).OfType<StoredRecord>()]);
    }

    public Task<RecordPage> ReadAsync(string table, string partition, KeyRange range, int limit, string? continuation, CancellationToken cancellationToken)
    {
        RecordLimits.CheckRead(table, partition, limit);
        cancellationToken.ThrowIfCancellationRequested();
        var inRange = Partition(table, partition).Values.Where(record => Compare(range.From, record.Key) <= 0 && (range.To is null || string.CompareOrdinal(record.Key, range.To) < 0));
        var ordered = range.Descending ? inRange.Reverse() : inRange;
        var left = continuation is null ? ordered : ordered.SkipWhile(record => record.Key != continuation).Skip(1);
        var page = left.Take(limit + 1).ToList();
        return Task.FromResult(page.Count > limit ? new RecordPage(page[..limit], page[limit - 1].Key) : new RecordPage(page, null));
    }

    public Task<IReadOnlyList<string>> ReadPartitionsAsync(string table, string? after, int limit, CancellationToken cancellationToken)
    {
        RecordLimits.CheckTable(table);
        RecordLimits.CheckLimit(limit);
        cancellationToken.ThrowIfCancellationRequested();
        var names = _partitions.Where(one => one.Key.Table == table && !one.Value.IsEmpty).Select(one => one.Key.Partition);
        return Task.FromResult<IReadOnlyList<string>>([.. names.Where(name => after is null || string.CompareOrdinal(name, after) > 0).Order(StringComparer.Ordinal).Take(limit)]);
    }

    public Task<Commit> CommitAsync(string table, string partition, IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken)
    {
        RecordLimits.CheckBatch(table, partition, changes);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var before = Partition(table, partition);
            if (changes.FirstOrDefault(change => IsRefused(change, before.GetValueOrDefault(change.Key))) is { } refused)
            {
                return Task.FromResult<Commit>(new Commit.Conflict(refused.Key));
            }

            var (after, etags) = (before.ToBuilder(), new List<string?>());
            foreach (var change in changes)
            {
                etags.Add(Apply(change, after));
            }

            _partitions = _partitions.SetItem((table, partition), after.ToImmutable());
            return Task.FromResult<Commit>(new Commit.Done(etags));
        }
    }

    private ImmutableSortedDictionary<string, StoredRecord> Partition(string table, string partition) =>
        _partitions.GetValueOrDefault((table, partition)) ?? ImmutableSortedDictionary.Create<string, StoredRecord>(StringComparer.Ordinal);

    private string? Apply(RecordChange change, ImmutableSortedDictionary<string, StoredRecord>.Builder records)
    {
        if (change is RecordChange.Delete)
        {
            records.Remove(change.Key);
            return null;
        }

        var etag = (++_etag).ToString(CultureInfo.InvariantCulture);
        records[change.Key] = new StoredRecord(change.Key, change.Json.ToArray(), etag);
        return etag;
    }

    private static bool IsRefused(RecordChange change, StoredRecord? standing) => change switch
    {
        RecordChange.Insert => standing is not null,
        { ETag: { } etag } => standing?.ETag != etag,
        _ => false,
    };

    private static int Compare(string? from, string key) => from is null ? -1 : string.CompareOrdinal(from, key);
}
