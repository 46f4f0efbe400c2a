using System.Diagnostics.CodeAnalysis;
using CareBot.Care.Records;

namespace CareBot.Storage;

/// <summary>
/// What was read and written lately, so that the reads of a turn need not go to the file. It changes when a group is on disk, before those who
/// wrote are told; it is asked only while the writer has just seen that nobody else writes the file. (decision 0022)
/// </summary>
/// <param name="clock">Its timestamps count.</param>
/// <param name="bound">How many bytes it holds, about.</param>
internal sealed class SqliteMemory(TimeProvider clock, int bound = 2 * 1024 * 1024)
{
    /// <summary>For how long nobody else can have written since the writer looked.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(25);

    /// <summary>For how long the file alone is asked when somebody else has written.</summary>
    public static readonly TimeSpan Shared = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    // What was not asked for while the young ones filled half of the room goes.
    private Dictionary<Name, RememberedPartition> _young = [];
    private Dictionary<Name, RememberedPartition> _old = [];
    private int _bytes;
    private long? _version;
    private long? _looked;
    private long? _shared;

    /// <param name="table">The table.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="keys">What is looked for.</param>
    /// <param name="place">Where to keep what the file answers.</param>
    /// <returns>Null where the file has to be asked.</returns>
    public StoredRecord[]? Find(string table, string partition, IReadOnlyList<string> keys, out Place place)
    {
        lock (_lock)
        {
            place = Open(new Name(table, partition));
            return place.Partition?.Find(keys);
        }
    }

    /// <inheritdoc cref="Find"/>
    public RecordPage? Read(string table, string partition, KeyRange range, int limit, out Place place)
    {
        lock (_lock)
        {
            place = Open(new Name(table, partition));
            return place.Partition?.Read(range, limit);
        }
    }

    /// <summary>Keeps what was read, unless something was committed since: it may be older.</summary>
    /// <param name="place">As it was before the read.</param>
    /// <param name="found">What was read.</param>
    /// <param name="keys">As for <see cref="RememberedPartition.Keep(IReadOnlyList{StoredRecord}, int[])"/>.</param>
    public void Keep(Place place, IReadOnlyList<StoredRecord> found, int[]? keys)
    {
        lock (_lock)
        {
            if (!place.IsAsItWas)
                return;
            var before = place.Partition.Bytes;
            place.Partition.Keep(found, keys);
            Grow(place.Partition.Bytes - before);
        }
    }

    /// <inheritdoc cref="Keep(Place, IReadOnlyList{StoredRecord}, int[])"/>
    public void Keep(Place place, KeyRange range, IReadOnlyList<StoredRecord> found)
    {
        lock (_lock)
        {
            if (!place.IsAsItWas)
                return;
            var before = place.Partition.Bytes;
            place.Partition.Keep(range, found);
            Grow(place.Partition.Bytes - before);
        }
    }

    /// <summary>What is on disk now.</summary>
    public void Apply(List<SqliteBatch> batches)
    {
        foreach (var batch in batches)
            if (batch.Outcome is Commit.Done { ETags: var etags })
                Apply(batch, etags);
    }

    /// <summary>The writer has looked whether somebody else wrote.</summary>
    /// <param name="looked">When it began to.</param>
    /// <param name="version">The file's, which only somebody else changes.</param>
    /// <param name="isAlone">Whether nobody else is known to have the file open; counts where no version is known.</param>
    public void Look(long looked, long version, bool isAlone)
    {
        lock (_lock)
        {
            if (version != _version)
            {
                if (_version is not null || !isAlone)
                    _shared = looked;
                Clear();
            }
            (_version, _looked) = (version, looked);
        }
    }

    /// <summary>Forgets everything: what the file holds is not known any more.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            Clear();
            (_version, _looked) = (null, null);
        }
    }

    public long Now => clock.GetTimestamp();

    /// <summary>About what it holds of the heap.</summary>
    internal int Bytes
    {
        get
        {
            lock (_lock)
                return _young.Values.Concat(_old.Values).Sum(partition => partition.Bytes);
        }
    }

    private void Apply(SqliteBatch batch, IReadOnlyList<string?> etags)
    {
        lock (_lock)
        {
            if (Remembered(new Name(batch.Table, batch.Partition)) is not { } partition)
                return;
            var before = partition.Bytes;
            for (var i = 0; i < etags.Count; i++)
                partition.Apply(batch.Changes[i], etags[i]);
            Grow(partition.Bytes - before);
        }
    }

    private Place Open(Name name)
    {
        if (_looked is not { } looked || clock.GetElapsedTime(looked) >= Fresh || (_shared is { } shared && clock.GetElapsedTime(shared) < Shared))
            return default;
        if (Remembered(name) is not { } partition)
        {
            _young.Add(name, partition = new RememberedPartition());
            Grow(partition.Bytes);
        }
        return new Place(partition, partition.Version);
    }

    private RememberedPartition? Remembered(Name name)
    {
        if (_young.TryGetValue(name, out var partition) || !_old.Remove(name, out partition))
            return partition;
        _young.Add(name, partition);
        Grow(partition.Bytes);
        return partition;
    }

    private void Grow(int bytes)
    {
        _bytes += bytes;
        if (_bytes <= bound / 2)
            return;
        (_young, _old, _bytes) = (_old, _young, 0);
        _young.Clear();
    }

    private void Clear()
    {
        _young.Clear();
        _old.Clear();
        _bytes = 0;
    }

    /// <summary>A partition as it was before a read; of none where nothing is to be kept.</summary>
    public readonly record struct Place(RememberedPartition? Partition, int Version)
    {
        [MemberNotNullWhen(true, nameof(Partition))]
        public bool IsAsItWas => Partition?.Version == Version;
    }

    private readonly record struct Name(string Table, string Partition)
    {
        public override int GetHashCode() => Partition.GetHashCode();
    }
}
