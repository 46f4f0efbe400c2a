using System.Runtime.InteropServices;

namespace CareBot.Care.ResourceDirectory;

/// <summary>A service that was found.</summary>
/// <param name="Id">The listing's.</param>
/// <param name="Score">How well it fits; comparable within one answer only.</param>
/// <param name="Kilometres">To its nearest place; null when no place was asked for or none is known.</param>
public readonly record struct Hit(string Id, double Score, double? Kilometres);

/// <summary>
/// The whole directory in memory, as far as finding needs it: words, needs, places, hours. Listings themselves stay in the store. Built
/// once, then only read, by any number at a time.
/// </summary>
public sealed class ResourceIndex
{
    private readonly TextIndex _words = new();
    private readonly List<IndexedListing> _services = [];
    private readonly List<(float Latitude, float Longitude, int Zip)> _sites = [];
    private readonly HashSet<string> _cities = new(StringComparer.Ordinal);
    private readonly NeedVocabulary _needs;

    private ResourceIndex(NeedVocabulary needs) => _needs = needs;

    /// <summary>How many services can be found.</summary>
    public int Count => _services.Count;

    /// <summary>The middle of the area that the directory is about.</summary>
    public (double Latitude, double Longitude) Middle { get; private set; }

    /// <summary>The zone most of its places are in.</summary>
    public string TimeZone { get; private set; } = "Etc/UTC";

    /// <summary>Builds the index. What is inactive or defunct cannot be found.</summary>
    public static ResourceIndex Build(IEnumerable<Listing> listings, NeedVocabulary needs, Places places)
    {
        var index = new ResourceIndex(needs);
        var reader = new ListingReader(needs, places);
        var zones = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var listing in listings)
        {
            if (listing.Status is ListingStatus.Active or ListingStatus.TemporarilyClosed)
                index.Add(listing, reader, zones);
        }

        index._words.Trim();
        index._services.TrimExcess();
        index._sites.TrimExcess();
        if (index._sites.Count > 0)
            index.Middle = (Median(index._sites.Select(site => site.Latitude)), Median(index._sites.Select(site => site.Longitude)));
        if (zones.Count > 0)
            index.TimeZone = zones.MaxBy(zone => zone.Value).Key;
        return index;
    }

    /// <summary>Whether any service says this word.</summary>
    public bool Knows(string stem) => _words.Has(stem);

    /// <summary>Whether any service is given in a city of this folded name.</summary>
    public bool HasCity(string name) => _cities.Contains(name);

    /// <summary>Finds what fits best.</summary>
    /// <param name="request">As it was understood.</param>
    /// <param name="now">For hours.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<Hit> Search(ResourceRequest request, DateTimeOffset now, int limit)
    {
        if (Count == 0 || request.IsEmpty)
            return [];
        var scores = System.Buffers.ArrayPool<float>.Shared.Rent(Count);
        Array.Clear(scores, 0, Count);
        foreach (var (word, weight, isMark) in new QueryWords(_needs).Of(request))
            _words.Score(word, weight, isMark, scores);
        var fit = new Fitting(request, now, TimeZone);
        var best = new PriorityQueue<Hit, double>(limit + 1);
        // The score that has to be beaten. Words come first, a look at place and person next, hours last: each is dearer than the one before.
        var worst = 0.0;
        for (var i = 0; i < Count; i++)
        {
            if (scores[i] * fit.Most <= worst)
                continue;
            var service = _services[i];
            var distance = fit.Distance(Sites(service));
            var score = scores[i] * fit.Place(distance, service) * fit.Person(service);
            if (score * fit.MostByHours <= worst)
                continue;
            score *= fit.Hours(service);
            if (score <= worst)
                continue;
            best.Enqueue(new Hit(service.Id, score, distance), score);
            if (best.Count > limit)
                best.Dequeue();
            if (best.Count == limit)
                worst = best.Peek().Score;
        }

        System.Buffers.ArrayPool<float>.Shared.Return(scores);
        return [.. best.UnorderedItems.Select(item => item.Element).OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id, StringComparer.Ordinal)];
    }

    private ReadOnlySpan<(float Latitude, float Longitude, int Zip)> Sites(IndexedListing service) =>
        CollectionsMarshal.AsSpan(_sites).Slice(service.FirstSite, service.SiteCount);

    private void Add(Listing listing, ListingReader reader, Dictionary<string, int> zones)
    {
        var first = _sites.Count;
        foreach (var site in listing.Sites)
        {
            if (site.City is { Length: > 0 } city)
                _cities.Add(Wording.Fold(city));
            if (reader.Point(site) is { } point)
                _sites.Add(point);
            if (reader.ZoneOf(site) is { } zone)
                CollectionsMarshal.GetValueRefOrAddDefault(zones, zone, out _)++;
        }

        _words.Add(reader.Fields(listing), reader.Marks(listing));
        _services.Add(reader.Facts(listing, first, _sites.Count - first));
    }

    private static double Median(IEnumerable<float> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}

/// <summary>What ranking needs to know of a service.</summary>
internal sealed record IndexedListing
{
    public required string Id { get; init; }

    public required int FirstSite { get; init; }

    public required int SiteCount { get; init; }

    /// <summary>Bits of <see cref="LanguageNames"/>.</summary>
    public required ulong Languages { get; init; }

    public required ServiceTraits Traits { get; init; }

    public required byte MinimumAge { get; init; }

    public required byte MaximumAge { get; init; }

    /// <summary>Shared by the services that keep the same hours.</summary>
    public required OpeningHours Hours { get; init; }

    public required string? TimeZone { get; init; }
}

[Flags]
internal enum ServiceTraits : byte
{
    None = 0,
    Free = 1,
    Virtual = 2,
    StepFree = 4,
    Interpreters = 8,
    Closed = 16,
    SaysCost = 32,
}
