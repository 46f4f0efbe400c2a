using System.Text.RegularExpressions;
using CareBot.Care.Caseload;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>Reads which patients a coordinator asks for: <c>caseload-words.json</c>, and the questionnaires by their names. Nothing is dropped silently.</summary>
public sealed partial class CaseloadReader
{
    private const int LongestMessage = 200;

    /// <summary>Signs that are no words; what they mean stands in the file as these words do.</summary>
    private static readonly (string Sign, string Words)[] Signs = [(">=", " at least "), ("≥", " at least "), ("<=", " at most "), ("≤", " at most "), (">", " over "), ("<", " under "), ("+", " or more ")];

    /// <summary>"65-80".</summary>
    [GeneratedRegex(@"(?<=\b\d{1,3}) ?[-\u2013] ?(?=\d{1,3}\b)")]
    private static partial Regex Range();

    private readonly Dictionary<string, string> _meanings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _words;
    private readonly Spelling _spelling;
    private readonly int _longest;
    private readonly Dictionary<string, decimal> _highest = new(StringComparer.Ordinal);

    private CaseloadReader(ContentFile file, IEnumerable<(string Name, decimal? Highest)> instruments)
    {
        foreach (var (meaning, node) in file.ReadObject().Where(one => one.Key[0] != '$'))
        {
            foreach (var phrase in file.Strings(node, meaning).SelectMany(PhrasePattern.Ways).Select(Folding.Words))
            {
                if (!_meanings.TryAdd(phrase, meaning) && _meanings[phrase] != meaning)
                {
                    throw file.Fault(meaning, $"\"{phrase}\" means {_meanings[phrase]} already; remove one");
                }
            }
        }

        foreach (var (instrument, highest) in instruments)
        {
            if (highest is { } most)
            {
                _highest[instrument] = most;
            }

            // "PHQ-9" and "PHQ9".
            foreach (var name in new[] { Folding.Words(instrument), Folding.Words(instrument).Replace(" ", "", StringComparison.Ordinal) })
            {
                _meanings.TryAdd(name, CaseloadPhrases.Score + instrument);
            }
        }

        _longest = _meanings.Keys.Max(phrase => phrase.Count(letter => letter == ' ') + 1);
        _words = [.. _meanings.Keys.SelectMany(phrase => phrase.Split(' '))];
        _spelling = new Spelling(_words, []);
    }

    /// <exception cref="Care.Content.ContentException">The file cannot be read, or one phrase means two things.</exception>
    /// <param name="contentRoot">The folder that holds <c>dialogs/</c>.</param>
    /// <param name="instruments">Names of the questionnaires, and the highest score there is; null where they have none.</param>
    public static CaseloadReader Load(string contentRoot, IEnumerable<(string Name, decimal? Highest)> instruments) =>
        new(new ContentFile(contentRoot, Path.Combine(contentRoot, "dialogs/AskCaseload/caseload-words.json")), instruments);

    /// <summary>The words for zones.</summary>
    public IReadOnlyList<string> Colours => [.. _meanings.Where(one => one.Value.StartsWith("zone.", StringComparison.Ordinal)).Select(one => one.Key)];

    /// <summary>Reads an asking; each further line narrows what the lines before it asked for.</summary>
    public CaseloadRequest Read(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 1 } lines ? lines.Select(ReadLine).Aggregate((all, next) => all.Narrowed(next)) : ReadLine(text);

    private CaseloadRequest ReadLine(string text)
    {
        if (text.Length > LongestMessage)
        {
            return new CaseloadRequest(CaseloadFilter.All, false, false, null, []);
        }

        text = Signs.Aggregate(Range().Replace(text, " to "), (signs, one) => signs.Replace(one.Sign, one.Words, StringComparison.Ordinal));
        string[] typed = [.. Folding.Words(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(Parts)];
        var read = new CaseloadPhrases([.. typed.Select(word => _words.Contains(word) ? word : _spelling.Correct(word))], MeaningAt);
        return new CaseloadSentence(typed, read, _highest).Read();
    }

    /// <summary>"3days" is a number and its unit.</summary>
    private IEnumerable<string> Parts(string word)
    {
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        return digits > 0 && _meanings.TryGetValue(word[digits..], out var unit) && (unit is CaseloadPhrases.Years or CaseloadPhrases.Minutes or CaseloadPhrases.Hours || unit.StartsWith(CaseloadPhrases.Span, StringComparison.Ordinal))
            ? [word[..digits], word[digits..]]
            : [word];
    }

    /// <summary>The longest phrase that begins there; one word where none does.</summary>
    private (string? Meaning, int Length) MeaningAt(string[] words, int at)
    {
        for (var count = Math.Min(_longest, words.Length - at); count > 0; count--)
        {
            if (_meanings.TryGetValue(string.Join(' ', words[at..(at + count)]), out var meaning))
            {
                return (meaning, count);
            }
        }

        return (null, 1);
    }
}

/// <summary>What a coordinator asked for.</summary>
/// <param name="Filter">What of it was understood.</param>
/// <param name="Asks">It asks for patients in so many words.</param>
/// <param name="Counts">Only how many they are.</param>
/// <param name="CountBy">By what they are counted: <c>zone</c>, <c>language</c> or <c>programme</c>; null where it was not said.</param>
/// <param name="Unknown">Words that mean nothing here.</param>
public sealed record CaseloadRequest(CaseloadFilter Filter, bool Asks, bool Counts, string? CountBy, IReadOnlyList<string> Unknown)
{
    /// <summary>The same of fewer patients: those for whom the other holds as well. Its order and its counting are what counts.</summary>
    public CaseloadRequest Narrowed(CaseloadRequest other) => other with
    {
        Filter = new CaseloadFilter([.. Filter.Groups.Concat(other.Filter.Groups).DistinctBy(any => string.Join('|', any))]) { Order = other.Filter.Order ?? Filter.Order, Top = other.Filter.Top ?? Filter.Top },
        Asks = Asks || other.Asks,
        Unknown = [.. Unknown, .. other.Unknown],
    };

    /// <summary>Every word is understood, and some of them say who.</summary>
    public bool IsWhole => Unknown.Count == 0 && (!Filter.IsAll || Counts);

    /// <summary>Only visits that lie behind are asked about.</summary>
    public bool IsOfVisitsBefore => Filter.Groups.Count > 0 && Filter.Groups.All(any => any.All(term => term is CaseloadTerm.Visited or CaseloadTerm.Not { Inner: CaseloadTerm.Visited }));

    /// <summary>It names one thing alone that may be meant otherwise: "food" is looked for as often as asked about.</summary>
    public bool IsTopic => Filter.Groups is [[CaseloadTerm.Needs or CaseloadTerm.Barred or CaseloadTerm.Planned or CaseloadTerm.Referred or CaseloadTerm.Asked
        or CaseloadTerm.Booked or CaseloadTerm.Scored { Points: null }, ..]];
}
