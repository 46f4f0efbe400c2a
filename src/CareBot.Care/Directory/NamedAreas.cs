using System.Globalization;
using System.Runtime.InteropServices;

namespace CareBot.Care.ResourceDirectory;

/// <summary>A part of town, or a town, as the directory's own addresses and names know it.</summary>
/// <param name="Name">Folded words.</param>
/// <param name="Providers">How many organizations say so; a city of an address counts as said by many.</param>
public sealed record NamedArea(string Name, double Latitude, double Longitude, IReadOnlyList<string> Zips, int Providers);

/// <summary>
/// Learns where "Little Havana" or "Overtown" lies, of which no table of ZIP codes knows: words in the names of services that several
/// organizations use, nearly all of them in the same few ZIP codes.
/// </summary>
internal sealed class NamedAreas(NeedVocabulary needs, Places places)
{
    private const int LongestName = 3;
    private const int MostVotes = 64;
    private const double Together = 6;
    private const double Share = 0.6;

    /// <summary>Organizations behind the name of a city that an address says: it needs no proof.</summary>
    private const int AsCity = 100;

    private readonly Dictionary<string, List<(int Zip, int Provider)>> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(int Zip, int Provider)>> _cities = new(StringComparer.Ordinal);

    public void Add(Listing listing)
    {
        foreach (var site in listing.Sites)
        {
            if (Zip(site) is { } zip && site.City is { Length: > 0 } city)
                Vote(_cities, Wording.Fold(city), zip, 0);
        }

        // Of a service with many places nobody knows which of them its name means.
        if (listing.Sites.Count != 1 || Zip(listing.Sites[0]) is not { } only)
            return;
        var provider = (listing.ProviderId ?? listing.Id).GetHashCode(StringComparison.Ordinal);
        foreach (var name in Names(Wording.Words(listing.Name)).Concat(Names(Wording.Words(listing.Sites[0].Name ?? ""))))
            Vote(_names, name, only, provider);
    }

    /// <summary>What was learned, by folded name.</summary>
    public Dictionary<string, NamedArea> Found()
    {
        var found = new Dictionary<string, NamedArea>(StringComparer.Ordinal);
        foreach (var (name, votes) in _names)
        {
            var providers = votes.Select(vote => vote.Provider).Distinct().Count();
            if (providers > 1 && Middle(name, votes, providers) is { } area)
                found[name] = area;
        }

        foreach (var (name, votes) in _cities)
        {
            if (Middle(name, votes, AsCity) is { } area)
                found[name] = area;
        }

        return found;
    }

    private NamedArea? Middle(string name, List<(int Zip, int Provider)> votes, int providers)
    {
        var all = votes.Select(vote => places.Zip(vote.Zip.ToString("D5", CultureInfo.InvariantCulture))!).ToList();
        var near = all.Distinct().Select(middle => all.Where(place => Kilometres(place, middle) <= Together).ToList()).MaxBy(some => some.Count)!;
        return near.Count < all.Count * Share && providers < AsCity
            ? null
            : new NamedArea(name, near.Average(place => place.Latitude), near.Average(place => place.Longitude), [.. near.Select(place => place.Zip).Distinct()], providers);
    }

    /// <summary>Every one to three words of a name that could be that of a place.</summary>
    private IEnumerable<string> Names(string[] words)
    {
        for (var at = 0; at < words.Length; at++)
        {
            for (var length = 1; length <= LongestName && at + length <= words.Length; length++)
            {
                if (length == 1 ? words[at].Length > 3 && !IsOrdinary(words[at]) : CanBegin(words[at]) && CanEnd(words[at + length - 1]))
                    yield return string.Join(' ', words, at, length);
            }
        }
    }

    private bool CanBegin(string word) => !IsIdle(word) || word is "little" or "north" or "south" or "east" or "west" or "pequena" or "pequeno";

    private bool CanEnd(string word) => !IsIdle(word) || word is "city" or "way" or "town";

    /// <summary>A word that says something else than where.</summary>
    private bool IsOrdinary(string word) => IsIdle(word) || needs.Asked.Words.Contains(word) || needs.CalledSo.Words.Contains(word) || needs.Synonyms.ContainsKey(word);

    private bool IsIdle(string word) => needs.Idle.Contains(word) || word.Any(char.IsAsciiDigit) || word is "inc" or "llc" or "the" or "of" or "and" or "for";

    private int? Zip(ListingSite site) => site.PostalCode is { Length: 5 } zip && places.Zip(zip) is not null ? int.Parse(zip, CultureInfo.InvariantCulture) : null;

    private static double Kilometres(Place one, Place other) => Places.Roughly(one.Latitude, one.Longitude, other.Latitude, other.Longitude, Math.Cos(double.DegreesToRadians(one.Latitude)));

    private static void Vote(Dictionary<string, List<(int Zip, int Provider)>> votes, string name, int zip, int provider)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(votes, name, out _);
        list ??= new(1);
        if (list.Count < MostVotes && !list.Contains((zip, provider)))
            list.Add((zip, provider));
    }
}
