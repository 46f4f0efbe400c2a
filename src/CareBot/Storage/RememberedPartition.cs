using CareBot.Care.Records;

namespace CareBot.Storage;

/// <summary>What is remembered of one partition: records that were asked for by name, ranges that were read whole, and a hash of every key,
/// by which one that is not there is known without looking. Whoever calls holds the lock of <see cref="SqliteMemory"/>.</summary>
internal sealed class RememberedPartition
{
    /// <summary>A partition with more keys is asked for those that it may not have.</summary>
    public const int MostKeys = 256;

    private const int MostRecords = 16;
    private const int MostRanges = 2;
    private const int MostBytes = 32 * 1024;
    // A larger one is mostly the end of something: it would push out what many turns ask for, and is read again by few.
    private const int MostOfOneInRange = 4 * 1024;
    private const int OwnBytes = 400;

    private readonly List<StoredRecord> _records = [];
    private readonly List<RememberedRange> _ranges = [];
    private int[]? _keys;
    private int _count;

    /// <summary>How many changes were made since it is remembered.</summary>
    public int Version { get; private set; }

    /// <summary>About what it holds of the heap.</summary>
    public int Bytes { get; private set; } = OwnBytes;

    /// <summary>Whether the hashes of its keys would help.</summary>
    public bool WantsKeys { get; private set; } = true;

    public static int Size(StoredRecord record) => 160 + 2 * record.Key.Length + record.Json.Length;

    /// <returns>Null where the file has to be asked.</returns>
    public StoredRecord[]? Find(IReadOnlyList<string> keys)
    {
        var found = new StoredRecord[keys.Count];
        var count = 0;
        for (var i = 0; i < keys.Count; i++)
        {
            var at = At(keys[i]);
            if (at < 0 && (_keys is null || _keys.AsSpan(0, _count).Contains(keys[i].GetHashCode())))
                return null;
            // A key that is named twice is found once.
            if (at >= 0 && Array.IndexOf(found, _records[at], 0, count) < 0)
                found[count++] = _records[at];
        }
        return count == found.Length ? found : found[..count];
    }

    /// <returns>Null where the file has to be asked.</returns>
    public RecordPage? Read(KeyRange range, int limit)
    {
        foreach (var remembered in _ranges)
            if (remembered.Is(range) && remembered.Count <= limit)
                return remembered.Page(range.Descending);
        return null;
    }

    /// <param name="found">As they were read.</param>
    /// <param name="keys">Hashes of all keys, or of one more than are remembered; null where they were not read.</param>
    public void Keep(IReadOnlyList<StoredRecord> found, int[]? keys)
    {
        foreach (var record in found)
        {
            Remove(At(record.Key));
            Add(record);
        }
        if (keys is null || !WantsKeys)
            return;
        WantsKeys = false;
        if (keys.Length <= MostKeys)
            (_keys, _count, Bytes) = (keys, keys.Length, Bytes + 4 * keys.Length);
    }

    public void Keep(KeyRange range, IReadOnlyList<StoredRecord> found)
    {
        var at = _ranges.FindIndex(remembered => remembered.Is(range));
        if (at >= 0 || _ranges.Count == MostRanges)
            Forget(Math.Max(at, 0));
        if (found.All(record => record.Json.Length <= MostOfOneInRange))
            Add(new RememberedRange(range.From, range.To, [.. range.Descending ? found.Reverse() : found]));
    }

    /// <summary>What was committed.</summary>
    /// <param name="change">The change.</param>
    /// <param name="etag">Null for a delete.</param>
    public void Apply(RecordChange change, string? etag)
    {
        Version++;
        var at = At(change.Key);
        // The first record of a partition is the one that is read again.
        var isFirst = _keys is not null && _count == 0 && etag is not null;
        if (etag is not null && _keys is not null)
            AddKey(change.Key.GetHashCode());
        if (at < 0 && !isFirst && !_ranges.Exists(range => range.Has(change.Key)))
            return;
        var record = etag is null ? null : new StoredRecord(change.Key, change.Json, etag);
        Remove(at);
        if (record is not null && (at >= 0 || isFirst))
            Add(record);
        for (var i = _ranges.Count - 1; i >= 0; i--)
        {
            var range = _ranges[i];
            if (!range.Has(change.Key))
                continue;
            Forget(i);
            if (change.Json.Length <= MostOfOneInRange)
                Add(range.With(change.Key, record));
        }
    }

    private int At(string key)
    {
        for (var i = 0; i < _records.Count; i++)
            if (_records[i].Key == key)
                return i;
        return -1;
    }

    private void Add(StoredRecord record)
    {
        if (Size(record) > MostBytes)
            return;
        if (_records.Count == MostRecords)
            Remove(0);
        _records.Add(record);
        Bytes += Size(record);
    }

    private void Remove(int at)
    {
        if (at < 0)
            return;
        Bytes -= Size(_records[at]);
        _records.RemoveAt(at);
    }

    private void Add(RememberedRange range)
    {
        if (range.Bytes > MostBytes)
            return;
        _ranges.Add(range);
        Bytes += range.Bytes;
    }

    private void Forget(int at)
    {
        Bytes -= _ranges[at].Bytes;
        _ranges.RemoveAt(at);
    }

    // The hash of a key that has gone stays: the file is asked for it.
    private void AddKey(int hash)
    {
        if (_keys.AsSpan(0, _count).Contains(hash))
            return;
        Bytes -= 4 * _keys!.Length;
        if (_count == MostKeys)
        {
            (_keys, _count) = (null, 0);
            return;
        }
        if (_count == _keys.Length)
            Array.Resize(ref _keys, Math.Min(MostKeys, Math.Max(8, 2 * _count)));
        _keys[_count++] = hash;
        Bytes += 4 * _keys.Length;
    }
}
