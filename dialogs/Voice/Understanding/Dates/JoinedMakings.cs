namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>Several at once, and what is reckoned from another: "Tuesday or Thursday next week", "for three days starting Friday".</summary>
internal static class JoinedMakings
{
    private static readonly string[] Members = ["a", "b", "c", "e"];

    public static IReadOnlyDictionary<string, DateMaking> All { get; } = new Dictionary<string, DateMaking>
    {
        ["both"] = said => new DateMeaning.Said([.. Members.Select(said.Any).OfType<DateMeaning>().SelectMany(one => one.Timexes)]),
        ["weekdaysOf"] = said => new DateMeaning.Said(
            [.. Members.Select(said.Int).OfType<int>().Select(weekday => TimexText.Day(TimexText.Monday(said.Today).AddDays((7 * (said.Int("dir") ?? 0)) + weekday - 1)))]),
        ["daysOfOneMonth"] = said => new DateMeaning.Said([.. Members.Select(said.Int).OfType<int>().Select(day => new DateMeaning.Day(said.Year, said.Int("month"), day).Timex)]),
        ["periodOr"] = said => new DateMeaning.Said(
            [.. Members.Select(said.Int).OfType<int>().Select(dir => PeriodMakings.Relative(said.Today, said.Text("unit")!, dir)).OfType<DateMeaning>().SelectMany(one => one.Timexes)]),
        ["word"] = said => new DateMeaning.Said([said.Text("word")!]),
        ["startingFor"] = StartingFor,
        ["afterWithin"] = said => said.Day() is { } day && day.From(said.Today) is { } from ? Length(from, said.Length()!) : null,
        ["weekdayNear"] = WeekdayNear,
        ["centuryOf"] = said => said.Int("nth") is >= 1 and <= 30 and var nth ? Century((nth - 1) * 100) : said.Int("dir") is { } dir ? Century((said.Today.Year / 100 * 100) + (100 * dir)) : null,
        ["decades"] = said => (said.Today.Year / 10 * 10) + (said.Int("dir") > 0 ? 10 : -10 * said.Int("n")!.Value) is var year && said.Int("n") is >= 1 and <= 50 and var n
            ? new DateMeaning.Said([$"({year:D4}-01-01,{year + (10 * n):D4}-01-01,P{10 * n}Y)"])
            : null,
        ["edgeOf"] = EdgeOf,
        ["halfMonth"] = HalfMonth,
        ["restOf"] = RestOf,
        ["daysOfPeriod"] = said => said.Period() is { Year: { } year, Month: { } month } && (said.Int("from"), said.Int("to")) is ({ } from, { } to) && from < to && to <= DateTime.DaysInMonth(year, month)
            ? new DateMeaning.Said([$"({year:D4}-{TimexText.Two(month)}-{TimexText.Two(from)},{year:D4}-{TimexText.Two(month)}-{TimexText.Two(to)},P{to - from}D)"])
            : null,
        ["tomorrowIn"] = said => new DateMeaning.Day(Fixed: said.Today.AddDays(said.Int("n")!.Value + 1)),
        ["yearLast"] = said => said.Day() is { Year: null, Fixed: null } day && said.Year is { } year && said.Clock() is { } clock ? new DateMeaning.Moment(day with { Year = year }, clock) : null,
    };

    private static DateMeaning? StartingFor(DateContext said)
    {
        var length = said.Length()!;
        if (said.Any("moment") is DateMeaning.Moment { On: var on, At: { Open: false } at } && on.From(said.Today) is { } day)
        {
            var begin = day.ToDateTime(default).AddSeconds(at.Seconds);
            return new DateMeaning.Said([$"({TimexText.Instant(begin)},{TimexText.Instant(TimexText.Add(begin, length.Parts, 1))},{TimexText.Length(length.Parts)})"]);
        }

        return said.Day()?.From(said.Today) is { } from && length.OfDays ? Length(from, length) : null;
    }

    private static DateMeaning.Said? Length(DateOnly from, DateMeaning.Length length) => !length.OfDays ? null
        : new([$"({TimexText.Day(from)},{TimexText.Day(DateOnly.FromDateTime(TimexText.Add(from.ToDateTime(default), length.Parts, 1)))},{TimexText.Length(length.Parts)})"]);

    /// <summary>"In three days on Friday": that weekday of the week, counted from Sunday, in which the day lies.</summary>
    private static DateMeaning.Day? WeekdayNear(DateContext said)
    {
        if ((said.Day("base") is { } day ? day.From(said.Today) : said.Today) is not { } from || said.Length() is not { OfDays: true } length) return null;
        var at = DateOnly.FromDateTime(TimexText.Add(from.ToDateTime(default), length.Parts, 1));
        return new(Fixed: at.AddDays((said.Int("weekday")!.Value % 7) - (int)at.DayOfWeek));
    }

    private static DateMeaning.Said Century(int year) => new([$"({year:D4}-01-01,{year + 100:D4}-01-01,P100Y)"]);

    /// <summary>The start, the middle or the end of a month or year, as a range begins or ends with it.</summary>
    private static DateMeaning? EdgeOf(DateContext said)
    {
        if (said.Period() is not { Unit: 'M' or 'Y' } period) return null;
        var start = period.Start ?? new DateOnly(said.Today.Year, period.Month!.Value, 1);
        var day = said.Text("edge") switch
        {
            "start" => start,
            "end" => period.End ?? start.AddMonths(1),
            _ => period.Unit == 'Y' ? new DateOnly(start.Year, 7, 2) : start.AddDays(15),
        };
        var text = TimexText.Day(day);
        return new DateMeaning.Edge(period.Start is null ? string.Concat("XXXX", text.AsSpan(4)) : text, day);
    }

    /// <summary>The days up to the fifteenth, or those after it.</summary>
    private static DateMeaning.Said? HalfMonth(DateContext said)
    {
        if (said.Period() is not { Month: { } month } period || said.Int("nth") is not { } half) return null;
        var year = period.Year ?? (month < said.Today.Month ? said.Today.Year + 1 : said.Today.Year);
        var (first, middle) = (new DateOnly(year, month, 1), new DateOnly(year, month, 16));
        var (from, to) = half == 1 ? (first, middle) : (middle, first.AddMonths(1));
        return new([$"({TimexText.Day(from)},{TimexText.Day(to)},P{to.DayNumber - from.DayNumber}D)"]);
    }

    /// <summary>From today to the last day of the week, month or year.</summary>
    private static DateMeaning.Said? RestOf(DateContext said)
    {
        if (PeriodMakings.Relative(said.Today, said.Text("unit")!, 0) is not DateMeaning.Period { End: { } end }) return null;
        var last = end.AddDays(-1);
        return new([$"({TimexText.Day(said.Today)},{TimexText.Day(last)},P{last.DayNumber - said.Today.DayNumber}D)"]);
    }
}
