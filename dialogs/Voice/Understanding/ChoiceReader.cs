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
        if (One(options, plain, static (option, plain) => option.Words.Label == plain) is { } pressed) return pressed;
        // To the letter: no word of it could be misspelled.
        if (One(options, plain, static (option, plain) => option.Words.Phrases.Contains(plain)) is { } named) return named;
        var words = plain.Split(' ');
        var said = Correct(words, options) ? string.Join(' ', words) : plain;
        if (said.Length == 0) return null;
        return (said == plain ? null : One(options, said, static (option, said) => option.Words.Phrases.Contains(said)))
            ?? ByNumber(text, words, options)
            ?? ByCommonAnswer(said, words, options)
            ?? Inside(said, options)
            ?? (said.Length < ShortestPiece ? null : One(options, said, static (option, said) => IsPart(said, option)))
            ?? Numeral(said, options);
    }

    /// <summary>Whether words that were read as a no deny one thing: "no chest pain" does, "no thanks, nothing today" does not.</summary>
    public bool DeniesOne(string text)
    {
        var said = Folding.Words(text);
        var words = said.Split(' ');
        return Common(words[0], static (answer, first) => answer.BeginsWith(first)) is { } begins && Common(said, static (answer, said) => answer.Is(said)) is null
            && words.Any(word => !begins.BeginsWith(word) && !_words.AroundNo.Contains(word));
    }

    /// <summary>The place in a list that words name that say nothing else ("the second one", "#2", "dos, por favor"), counted from 1; -1 for the last.</summary>
    /// <returns>Null when they say something else.</returns>
    public int? Place(string text) => Folding.Words(text) is { Length: > 0 } said && Figure(said.Split(' ')) is { } place && place is -1 or (>= 1 and < 100) ? (int)place : null;

    /// <summary>The place in a list that stands within a longer message: an ordinal as in "the first one" or "la primera", a number after "number".</summary>
    public int? PlaceWithin(string text)
    {
        var words = Folding.Words(text).Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            if (i > 0 && _words.NumberMarks.Contains(words[i - 1]) && Place(words[i]) is { } numbered) return numbered;
            // "The first time", "my second child" and "the 2 kids" are no places in a list.
            if (i + 1 < words.Length && _words.NoPlaces.Contains(words[i + 1])) continue;
            var isMarked = i > 0 && _words.PlaceMarks.Contains(words[i - 1]);
            if (isMarked && words[i] is [>= '1' and <= '9']) return words[i][0] - '0';
            var isMeant = isMarked || (i > 0 && _words.NumberFillers.Contains(words[i - 1])) || (i + 1 < words.Length && _words.NumberFillers.Contains(words[i + 1]));
            if (isMeant && _words.Ordinals.TryGetValue(words[i], out var place)) return place;
        }

        return null;
    }

    /// <summary>The only one of which something is so.</summary>
    private static string? One<T>(IReadOnlyList<AnswerOption> options, T what, Func<AnswerOption, T, bool> isSo)
    {
        string? only = null;
        for (var i = 0; i < options.Count; i++)
        {
            if (!isSo(options[i], what) || options[i].Id == only) continue;
            if (only is not null) return null;
            only = options[i].Id;
        }

        return only;
    }

    /// <summary>Puts words right that are one slip away from a word of the options.</summary>
    /// <returns>False where there was nothing to put right.</returns>
    private bool Correct(string[] words, IReadOnlyList<AnswerOption> options)
    {
        var corrected = false;
        for (var i = 0; i < words.Length; i++)
        {
            if (!Spelling.IsLong(words[i]) || _words.Negations.Contains(words[i]) || Meant(words[i], options) is not { } meant) continue;
            (words[i], corrected) = (meant, true);
        }

        return corrected;
    }

    private static string? Meant(string word, IReadOnlyList<AnswerOption> options)
    {
        string? near = null;
        for (var i = 0; i < options.Count; i++)
            if (Spelling.IsSettled(word, options[i].Words.LongWords, ref near)) return null;
        return near;
    }

    private string? ByNumber(string text, string[] words, IReadOnlyList<AnswerOption> options)
    {
        // Where the answers are figures themselves, a figure means what it says.
        if (HaveFigures(options) && !IsOrdinal(words) && !IsMarked(text, words)) return null;
        return Figure(words) is { } place ? At(place < 0 ? options.Count : place, options) : null;
    }

    private static bool HaveFigures(IReadOnlyList<AnswerOption> options)
    {
        for (var i = 0; i < options.Count; i++)
            if (options[i].Words.HasDigit) return true;
        return false;
    }

    private bool IsOrdinal(string[] words) => Left(words) is (1, var only) && _words.Ordinals.ContainsKey(only);

    private bool IsMarked(string text, string[] words) => Folding.Fold(text) is ['#', ..] or [.., ')'] || HasMark(words);

    private bool HasMark(string[] words)
    {
        foreach (var word in words)
            if (_words.NumberMarks.Contains(word)) return true;
        return false;
    }

    /// <summary>How many words are left without what people put around a number, and the last of them; the last of all where none is left.</summary>
    private (int Count, string Last) Left(string[] words)
    {
        var left = (Count: 0, Last: words[^1]);
        foreach (var word in words)
            if (!_words.NumberFillers.Contains(word)) left = (left.Count + 1, word);
        return left;
    }

    /// <summary>The number or ordinal that is left of the words without what people put around one; -1 for the last.</summary>
    private decimal? Figure(string[] words)
    {
        var (count, left) = Left(words);
        // In "number one" the word that is empty elsewhere is the number.
        if (count > 1 || (count == 0 && words.Length > 1 && !HasMark(words))) return null;
        if (_words.Ordinals.TryGetValue(left, out var place)) return place;
        if (left.Length <= LongestPlace && !left.AsSpan().ContainsAnyExceptInRange('0', '9')) return int.Parse(left, CultureInfo.InvariantCulture);
        return _numbers.Read(left) is NumberReading.Understood { Unit: null, ReadBack: false } number && number.Value == Math.Floor(number.Value) ? number.Value : null;
    }

    private static string? At(decimal place, IReadOnlyList<AnswerOption> options) => place >= 1 && place <= options.Count ? options[(int)place - 1].Id : null;

    private string? ByCommonAnswer(string said, string[] words, IReadOnlyList<AnswerOption> options)
    {
        if (Common(said, static (answer, said) => answer.Is(said)) is { } exactly) return Option(exactly, options);
        if (Common(words[0], static (answer, first) => answer.BeginsWith(first)) is not { } begins) return null;
        foreach (var other in _words.Common)
        {
            if (other == begins) continue;
            // "Yes, no, I don't know": the person is still thinking.
            for (var i = 1; i < words.Length; i++)
                if (other.BeginsWith(words[i])) return null;
            foreach (var phrase in other.Within)
                if (Holds(said, phrase)) return null;
        }

        return Option(begins, options);
    }

    private CommonAnswer? Common(string words, Func<CommonAnswer, string, bool> isSo)
    {
        foreach (var answer in _words.Common)
            if (isSo(answer, words)) return answer;
        return null;
    }

    /// <summary>"Yes" where "yes" and "kind of" are offered is the first, though both are a yes.</summary>
    private static string? Option(CommonAnswer answer, IReadOnlyList<AnswerOption> options) =>
        One(options, answer, static (option, answer) => answer.IsItself(option)) ?? One(options, answer, static (option, answer) => answer.IsSaidBy(option));

    /// <summary>The one option named inside a longer answer; a shorter name inside a longer one ("swelling" in "no swelling") does not count.</summary>
    private string? Inside(string said, IReadOnlyList<AnswerOption> options)
    {
        List<(AnswerOption Option, string Phrase)>? named = null;
        for (var i = 0; i < options.Count; i++)
            foreach (var phrase in options[i].Words.Phrases)
                if (Named(said, phrase)) (named ??= []).Add((options[i], phrase));
        return named is null ? null : One([.. named.Where(match => !IsInside(match, named)).Select(match => match.Option)], said, static (_, _) => true);
    }

    private static bool IsInside((AnswerOption Option, string Phrase) match, List<(AnswerOption Option, string Phrase)> named) =>
        named.Exists(other => other.Option != match.Option && other.Phrase.Length > match.Phrase.Length && Holds(other.Phrase, match.Phrase));

    /// <summary>Whether what was said is a piece of one of its phrases.</summary>
    private static bool IsPart(string said, AnswerOption option)
    {
        foreach (var phrase in option.Words.Phrases)
            if (Holds(phrase, said)) return true;
        return false;
    }

    private bool Named(string said, string phrase)
    {
        if (phrase.Length < ShortestPiece || Place(said, phrase) is not (>= 0 and var at) || Common(phrase, static (answer, phrase) => answer.BeginsWith(phrase)) is not null) return false;
        var before = said.AsSpan(0, at).TrimEnd(' ');
        for (var reach = 0; reach < NegationReach; reach++)
        {
            var start = before.LastIndexOf(' ') + 1;
            if (_words.Negations.GetAlternateLookup<ReadOnlySpan<char>>().Contains(before[start..])) return false;
            before = before[..start].TrimEnd(' ');
        }

        return true;
    }

    /// <summary>A figure that one answer alone covers: 2 in "1-2 days", 8 in "7 to 9", 12 in "10 or more".</summary>
    private string? Numeral(string said, IReadOnlyList<AnswerOption> options) =>
        _numbers.Read(said) is NumberReading.Understood { Unit: null, ReadBack: false } figure && CountTheSame(options) ? One(options, figure.Value, (option, value) => option.Words.Phrases.Any(phrase => Covers(phrase, value))) : null;

    /// <summary>Times a week beside times a month: then a figure alone says nothing.</summary>
    private bool CountTheSame(IReadOnlyList<AnswerOption> options) => options.Select(one => one.Words.Phrases[0].Split(' ')).Where(words => words.Any(word => word.All(char.IsAsciiDigit)))
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

    private static bool Holds(string text, string phrase) => Place(text, phrase) >= 0;

    /// <summary>Where a phrase stands first in a text, between whole words; -1 where it does not.</summary>
    private static int Place(string text, string phrase)
    {
        for (var at = text.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = text.IndexOf(phrase, at + 1, StringComparison.Ordinal))
        {
            var end = at + phrase.Length;
            if ((at == 0 || text[at - 1] == ' ') && (end == text.Length || text[end] == ' ')) return at;
        }

        return -1;
    }
}
