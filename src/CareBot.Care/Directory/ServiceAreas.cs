namespace CareBot.Care.ResourceDirectory;

/// <summary>Whether somebody who lives in a place may use a service that names its area. Pure.</summary>
public static class ServiceAreas
{
    private static readonly string[] Everywhere = ["nationwide", "national", "united states", "usa", "worldwide", "international", "anywhere", "countrywide"];

    private const int LongestName = 4;

    /// <summary>So many kilometres away a town of another state may still be the one that an area names.</summary>
    private const double Around = 150;

    /// <summary>Words of an area's name that tell it from no other.</summary>
    private static readonly string[] Kinds = ["county", "counties", "city", "of", "the", "and", "area", "areas", "residents", "only", "greater", "all", "state", "zip", "code", "codes"];

    /// <param name="area">As the directory names it, folded: a county, a city, a ZIP code, a state.</param>
    /// <param name="near">Where the person is.</param>
    /// <param name="places">Of which names of other places are known.</param>
    /// <returns>True inside, false in another place that is known, null when the words tell nothing.</returns>
    public static bool? Covers(string area, NearTo near, Places places)
    {
        var padded = $" {area} ";
        bool Says(string name) => name.Length > 0 && padded.Contains($" {name} ", StringComparison.Ordinal);
        if (Everywhere.Any(Says) || Says(Wording.Fold(near.County)) || near.Zips.Any(Says) || SaysState(padded, near.State))
            return true;
        string[] words = [.. area.Split(' ').Where(word => !Kinds.Contains(word))];
        // Little Havana is a part of Miami, and who lives there lives in both.
        var own = near.Zips.Select(zip => places.Zip(zip)?.City ?? "").Append(near.City).Select(Wording.Fold).ToHashSet(StringComparer.Ordinal);
        if (own.Any(Says))
            return own.Contains(string.Join(' ', words)) || !IsAround(places.City(string.Join(' ', words)), near);
        return AreElsewhere(words, near, places) ? false : null;
    }

    /// <summary>Whether the words are nothing but names of other places: "Lake, Kane and Will", "60632, 60652".</summary>
    private static bool AreElsewhere(ReadOnlySpan<string> words, NearTo near, Places places)
    {
        for (var length = Math.Min(LongestName, words.Length); length > 0; length--)
        {
            if (IsPlace(string.Join(' ', words[..length]), near, places) && (length == words.Length || AreElsewhere(words[length..], near, places)))
                return true;
        }

        return false;
    }

    // A state in which the person is not, another county, another town: all of them are somewhere else.
    private static bool IsPlace(string name, NearTo near, Places places) =>
        States.Code(name) is not null || States.Name(name.ToUpperInvariant()) is not null || places.Zip(name) is not null || IsAround(places.County(name), near) || IsAround(places.City(name), near);

    /// <summary>A part of town is often called as a town is in some other state: only what is not far away is meant.</summary>
    private static bool IsAround(IReadOnlyList<Place> found, NearTo near) =>
        found.Any(place => place.State == near.State || Places.Distance(near.Latitude, near.Longitude, place.Latitude, place.Longitude) < Around);

    /// <summary>Whether a service serves people of other places alone, as far as the areas that it names tell.</summary>
    public static bool AreElsewhere(Listing listing, NearTo near, Places places) =>
        Of(listing).ToList() is { Count: > 0 } areas && areas.TrueForAll(area => Covers(area, near, places) is false);

    /// <summary>The areas that a service names, folded; its places' own, too.</summary>
    public static IEnumerable<string> Of(Listing listing) =>
        listing.Areas.Concat(listing.Sites.SelectMany(site => site.Areas)).Select(Wording.Fold).Where(area => area.Length > 0).Distinct();

    private static bool SaysState(string padded, string state) =>
        padded.Contains(" statewide ", StringComparison.Ordinal)
        || States.Name(state) is { } name && padded.Contains($" {name} ", StringComparison.Ordinal) && !padded.Contains(" county ", StringComparison.Ordinal);
}

/// <summary>The states and territories of the United States by folded name.</summary>
internal static class States
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["alabama"] = "AL",
        ["alaska"] = "AK",
        ["arizona"] = "AZ",
        ["arkansas"] = "AR",
        ["california"] = "CA",
        ["colorado"] = "CO",
        ["connecticut"] = "CT",
        ["delaware"] = "DE",
        ["district of columbia"] = "DC",
        ["florida"] = "FL",
        ["georgia"] = "GA",
        ["hawaii"] = "HI",
        ["idaho"] = "ID",
        ["illinois"] = "IL",
        ["indiana"] = "IN",
        ["iowa"] = "IA",
        ["kansas"] = "KS",
        ["kentucky"] = "KY",
        ["louisiana"] = "LA",
        ["maine"] = "ME",
        ["maryland"] = "MD",
        ["massachusetts"] = "MA",
        ["michigan"] = "MI",
        ["minnesota"] = "MN",
        ["mississippi"] = "MS",
        ["missouri"] = "MO",
        ["montana"] = "MT",
        ["nebraska"] = "NE",
        ["nevada"] = "NV",
        ["new hampshire"] = "NH",
        ["new jersey"] = "NJ",
        ["new mexico"] = "NM",
        ["new york"] = "NY",
        ["north carolina"] = "NC",
        ["north dakota"] = "ND",
        ["ohio"] = "OH",
        ["oklahoma"] = "OK",
        ["oregon"] = "OR",
        ["pennsylvania"] = "PA",
        ["puerto rico"] = "PR",
        ["rhode island"] = "RI",
        ["south carolina"] = "SC",
        ["south dakota"] = "SD",
        ["tennessee"] = "TN",
        ["texas"] = "TX",
        ["utah"] = "UT",
        ["vermont"] = "VT",
        ["virginia"] = "VA",
        ["washington"] = "WA",
        ["west virginia"] = "WV",
        ["wisconsin"] = "WI",
        ["wyoming"] = "WY",
    };

    private static readonly Dictionary<string, string> ByCode = Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Every name and every code, folded, with the code.</summary>
    public static IEnumerable<(string Words, string Code)> All => Names.Select(pair => (pair.Key, pair.Value)).Concat(Names.Select(pair => (pair.Value.ToLowerInvariant(), pair.Value)));

    public static string? Code(string name) => Names.GetValueOrDefault(name);

    /// <summary>The state whose name or code begins at a word, and in how many words; null when none does.</summary>
    public static (string Code, int Words)? At(IReadOnlyList<string> words, int at)
    {
        for (var length = Math.Min(3, words.Count - at); length > 0; length--)
        {
            if (Code(string.Join(' ', words.Skip(at).Take(length))) is { } code)
                return (code, length);
        }

        return at < words.Count && Name(words[at].ToUpperInvariant()) is not null ? (words[at].ToUpperInvariant(), 1) : null;
    }

    public static string? Name(string code) => ByCode.GetValueOrDefault(code);
}
