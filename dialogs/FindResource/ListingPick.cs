using CareBot.Care.ResourceDirectory;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.FindResource;

/// <summary>Which of the listings that are shown somebody means: by number, by its place in the list, by a name or a street. Pure.</summary>
public sealed class ListingPick(ChoiceReader choices, NeedVocabulary needs)
{
    /// <summary>A shorter word of an address ("st", "ave", "w") names nothing.</summary>
    private const int ShortestWord = 4;

    /// <summary>The place in the list where the words say nothing else ("2 please", "la segunda", "the last one"), counted from 0; it may lie beyond the list.</summary>
    public int? ByPlace(string text, int count) => Index(choices.Place(text), count);

    /// <summary>The place in the list that a longer message names ("does the first one need ID?"); null when it names none that is shown.</summary>
    public int? Within(string text, int count) => Index(choices.PlaceWithin(text), count) is { } place && place < count ? place : null;

    /// <summary>Those of the listings that the words name: by the whole name, else by a word of name or street that is nobody's word for a need.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="listings">In the order in which they were found.</param>
    /// <param name="isQuestion">Other words of it ask something.</param>
    /// <returns>Their ids; several where it is not clear which.</returns>
    public IReadOnlyList<string> Named(string text, IReadOnlyList<Listing> listings, bool isQuestion)
    {
        var said = $" {Wording.Fold(text)} ";
        var byName = listings.SelectMany(listing => Names(listing).Where(name => Says(said, name, isQuestion)).Select(name => (listing.Id, name.Length))).ToList();
        if (byName.Count > 0)
        {
            return [.. byName.Where(one => one.Length == byName.Max(other => other.Length)).Select(one => one.Id).Distinct()];
        }

        var telling = Telling(said);
        return telling.Count == 0 ? [] : [.. listings.Where(listing => isQuestion ? telling.Exists(Words(listing).Contains) : telling.TrueForAll(Words(listing).Contains)).Select(listing => listing.Id)];
    }

    private static int? Index(int? place, int count) => place switch { null => null, < 0 => count - 1, var number => number - 1 };

    /// <summary>"Food Pantry" is what somebody looks for as much as a name: only alone, or in a question, it is the one that is shown.</summary>
    private bool Says(string said, string name, bool isQuestion) =>
        said.Contains($" {name} ", StringComparison.Ordinal) && (name.Split(' ').Any(IsTelling) || isQuestion || said.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => needs.Idle.Contains(word) || name.Split(' ').Contains(word)));

    private List<string> Telling(string said) => [.. said.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(IsTelling)];

    private bool IsTelling(string word) => word.Length >= ShortestWord && !needs.Idle.Contains(word) && !needs.IsAsked(word);

    private static IEnumerable<string> Names(Listing listing) => new[] { listing.Name, listing.AlternateName, listing.ProviderName }.OfType<string>().Select(Wording.Fold).Where(name => name.Length >= ShortestWord);

    private static HashSet<string> Words(Listing listing) =>
        [.. Names(listing).Concat(listing.Sites.Select(site => Wording.Fold(site.Address ?? ""))).SelectMany(words => words.Split(' '))];
}
