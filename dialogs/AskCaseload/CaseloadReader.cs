using System.Globalization;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>Reads which patients a coordinator asks for: <c>caseload-words.json</c>. Nothing is dropped silently.</summary>
public sealed class CaseloadReader
{
    private const int LongestMessage = 200;
    private const string Silent = "silent.";
    private const string Discharged = "discharged.";
    private const string Span = "span.";
    private const string Older = "older";
    private const string Younger = "younger";
    private const string Years = "years";

    /// <summary>What a number of days is of.</summary>
    private static readonly string[] Counted = [Silent, Discharged];

    private readonly Dictionary<string, string> _meanings = new(StringComparer.Ordinal);
    private readonly int _longest;

    private CaseloadReader(ContentFile file)
    {
        foreach (var (meaning, node) in file.ReadObject().Where(one => one.Key[0] != '$'))
        {
            foreach (var phrase in file.Strings(node, meaning).Select(Folding.Words))
            {
                if (!_meanings.TryAdd(phrase, meaning))
                {
                    throw file.Fault(meaning, $"\"{phrase}\" means {_meanings[phrase]} already; remove one");
                }
            }
        }

        _longest = _meanings.Keys.Max(phrase => phrase.Count(letter => letter == ' ') + 1);
    }

    /// <exception cref="Care.Content.ContentException">The file cannot be read, or one phrase means two things.</exception>
    public static CaseloadReader Load(string contentRoot) => new(new ContentFile(contentRoot, Path.Combine(contentRoot, "dialogs/AskCaseload/caseload-words.json")));

    /// <summary>The words for zones.</summary>
    public IReadOnlyList<string> Colours => [.. _meanings.Where(one => one.Value.StartsWith("zone.", StringComparison.Ordinal)).Select(one => one.Key)];

    public CaseloadRequest Read(string text)
    {
        var words = text.Length > LongestMessage ? [] : Folding.Words(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (meanings, unknown, numbers) = (new List<string>(), new List<string>(), new Dictionary<string, int>(StringComparer.Ordinal));
        var (counted, early) = ((string?)null, ((int Days, string Said)?)null);
        for (var at = 0; at < words.Length;)
        {
            var (meaning, length) = MeaningAt(words, at);
            if (NumberAt(words, at) is { } number)
            {
                length = number.Length;
                if (counted is null && early is null)
                {
                    // "3 days without a check-in": what they are days of is said next.
                    early = (number.Value, string.Join(' ', words[at..(at + length)]));
                }
                else if (counted is null || !numbers.TryAdd(counted, number.Value))
                {
                    unknown.AddRange(words[at..(at + length)]);
                }
            }
            else if (meaning is null or Years)
            {
                unknown.AddRange(words[at..(at + length)]);
            }
            else if (meaning is not (Older or Younger))
            {
                meanings.Add(meaning);
                counted = Counted.FirstOrDefault(kind => meaning.StartsWith(kind, StringComparison.Ordinal)) ?? counted;
                if (counted is not null && early is { } before)
                {
                    (numbers[counted], early) = (before.Days, null);
                }
            }
            else if (NumberAt(words, at + length) is { InDays: false } years && numbers.TryAdd(meaning, years.Value))
            {
                length += years.Length;
                length += MeaningAt(words, at + length) is { Meaning: Years, Length: var unit } ? unit : 0;
            }
            else
            {
                unknown.AddRange(words[at..(at + length)]);
            }

            at += length;
        }

        if (early is { } left)
        {
            unknown.Add(left.Said);
        }

        return new CaseloadRequest(Filter(meanings, numbers), meanings.Contains("asks") || meanings.Contains("counts"), meanings.Contains("counts"), unknown);
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

    /// <summary>"3", "3 days", "2 weeks" or "a month"; a day alone is no number.</summary>
    private (int Value, int Length, bool InDays)? NumberAt(string[] words, int at)
    {
        if (at < words.Length && int.TryParse(words[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1000)
        {
            return SpanAt(words, at + 1) is { } unit ? (number * unit.Days, 1 + unit.Length, true) : (number, 1, false);
        }

        return SpanAt(words, at) is { Days: > 1 } span ? (span.Days, span.Length, true) : null;
    }

    private (int Days, int Length)? SpanAt(string[] words, int at) =>
        at < words.Length && MeaningAt(words, at) is { Meaning: { } meaning, Length: var length } && meaning.StartsWith(Span, StringComparison.Ordinal) ? (Days(meaning[Span.Length..]), length) : null;

    private static CaseloadFilter Filter(List<string> meanings, Dictionary<string, int> numbers)
    {
        return new CaseloadFilter
        {
            Zones = [.. Named(meanings, "zone.").Select(word => Enum.Parse<Zone>(word, ignoreCase: true))],
            Languages = [.. Named(meanings, "language.")],
            Programmes = [.. Named(meanings, "programme.")],
            SilentDays = DaysOf(Silent),
            DischargedDays = DaysOf(Discharged),
            OlderThan = Number(Older),
            YoungerThan = Number(Younger),
            WithAlerts = meanings.Contains("alerts"),
            Unacknowledged = meanings.Contains("unacknowledged"),
            WithoutVisit = meanings.Contains("noVisit"),
            Paused = meanings.Contains("paused"),
        };

        // The days that were written, else those of the entry.
        int? DaysOf(string kind) => Named(meanings, kind).Select(days => (int?)Days(days)).Min() is { } own ? Number(kind) ?? own : null;

        int? Number(string kind) => numbers.TryGetValue(kind, out var number) ? number : null;
    }

    private static int Days(string written) => int.Parse(written, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Named(List<string> meanings, string kind) =>
        meanings.Where(meaning => meaning.StartsWith(kind, StringComparison.Ordinal)).Select(meaning => meaning[kind.Length..]).Distinct();
}

/// <summary>What a coordinator asked for.</summary>
/// <param name="Filter">What of it was understood.</param>
/// <param name="Asks">It asks for patients in so many words.</param>
/// <param name="Counts">Only how many they are.</param>
/// <param name="Unknown">Words that mean nothing here.</param>
public sealed record CaseloadRequest(CaseloadFilter Filter, bool Asks, bool Counts, IReadOnlyList<string> Unknown)
{
    /// <summary>Every word is understood, and some of them say who.</summary>
    public bool IsWhole => Unknown.Count == 0 && (!Filter.IsAll || Counts);
}
