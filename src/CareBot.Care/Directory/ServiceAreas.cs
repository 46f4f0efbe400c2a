namespace CareBot.Care.ResourceDirectory;

/// <summary>Whether somebody who lives in a place may use a service that names its area. Pure.</summary>
public static class ServiceAreas
{
    private static readonly string[] Everywhere = ["nationwide", "national", "united states", "usa", "worldwide", "international", "anywhere", "countrywide"];

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
        if (Everywhere.Any(Says) || Says(Wording.Fold(near.County)) || Says(Wording.Fold(near.City)) || near.Zips.Any(Says) || SaysState(padded, near.State))
            return true;
        var name = string.Join(' ', area.Split(' ').Where(word => !Kinds.Contains(word)));
        // A state in which the person is not, another county, another town: all of them are somewhere else.
        return States.Code(name) is not null || places.County(name).Count > 0 || places.City(name).Count > 0 || places.Zip(name) is not null ? false : null;
    }

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
