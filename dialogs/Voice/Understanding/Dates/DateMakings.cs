namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>Everything that can be made of words about time, by the name that the words files use.</summary>
internal static class DateMakings
{
    private static readonly Dictionary<string, DateMaking> All = new[] { NumberMakings.All, DayMakings.All, ClockMakings.All, RangeMakings.All, PeriodMakings.All, LengthMakings.All, JoinedMakings.All, AlternativeMakings.All }
        .SelectMany(one => one).ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);

    public static DateMaking? Find(string name) => All.GetValueOrDefault(name);
}

/// <summary>Numbers, and what is handed on as it is.</summary>
internal static class NumberMakings
{
    public static IReadOnlyDictionary<string, DateMaking> All { get; } = new Dictionary<string, DateMaking>
    {
        ["pass"] = said => said.Any("x") ?? said.First,
        ["nothing"] = _ => new DateMeaning.Said([]),
        ["sum"] = said => new DateMeaning.Amount(said.Number("a")!.Value + said.Number("b")!.Value),
        ["product"] = said => new DateMeaning.Amount(said.Number("a")!.Value * said.Number("b")!.Value),
        ["century"] = said => new DateMeaning.Amount((said.Number("a")!.Value * 100) + said.Number("b")!.Value),
        ["point"] = said => new DateMeaning.Amount(said.Number("a")!.Value + (said.Number("b")!.Value / (said.Number("b")!.Value < 10 ? 10 : 100))),
        ["andHalf"] = said => new DateMeaning.Amount(said.Number("a")!.Value + 0.5m),
        ["andQuarter"] = said => new DateMeaning.Amount(said.Number("a")!.Value + 0.25m),
        ["half"] = _ => new DateMeaning.Amount(0.5m),
        ["one"] = _ => new DateMeaning.Amount(1),
    };
}
