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
    private const int Week = 7;

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
        var (meanings, unknown, days) = (new List<string>(), new List<string>(), (int?)null);
        for (var at = 0; at < words.Length;)
        {
            var length = Enumerable.Range(1, Math.Min(_longest, words.Length - at)).LastOrDefault(count => _meanings.ContainsKey(string.Join(' ', words[at..(at + count)])));
            if (length > 0)
            {
                meanings.Add(_meanings[string.Join(' ', words[at..(at + length)])]);
            }
            else if (int.TryParse(words[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1000)
            {
                days = number;
            }
            else
            {
                unknown.Add(words[at]);
            }

            at += Math.Max(1, length);
        }

        return new CaseloadRequest(Filter(meanings, days), meanings.Contains("asks") || meanings.Contains("counts"), meanings.Contains("counts"), unknown);
    }

    private static CaseloadFilter Filter(List<string> meanings, int? days)
    {
        var silent = Named(meanings, "silent.").Select(word => (int?)int.Parse(word, CultureInfo.InvariantCulture)).Min();
        return new CaseloadFilter
        {
            Zones = [.. Named(meanings, "zone.").Select(word => Enum.Parse<Zone>(word, ignoreCase: true))],
            Languages = [.. Named(meanings, "language.")],
            Programmes = [.. Named(meanings, "programme.")],
            SilentDays = silent is null ? null : days ?? (meanings.Contains("week") ? Week : silent),
            WithAlerts = meanings.Contains("alerts"),
            Paused = meanings.Contains("paused"),
        };
    }

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
