namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>Times of which one may be chosen: "tomorrow at 9 or 10", "Monday morning or afternoon", "Tuesday or Wednesday at 3".</summary>
internal static class AlternativeMakings
{
    private static readonly string[] Members = ["a", "b", "c"];

    public static IReadOnlyDictionary<string, DateMaking> All { get; } = new Dictionary<string, DateMaking>
    {
        ["dayTimesOr"] = DayTimesOr,
        ["dayPartsOr"] = said => said.Day() is { } day ? new DateMeaning.Said([.. Members.Select(said.Text).OfType<string>().Select(part => $"{day.Timex}T{part}")]) : null,
        ["daysAt"] = DaysAt,
        ["rangesOr"] = RangesOr,
    };

    /// <summary>Clocks of one day; what the last one says of morning or afternoon holds for those before it.</summary>
    private static DateMeaning.Said? DayTimesOr(DateContext said)
    {
        var clocks = Members.Select(said.Clock).OfType<DateMeaning.Clock>().ToList();
        if (said.Day() is not { } day || clocks.Count < 2) return null;
        if (said.Text("part") is { } part) clocks = [.. clocks.Select(clock => clock.During(part))];
        else if (clocks[^1] is { Open: false } last) clocks = [.. clocks.Select(clock => clock.During(last.Hour < 12 ? "MO" : "AF"))];
        return new([.. clocks.SelectMany(clock => clock.Ways).Select(clock => day.Timex + clock.Timex)]);
    }

    private static DateMeaning.Said? DaysAt(DateContext said)
    {
        var days = Members.Select(said.Day).OfType<DateMeaning.Day>().ToList();
        if (days.Count < 2) return null;
        return said.Clock() is { } clock ? new([.. days.SelectMany(day => clock.Ways.Select(way => day.Timex + way.Timex))])
            : said.Text("part") is { } part ? new([.. days.Select(day => $"{day.Timex}T{part}")])
            : null;
    }

    private static DateMeaning.Said? RangesOr(DateContext said) =>
        said.Day() is { } day && RangeMakings.Times(said.Clock("from")!, said.Clock("to")!, said, day) is { } first && RangeMakings.Times(said.Clock("from2")!, said.Clock("to2")!, said, day) is { } second
            ? new([.. first.Timexes, .. second.Timexes])
            : null;
}
