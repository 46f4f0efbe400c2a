using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CareBot.Care.Records;

namespace CareBot.Care.ResourceDirectory;

/// <summary>The directory in the record store: a partition of listings and one of organizations for each source, and what was learned of listings.</summary>
public sealed class DirectoryStore(IRecordStore store)
{
    private const string Table = "directory";
    private const string StatePartition = "state";
    private const string StandingPartition = "standing";
    private const int Page = 500;
    private const int BatchBytes = RecordLimits.BatchBytes - (64 * 1024);

    public async Task<DirectoryState> StateAsync(CancellationToken cancellationToken)
    {
        var found = await store.FindAsync(Table, StatePartition, [StatePartition], cancellationToken);
        return found.Count == 0 ? new DirectoryState(0, []) : JsonSerializer.Deserialize(found[0].Json.Span, DirectoryJson.Default.DirectoryState)!;
    }

    /// <summary>Changes the state, deciding again on every conflict.</summary>
    public async Task ChangeStateAsync(Func<DirectoryState, DirectoryState> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await store.FindAsync(Table, StatePartition, [StatePartition], cancellationToken);
            var next = change(found.Count == 0 ? new DirectoryState(0, []) : JsonSerializer.Deserialize(found[0].Json.Span, DirectoryJson.Default.DirectoryState)!);
            var json = JsonSerializer.SerializeToUtf8Bytes(next, DirectoryJson.Default.DirectoryState);
            RecordChange write = found.Count == 0 ? new RecordChange.Insert(StatePartition, json) : new RecordChange.Replace(StatePartition, json, found[0].ETag);
            if (await store.CommitAsync(Table, StatePartition, [write], cancellationToken) is Commit.Done)
                return;
        }
    }

    public IAsyncEnumerable<Listing> ListingsAsync(string source, CancellationToken cancellationToken) => AllAsync(Listings(source), DirectoryJson.Default.Listing, cancellationToken);

    public IAsyncEnumerable<Provider> ProvidersAsync(string source, CancellationToken cancellationToken) => AllAsync(Providers(source), DirectoryJson.Default.Provider, cancellationToken);

    public IAsyncEnumerable<ListingStanding> StandingsAsync(CancellationToken cancellationToken) => AllAsync(StandingPartition, DirectoryJson.Default.ListingStanding, cancellationToken);

    /// <summary>The listings under these ids, in this order; those that are not there are left out.</summary>
    public async Task<IReadOnlyList<Listing>> FindAsync(IReadOnlyList<string> sources, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, Listing>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            foreach (var some in ids.Where(id => !found.ContainsKey(id)).Chunk(RecordLimits.KeysInOneFind))
            {
                foreach (var record in await store.FindAsync(Table, Listings(source), some, cancellationToken))
                    found.TryAdd(record.Key, JsonSerializer.Deserialize(record.Json.Span, DirectoryJson.Default.Listing)!);
            }
        }

        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    public async Task<IReadOnlyDictionary<string, ListingStanding>> FindStandingsAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, ListingStanding>(StringComparer.Ordinal);
        foreach (var some in ids.Chunk(RecordLimits.KeysInOneFind))
        {
            foreach (var record in await store.FindAsync(Table, StandingPartition, some, cancellationToken))
                found[record.Key] = JsonSerializer.Deserialize(record.Json.Span, DirectoryJson.Default.ListingStanding)!;
        }

        return found;
    }

    /// <summary>Changes what is known of a listing, deciding again on every conflict.</summary>
    /// <param name="change">Pure; returns its argument when there is nothing to change.</param>
    public async Task<ListingStanding> ChangeStandingAsync(string listing, Func<ListingStanding, ListingStanding> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await store.FindAsync(Table, StandingPartition, [listing], cancellationToken);
            var standing = found.Count == 0 ? ListingStanding.Of(listing) : JsonSerializer.Deserialize(found[0].Json.Span, DirectoryJson.Default.ListingStanding)!;
            var next = change(standing);
            if (next == standing)
                return standing;
            var json = JsonSerializer.SerializeToUtf8Bytes(next, DirectoryJson.Default.ListingStanding);
            RecordChange write = found.Count == 0 ? new RecordChange.Insert(listing, json) : new RecordChange.Replace(listing, json, found[0].ETag);
            if (await store.CommitAsync(Table, StandingPartition, [write], cancellationToken) is Commit.Done)
                return next;
        }
    }

    /// <summary>Makes a source's listings these and no others.</summary>
    public Task<DirectoryChange> PutListingsAsync(string source, IEnumerable<Listing> listings, CancellationToken cancellationToken) =>
        PutAsync(Listings(source), listings.ToDictionary(listing => listing.Id, StringComparer.Ordinal), DirectoryJson.Default.Listing, cancellationToken);

    /// <summary>Makes a source's organizations these and no others.</summary>
    public Task<DirectoryChange> PutProvidersAsync(string source, IEnumerable<Provider> providers, CancellationToken cancellationToken) =>
        PutAsync(Providers(source), providers.ToDictionary(provider => provider.Id, StringComparer.Ordinal), DirectoryJson.Default.Provider, cancellationToken);

    private async Task<DirectoryChange> PutAsync<T>(string partition, Dictionary<string, T> wanted, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var changes = new List<RecordChange>();
        var (changed, removed, same) = (new List<string>(), new List<string>(), 0);
        await foreach (var record in RecordsAsync(partition, cancellationToken))
        {
            if (!wanted.Remove(record.Key, out var value))
            {
                removed.Add(record.Key);
                changes.Add(new RecordChange.Delete(record.Key));
                continue;
            }

            var json = JsonSerializer.SerializeToUtf8Bytes(value, type);
            if (record.Json.Span.SequenceEqual(json))
            {
                same++;
                continue;
            }

            changed.Add(record.Key);
            changes.Add(new RecordChange.Put(record.Key, json));
        }

        changes.AddRange(wanted.Select(pair => new RecordChange.Put(pair.Key, JsonSerializer.SerializeToUtf8Bytes(pair.Value, type))));
        foreach (var batch in Batches(changes))
            await store.CommitAsync(Table, partition, batch, cancellationToken);
        return new DirectoryChange([.. wanted.Keys], changed, removed, same);
    }

    private static IEnumerable<IReadOnlyList<RecordChange>> Batches(List<RecordChange> changes)
    {
        var (batch, bytes) = (new List<RecordChange>(), 0);
        foreach (var change in changes)
        {
            if (batch.Count == RecordLimits.Changes || (batch.Count > 0 && bytes + change.Json.Length > BatchBytes))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(change);
            bytes += change.Json.Length;
        }

        if (batch.Count > 0)
            yield return batch;
    }

    private async IAsyncEnumerable<T> AllAsync<T>(string partition, JsonTypeInfo<T> type, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var record in RecordsAsync(partition, cancellationToken))
            yield return JsonSerializer.Deserialize(record.Json.Span, type)!;
    }

    private async IAsyncEnumerable<StoredRecord> RecordsAsync(string partition, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? continuation = null;
        do
        {
            var page = await store.ReadAsync(Table, partition, new KeyRange(), Page, continuation, cancellationToken);
            foreach (var record in page.Records)
                yield return record;
            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    private static string Listings(string source) => $"listing:{source}";

    private static string Providers(string source) => $"provider:{source}";
}

/// <summary>What an import changed.</summary>
public sealed record DirectoryChange(IReadOnlyList<string> Added, IReadOnlyList<string> Changed, IReadOnlyList<string> Removed, int Same)
{
    public bool IsNothing => Added.Count + Changed.Count + Removed.Count == 0;
}
