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
        var hash = Hash(record.Key, record.ETag);
        foreach (var kept in _recent.Like(hash))
        {
            if (kept is not null && kept.ETag == record.ETag && kept.Key == record.Key && kept.Partition == partition && kept.Value is T known)
            {
                return known;
            }
        }

        var value = JsonSerializer.Deserialize(record.Json.Span, type) ?? throw new JsonException("An empty record.");
        _recent.Add(hash, new Decoded(partition, record.Key, record.ETag, value));
        return value;
    }

    /// <summary>Remembers what a record says that was written just now, so that whoever reads it next need not decode it.</summary>
    /// <param name="partition">Its partition.</param>
    /// <param name="key">Its key within the partition.</param>
    /// <param name="etag">As the commit gave it; null where it gave none, and nothing is remembered.</param>
    /// <param name="value">What was written, and is not changed any more.</param>
    public void Wrote(string partition, string key, string? etag, object value)
    {
        if (etag is not null)
        {
            _recent.Add(Hash(key, etag), new Decoded(partition, key, etag, value));
        }
    }

    // An ETag tells records apart, except where a store gives one to a whole batch; there the ends of their keys do, mostly.
    private static int Hash(string key, string etag) => etag.GetHashCode() + (31 * key[^1]);

    private sealed record Decoded(string Partition, string Key, string ETag, object Value);
}
