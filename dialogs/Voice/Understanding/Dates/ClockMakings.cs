namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>Times of the day, alone and on a day.</summary>
internal static class ClockMakings
{
    public static IReadOnlyDictionary<string, DateMaking> All { get; } = new Dictionary<string, DateMaking>
    {
        ["clock"] = Clock,
        ["fourFigures"] = said => said.Int("all") is { } all && all % 100 < 60 && all / 100 is var hour ? WithHalf(new DateMeaning.Clock(hour, all % 100, Open: hour is >= 1 and <= 12), said) : null,
        ["minutesPast"] = said => Shift(said, 1),
        ["minutesTo"] = said => Shift(said, -1),
        ["clockIn"] = said => said.Clock()!.During(said.Text("part")!),
        ["exactly"] = said => new DateMeaning.Clock(said.Int("hour")!.Value, said.Int("minute")),
        ["dayAt"] = said => At(said.Day(), said),
        ["todayAt"] = said => At(new(Fixed: said.Today.AddDays(said.Int("night") ?? said.Int("dir") ?? 0)), said),
        ["endOfDay"] = said => new DateMeaning.Said([(said.Day()?.Timex ?? TimexText.Day(said.Today.AddDays(said.Int("n") ?? 0))) + "T23:59:59"]),
        ["now"] = _ => new DateMeaning.Said(["PRESENT_REF"]),
        ["part"] = said => new DateMeaning.Said(["T" + said.Text("part")]),
        ["dayPart"] = said => new DateMeaning.Said([said.Day()!.Timex + "T" + said.Text("part")]),
        ["weekdayPart"] = said => new DateMeaning.Said([TimexText.Day(TimexText.Monday(said.Today).AddDays((7 * said.Int("dir")!.Value) + said.Int("weekday")!.Value - 1)) + "T" + said.Text("part")]),
        ["todayPart"] = said => new DateMeaning.Said([TimexText.Day(said.Today.AddDays(said.Int("night") ?? said.Int("dir") ?? 0)) + "T" + (said.Text("part") ?? "NI")]),
        ["momentFrom"] = said => new DateMeaning.Said(said.Any("moment")!.Timexes),
    };

    private static DateMeaning.Clock? Clock(DateContext said)
    {
        var hour = said.Int("hour")!.Value;
        if (hour > 24 || (said.Has("half") && hour > 12)) return null;
        return WithHalf(new DateMeaning.Clock(hour, said.Int("minute"), said.Int("second"), hour is >= 1 and <= 12), said);
    }

    /// <summary>With am or pm, where it was said.</summary>
    private static DateMeaning.Clock WithHalf(DateMeaning.Clock clock, DateContext said) => said.Text("half") switch
    {
        "am" => clock with { Hour = clock.Hour == 12 ? 0 : clock.Hour, Open = false },
        "pm" => clock with { Hour = clock.Hour is >= 1 and < 12 ? clock.Hour + 12 : clock.Hour, Open = false },
        _ => clock,
    };

    private static DateMeaning.Clock? Shift(DateContext said, int sign)
    {
        if (said.Clock() is not { Minute: null } clock || said.Int("minutes") is not (>= 1 and <= 59 and var minutes)) return null;
        var hour = sign > 0 ? clock.Hour : (clock.Hour + 23) % 24;
        if (sign < 0 && clock.Open && hour == 0) hour = 12;
        return WithHalf(clock with { Hour = hour, Minute = sign > 0 ? minutes : 60 - minutes }, said);
    }

    private static DateMeaning.Moment? At(DateMeaning.Day? day, DateContext said)
    {
        if (day is null || said.Clock() is not { } clock) return null;
        return new DateMeaning.Moment(day, (said.Text("part") ?? (said.Has("night") ? "NI" : null)) is { } part ? clock.During(part) : clock);
    }
}
