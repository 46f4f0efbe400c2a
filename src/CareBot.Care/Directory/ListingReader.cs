using System.Globalization;
using System.Text.RegularExpressions;

namespace CareBot.Care.ResourceDirectory;

/// <summary>Reads a listing for the index: its words, the needs that it meets, and what tells it from others.</summary>
internal sealed partial class ListingReader(NeedVocabulary needs, Places places)
{
    private readonly Dictionary<string, OpeningHours> _hours = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _stems = new(StringComparer.Ordinal);

    /// <summary>The prefix of words that no person can type.</summary>
    public const string NeedMark = "#";

    /// <summary>So strong is what stands in a term, a name or a programme's name.</summary>
    private const double Sure = 0.5;

    private const double NameWeight = 4;
    private const double TermWeight = 4;
    private const double AlternateWeight = 2.5;
    private const double ProviderWeight = 1.5;
    private const double TextWeight = 1;
    private const double MinorWeight = 0.4;

    public IEnumerable<(IReadOnlyList<string> Stems, double Weight, double UsualLength)> Fields(Listing listing)
    {
        yield return (Stems(listing.Name), NameWeight, 4);
        yield return (Stems(string.Join(' ', listing.Terms.Select(term => term.Name).Distinct().Concat(listing.Keywords))), TermWeight, 14);
        yield return (Stems(listing.AlternateName), AlternateWeight, 4);
        yield return (Stems($"{listing.ProviderName} {listing.ProgramName}"), ProviderWeight, 5);
        yield return (Stems(listing.Description), TextWeight, 80);
        yield return (Stems(listing.Eligibility), TextWeight, 20);
        yield return (Stems($"{listing.ApplicationProcess} {listing.Fees} {string.Join(' ', listing.Areas)} {string.Join(' ', listing.Sites.Select(site => site.City).Distinct())}"), MinorWeight, 30);
    }

    /// <summary>The needs that it meets, and how sure that is: named in its terms, in its name, or only somewhere in its text.</summary>
    public IEnumerable<(string Word, double Strength)> Marks(Listing listing)
    {
        var strengths = new Dictionary<int, double>();
        foreach (var term in listing.Terms.Select(term => term.Name).Distinct().Concat(listing.Keywords))
            Find(term, 0.85, strengths);
        Find(listing.Name, 0.8, strengths);
        Find(listing.AlternateName, 0.6, strengths);
        Find(listing.ProgramName, 0.5, strengths);
        Find(listing.ProviderName, 0.3, strengths);
        Find(listing.Eligibility, 0.35, strengths);
        Find(listing.Description, 0.35, strengths);
        return strengths.Select(pair => (NeedMark + needs.Needs[pair.Key].Id, Math.Min(1, pair.Value)));
    }

    /// <summary>
    /// The ids of the needs that it surely meets, for whoever is told why it was chosen: named in its terms or its name and not only mentioned in
    /// its text, where a bus that takes wheelchairs says "wheelchairs"; for whom it is, wherever it says so. Without those in whose circumstance
    /// nobody has the papers that it asks for.
    /// </summary>
    public IReadOnlySet<string> Met(Listing listing)
    {
        var avoided = Avoided(listing);
        return Marks(listing).Select(mark => (Id: mark.Word[NeedMark.Length..], mark.Strength))
            .Where(mark => (mark.Strength >= Sure || needs.Find(mark.Id) is { IsCircumstance: true } or { Yields: true }) && (needs.CautiousOf([mark.Id]) & avoided) == 0)
            .Select(mark => mark.Id).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The bits of those in whose circumstance nobody has the papers that it asks for.</summary>
    private uint Avoided(Listing listing)
    {
        if (listing.Documents.Count == 0)
            return 0;
        var papers = $" {string.Join(' ', listing.Documents.Select(Wording.Fold))} ";
        return needs.CautiousOf(needs.Cautious.Where(need => need.Avoids.Any(words => papers.Contains($" {words} ", StringComparison.Ordinal))).Select(need => need.Id));
    }

    public IndexedListing Facts(Listing listing, int firstSite, int siteCount)
    {
        var (minimum, maximum) = Ages(listing);
        return new IndexedListing
        {
            Id = listing.Id,
            Names = Wording.Fold($"{listing.Name} {listing.ProviderName}"),
            Audience = Audience(listing),
            Avoided = Avoided(listing),
            Areas = [.. ServiceAreas.Of(listing).Select(string.Intern)],
            FirstSite = firstSite,
            SiteCount = siteCount,
            Languages = listing.Languages.Concat(listing.Sites.SelectMany(site => site.Languages)).Select(LanguageNames.Bit).Where(bit => bit >= 0).Aggregate(0UL, (set, bit) => set | (1UL << bit)),
            Traits = Traits(listing),
            MinimumAge = minimum,
            MaximumAge = maximum,
            Hours = Shared(listing.Sites.Select(site => site.Hours).FirstOrDefault(hours => hours.IsKnown) ?? listing.Hours),
            TimeZone = listing.Sites.Select(ZoneOf).FirstOrDefault(zone => zone is not null),
        };
    }

    /// <summary>Where a site is: by its coordinates, else the middle of its ZIP code.</summary>
    public (float Latitude, float Longitude, int Zip)? Point(ListingSite site)
    {
        var place = Place(site);
        var zip = place is null ? 0 : int.Parse(place.Zip, CultureInfo.InvariantCulture);
        return site is { Latitude: { } latitude, Longitude: { } longitude } ? ((float)latitude, (float)longitude, zip)
            : place is null ? null : ((float)place.Latitude, (float)place.Longitude, zip);
    }

    public string? ZoneOf(ListingSite site) => Place(site)?.TimeZone is { Length: > 0 } zone ? zone : null;

    private Place? Place(ListingSite site) => site.PostalCode is { } zip ? places.Zip(zip) : null;

    /// <summary>For whom alone it is meant; nobody when it names more than two such.</summary>
    private uint Audience(Listing listing)
    {
        var (named, listed) = (new Dictionary<int, double>(), new Dictionary<int, double>());
        foreach (var words in new[] { listing.Name, listing.AlternateName, listing.ProviderName, listing.Eligibility })
            Find(words, 1, named);
        foreach (var term in listing.Terms)
            Find(term.Name, 1, listed);
        var audience = needs.AudienceOf(named.Keys.Concat(listed.Keys.Where(owner => !needs.Needs[owner].ByNameAlone)).Select(owner => needs.Needs[owner].Id));
        return System.Numerics.BitOperations.PopCount(audience) > 2 ? 0 : audience;
    }

    private void Find(string? text, double strength, Dictionary<int, double> strengths)
    {
        var found = needs.CalledSo.FindStems(Stems(text)).ToList();
        foreach (var one in found)
        {
            // "Health Insurance Counseling" is no counseling.
            if (found.Exists(other => other.Length > one.Length && other.At <= one.At && other.At + other.Length >= one.At + one.Length && needs.TellsAnother(other.Owner, one.Owner)))
                continue;
            var owner = one.Owner;
            // Said in a second place, it is surer.
            strengths[owner] = strengths.TryGetValue(owner, out var so) ? Math.Max(so, strength) + (0.15 * Math.Min(so, strength)) : strength;
        }
    }

    private List<string> Stems(string? text)
    {
        if (text is null)
            return [];
        var words = Wording.Words(text);
        var stems = new List<string>(words.Length);
        foreach (var word in words)
        {
            // One string a stem for the whole directory.
            if (!_stems.TryGetValue(word, out var stem))
                _stems[word] = stem = string.Intern(Wording.Stem(word));
            stems.Add(stem);
        }

        return stems;
    }

    private OpeningHours Shared(OpeningHours hours)
    {
        if (!hours.IsKnown)
            return OpeningHours.Unknown;
        var key = string.Join(';', hours.Rules.Select(rule => $"{rule.Repeats}{rule.Interval}{string.Join(',', rule.Days)}{string.Join(',', rule.MonthDays)}{rule.Start}{rule.Until}{rule.ValidFrom}{rule.ValidTo}{rule.Opens}{rule.Closes}")) + string.Join(';', hours.Exceptions) + hours.TimeZone;
        return _hours.TryGetValue(key, out var known) ? known : _hours[key] = hours;
    }

    private static ServiceTraits Traits(Listing listing)
    {
        var traits = ServiceTraits.None;
        var cost = $"{listing.Fees} {listing.Costs.Count}";
        if (listing.Fees is not null || listing.Costs.Count > 0)
            traits |= ServiceTraits.SaysCost;
        if (listing.Costs.Any(one => one.Amount == 0) || FreeWords().IsMatch(cost) || (listing.Fees is null && FreeWords().IsMatch($"{listing.Description} {listing.Name}")))
            traits |= ServiceTraits.Free;
        if (listing.Sites.Any(site => site.Type == "virtual") || (listing.Sites.Count == 0 && listing.Phones.Count > 0) || FarWords().IsMatch($"{listing.Name} {listing.Description}"))
            traits |= ServiceTraits.Virtual;
        if (listing.Sites.Any(site => site.Accessibility.Count > 0))
            traits |= ServiceTraits.StepFree;
        if (listing.Interpretation is not null)
            traits |= ServiceTraits.Interpreters;
        if (WalkInWords().IsMatch($"{listing.Name} {listing.ApplicationProcess} {listing.Description}"))
            traits |= ServiceTraits.WalkIn;
        return listing.Status == ListingStatus.TemporarilyClosed ? traits | ServiceTraits.Closed : traits;
    }

    private static (byte Minimum, byte Maximum) Ages(Listing listing)
    {
        var (minimum, maximum) = (listing.MinimumAge, listing.MaximumAge);
        if (minimum is null && maximum is null && AgeWords().Match(listing.Eligibility ?? "") is { Success: true } match)
        {
            minimum = Number(match.Groups["from"]);
            maximum = Number(match.Groups["to"]);
        }

        return ((byte)Math.Clamp(minimum ?? 0, 0, 255), (byte)Math.Clamp(maximum ?? 255, 0, 255));
    }

    private static int? Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"\b(?:free|no (?:cost|charge|fee)s?|gratis|gratuit[oa]s?|sin costo)\b", RegexOptions.IgnoreCase)]
    private static partial Regex FreeWords();

    [GeneratedRegex(@"\b(?:hot ?line|help ?line|24.hour|online|website|toll.free|telephone|statewide|nationwide|by phone|en línea|por teléfono)\b", RegexOptions.IgnoreCase)]
    private static partial Regex FarWords();

    [GeneratedRegex(@"\b(?:walk.?ins?|no appointments?|without an appointment|drop.?in|sin cita)\b", RegexOptions.IgnoreCase)]
    private static partial Regex WalkInWords();

    [GeneratedRegex(@"(?:ages?|aged)?\s*(?<from>\d{1,2})\s*(?:(?:-|–|to|through)\s*(?<to>\d{1,3})\s*(?:years?|yrs?|year olds?)|(?:years?(?: old| of age)?|yrs?)?\s*(?:\+|and (?:older|over|up|above)|or (?:older|over|above)))", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AgeWords();
}
