namespace CareBot.Care.ResourceDirectory;

/// <summary>
/// Reads where something should be near: a ZIP, a city, a county, with or without its state; a part of town or a house that the directory
/// itself names.
/// </summary>
/// <param name="places">Where things are.</param>
/// <param name="index">The directory, in whose surroundings a bare name of a city is meant.</param>
/// <param name="isWord">Whether a word is known, so that no slip in the name of a city is looked for in it.</param>
internal sealed class PlaceReader(Places places, ResourceIndex index, Func<string, bool> isWord)
{
    /// <summary>How far from the directory's own middle a city may lie when only its name tells it from a word.</summary>
    private const double Neighbourhood = 250;

    /// <summary>So near to the directory's middle a city is the one that is meant, wherever else there is one of its name.</summary>
    private const double AtHome = 100;

    /// <summary>So many towns of one name are put to choose.</summary>
    private const int Choices = 2;

    private static readonly HashSet<string> Before = new(
        ["in", "near", "nearby", "around", "at", "by", "from", "close", "to", "en", "cerca", "de", "del", "por", "desde", "live", "vivo", "area", "zip", "codigo", "postal"], StringComparer.Ordinal);

    /// <summary>A place one of whose ZIP codes lies farther than so many kilometres from the middle of all has no middle to measure from.</summary>
    private const double Wide = 5;

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

    /// <summary>Takes the place out of what was said.</summary>
    public PlaceReading Read(SaidWords said)
    {
        var reading = Said(said);
        if (reading is null && MendCities(said))
            reading = Said(said);
        if (reading is not null)
        {
            NearWhat(said, word => OwnPlaces.Contains(word) || !index.IsAsked(word));
            return reading;
        }

        var words = NearWhat(said, _ => true);
        if (words.Count == 0 || words.All(OwnPlaces.Contains))
            return new PlaceReading();
        return index.Landmark(words) is { } house ? new PlaceReading(House(words, house)) : new PlaceReading(Unknown: string.Join(' ', words));
    }

    private PlaceReading? Said(SaidWords said) => Zip(said) is { } zip ? new PlaceReading(zip) : WithState(said) ?? Named(said);

    /// <summary>Puts the names of cities right in which a letter is wrong: words that nobody else knows, after "in" and "near" or for the directory's own cities.</summary>
    private bool MendCities(SaidWords said)
    {
        var mended = false;
        for (var at = 0; at < said.Left.Count; at++)
        {
            var word = said.Left[at];
            if (!isWord(word) && places.City(word).Count == 0 && index.CityWord(word) is { } right && (index.HasCity(right) || (at > 0 && Before.Contains(said.Left[at - 1]))))
            {
                said.Put(at, right);
                mended = true;
            }
        }

        return mended;
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
            var (zip, length) = Digits(said.Left, i);
            if (zip.Length == 5 && places.Zip(zip) is { } place)
            {
                Drop(said, i, length);
                // The name of the city that is said besides adds nothing.
                said.Take(Wording.Fold(place.City));
                return new NearTo(zip, place.Latitude, place.Longitude, place.City, place.County, place.State, [zip], 8, place.TimeZone);
            }
        }

        return null;
    }

    /// <summary>Figures from a word on, up to five of them: "606 29" is one ZIP code.</summary>
    private static (string Digits, int Words) Digits(IReadOnlyList<string> words, int at)
    {
        var (digits, length) = ("", 0);
        while (at + length < words.Count && digits.Length + words[at + length].Length <= 5 && words[at + length].All(char.IsAsciiDigit))
            digits += words[at + length++];
        return (digits, length);
    }

    /// <summary>A city whose state is named beside it, wherever that is.</summary>
    private PlaceReading? WithState(SaidWords said)
    {
        var words = said.Left;
        for (var length = Math.Min(4, words.Count - 1); length > 0; length--)
        {
            for (var at = 0; at + length < words.Count; at++)
            {
                var name = string.Join(' ', words.Skip(at).Take(length));
                if (places.City(name) is not { Count: > 0 } found || States.At(words, at + length) is not (var state, var stateWords) || found.Where(place => place.State == state).ToList() is not { Count: > 0 } there)
                    continue;
                // "Aurora or Joliet" names no state; "Portland OR" does.
                var isWordToo = stateWords == 1 && (index.IsIdle(words[at + length]) || Before.Contains(words[at + length]));
                var isAfter = at > 0 && Before.Contains(words[at - 1]);
                if (isWordToo && !(isAfter && at + length + 1 == words.Count))
                    continue;
                Drop(said, at, length + stateWords);
                said.Take(name);
                return new PlaceReading(Town(there));
            }
        }

        return null;
    }

    private PlaceReading? Named(SaidWords said)
    {
        var words = said.Left;
        for (var length = Math.Min(4, words.Count); length > 0; length--)
        {
            for (var at = 0; at + length <= words.Count; at++)
            {
                var name = string.Join(' ', words.Skip(at).Take(length));
                var isAfter = at > 0 && Before.Contains(words[at - 1]);
                var reading = (County(name, words, at + length) ?? City(name, isAfter) ?? Area(name, isAfter)) is { } near ? new PlaceReading(near)
                    : isAfter && !(at + length < words.Count && OwnPlaces.Contains(words[at + length])) ? Elsewhere(name) : null;
                if (reading is null)
                    continue;
                var county = at + length < words.Count && words[at + length] is "county" or "condado";
                Drop(said, at, county ? length + 1 : length);
                foreach (var (state, code) in States.All)
                {
                    if (code == reading.Near?.State)
                        said.Take(state);
                }

                return reading;
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

    /// <summary>A city of the directory's own surroundings.</summary>
    private NearTo? City(string name, bool afterPreposition)
    {
        var found = places.City(name);
        if (found.Count == 0)
            return null;
        var distance = Distance(Nearest(found));
        return index.HasCity(name) ? distance <= (afterPreposition ? Neighbourhood * 2 : Neighbourhood) ? Town(found) : null
            : afterPreposition && distance <= AtHome ? Town(found) : null;
    }

    /// <summary>A city farther away: where there are several of its name, somebody has to choose; those of the directory's own state are named first.</summary>
    private PlaceReading? Elsewhere(string name)
    {
        var towns = places.City(name).GroupBy(place => place.State).Select(state => state.ToList()).Where(state => Distance(Nearest(state)) <= Neighbourhood * 2)
            .OrderByDescending(state => state[0].State == index.Home.State).ThenBy(state => Distance(Nearest(state))).Select(Town).ToList();
        return towns.Count switch
        {
            0 => null,
            1 => new PlaceReading(towns[0]),
            _ => new PlaceReading { Towns = [.. towns.Take(Choices).Select(town => town.Name)] },
        };
    }

    /// <summary>The nearest of these, with its state where the directory has no such city.</summary>
    private NearTo Town(IReadOnlyList<Place> found)
    {
        var nearest = Nearest(found);
        var name = index.HasCity(Wording.Fold(nearest.City)) && Distance(nearest) <= Neighbourhood ? nearest.City : $"{nearest.City}, {nearest.State}";
        return Around(name, found.Where(place => place.State == nearest.State && place.County == nearest.County).ToList(), 8);
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

    private static NearTo Around(string name, List<Place> found, double reach)
    {
        var (latitude, longitude) = (found.Average(place => place.Latitude), found.Average(place => place.Longitude));
        var isWide = found.Exists(place => Places.Distance(latitude, longitude, place.Latitude, place.Longitude) > Wide);
        return new NearTo(name, latitude, longitude, reach > 10 ? "" : found[0].City, found[0].County, found[0].State, [.. found.Select(place => place.Zip)], reach, found[0].TimeZone)
        {
            Middles = isWide ? [.. found.Select(place => (place.Latitude, place.Longitude))] : [],
        };
    }

    private static void Drop(SaidWords said, int at, int length)
    {
        said.Remove(at, length);
        while (at > 0 && Before.Contains(said.Left[at - 1]))
            said.Remove(--at, 1);
    }
}

/// <summary>Where something should be near, as far as it was said.</summary>
/// <param name="Near">The place; null where none is named, or none that is known.</param>
/// <param name="Unknown">The folded words of a place that is not known.</param>
internal sealed record PlaceReading(NearTo? Near = null, string? Unknown = null)
{
    /// <summary>Several towns of the name that was said, as to say them.</summary>
    public IReadOnlyList<string> Towns { get; init; } = [];
}
