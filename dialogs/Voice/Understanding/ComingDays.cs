using System.Globalization;
using System.Text.RegularExpressions;

namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>A stretch of days from today on, as TIMEX says it: a weekday and a day of the year are the next ones, a time of so many days begins today.</summary>
/// <param name="First">Its first day; not before today.</param>
/// <param name="Last">Its last day.</param>
public sealed partial record ComingDays(DateOnly First, DateOnly Last)
{
    /// <summary>In months: "5-3 March" is a slip, and not the time until March of the next year.</summary>
    private const int Longest = 6;

    /// <summary>Reads "P7D", "XXXX-WXX-5", "XXXX-03-09", "2026-03-09", "(XXXX-11-24,XXXX-11-28,P4D)", "2026-W11"; null for a time that is no day, or is over.</summary>
    public static ComingDays? Of(string timex, DateOnly today)
    {
        if (Range().Match(timex) is { Success: true } range)
        {
            return Day(range.Groups[1].Value, today) is { } from && Day(range.Groups[2].Value, from) is { } to && to <= from.AddMonths(Longest) ? new ComingDays(from, to) : null;
        }

        if (Period().Match(timex) is { Success: true } period)
        {
            var count = int.Parse(period.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            return new ComingDays(today, period.Groups[2].Value switch { "D" => today.AddDays(count), "W" => today.AddDays(7 * count), _ => today.AddMonths(count) });
        }

        if (Week().Match(timex) is { Success: true } week)
        {
            var monday = DateOnly.FromDateTime(ISOWeek.ToDateTime(int.Parse(week.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(week.Groups[2].ValueSpan, CultureInfo.InvariantCulture), DayOfWeek.Monday));
            return monday.AddDays(6) < today ? null : new ComingDays(monday < today ? today : monday, monday.AddDays(6));
        }

        return Day(timex, today) is { } day ? new ComingDays(day, day) : null;
    }

    /// <summary>The next day that is meant, today among them.</summary>
    private static DateOnly? Day(string timex, DateOnly today)
    {
        var day = timex.Split('T')[0];
        if (DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var said))
        {
            return said < today ? null : said;
        }

        return day.StartsWith("XXXX-WXX-", StringComparison.Ordinal) && day.Length == 10
            ? today.AddDays((day[9] - '0' - (int)today.DayOfWeek + 7) % 7)
            : day.StartsWith("XXXX-", StringComparison.Ordinal)
                ? Enumerable.Range(today.Year, 2).Select(year => DateOnly.TryParseExact($"{year}{day[4..]}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var one) && one >= today ? one : (DateOnly?)null).FirstOrDefault(one => one is not null)
                : null;
    }

    [GeneratedRegex(@"^\(([^,]+),([^,]+),[^,]+\)$")]
    private static partial Regex Range();

    [GeneratedRegex("^P([0-9]{1,3})([DWM])$")]
    private static partial Regex Period();

    [GeneratedRegex("^([0-9]{4})-W([0-9]{2})$")]
    private static partial Regex Week();
}
