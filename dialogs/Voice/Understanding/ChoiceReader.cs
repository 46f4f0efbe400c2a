using System.Globalization;

namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>Tells which of the offered answers a person chose.</summary>
/// <remarks>Two different matches are no answer. A question's own words come before the words that all questions share.</remarks>
public sealed class ChoiceReader
{
    // How far before a choice a negation still denies it: "not any better".
    private const int NegationReach = 2;
    // A shorter piece of a label ("a", "de") says nothing.
    private const int ShortestPiece = 3;

    // No card has more answers than two figures can count.
    private const int LongestPlace = 2;

    private readonly ChoiceWords _words;
    private readonly NumberReader _numbers;

    private ChoiceReader(ChoiceWords words, NumberReader numbers) => (_words, _numbers) = (words, numbers);

    /// <exception cref="Care.Content.ContentException">The words of choosing cannot be read.</exception>
    public static ChoiceReader Load(string contentRoot, NumberReader numbers) =>
        new(new ChoiceWords(new ContentFile(contentRoot, Path.Combine(contentRoot, "dialogs/Voice/Understanding/words/choices.json"))), numbers);

    /// <returns>The id of the option chosen, or null where that is not sure.</returns>
    public string? Read(string text, IReadOnlyList<AnswerOption> options)
    {
        var plain = Folding.Words(text);
        if (One(options.Where(option => Folding.Words(option.Label) == plain).Select(option => option.Id)) is { } pressed) return pressed;
        var offered = options.Select(option => new Offered(option.Id, [.. Phrases(option)])).ToArray();
        // To the letter: no word of it could be misspelled.
        if (One(offered.Where(one => one.Phrases.Contains(plain))) is { } named) return named;
        var spelling = new Spelling(offered.SelectMany(one => one.Phrases).SelectMany(phrase => phrase.Split(' ')), _words.Negations);
        var said = string.Join(' ', plain.Split(' ').Select(spelling.Correct));
        if (said.Length == 0) return null;
        return One(offered.Where(one => one.Phrases.Contains(said)))
            ?? ByNumber(Folding.Fold(text), said, offered)
            ?? ByCommonAnswer(said, offered)
            ?? One(Inside(said, offered))
            ?? One(offered.Where(one => said.Length >= ShortestPiece && one.Phrases.Any(phrase => Holds(phrase, said))))
            ?? Numeral(said, offered);
    }

    private static IEnumerable<string> Phrases(AnswerOption option) => option.Also.Prepend(option.Label).Select(Folding.Words).Where(words => words.Length > 0).Distinct();

    private static string? One(IEnumerable<Offered> matches) => One(matches.Select(match => match.Id));

    private static string? One(IEnumerable<string> ids) => ids.Distinct().Take(2).ToArray() is [var only] ? only : null;

    /// <summary>The place in a list that words name that say nothing else ("the second one", "#2", "dos, por favor"), counted from 1; -1 for the last.</summary>
    /// <returns>Null when they say something else.</returns>
    public int? Place(string text) => Folding.Words(text) is { Length: > 0 } said && Figure(said) is { } place && place is -1 or (>= 1 and < 100) ? (int)place : null;

    /// <summary>The place in a list that stands within a longer message: an ordinal as in "the first one" or "la primera", a number after "number".</summary>
    public int? PlaceWithin(string text)
    {
        var words = Folding.Words(text).Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            if (i > 0 && _words.NumberMarks.Contains(words[i - 1]) && Place(words[i]) is { } numbered) return numbered;
            var isMeant = (i > 0 && _words.NumberFillers.Contains(words[i - 1])) || (i + 1 < words.Length && _words.NumberFillers.Contains(words[i + 1]));
            if (isMeant && _words.Ordinals.TryGetValue(words[i], out var place)) return place;
        }

        return null;
    }

    private string? ByNumber(string folded, string said, Offered[] offered)
    {
        var words = said.Split(' ');
        var left = words.Where(word => !_words.NumberFillers.Contains(word)).ToArray();
        var isOrdinal = left is [var only] && _words.Ordinals.ContainsKey(only);
        // Where the answers are figures themselves, a figure means what it says.
        var marked = folded[0] == '#' || folded[^1] == ')' || words.Any(_words.NumberMarks.Contains);
        if (!isOrdinal && !marked && offered.Any(one => one.Phrases[0].Any(char.IsDigit))) return null;
        return Figure(said) is { } place ? At(place < 0 ? offered.Length : place, offered) : null;
    }

    /// <summary>The number or ordinal that is left of the words without what people put around one; -1 for the last.</summary>
    private decimal? Figure(string said)
    {
        var words = said.Split(' ');
        var left = words.Where(word => !_words.NumberFillers.Contains(word)).ToArray();
        // In "number one" the word that is empty elsewhere is the number.
        if (left.Length == 0 && (words.Length == 1 || words.Any(_words.NumberMarks.Contains))) left = [words[^1]];
        if (left.Length != 1) return null;
        if (_words.Ordinals.TryGetValue(left[0], out var place)) return place;
        if (left[0].Length <= LongestPlace && left[0].All(char.IsAsciiDigit)) return int.Parse(left[0], CultureInfo.InvariantCulture);
        return _numbers.Read(left[0]) is NumberReading.Understood { Unit: null, ReadBack: false } number && number.Value == Math.Floor(number.Value) ? number.Value : null;
    }

    private static string? At(decimal place, Offered[] offered) => place >= 1 && place <= offered.Length ? offered[(int)place - 1].Id : null;

    private string? ByCommonAnswer(string said, Offered[] offered)
    {
        var exactly = _words.Common.FirstOrDefault(answer => answer.Exactly.Contains(said) || answer.Words.Contains(said));
        if (exactly is not null) return Option(exactly, offered);
        var words = said.Split(' ');
        var begins = _words.Common.FirstOrDefault(answer => answer.Words.Contains(words[0]));
        // "Yes, no, I don't know": the person is still thinking.
        var wavers = _words.Common.Any(other => other != begins && words.Skip(1).Any(other.Words.Contains));
        return begins is null || wavers || _words.Common.Any(other => other != begins && other.Exactly.Any(phrase => phrase.Length > ShortestPiece && Holds(said, phrase)))
            ? null
            : Option(begins, offered);
    }

    private static string? Option(CommonAnswer answer, Offered[] offered) =>
        One(offered.Where(one => answer.Ids.Contains(one.Id) || one.Phrases.Any(answer.Words.Contains) || one.Phrases.Any(answer.Exactly.Contains)));

    /// <summary>The options named inside a longer answer; a shorter name inside a longer one ("swelling" in "no swelling") does not count.</summary>
    private IEnumerable<Offered> Inside(string said, Offered[] offered)
    {
        var named = (from one in offered from phrase in one.Phrases where Named(said, phrase) select (one, phrase)).ToArray();
        return from match in named
               where !named.Any(other => other.one != match.one && other.phrase.Length > match.phrase.Length && Holds(other.phrase, match.phrase))
               select match.one;
    }

    private bool Named(string said, string phrase)
    {
        if (phrase.Length < ShortestPiece || _words.Common.Any(answer => answer.Words.Contains(phrase)) || !Holds(said, phrase)) return false;
        var before = (" " + said + " ")[..(" " + said + " ").IndexOf(" " + phrase + " ", StringComparison.Ordinal)].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return !before.TakeLast(NegationReach).Any(_words.Negations.Contains);
    }

    /// <summary>A figure that one answer alone covers: 2 in "1-2 days", 8 in "7 to 9", 12 in "10 or more".</summary>
    private string? Numeral(string said, Offered[] offered) =>
        _numbers.Read(said) is NumberReading.Understood { Unit: null, ReadBack: false } figure && CountTheSame(offered) ? One(offered.Where(one => one.Phrases.Any(phrase => Covers(phrase, figure.Value)))) : null;

    /// <summary>Times a week beside times a month: then a figure alone says nothing.</summary>
    private bool CountTheSame(Offered[] offered) => offered.Select(one => one.Phrases[0].Split(' ')).Where(words => words.Any(word => word.All(char.IsAsciiDigit)))
        .Select(words => string.Join(' ', words.Where(word => !word.All(char.IsAsciiDigit) && !_words.RangeWords.Contains(word)))).Where(counted => counted.Length > 0).Distinct().Count() <= 1;

    private bool Covers(string phrase, decimal figure)
    {
        var figures = phrase.Split(' ').Select(word => decimal.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (decimal?)null).OfType<decimal>().ToArray();
        return figures switch
        {
            [] => false,
            [var only] when _words.OrMore.Any(words => Holds(phrase, words)) => figure >= only,
            [var only] when _words.LessThan.Any(words => Holds(phrase, words)) => figure < only,
            [var from, var to] => figure >= from && figure <= to,
            _ => figures.Contains(figure),
        };
    }

    private static bool Holds(string text, string phrase) => (" " + text + " ").Contains(" " + phrase + " ", StringComparison.Ordinal);

    private sealed record Offered(string Id, IReadOnlyList<string> Phrases);
}
