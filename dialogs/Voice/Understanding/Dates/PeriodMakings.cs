namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>Weeks, months, quarters, seasons and years.</summary>
internal static class PeriodMakings
{
    public static IReadOnlyDictionary<string, DateMaking> All { get; } = new Dictionary<string, DateMaking>
    {
        ["relativePeriod"] = said => Relative(said.Today, said.Text("unit")!, said.Int("dir") ?? 0),
        ["month"] = said => OfMonth(said.Year, said.Int("month")!.Value),
        ["monthOf"] = said => said.Period() is { Unit: 'Y', Start: { } start } ? OfMonth(start.Year, said.Int("month")!.Value) : null,
        ["relativeMonth"] = said => OfMonth(said.Today.Year + (said.Int("dir") ?? 0), said.Int("month")!.Value),
        ["year"] = said => said.Year is { } year ? OfYear(year) : null,
        ["weekNumber"] = said => Numbered(said.Int("nth") ?? said.Int("week")!.Value, said.Year ?? said.Period()?.Start?.Year ?? said.Today.Year),
        ["weekOfMonth"] = said => said.Period() is { Month: { } month } period && said.Int("nth") is { } nth
            ? new DateMeaning.Period($"{period.Year?.ToString("D4", System.Globalization.CultureInfo.InvariantCulture) ?? "XXXX"}-{TimexText.Two(month)}-W{TimexText.Two(nth < 0 ? 5 : nth)}")
            : null,
        ["monthOfYear"] = said => said.Period() is { Unit: 'Y', Start: { } start } && said.Int("nth") is >= 1 and <= 12 and var month ? OfMonth(start.Year, month) : null,
        ["weekOf"] = WeekOf,
        ["weekFrom"] = said => said.Day() is { } day ? new DateMeaning.Said(day.Timexes) : null,
        ["quarter"] = said => Quarter(said.Int("nth")!.Value, said.Year ?? said.Period()?.Start?.Year, 3),
        ["halfYear"] = said => Quarter(said.Int("nth")!.Value, said.Year ?? said.Period()?.Start?.Year, 6),
        ["season"] = said => new DateMeaning.Said([(said.Year ?? (said.Int("dir") is { } dir ? said.Today.Year + dir : null)) is { } year ? $"{year:D4}-{said.Text("season")}" : said.Text("season")!]),
        ["decade"] = said => Decade(said.Int("year")!.Value),
        ["nameless"] = said => new DateMeaning.Said([$"(XX{TimexText.Two(said.Int("yy")!.Value)}-01-01,XX{TimexText.Two((said.Int("yy")!.Value + 10) % 100)}-01-01,P10Y)"]),
        ["specialYear"] = said => new DateMeaning.Said([said.Text("special") + ((said.Year ?? (said.Int("dir") is { } dir ? said.Today.Year + dir : null)) is { } year ? year.ToString("D4", System.Globalization.CultureInfo.InvariantCulture) : "XXXX")]),
        ["lastOfPeriod"] = said => OfPeriod(said, fromEnd: true),
        ["firstOfPeriod"] = said => OfPeriod(said, fromEnd: false),
        ["firstDay"] = said => said.Period() is { Start: { } start } ? new DateMeaning.Day(Fixed: start) : null,
        ["lastDay"] = said => said.Period() is { End: { } end } ? new DateMeaning.Day(Fixed: end.AddDays(-1)) : null,
        ["weekend"] = said => new DateMeaning.Period(TimexText.Week(WeekendOf(said.Day()?.From(said.Today) ?? said.Today)) + "-WE"),
    };

    /// <summary>The weekend that a holiday makes long: a Monday belongs to the one before it.</summary>
    private static DateOnly WeekendOf(DateOnly day) => day.DayOfWeek == DayOfWeek.Monday ? day.AddDays(-1) : day;

    public static DateMeaning.Period OfYear(int year) => new($"{year:D4}", new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1), 'Y') { Year = year };

    public static DateMeaning.Period OfMonth(int? year, int month)
    {
        DateOnly? start = year is { } certain ? new DateOnly(certain, month, 1) : null;
        return new($"{(year is { } known ? known.ToString("D4", System.Globalization.CultureInfo.InvariantCulture) : "XXXX")}-{TimexText.Two(month)}", start, start?.AddMonths(1), 'M') { Year = year, Month = month };
    }

    public static DateMeaning? Relative(DateOnly today, string unit, int dir)
    {
        switch (unit)
        {
            case "W":
                var week = TimexText.Monday(today).AddDays(7 * dir);
                return new DateMeaning.Period(TimexText.Week(week), week, week.AddDays(7), 'W');
            case "2W":
                var fortnight = TimexText.Monday(today).AddDays(14 * dir);
                return Whole(fortnight, fortnight.AddDays(14), "P2W");
            case "WE":
                var saturday = TimexText.Monday(today).AddDays((7 * dir) + 5);
                return new DateMeaning.Period(TimexText.Week(saturday) + "-WE", saturday, saturday.AddDays(2));
            case "M":
                var month = today.AddMonths(dir);
                return OfMonth(month.Year, month.Month);
            case "Q":
                var quarter = new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1).AddMonths(3 * dir);
                return Whole(quarter, quarter.AddMonths(3), "P3M");
            case "Y":
                return OfYear(today.Year + dir);
            case "10Y":
                return Decade((today.Year / 10 * 10) + (10 * dir));
            default:
                return null;
        }
    }

    private static DateMeaning.Period Whole(DateOnly start, DateOnly end, string length) => new($"({TimexText.Day(start)},{TimexText.Day(end)},{length})", start, end, 'M');

    private static DateMeaning.Period? Numbered(int week, int year)
    {
        if (week < 0) week = System.Globalization.ISOWeek.GetWeeksInYear(year);
        if (week is < 1 or > 53) return null;
        var start = DateOnly.FromDateTime(System.Globalization.ISOWeek.ToDateTime(year, week, DayOfWeek.Monday));
        return new DateMeaning.Period($"{year:D4}-W{TimexText.Two(week)}", start, start.AddDays(7), 'W');
    }

    /// <summary>The week in which a day lies; the one before and the one to come where the year is open.</summary>
    private static DateMeaning? WeekOf(DateContext said)
    {
        if (said.Day() is not { } day || day.From(said.Today) is not { } next) return null;
        var weeks = day is { Fixed: null, Year: null, Month: not null } ? [next.AddYears(-1), next] : new[] { next };
        return new DateMeaning.Said([.. weeks.Select(TimexText.Week)]);
    }

    private static DateMeaning? Quarter(int nth, int? year, int months)
    {
        if (nth < 1 || nth > 12 / months) return null;
        var start = new DateOnly(year ?? 2001, ((nth - 1) * months) + 1, 1);
        if (year is not null) return Whole(start, start.AddMonths(months), $"P{months}M");
        var end = start.AddMonths(months);
        return new DateMeaning.Said([$"(XXXX-{TimexText.Two(start.Month)}-01,XXXX-{TimexText.Two(end.Month)}-01,P{months}M)"]);
    }

    private static DateMeaning.Period Decade(int year) =>
        new($"({year:D4}-01-01,{year + 10:D4}-01-01,P10Y)", new DateOnly(year, 1, 1), new DateOnly(year + 10, 1, 1), 'Y');

    /// <summary>"The first ten days of last year", "the last three weeks of this year" (whole weeks, from Monday).</summary>
    private static DateMeaning? OfPeriod(DateContext said, bool fromEnd)
    {
        if (said.Period() is not { Start: { } start, End: { } end } || said.Length() is not { OfDays: true } length) return null;
        var edge = fromEnd ? (length.Parts is [(_, "W")] ? TimexText.Monday(end) : end) : start;
        var other = DateOnly.FromDateTime(TimexText.Add(edge.ToDateTime(default), length.Parts, fromEnd ? -1 : 1));
        return new DateMeaning.Said([$"({TimexText.Day(fromEnd ? other : edge)},{TimexText.Day(fromEnd ? edge : other)},{TimexText.Length(length.Parts)})"]);
    }
}
