using System.Globalization;

namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>From one to another: days, months, years, times.</summary>
internal static class RangeMakings
{
    public static IReadOnlyDictionary<string, DateMaking> All { get; } = new Dictionary<string, DateMaking>
    {
        ["days"] = Days,
        ["daysOfMonth"] = said => Days(new(said.Year, said.Int("month"), said.Int("from")), new(said.Year, said.Int("month"), said.Int("to")), said.Today),
        ["daysOfYear"] = said => said.Any("from") is DateMeaning.Day first && said.Any("to") is DateMeaning.Day last ? Days(first with { Year = said.Year }, last with { Year = said.Year }, said.Today) : null,
        ["periods"] = Periods,
        ["months"] = said => Periods(Month(said, "from"), Month(said, "to"), said.Today),
        ["years"] = said => Periods(PeriodMakings.OfYear(said.Int("from")!.Value), PeriodMakings.OfYear(said.Int("to")!.Value), said.Today),
        ["times"] = said => Times(said.Clock("from")!, said.Clock("to")!, said, null),
        ["dayTimes"] = said => Times(said.Clock("from")!, said.Clock("to")!, said, said.Day() ?? new DateMeaning.Day(Fixed: said.Today.AddDays(said.Int("night") ?? said.Int("dir") ?? 0))),
        ["timesFor"] = said => said.Length() is { OfDays: false } length && said.Clock() is { } clock ? For(clock, length, said.Day()) : null,
        ["within"] = said => Ahead(said.Reference, said.Length()!),
        ["last"] = Last,
        ["next"] = Next,
        ["sinceOrUntil"] = said => said.First,
    };

    private static DateMeaning.Period Month(DateContext said, string name) => PeriodMakings.OfMonth(said.Year, said.Int(name)!.Value);

    private static DateMeaning? Days(DateContext said) => said.Any("from") is DateMeaning.Day first && said.Any("to") is DateMeaning.Day last ? Days(first, last, said.Today) : null;

    private static DateMeaning.Said? Days(DateMeaning.Day first, DateMeaning.Day last, DateOnly today)
    {
        if (first is { Fixed: null, Weekday: null })
            first = first with { Year = first.Year ?? (last.Month is not null ? last.Year : null), Month = first.Month ?? last.Month };
        if (last is { Fixed: null, Weekday: null, Year: null, OfMonth: not null } && (first.Month ?? first.Fixed?.Month) is { } month)
            last = last with { Month = last.Month ?? month, Year = first.Fixed is null ? first.Year : null };
        // "From next Monday to Friday": the Friday after it.
        if (first.Fixed is { } certain && last is { Fixed: null, Weekday: not null, OfMonth: null }) last = new(Fixed: last.From(certain));
        if (first.From(today) is not { } start || last.From(start) is not { } end) return null;
        // "Between January 22 and now" looks back.
        if (end < start && first is { Year: null, Fixed: null }) start = start.AddYears(-1);
        return end < start ? null : Range(first.Timex, last.Timex, $"P{end.DayNumber - start.DayNumber}D");
    }

    private static DateMeaning? Periods(DateContext said) => Periods(said.Any("from"), said.Any("to"), said.Today);

    private static DateMeaning.Said? Periods(DateMeaning? first, DateMeaning? last, DateOnly today)
    {
        if (first is DateMeaning.Period { Year: null, Month: { } month } && last is DateMeaning.Period { Year: { } year, Month: { } until })
            first = PeriodMakings.OfMonth(month > until ? year - 1 : year, month);
        if (first is DateMeaning.Period { Year: null, Month: { } begins } && last is DateMeaning.Day { Year: { } dayYear, Month: { } ends })
            first = PeriodMakings.OfMonth(begins > ends ? dayYear - 1 : dayYear, begins);
        // "Aug-2019" is a month.
        if (first is DateMeaning.Period { Year: null, Month: not null } && last is DateMeaning.Period { Month: null, Unit: 'Y' }) return null;
        if (Edge(first, today) is not { } start || Edge(last, start.Day) is not { } end || end.Day < start.Day) return null;
        var units = (start.Unit, end.Unit);
        var months = ((end.Day.Year - start.Day.Year) * 12) + end.Day.Month - start.Day.Month;
        var length = units is ('Y', 'Y') ? $"P{end.Day.Year - start.Day.Year}Y"
            : start.Unit is 'M' or 'Y' && end.Unit is 'M' or 'Y' ? $"P{months}M"
            : $"P{end.Day.DayNumber - start.Day.DayNumber}D";
        return Range(start.Text, end.Text, length);
    }

    /// <summary>The first day of what a range begins or ends with.</summary>
    private static (string Text, DateOnly Day, char Unit)? Edge(DateMeaning? edge, DateOnly today) => edge switch
    {
        DateMeaning.Edge open => (open.Text, open.At, 'M'),
        DateMeaning.Day day when day.From(today) is { } found => (day.Timex, found, 'D'),
        DateMeaning.Period { Start: { } start } period => (TimexText.Day(start), start, period.Unit),
        DateMeaning.Period { Month: { } month } => ($"XXXX-{TimexText.Two(month)}-01", new DateMeaning.Day(null, month, 1).From(today)!.Value, 'M'),
        _ => null,
    };

    public static DateMeaning.Said? Times(DateMeaning.Clock from, DateMeaning.Clock to, DateContext said, DateMeaning.Day? on)
    {
        if ((said.Text("part") ?? (said.Has("night") ? "NI" : null)) is { } part) (from, to) = (from.During(part), to.During(part));
        var ways = from.Ways.SelectMany(begin => to.Ways.Select(end => (From: begin, To: end, Length: (end.Seconds - begin.Seconds + 86400) % 86400))).Where(way => way.Length > 0).ToList();
        if (ways.Count == 0) return null;
        var shortest = ways.Min(way => way.Length);
        // On a certain day a visit does not run past midnight.
        var meant = ways.Where(way => way.Length == shortest && (on is null || way.To.Seconds > way.From.Seconds || ways.Count == 1));
        return new DateMeaning.Said([.. meant.Select(way => $"({on?.Timex}{way.From.Timex},{on?.Timex}{way.To.Timex},{TimexText.Between(way.From.Seconds, way.To.Seconds)})")]);
    }

    private static DateMeaning.Said For(DateMeaning.Clock clock, DateMeaning.Length length, DateMeaning.Day? on)
    {
        var end = TimexText.Add(new DateTime(2000, 1, 1).AddSeconds(clock.Seconds), length.Parts, 1);
        var isWhole = length.Parts.All(part => part.Amount == Math.Floor(part.Amount));
        return Range(on?.Timex + clock.Ways[0].Timex, on?.Timex + end.ToString("'T'HH:mm:ss", CultureInfo.InvariantCulture), isWhole ? TimexText.Length(length.Parts) : TimexText.Between(clock.Seconds, (int)end.TimeOfDay.TotalSeconds));
    }

    private static DateMeaning.Said Ahead(DateTime from, DateMeaning.Length length) => Between(from, TimexText.Add(from, length.Parts, 1), length);

    private static DateMeaning? Last(DateContext said) => said.Length()! is { Parts: [(var amount, "Q")] }
        ? Quarters(Quarter(said.Today).AddMonths(-3 * (int)amount), (int)amount)
        : Between(TimexText.Add(said.Reference, said.Length()!.Parts, -1), said.Reference, said.Length()!);

    private static DateMeaning? Next(DateContext said)
    {
        var length = said.Length()!;
        if (length.Parts is [(var amount, "Q")]) return Quarters(Quarter(said.Today).AddMonths(3), (int)amount);
        if (!length.OfDays) return Ahead(said.Reference, length);
        if (length.Parts is [(_, "BD")]) return Between(said.Reference.AddDays(1), TimexText.Add(said.Reference, length.Parts, 1).AddDays(1), length);
        return Ahead(said.Reference.AddDays(1), length);
    }

    private static DateOnly Quarter(DateOnly day) => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);

    private static DateMeaning.Said Quarters(DateOnly start, int count) => Range(TimexText.Day(start), TimexText.Day(start.AddMonths(3 * count)), $"P{3 * count}M");

    private static DateMeaning.Said Between(DateTime from, DateTime to, DateMeaning.Length length) => length.OfDays
        ? Range(TimexText.Day(DateOnly.FromDateTime(from)), TimexText.Day(DateOnly.FromDateTime(to)), TimexText.Length(length.Parts))
        : Range(TimexText.Instant(from), TimexText.Instant(to), TimexText.Length(length.Parts));

    private static DateMeaning.Said Range(string from, string to, string length) => new([$"({from},{to},{length})"]);
}
