using System.Runtime.InteropServices;

namespace CareBot.Care.ResourceDirectory;

/// <summary>A service that was found.</summary>
/// <param name="Id">The listing's.</param>
/// <param name="Score">How well it fits; comparable within one answer only.</param>
/// <param name="Kilometres">To its nearest place; null when no place was asked for or none is known.</param>
/// <param name="IsOpen">Whether it is open when it is wanted; null where nobody says, or no time is wanted.</param>
public readonly record struct Hit(string Id, double Score, double? Kilometres, bool? IsOpen = null)
{
    /// <summary>It serves people of other places, or lies too far for most.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>What fits so much worse than the best would only look like an answer.</summary>
    private const double WorthShowing = 0.2;

    /// <summary>Best first; of those worth showing, what serves the person before what is elsewhere; of either, what is open when it is wanted before what only may be, and that before what is closed.</summary>
    public static IEnumerable<Hit> Ranked(IReadOnlyCollection<Hit> hits)
    {
        var least = hits.Count == 0 ? 0 : hits.Max(hit => hit.Score) * WorthShowing;
        return hits.OrderByDescending(hit => hit.Score >= least).ThenBy(hit => hit.IsElsewhere).ThenByDescending(hit => hit.IsOpen switch { true => 2, null => 1, false => 0 })
            .ThenByDescending(hit => hit.Score).ThenBy(hit => hit.Id, StringComparer.Ordinal);
    }

    /// <summary>Those worth showing.</summary>
    public static IReadOnlyList<Hit> Worthy(IReadOnlyCollection<Hit> hits) =>
        hits.Count == 0 ? [] : [.. hits.Where(hit => hit.Score >= hits.Max(best => best.Score) * WorthShowing)];
}

/// <summary>
/// The whole directory in memory, as far as finding needs it: words, needs, places, hours. Listings themselves stay in the store. Built
/// once, then only read, by any number at a time.
/// </summary>
public sealed class ResourceIndex
{
    /// <summary>How far from the directory's middle, in kilometres, the names of cities are known well enough to mend a slip in them.</summary>
    private const double Surroundings = 100;

    private readonly TextIndex _words = new();
    private readonly List<IndexedListing> _services = [];
    private readonly List<IndexedSite> _sites = [];
    private readonly Dictionary<string, int> _cities = new(StringComparer.Ordinal);
    private readonly NeedVocabulary _needs;
    private readonly Places _places;
    private Dictionary<string, NamedArea> _areas = [];
    private WordCorrection _cityWords = new([]);
    private float[] _central = [];

    private ResourceIndex(NeedVocabulary needs, Places places) => (_needs, _places) = (needs, places);

    /// <summary>How many services can be found.</summary>
    public int Count => _services.Count;

    /// <summary>The middle of the area that the directory is about.</summary>
    public (double Latitude, double Longitude) Middle { get; private set; }

    /// <summary>The city in which most of its places are, as addresses write it, and its state; empty when none says.</summary>
    public (string City, string State) Home { get; private set; } = ("", "");

    /// <summary>The zone most of its places are in.</summary>
    public string TimeZone { get; private set; } = "Etc/UTC";

    /// <summary>Builds the index. What is inactive or defunct cannot be found.</summary>
    public static ResourceIndex Build(IEnumerable<Listing> listings, NeedVocabulary needs, Places places)
    {
        var index = new ResourceIndex(needs, places);
        var reader = new ListingReader(needs, places);
        var zones = new Dictionary<string, int>(StringComparer.Ordinal);
        var homes = new Dictionary<(string, string), int>();
        var areas = new NamedAreas(needs, places);
        foreach (var listing in listings)
        {
            if (listing.Status is not (ListingStatus.Active or ListingStatus.TemporarilyClosed))
                continue;
            index.Add(listing, reader, zones, homes);
            areas.Add(listing);
        }

        index._areas = areas.Found();

        index._words.Trim();
        index._services.TrimExcess();
        index._sites.TrimExcess();
        if (index._sites.Count > 0)
            index.Middle = (Median(index._sites.Select(site => site.Latitude)), Median(index._sites.Select(site => site.Longitude)));
        if (homes.Count > 0)
            index.Home = homes.MaxBy(home => home.Value).Key;
        index._cityWords = new WordCorrection(index._cities.Keys.Concat(places.CitiesWithin(index.Middle.Latitude, index.Middle.Longitude, Surroundings)).SelectMany(name => name.Split(' ')));
        index._central = [.. index._services.Select(index.Central)];
        if (zones.Count > 0)
            index.TimeZone = zones.MaxBy(zone => zone.Value).Key;
        return index;
    }

    /// <summary>Whether any service says this word.</summary>
    public bool Knows(string stem) => _words.Has(stem);

    /// <summary>Whether any service is given in a city of this folded name.</summary>
    public bool HasCity(string name) => _cities.ContainsKey(name);

    /// <summary>The word of the name of a city in or around the directory's area that a misspelt one stands for; null when it is none.</summary>
    public string? CityWord(string misspelt) => _cityWords.Correct(misspelt);

    /// <summary>A town or a part of one by its folded name, as the directory's own addresses and names know it.</summary>
    public NamedArea? Area(string name) => _areas.GetValueOrDefault(name);

    /// <summary>Where the house stands that has all of these words in its name; null when none has, or the words could mean any house.</summary>
    public (double Latitude, double Longitude, int Zip)? Landmark(IReadOnlyList<string> words)
    {
        if (words.All(word => _needs.Asked.Words.Contains(word) || _needs.Idle.Contains(word)))
            return null;
        var found = _words.All([.. words.Select(Wording.Stem)]).Select(document => _services[document])
            .Where(service => service.SiteCount > 0 && words.All(word => $" {service.Names} ".Contains($" {word} ", StringComparison.Ordinal)))
            .MinBy(service => service.Names.Length);
        return found is null ? null : (Sites(found)[0].Latitude, Sites(found)[0].Longitude, Sites(found)[0].Zip);
    }

    /// <summary>Whether a word says nothing about what is looked for.</summary>
    public bool IsIdle(string word) => _needs.Idle.Contains(word);

    /// <summary>Whether people ask for something by this word.</summary>
    public bool IsAsked(string word) => _needs.Asked.Words.Contains(word);

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
        var query = new QueryWords(_needs);
        foreach (var (word, weight, isMark) in query.Of(request))
            _words.Score(word, weight, isMark, scores);
        LeastMatch.Apply(request, query, _words, scores);
        var fit = new Fitting(request, _needs, _places, CityOf(request.Near), now, TimeZone);
        var best = new PriorityQueue<Hit, double>(limit + 1);
        // The score that has to be beaten. Words come first, a look at place and person next, hours last: each is dearer than the one before.
        var worst = 0.0;
        for (var i = 0; i < Count; i++)
        {
            if (scores[i] * fit.Most <= worst)
                continue;
            var service = _services[i];
            var distance = fit.Distance(Sites(service));
            if (fit.IsTooFar(distance, service))
                continue;
            var score = scores[i] * (request.Near is null ? _central[i] : fit.Place(distance, service)) * fit.Person(service);
            if (score * fit.MostByHours <= worst)
                continue;
            var isOpen = fit.IsOpen(service);
            score *= fit.Hours(isOpen);
            if (score <= worst)
                continue;
            best.Enqueue(new Hit(service.Id, score, distance, isOpen) { IsElsewhere = fit.IsElsewhere(distance, service) }, score);
            if (best.Count > limit)
                best.Dequeue();
            if (best.Count == limit)
                worst = best.Peek().Score;
        }

        System.Buffers.ArrayPool<float>.Shared.Return(scores);
        return [.. Hit.Ranked([.. best.UnorderedItems.Select(item => item.Element)])];
    }

    /// <summary>When nobody says where, what is in the middle of the directory's area comes before what is at its edge.</summary>
    private float Central(IndexedListing service)
    {
        const double Edge = 0.2;
        const double Far = 50;
        if (service.SiteCount == 0 || service.Traits.HasFlag(ServiceTraits.Virtual))
            return 1;
        var nearest = double.MaxValue;
        foreach (var site in Sites(service))
            nearest = Math.Min(nearest, Places.Distance(Middle.Latitude, Middle.Longitude, site.Latitude, site.Longitude));
        return (float)(1 - Edge + (Edge / (1 + (nearest / Far * (nearest / Far)))));
    }

    /// <summary>The number of the city that was asked for as a whole; -1 when it was a ZIP code, a county or a part of town.</summary>
    private int CityOf(NearTo? near) => near is { City.Length: > 0 } && Wording.Fold(near.City) is var city && city == Wording.Fold(near.Name) ? _cities.GetValueOrDefault(city, -1) : -1;

    private ReadOnlySpan<IndexedSite> Sites(IndexedListing service) =>
        CollectionsMarshal.AsSpan(_sites).Slice(service.FirstSite, service.SiteCount);

    private void Add(Listing listing, ListingReader reader, Dictionary<string, int> zones, Dictionary<(string City, string State), int> homes)
    {
        var first = _sites.Count;
        foreach (var site in listing.Sites)
        {
            var city = Wording.Fold(site.City ?? "");
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_cities, city, out var isKnown);
            number = isKnown ? number : _cities.Count;
            if (reader.Point(site) is { } point)
                _sites.Add(new IndexedSite(point.Latitude, point.Longitude, point.Zip, number));
            if (site is { City: { Length: > 0 } name, State: { } state })
                CollectionsMarshal.GetValueRefOrAddDefault(homes, (name, state), out _)++;
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

    /// <summary>Its own name and its organization's, folded.</summary>
    public required string Names { get; init; }

    public required int FirstSite { get; init; }

    public required int SiteCount { get; init; }

    /// <summary>Bits of <see cref="LanguageNames"/>.</summary>
    public required ulong Languages { get; init; }

    public required ServiceTraits Traits { get; init; }

    /// <summary>Bits of <see cref="NeedVocabulary.Audiences"/>: for whom it is meant, when it names hardly anybody else.</summary>
    public required uint Audience { get; init; }

    /// <summary>Bits of <see cref="NeedVocabulary.Cautious"/>: in whose circumstance nobody has the papers that it asks for.</summary>
    public required uint Avoided { get; init; }

    /// <summary>Where its users must live, folded; empty when it does not say.</summary>
    public required IReadOnlyList<string> Areas { get; init; }

    public required byte MinimumAge { get; init; }

    public required byte MaximumAge { get; init; }

    /// <summary>Shared by the services that keep the same hours.</summary>
    public required OpeningHours Hours { get; init; }

    public required string? TimeZone { get; init; }
}

/// <param name="Zip">0 for none that is known.</param>
/// <param name="City">The number of the city that its address names.</param>
internal readonly record struct IndexedSite(float Latitude, float Longitude, int Zip, int City);

[Flags]
internal enum ServiceTraits : ushort
{
    None = 0,
    Free = 1,
    Virtual = 2,
    StepFree = 4,
    Interpreters = 8,
    Closed = 16,
    SaysCost = 32,
    WalkIn = 64,
}
