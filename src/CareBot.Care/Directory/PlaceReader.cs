namespace CareBot.Care.ResourceDirectory;

/// <summary>
/// Reads where something should be near: a ZIP, a city, a county, with or without its state; a part of town or a house that the directory
/// itself names.
/// </summary>
internal sealed class PlaceReader(Places places, ResourceIndex index)
{
    /// <summary>How far from the directory's own middle a city may lie when only its name tells it from a word.</summary>
    private const double Neighbourhood = 250;

    private static readonly HashSet<string> Before = new(
        ["in", "near", "nearby", "around", "at", "by", "from", "close", "to", "en", "cerca", "de", "del", "por", "desde", "live", "vivo", "area", "zip", "codigo", "postal"], StringComparer.Ordinal);

    /// <summary>How far is still near to a part of town, or to a house.</summary>
    private const double PartOfTown = 6;

    /// <summary>So many organizations have to use a word before it is a place without "in" or "near" before it.</summary>
    private const int SaidByMany = 3;

    /// <summary>After these comes a place and nothing else.</summary>
    private static readonly string[] NearBy = ["near to", "near", "close to", "next to", "around", "across from", "cerca de", "cerca del", "al lado de", "al lado del", "junto a"];

    private static readonly HashSet<string> Determiners = new(["the", "a", "my", "our", "his", "her", "el", "la", "los", "las", "mi", "su", "un", "una", "l"], StringComparer.Ordinal);

    /// <summary>Somewhere that only the person knows.</summary>
    private static readonly HashSet<string> OwnPlaces = new(
        ["me", "mi", "here", "aqui", "us", "nosotros", "home", "house", "casa", "work", "job", "trabajo", "school", "escuela", "hospital", "library", "biblioteca", "church", "iglesia", "park", "parque", "mall", "airport", "aeropuerto", "station", "estacion", "beach", "playa", "downtown", "centro", "bus", "metrorail", "metro", "place", "apartment", "apartamento", "barrio", "neighborhood", "where", "donde"],
        StringComparer.Ordinal);

    /// <returns>Where, and the words of a place that is not known; both null when none is named.</returns>
    public (NearTo? Near, string? Unknown) Read(SaidWords said)
    {
        if ((Zip(said) ?? Named(said)) is { } near)
        {
            NearWhat(said, word => OwnPlaces.Contains(word) || !index.IsAsked(word));
            return (near, null);
        }

        var words = NearWhat(said, _ => true);
        if (words.Count == 0 || words.All(OwnPlaces.Contains))
            return (null, null);
        return index.Landmark(words) is { } house ? (House(words, house), null) : (null, string.Join(' ', words));
    }

    /// <summary>Takes away "near" and what follows it, as far as that is a name.</summary>
    private List<string> NearWhat(SaidWords said, Func<string, bool> isWanted)
    {
        foreach (var phrase in NearBy)
        {
            if (said.Find(phrase) is not (>= 0 and var at))
                continue;
            var (from, end) = (at + phrase.Count(c => c == ' ') + 1, 0);
            var words = new List<string>();
            for (end = from; end < said.Left.Count && words.Count < 4; end++)
            {
                var word = said.Left[end];
                if (Determiners.Contains(word) && words.Count == 0 && !OwnPlaces.Contains(word))
                    continue;
                if ((index.IsIdle(word) && !OwnPlaces.Contains(word)) || !isWanted(word) || Determiners.Contains(word) && words.Count > 0)
                    break;
                words.Add(word);
            }

            if (words.Count > 0)
                said.Remove(at, end - at);
            return words;
        }

        return [];
    }

    private NearTo? House(IReadOnlyList<string> words, (double Latitude, double Longitude, int Zip) house)
    {
        var place = places.Zip(house.Zip.ToString("D5", System.Globalization.CultureInfo.InvariantCulture));
        return new NearTo(Title(string.Join(' ', words)), house.Latitude, house.Longitude, place?.City ?? "", place?.County ?? "", place?.State ?? "", place is null ? [] : [place.Zip], PartOfTown, place?.TimeZone is { Length: > 0 } zone ? zone : index.TimeZone);
    }

    private static string Title(string folded) => System.Globalization.CultureInfo.InvariantCulture.TextInfo.ToTitleCase(folded);

    private NearTo? Zip(SaidWords said)
    {
        for (var i = 0; i < said.Left.Count; i++)
        {
            if (said.Left[i] is { Length: 5 } zip && zip.All(char.IsAsciiDigit) && places.Zip(zip) is { } place)
            {
                Drop(said, i, 1);
                // The name of the city that is said besides adds nothing.
                said.Take(Wording.Fold(place.City));
                return new NearTo(zip, place.Latitude, place.Longitude, place.City, place.County, place.State, [zip], 8, place.TimeZone);
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
                var isAfter = at > 0 && Before.Contains(words[at - 1]);
                var near = County(name, words, at + length) ?? City(name, isAfter) ?? Area(name, isAfter);
                if (near is null)
                    continue;
                var county = at + length < words.Count && words[at + length] is "county" or "condado";
                Drop(said, at, county ? length + 1 : length);
                foreach (var (state, code) in States.All)
                {
                    if (code == near.State)
                        said.Take(state);
                }

                return near;
            }
        }

        return null;
    }

    private NearTo? Area(string name, bool afterPreposition)
    {
        if ((index.Area(name) ?? index.Area(InEnglish(name))) is not { } area || (!afterPreposition && area.Providers < SaidByMany) || places.Zip(area.Zips[0]) is not { } place)
            return null;
        return new NearTo(Title(area.Name), area.Latitude, area.Longitude, area.Name, place.County, place.State, area.Zips, PartOfTown, place.TimeZone);
    }

    /// <summary>"La Pequeña Habana" stands as "Little Havana" in the directory.</summary>
    private static string InEnglish(string name) => string.Join(' ', name.Split(' ').Where(word => word is not ("la" or "el")).Select(word => word switch
    {
        "pequena" or "pequeno" => "little",
        "habana" => "havana",
        "norte" => "north",
        "sur" => "south",
        "este" => "east",
        "oeste" => "west",
        "ciudad" => "city",
        _ => word,
    }));

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
        name, found.Average(place => place.Latitude), found.Average(place => place.Longitude), reach > 10 ? "" : found[0].City, found[0].County, found[0].State, [.. found.Select(place => place.Zip)], reach, found[0].TimeZone);

    private static void Drop(SaidWords said, int at, int length)
    {
        said.Remove(at, length);
        while (at > 0 && Before.Contains(said.Left[at - 1]))
            said.Remove(--at, 1);
    }
}
