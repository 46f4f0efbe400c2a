using System.Globalization;
using System.Text.RegularExpressions;
using CareBot.Care.Caseload;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>
/// Whom a name means, also with a slip of the finger, and how to ask where it may mean several: each choice is the same message again, with
/// the whole name in it. People of one name are told apart by when they were born, which is read behind a name as well, or by their id.
/// </summary>
public static partial class WhoIsMeant
{
    private static readonly string[] NotNames = ["is", "esta", "en", "a"];

    /// <summary>What may stand between a name and the day of birth, or in that day.</summary>
    private static readonly string[] BesideBirth = ["born", "on", "nac", "nacida", "nacido", "el", "en", "de", "del"];

    /// <summary>A month or a day in numbers, once its dashes and strokes are gone.</summary>
    private static readonly string[] InNumbers = ["yyyy MM", "yyyy MM dd", "M d yyyy", "MM dd yyyy"];

    /// <summary>What may stand behind a name in what is asked for, and is no part of any: "pause Walt until Friday", "how is Walt doing".</summary>
    private static readonly HashSet<string> BehindName =
    [
        "until", "till", "for", "from", "doing", "today", "tonight", "tomorrow", "yesterday", "now", "please", "because", "since", "this", "again", "lately", "right", "here", "and", "but", "as", "with", "about",
        "hasta", "por", "hoy", "manana", "ayer", "ahora", "porque", "desde", "otra", "ultimamente", "aqui", "y", "pero", "con", "para", "durante", "esta",
    ];

    private const int LongestToldName = 8;

    private static readonly CultureInfo[] Cultures = [.. Languages.All.Select(language => CultureInfo.GetCultureInfo(language))];

    private static readonly HashSet<string> Months = [.. Cultures.SelectMany(culture => culture.DateTimeFormat.MonthNames).Select(Folding.Words).Where(month => month.Length > 0)];

    /// <summary>Those of the speaker's own caseload whom the words may mean (<see cref="Among"/>).</summary>
    public static async Task<IReadOnlyList<CaseloadRow>> FindAsync(CaseloadDesk caseload, string words, Talk talk, CancellationToken cancellationToken) =>
        Among(await caseload.ReadAsync(((Speaker.OfStaff)talk.Speaker).Staff.Id, talk.Now, cancellationToken), words);

    /// <summary>Whether the speaker may open this chart, by a press as by words (<see cref="CaseloadRules.MayOpen"/>): what a card says may be old, or made up.</summary>
    public static async Task<bool> MayOpenAsync(ChartSummary chart, PeopleDesk people, Talk talk, CancellationToken cancellationToken) =>
        talk.Speaker is Speaker.OfStaff { Staff: var staff } && CaseloadRules.MayOpen(CaseloadRow.Of(chart), staff.Id, await people.PracticeAsync(cancellationToken));

    /// <summary>The patients whom the words may mean: as they are written, without the s of "Walt's", else each word mended to a name of these patients.</summary>
    public static IReadOnlyList<CaseloadRow> Among(IReadOnlyList<CaseloadRow> rows, string words)
    {
        if (Exactly(rows, words) is { Count: > 0 } named)
        {
            return named;
        }

        if (Folding.Words(words) is [.. var owner, 's'] && Exactly(rows, owner) is { Count: > 0 } owners)
        {
            return owners;
        }

        var spelling = new Spelling(rows.SelectMany(row => Folding.Words(row.Name.Full).Split(' ')), []);
        return Exactly(rows, string.Join(' ', Folding.Words(words).Split(' ').Select(spelling.Correct))) is { Count: > 0 } mended ? mended
            : Cut(words) is ({ Length: > 0 } name, { Length: > 0 }) ? Among(rows, name)
            : [];
    }

    /// <summary>The name in words that go on behind it, and what they go on with (empty where they do not): "walt", "until friday".</summary>
    public static (string Name, string Behind) Cut(string words)
    {
        var folded = Folding.Words(words).Split(' ');
        var end = Array.FindIndex(folded, 1, BehindName.Contains);
        return end < 0 ? (string.Join(' ', folded), "") : (string.Join(' ', folded[..end]), string.Join(' ', folded[end..]));
    }

    /// <summary>The patients who have this name; else the one whose name is followed by their month or day of birth or by their id, or whose id it is;
    /// else who spoke for them without a chart ("Jo Mercer, for Dot Mercer").</summary>
    public static IReadOnlyList<CaseloadRow> Exactly(IReadOnlyList<CaseloadRow> rows, string words)
    {
        if (CaseloadDesk.Named(rows, words) is { Count: > 0 } named)
        {
            return named;
        }

        var said = Folding.Words(words);
        var told = rows.Where(row => said == Folding.Words(row.Patient.Value) || Names(row).Any(name => said.StartsWith($"{name} ", StringComparison.Ordinal) && IsToldBy(row, said[(name.Length + 1)..]))).ToList();
        return told.Count > 0 || said.Length == 0 ? told : [.. rows.Where(row => row.Nameless && $" {Folding.Words(row.Name.Full)} ".Contains($" {said} ", StringComparison.Ordinal))];
    }

    /// <summary>The patients whom a sentence names somewhere in it ("Mr Novak just called"): those of whose name most is said.</summary>
    /// <param name="rows">The patients who may be meant.</param>
    /// <param name="sentence">As it was typed.</param>
    /// <param name="isOrdinary">Whether a word at this place is one of everyday talk: such a name ("May", "Black") counts with its capital alone.</param>
    public static IReadOnlyList<CaseloadRow> NamedIn(IReadOnlyList<CaseloadRow> rows, string sentence, Func<string, int, bool> isOrdinary)
    {
        var said = Word().Matches(sentence).Index().Where(word => char.IsUpper(word.Item.Value[0]) || !isOrdinary(Folding.Words(word.Item.Value), word.Index))
            .Select(word => Folding.Words(word.Item.Value)).ToHashSet(StringComparer.Ordinal);
        var named = rows.Where(row => !row.Nameless).ToLookup(row => Folding.Words(row.Name.Full).Split(' ').Count(name => said.Contains(name) || said.Contains($"{name}s")));
        return named.Where(some => some.Key > 0).MaxBy(some => some.Key) is { } most ? [.. most] : [];
    }

    /// <summary>Whom a message names that goes on behind the name: "rosa yesterday".</summary>
    /// <returns>Those whom its longest beginning means that means anybody, and how many words that is; nobody and 0 where none does.</returns>
    public static (IReadOnlyList<CaseloadRow> Found, int Length) First(IReadOnlyList<CaseloadRow> rows, string[] words)
    {
        foreach (var find in new Func<IReadOnlyList<CaseloadRow>, string, IReadOnlyList<CaseloadRow>>[] { Exactly, Among })
        {
            for (var length = words.Length; length > 0; length--)
            {
                if (find(rows, string.Join(' ', words[..length])) is { Count: > 0 } found)
                {
                    return (found, length);
                }
            }
        }

        return ([], 0);
    }

    /// <summary>The name in "is rosa yelow": without the colour, however it is written, and without what stands before the name.</summary>
    /// <param name="colours">The words for zones.</param>
    public static string NameIn(string words, IReadOnlyList<string> colours)
    {
        var spelling = new Spelling(colours, []);
        var left = Cut(words).Name.Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipWhile(NotNames.Contains).ToList();
        while (left.Count > 1 && (colours.Contains(spelling.Correct(left[^1])) || NotNames.Contains(left[^1])))
        {
            left.RemoveAt(left.Count - 1);
        }

        return string.Join(' ', left);
    }

    /// <summary>Whether it may be a name alone with what tells it from others behind it: "Kim Escobar (born March 1962)", "kim escobar march 1962".</summary>
    public static bool IsToldName(string text) => NameAndMore().IsMatch(text)
        || (Plain(Folding.Words(text)).Split(' ') is { Length: > 2 and <= LongestToldName } words && words[^1].Length == 4 && words[^1].All(char.IsAsciiDigit) && words[^3..].Any(Months.Contains));

    /// <summary>Says that nobody is meant, or asks who of several is.</summary>
    public static Task AskAsync(string name, IReadOnlyList<CaseloadRow> found, Talk talk, CancellationToken cancellationToken) => found.Count == 0
        ? name.Length == 0 ? talk.SendAsync(talk.Say("caseload.whom", ("said", talk.Said.Text)), [talk.Say("button.caseload")], cancellationToken)
        : talk.SendAsync(talk.Say("caseload.nobody", ("name", name)), [talk.Say("button.caseload")], cancellationToken)
        : talk.AskAsync(talk.Say("caseload.several", ("name", name)), Offers(talk.Said.Text, name, found.Select(Labels(found, talk))), cancellationToken);

    /// <summary>Words that mean this patient and nobody of the same name: for what a button says without showing it.</summary>
    public static string Told(ChartSummary chart) => $"{chart.Name.Full} {chart.Patient.Value}";

    /// <summary>What these patients are called: the name, and where others of them have it too, month and year of birth, else the day, else the id.</summary>
    public static Func<CaseloadRow, string> Labels(IEnumerable<CaseloadRow> rows, Talk talk)
    {
        var alike = rows.ToLookup(row => Folding.Words(row.Name.Full));
        return row => Label(row, [.. alike[Folding.Words(row.Name.Full)].Where(other => other.Patient != row.Patient)], talk);
    }

    /// <summary>The message again for each patient who may be meant, with their whole name in the place of what was said; what else it says is kept to the letter.</summary>
    public static IReadOnlyList<string> Offers(string said, string name, IEnumerable<string> labels)
    {
        var place = PlaceOf(Folding.Words(name), said);
        return [.. labels.Select(label => place is { } at ? $"{said[..at.From]}{label}{said[at.To..]}" : label)];
    }

    private static (int From, int To)? PlaceOf(string name, string said)
    {
        var words = Word().Matches(said);
        for (var first = 0; first < words.Count; first++)
        {
            for (var last = first; last < words.Count; last++)
            {
                var (from, to) = (words[first].Index, words[last].Index + words[last].Length);
                var folded = Folding.Words(said[from..to]);
                // "Walt's visit" is "walts visit" once it is folded.
                if (folded == name || folded == $"{name}s")
                {
                    return (from, to);
                }
            }
        }

        return null;
    }

    private static string Label(CaseloadRow row, IReadOnlyList<CaseloadRow> others, Talk talk)
    {
        if (others.Count == 0)
        {
            return row.Name.Full;
        }

        if (row.BornOn is not { } born || others.Any(other => other.BornOn == born))
        {
            return talk.Say("caseload.nameAndId", ("name", row.Name.Full), ("id", row.Patient.Value));
        }

        var isMonthShared = others.Any(other => other.BornOn is { } another && (another.Year, another.Month) == (born.Year, born.Month));
        return talk.Say("caseload.nameAndBirth", ("name", row.Name.Full), ("date", isMonthShared ? talk.Locale.DayOfYear(born) : talk.Locale.Month(born)));
    }

    private static IEnumerable<string> Names(CaseloadRow row) => [Folding.Words(row.Name.Full), Folding.Words(row.Name.Given), Folding.Words(row.Name.Family)];

    private static bool IsToldBy(CaseloadRow row, string said) => said == Folding.Words(row.Patient.Value)
        || (row.BornOn is { } born && Births(born).Contains(Plain(said)));

    private static string Plain(string said) => string.Join(' ', said.Split(' ').Where(word => !BesideBirth.Contains(word)));

    /// <summary>How a day of birth is written, in whichever language, without the words beside it.</summary>
    private static IEnumerable<string> Births(DateOnly born)
    {
        var (day, year) = (born.Day.ToString(CultureInfo.InvariantCulture), born.Year.ToString(CultureInfo.InvariantCulture));
        return Cultures.Select(culture => Folding.Words(born.ToString("MMMM", culture))).SelectMany(month => new[] { $"{month} {year}", $"{month} {day} {year}", $"{day} {month} {year}" })
            .Concat(InNumbers.Select(form => born.ToString(form, CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex(@"[\p{L}\p{N}](?:\S*[\p{L}\p{N}])?")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\s*\p{L}[\p{L}'’. -]{1,60}\([^()]{1,40}\)\s*$")]
    private static partial Regex NameAndMore();
}
