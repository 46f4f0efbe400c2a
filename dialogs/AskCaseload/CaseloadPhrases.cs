using System.Globalization;
using CareBot.Care.Caseload;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>What stands at a word of an asking: a meaning of <c>caseload-words.json</c>, a number, or a number with what it counts.</summary>
/// <param name="words">Folded, slips mended.</param>
/// <param name="meaningAt">The meaning of the longest phrase that begins at a word, and how many words it has.</param>
internal sealed class CaseloadPhrases(string[] words, Func<string[], int, (string? Meaning, int Length)> meaningAt)
{
    public const string Score = "score.";
    public const string Span = "span.";
    public const string Years = "years";
    public const string Minutes = "minutes";
    public const string Hours = "hours";
    public const string Ago = "ago";

    /// <summary>Between the ends of a range.</summary>
    public const string To = "to";

    public const string OrMore = "orMore";
    public const string OrLess = "orLess";

    private const int DaysOfWeek = 7;
    private const int HoursOfDay = 24;

    /// <param name="oneWord">Whether this word alone counts.</param>
    public (string? Meaning, int Length) MeaningAt(int at, bool oneWord = false) => meaningAt(oneWord ? words[..(at + 1)] : words, at);

    public (string Kind, string Name, int Length)? KindAt(int at) =>
        at < words.Length && MeaningAt(at) is { Meaning: { } meaning, Length: var length } ? (meaning.Split('.')[0], meaning[(meaning.IndexOf('.', StringComparison.Ordinal) + 1)..], length) : null;

    public int? NumberAt(int at) => at >= words.Length ? null
        : int.TryParse(words[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number is >= 0 and < 1000 ? number : null
        : KindAt(at) is ("number", var written, 1) ? Number(written) : null;

    /// <summary>"3", "3 days", "over 65", "between 5 and 9", "20 minutes or more", "a week", "Friday", "today".</summary>
    /// <param name="at">The word.</param>
    /// <param name="isBack">Whether the words before it say that it lies behind: "in the last week" and "last week" are two things.</param>
    public CaseloadAmount? AmountAt(int at, bool isBack = false)
    {
        if (TenYearsAt(at) is { } ten)
        {
            return new CaseloadAmount(ten, CountUnit.Years) { Bound = new Bound(BoundKind.Between, ten, ten + 9), Length = 1 };
        }

        var first = KindAt(at);
        BoundKind? how = first?.Kind switch
        {
            "over" or "older" => BoundKind.Over,
            "atLeast" => BoundKind.AtLeast,
            "under" or "younger" => BoundKind.Under,
            "atMost" => BoundKind.AtMost,
            "between" => BoundKind.Between,
            _ => null,
        };
        var start = how is null ? at : at + first!.Value.Length;
        if (NumberAt(start) is not { } number)
        {
            return NamedAt(at, first, how, isBack);
        }

        var (end, to) = (start + 1, 0);
        if (how == BoundKind.Between)
        {
            if (KindAt(end)?.Kind != "fillers" || NumberAt(end + 1) is not { } upper || upper < number)
            {
                return null;
            }

            (end, to) = (end + 2, upper);
        }
        else if (how is null && end + 1 < words.Length && KindAt(end)?.Kind == To && NumberAt(end + 1) is { } last && last > number)
        {
            (how, end, to) = (BoundKind.Between, end + 2, last);
        }

        if (how is null && KindAt(end) is (OrMore or OrLess, _, var more) ends && KindAt(end + more)?.Kind is "span" or Hours or Years or Minutes)
        {
            // "3+ days".
            (how, end) = (ends.Kind == OrMore ? BoundKind.AtLeast : BoundKind.AtMost, end + more);
        }

        var unit = first?.Kind is "older" or "younger" ? CountUnit.Years : CountUnit.None;
        switch (KindAt(end))
        {
            case ("span", var days, var length):
                (number, to, unit, end) = (number * Number(days), to * Number(days), CountUnit.Days, end + length);
                break;
            case (Hours, _, var length):
                var isDays = number % HoursOfDay == 0 && to % HoursOfDay == 0;
                (number, to, unit, end) = isDays ? (number / HoursOfDay, to / HoursOfDay, CountUnit.Days, end + length) : (number, to, CountUnit.Hours, end + length);
                break;
            case (Years, _, var length):
                (unit, end) = (CountUnit.Years, end + length);
                break;
            case (Minutes, _, var length):
                (unit, end) = (CountUnit.Minutes, end + length);
                break;
        }

        if (how is null && KindAt(end) is (OrMore or OrLess, _, var after) behind && NumberAt(end + after) is null)
        {
            (how, end) = (behind.Kind == OrMore ? BoundKind.AtLeast : BoundKind.AtMost, end + after);
        }

        if (unit == CountUnit.Minutes && number == 0)
        {
            how ??= BoundKind.AtMost;
        }

        var isAgo = KindAt(end)?.Kind == Ago;
        return new CaseloadAmount(number, unit) { Bound = how is { } kind ? new Bound(kind, number, to) : null, Length = end + (isAgo ? 1 : 0) - at, IsOneDay = isAgo && how is null };
    }

    /// <summary>A stretch or a day that has a name in place of a number.</summary>
    private CaseloadAmount? NamedAt(int at, (string Kind, string Name, int Length)? first, BoundKind? how, bool isBack)
    {
        if (how is { } than and not BoundKind.Between)
        {
            // "Over a week".
            var start = at + first!.Value.Length;
            return KindAt(start) is ("span", var span, var size) ? new CaseloadAmount(Number(span), CountUnit.Days) { Bound = new Bound(than, Number(span)), Length = start + size - at } : null;
        }

        return first switch
        {
            ("span", var days, var length) when Number(days) > 1 => new CaseloadAmount(Number(days), CountUnit.Days) { Length = length },
            ("spanBack", var days, var length) => new CaseloadAmount(Number(days), CountUnit.Days) { Length = length, IsBack = true, IsLast = !isBack },
            ("week", var week, var length) => new CaseloadAmount(DaysOfWeek, CountUnit.Days) { Week = Number(week), Length = length },
            ("weekday" or "weekdayBack", var day, var length) => new CaseloadAmount(0, CountUnit.Days) { Since = (DayOfWeek)Number(day), IsLast = first!.Value.Kind == "weekdayBack", Length = length },
            ("day", var day, var length) => new CaseloadAmount(0, CountUnit.Days) { Day = Number(day), IsBack = Number(day) < 0, Length = length },
            _ => null,
        };
    }

    /// <summary>"In their 70s": the first year of the ten.</summary>
    private int? TenYearsAt(int at) => int.TryParse(words[at].TrimEnd('s'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && words[at].EndsWith('s') && number is >= 10 and < 120 && number % 10 == 0 ? number : null;

    private static int Number(string written) => int.Parse(written, CultureInfo.InvariantCulture);
}
