using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CareBot.Care.Records;

/// <summary>
/// What records say, decoded once a version. The store is asked every time: a record whose ETag is another one is decoded anew, so nothing
/// stale is ever seen, whoever wrote. What is decoded is shared and must not be changed.
/// </summary>
/// <param name="places">How many are kept at most.</param>
public sealed class DecodedRecords(int places)
{
    private readonly Recent<Decoded> _recent = new(places);

    /// <exception cref="JsonException">The record is not what it should be.</exception>
    public T Read<T>(string partition, StoredRecord record, JsonTypeInfo<T> type)
        where T : class
    {
        if (Find<T>(partition, record.Key, record) is { } known)
        {
            return known;
        }

        var value = JsonSerializer.Deserialize(record.Json.Span, type) ?? throw new JsonException("An empty record.");
        Wrote(partition, record.Key, record.Key, record.ETag, value);
        return value;
    }

    /// <summary>What a range of records comes to, made once a version of its last: for ranges to whose end records are added, and whose records never change.</summary>
    /// <param name="partition">Its partition.</param>
    /// <param name="range">Where the range begins.</param>
    /// <param name="records">All of the range; at least one.</param>
    /// <param name="type">Of each.</param>
    /// <param name="sum">What they come to; null for nothing.</param>
    /// <exception cref="JsonException">A record is not what it should be.</exception>
    public TSum? Read<T, TSum>(string partition, string range, IReadOnlyList<StoredRecord> records, JsonTypeInfo<T> type, Func<IReadOnlyList<T>, TSum?> sum)
        where TSum : class
    {
        if (Find<TSum>(partition, range, records[^1]) is { } known)
        {
            return known;
        }

        var values = new T[records.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = JsonSerializer.Deserialize(records[i].Json.Span, type) ?? throw new JsonException("An empty record.");
        }

        var value = sum(values);
        if (value is not null)
        {
            Wrote(partition, range, records[^1].Key, records[^1].ETag, value);
        }

        return value;
    }

    /// <summary>Remembers what a record says that was written just now, so that whoever reads it next need not decode it; what its place said before is forgotten.</summary>
    /// <param name="partition">Its partition.</param>
    /// <param name="place">Its key within the partition; or where the range begins that comes to <paramref name="value"/> with it.</param>
    /// <param name="key">Its key.</param>
    /// <param name="etag">As the commit gave it; null where it gave none, and nothing is remembered.</param>
    /// <param name="value">What was written, and is not changed any more.</param>
    public void Wrote(string partition, string place, string key, string? etag, object value)
    {
        if (etag is null)
        {
            return;
        }

        var hash = Hash(partition, place);
        Decoded? before = null;
        foreach (var kept in _recent.Like(hash))
        {
            if (kept is not null && kept.IsAt(partition, place))
            {
                before = kept;
            }
        }

        _recent.Add(hash, new Decoded(partition, place, key, etag, value), before);
    }

    private T? Find<T>(string partition, string place, StoredRecord newest)
        where T : class
    {
        foreach (var kept in _recent.Like(Hash(partition, place)))
        {
            if (kept is not null && kept.ETag == newest.ETag && kept.Key == newest.Key && kept.IsAt(partition, place) && kept.Value is T known)
            {
                return known;
            }
        }

        return null;
    }

    private static int Hash(string partition, string place) => partition.GetHashCode() ^ place.GetHashCode();

    private sealed record Decoded(string Partition, string Place, string Key, string ETag, object Value)
    {
        public bool IsAt(string partition, string place) => Place == place && Partition == partition;
    }
}
