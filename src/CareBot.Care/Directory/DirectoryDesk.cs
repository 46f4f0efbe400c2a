using CareBot.Care.Exchange.Hsds;

namespace CareBot.Care.ResourceDirectory;

/// <summary>
/// The resource directory: takes packages in, answers requests, hears what is wrong. The index is read from the store when it is first
/// needed and when another import has come since.
/// </summary>
public sealed class DirectoryDesk(DirectoryStore store, NeedVocabulary needs, Places places) : IDisposable
{
    /// <summary>The source of the invented directory that ships; it goes when a real one is imported.</summary>
    public const string Demo = "demo";

    /// <summary>The source of whoever imports and names none.</summary>
    public const string Main = "main";

    /// <summary>How many of the best answers are kept for "more".</summary>
    private const int Most = 30;

    /// <summary>So many words about a listing that nobody has looked into are kept; the newest are.</summary>
    private const int MostReports = 20;

    private readonly SemaphoreSlim _building = new(1, 1);
    private Loaded? _loaded;

    /// <summary>Makes a source of the directory what a package says; doing it twice changes nothing.</summary>
    public async Task<DirectoryChange> ImportAsync(string source, HsdsDirectory package, CancellationToken cancellationToken)
    {
        if (source == Demo && (await store.StateAsync(cancellationToken)).Sources.Any(one => one != Demo))
        {
            // Beside a real directory nothing invented is offered.
            return new DirectoryChange([], [], [], 0);
        }

        await store.PutProvidersAsync(source, package.Providers, cancellationToken);
        var change = await store.PutListingsAsync(source, package.Listings, cancellationToken);
        await store.ChangeStateAsync(
            state =>
            {
                var sources = state.Sources.Contains(source) ? state.Sources : [source, .. state.Sources];
                sources = source == Demo ? sources : [.. sources.Where(one => one != Demo)];
                return change.IsNothing && sources.SequenceEqual(state.Sources) ? state : new DirectoryState(state.Version + 1, sources);
            },
            cancellationToken);
        return change;
    }

    /// <summary>Understands a request, with the directory's own words and places.</summary>
    public async Task<ResourceRequest> UnderstandAsync(string text, CancellationToken cancellationToken) =>
        (await LoadAsync(cancellationToken)).Reader.Read(text);

    /// <summary>The best answers, best first; what was learned of a listing counts.</summary>
    public Task<IReadOnlyList<Hit>> SearchAsync(ResourceRequest request, DateTimeOffset now, CancellationToken cancellationToken) => SearchAsync(request, System.Collections.Immutable.ImmutableHashSet<string>.Empty, now, cancellationToken);

    /// <summary>The best answers without these services: the next best after a no.</summary>
    public async Task<IReadOnlyList<Hit>> SearchAsync(ResourceRequest request, IReadOnlySet<string> except, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var loaded = await LoadAsync(cancellationToken);
        var hits = loaded.Index.Search(request, now, Most + except.Count).Where(hit => !except.Contains(hit.Id)).Take(Most).ToList();
        if (hits.Count == 0)
            return hits;
        var close = Hit.Worthy(hits);
        var standings = await store.FindStandingsAsync([.. close.Select(hit => hit.Id)], cancellationToken);
        return [.. Hit.Ranked([.. close.Select(hit => standings.TryGetValue(hit.Id, out var standing) ? hit with { Score = hit.Score * StandingRules.Factor(standing, now) } : hit)])];
    }

    /// <summary>The listings under these ids, in this order, with what was learned of them.</summary>
    public async Task<IReadOnlyList<(Listing Listing, ListingStanding Standing)>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var state = await store.StateAsync(cancellationToken);
        var standings = await store.FindStandingsAsync(ids, cancellationToken);
        return [.. (await store.FindAsync(state.Sources, ids, cancellationToken)).Select(listing => (listing, standings.GetValueOrDefault(listing.Id) ?? ListingStanding.Of(listing.Id)))];
    }

    /// <summary>The ids of the needs that a listing meets, in its own words.</summary>
    public IReadOnlySet<string> Met(Listing listing) => new ListingReader(needs, places).Met(listing);

    /// <summary>The city in which most of the directory's places are; empty when none says.</summary>
    public async Task<string> HomeAsync(CancellationToken cancellationToken) => (await LoadAsync(cancellationToken)).Index.Home.City;

    /// <summary>The zone of a listing's place, for its hours.</summary>
    public async Task<string> TimeZoneAsync(Listing listing, CancellationToken cancellationToken) =>
        listing.Sites.Select(site => site.PostalCode is { } zip ? places.Zip(zip)?.TimeZone : null).FirstOrDefault(zone => !string.IsNullOrEmpty(zone))
        ?? (await LoadAsync(cancellationToken)).Index.TimeZone;

    /// <summary>Keeps that something about a listing is wrong; nobody's name is kept. Of one cause the newest word counts.</summary>
    public Task ReportAsync(string listing, string what, string cause, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = Records.CauseId.Of("listing-report", listing, cause);
        return store.ChangeStandingAsync(listing, standing => standing.Reports.Any(report => report.Id == id && report.What == what) ? standing
            : standing with { Reports = [.. standing.Reports.Where(report => report.Id != id).TakeLast(MostReports - 1), new ListingReport(id, what, now)] }, cancellationToken);
    }

    /// <summary>Somebody has looked into what was reported.</summary>
    public Task SettleAsync(string listing, CancellationToken cancellationToken) =>
        store.ChangeStandingAsync(listing, standing => standing.Reports.Count == 0 ? standing : standing with { Reports = [] }, cancellationToken);

    /// <summary>The listings that somebody found wrong, most reports first.</summary>
    public async Task<IReadOnlyList<(Listing Listing, ListingStanding Standing)>> ReportedAsync(CancellationToken cancellationToken)
    {
        var reported = new List<ListingStanding>();
        await foreach (var standing in store.StandingsAsync(cancellationToken))
        {
            if (standing.Reports.Count > 0)
                reported.Add(standing);
        }

        return await ReadAsync([.. reported.OrderByDescending(standing => standing.Reports.Count).Select(standing => standing.Listing)], cancellationToken);
    }

    public void Dispose() => _building.Dispose();

    private async Task<Loaded> LoadAsync(CancellationToken cancellationToken)
    {
        var state = await store.StateAsync(cancellationToken);
        if (_loaded is { } loaded && loaded.Version == state.Version)
            return loaded;
        await _building.WaitAsync(cancellationToken);
        try
        {
            if (_loaded is { } meanwhile && meanwhile.Version == state.Version)
                return meanwhile;
            var listings = new List<Listing>();
            foreach (var source in state.Sources)
            {
                await foreach (var listing in store.ListingsAsync(source, cancellationToken))
                    listings.Add(listing);
            }

            var index = ResourceIndex.Build(listings, needs, places);
            return _loaded = new Loaded(state.Version, index, new RequestReader(needs, places, index));
        }
        finally
        {
            _building.Release();
        }
    }

    private sealed record Loaded(int Version, ResourceIndex Index, RequestReader Reader);
}
