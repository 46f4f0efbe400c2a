using System.Globalization;

namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>Single days.</summary>
internal static class DayMakings
{
    public static IReadOnlyDictionary<string, DateMaking> All { get; } = new Dictionary<string, DateMaking>
    {
        ["relativeDay"] = said => Fixed(said.Today.AddDays(said.Int("n")!.Value)),
        ["monthDay"] = said => new DateMeaning.Day(said.Year, said.Int("month"), said.Int("day")),
        ["dayOnly"] = said => new DateMeaning.Day(OfMonth: said.Int("day")),
        ["weekday"] = said => new DateMeaning.Day(Weekday: said.Int("weekday")),
        ["weekdayTheDay"] = said => new DateMeaning.Day(OfMonth: said.Int("day")) is var day && InMonth(said, day.OfMonth!.Value) is { } found && TimexText.Weekday(found) == said.Int("weekday")
            ? Fixed(found)
            : new DateMeaning.Day(Weekday: said.Int("weekday")),
        ["relativeWeekday"] = said => Fixed(TimexText.Monday(said.Today).AddDays((7 * (said.Int("dir") ?? 0)) + said.Int("weekday")!.Value - 1)),
        ["upcomingWeekday"] = said => Fixed(said.Today.AddDays(((said.Int("weekday")!.Value - TimexText.Weekday(said.Today) + 6) % 7) + 1)),
        ["pastWeekday"] = said => Fixed(said.Today.AddDays(-(((TimexText.Weekday(said.Today) - said.Int("weekday")!.Value + 6) % 7) + 1))),
        ["dayOfPeriod"] = said => said.Period() is { Year: { } year, Month: { } month } && said.Int("day") is { } day ? new DateMeaning.Day(year, month, day) : null,
        ["nthWeekday"] = said => said.Period() is { Month: { } month } && said.Int("nth") is { } nth
            ? new DateMeaning.Day(Pattern: $"XXXX-{TimexText.Two(month)}-WXX-{said.Int("weekday")}-#{(nth < 0 ? 5 : nth)}")
            : null,
        ["figures"] = Figures,
        ["yearFirst"] = said => Valid(said.Int("year"), said.Int("month")!.Value, said.Int("day")!.Value),
        ["compact"] = said => Compact(said.Int("all")!.Value),
        ["ago"] = said => Offset(said, -1),
        ["ahead"] = said => Offset(said, 1),
        ["before"] = said => OffsetFrom(said, -1),
        ["after"] = said => OffsetFrom(said, 1),
        ["weekdayAfter"] = said => OffsetFrom(said, 1) is DateMeaning.Day { Fixed: { } from } ? Fixed(from.AddDays((said.Int("weekday")!.Value - TimexText.Weekday(from) + 7) % 7)) : null,
        ["nthWeekdayOn"] = said => Fixed(said.Today.AddDays(((said.Int("weekday")!.Value - TimexText.Weekday(said.Today) + 6) % 7) + 1 + (7 * (said.Int("n")!.Value - 1)))),
        ["holiday"] = said => Holiday(said.Text("holiday")!, said),
    };

    private static DateMeaning.Day Fixed(DateOnly day) => new(Fixed: day);

    private static DateOnly? InMonth(DateContext said, int day) =>
        day <= DateTime.DaysInMonth(said.Today.Year, said.Today.Month) ? new DateOnly(said.Today.Year, said.Today.Month, day) : null;

    private static DateMeaning.Day? Valid(int? year, int month, int day) =>
        month is >= 1 and <= 12 && day is >= 1 and <= 31 ? new(year, month, day) : null;

    /// <summary>Two figures in the order of the language; the other order where only that can be meant.</summary>
    private static DateMeaning.Day? Figures(DateContext said)
    {
        var (a, b) = (said.Int("a")!.Value, said.Int("b")!.Value);
        var (month, day) = said.DayFirst ? (b, a) : (a, b);
        if (month > 12) (month, day) = (day, month);
        // A year such as 35 may be of this century or of the last.
        return said.Int("yy") is >= 30 and < 40 and var open && Valid(null, month, day) is { } found
            ? found with { Pattern = $"XX{open}-{TimexText.Two(month)}-{TimexText.Two(day)}", OfMonth = null }
            : Valid(said.Year, month, day);
    }

    private static DateMeaning.Day? Compact(int all) =>
        DateOnly.TryParseExact(all.ToString("D8", CultureInfo.InvariantCulture), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Fixed(day) : null;

    private static DateMeaning? Offset(DateContext said, int sign)
    {
        var length = said.Length()!;
        var at = TimexText.Add(said.Reference, length.Parts, sign);
        return length.OfDays ? Fixed(DateOnly.FromDateTime(at)) : new DateMeaning.Said([TimexText.Instant(at)]);
    }

    private static DateMeaning? OffsetFrom(DateContext said, int sign)
    {
        var length = said.Length() ?? LengthMakings.Of(1, said.Text("unit")!);
        var from = said.Day()?.From(said.Today) ?? said.Period()?.Start;
        return from is { } day && length.OfDays ? Fixed(DateOnly.FromDateTime(TimexText.Add(day.ToDateTime(default), length.Parts, sign))) : null;
    }

    /// <summary>"12-25" is a day of the year, "11:4:4" the fourth Thursday of November, "easter-2" two days before Easter.</summary>
    private static DateMeaning.Day? Holiday(string rule, DateContext said)
    {
        var year = said.Year ?? said.Period()?.Start?.Year;
        if (year is null && said.Int("dir") is { } dir) return Fixed(Near(rule, said.Today, dir));
        if (year is { } certain) return Fixed(HolidayRules.In(certain, rule));
        return HolidayRules.IsEaster(rule) ? Fixed(Near(rule, said.Today, 1)) : new DateMeaning.Day(Pattern: HolidayRules.Timex(rule)) { Next = Near(rule, said.Today, 1) };
    }

    private static DateOnly Near(string rule, DateOnly today, int dir)
    {
        var years = new[] { -1, 0, 1 }.Select(offset => HolidayRules.In(today.Year + offset, rule)).ToArray();
        return dir < 0 ? years.Last(day => day < today) : dir == 0 ? years[1] : years.First(day => day >= today);
    }
}
