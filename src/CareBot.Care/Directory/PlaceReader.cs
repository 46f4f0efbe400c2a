namespace CareBot.Care.ResourceDirectory;

/// <summary>Reads where something should be near: a ZIP, a city, a county, with or without its state.</summary>
internal sealed class PlaceReader(Places places, ResourceIndex index)
{
    /// <summary>How far from the directory's own middle a city may lie when only its name tells it from a word.</summary>
    private const double Neighbourhood = 250;

    private static readonly HashSet<string> Before = new(
        ["in", "near", "nearby", "around", "at", "by", "from", "close", "to", "en", "cerca", "de", "del", "por", "desde", "live", "vivo", "area", "zip", "codigo", "postal"], StringComparer.Ordinal);

    private static readonly Dictionary<string, string> States = new(StringComparer.Ordinal)
    {
        ["florida"] = "FL",
        ["fl"] = "FL",
        ["illinois"] = "IL",
        ["il"] = "IL",
        ["california"] = "CA",
        ["ca"] = "CA",
        ["texas"] = "TX",
        ["tx"] = "TX",
        ["new york"] = "NY",
        ["ny"] = "NY",
    };

    public NearTo? Read(SaidWords said) => Zip(said) ?? Named(said);

    private NearTo? Zip(SaidWords said)
    {
        for (var i = 0; i < said.Left.Count; i++)
        {
            if (said.Left[i] is { Length: 5 } zip && zip.All(char.IsAsciiDigit) && places.Zip(zip) is { } place)
            {
                Drop(said, i, 1);
                // The name of the city that is said besides adds nothing.
                said.Take(Wording.Fold(place.City));
                return new NearTo(zip, place.Latitude, place.Longitude, place.State, [zip], 8, place.TimeZone);
            }
        }

        return null;
    }

    private NearTo? Named(SaidWords said)
    {
        var words = said.Left;
        for (var length = Math.Min(4, words.Count); length > 0; length--)
        {
            for (var at = 0; at + length <= words.Count; at++)
            {
                var name = string.Join(' ', words.Skip(at).Take(length));
                var near = County(name, words, at + length) ?? City(name, at > 0 && Before.Contains(words[at - 1]));
                if (near is null)
                    continue;
                var county = at + length < words.Count && words[at + length] is "county" or "condado";
                Drop(said, at, county ? length + 1 : length);
                foreach (var (state, code) in States)
                {
                    if (code == near.State)
                        said.Take(state);
                }

                return near;
            }
        }

        return null;
    }

    private NearTo? City(string name, bool afterPreposition)
    {
        var found = places.City(name);
        if (found.Count == 0)
            return null;
        var nearest = Nearest(found);
        if (Distance(nearest) > (afterPreposition ? Neighbourhood * 2 : Neighbourhood) || !(afterPreposition || index.HasCity(name)))
            return null;
        return Around(nearest.City, found.Where(place => place.State == nearest.State && place.County == nearest.County).ToList(), 8);
    }

    private NearTo? County(string name, IReadOnlyList<string> words, int after)
    {
        var said = after < words.Count && words[after] is "county" or "condado";
        var found = places.County(name);
        if (found.Count == 0 || !(said || name is "miami dade" or "dade" || (places.City(name).Count == 0 && name.Length > 4 && Distance(Nearest(found)) < Neighbourhood && index.HasCity(Wording.Fold(Nearest(found).City)))))
            return null;
        var nearest = Nearest(found);
        return Around($"{nearest.County} County", found.Where(place => place.State == nearest.State).ToList(), 25);
    }

    private Place Nearest(IReadOnlyList<Place> found) => found.MinBy(Distance)!;

    private double Distance(Place place) => Places.Distance(place.Latitude, place.Longitude, index.Middle.Latitude, index.Middle.Longitude);

    private static NearTo Around(string name, List<Place> found, double reach) => new(
        name, found.Average(place => place.Latitude), found.Average(place => place.Longitude), found[0].State, [.. found.Select(place => place.Zip)], reach, found[0].TimeZone);

    private static void Drop(SaidWords said, int at, int length)
    {
        said.Remove(at, length);
        while (at > 0 && Before.Contains(said.Left[at - 1]))
            said.Remove(--at, 1);
    }
}
