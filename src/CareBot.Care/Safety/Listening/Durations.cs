namespace CareBot.Care.Safety.Listening;

/// <summary>The lists that tell times and severity; filled in <c>triage.json</c> and the words beside it.</summary>
internal sealed record TimeSymbols(IReadOnlyList<(int Symbol, double Days)> Units, int Few, int Age, int AgeBefore, int After, int Long, int Worse, double LastingFromDays)
{
    public static TimeSymbols Find(GrammarBuilder builder) => new(
        [(builder.ListSymbol("hours"), 1 / 24.0), (builder.ListSymbol("days"), 1), (builder.ListSymbol("weeks"), 7), (builder.ListSymbol("months"), 30), (builder.ListSymbol("years"), 365)],
        builder.ListSymbol("few"),
        builder.ListSymbol("age-after"),
        builder.ListSymbol("age-before"),
        builder.ListSymbol("time-of-event"),
        builder.ListSymbol("long-lasting"),
        builder.ListSymbol("worse"),
        LastingFromDays: 14);
}

/// <summary>How long something has lasted, in days. Ages and the time since an event are no durations.</summary>
internal sealed class Durations(TimeSymbols symbols)
{
    private const double Few = 4;
    private const double Untold = 2;

    /// <returns>Null when no duration is told.</returns>
    public double? Longest(Chart chart)
    {
        double? longest = chart.Has(symbols.Long) ? 365 : null;
        foreach (var (symbol, days) in symbols.Units)
        {
            for (var i = chart.FirstOf(symbol); i >= 0; i = chart[i].NextOfSymbol)
            {
                if (IsDuration(chart, chart[i]))
                    longest = Math.Max(longest ?? 0, Number(chart, chart[i].Start) * days);
            }
        }

        return longest;
    }

    private bool IsDuration(Chart chart, in Found unit)
    {
        var next = unit.End;
        if (next < chart.Utterance.Count && (chart.At(next, symbols.Age) >= 0 || chart.At(next, symbols.After) >= 0))
            return false;
        return unit.Start < 2 || chart.At(unit.Start - 2, symbols.AgeBefore) < 0 || (unit.Start > 2 && double.IsNaN(chart.Utterance[unit.Start - 1].Value));
    }

    /// <summary>"Three", "3", "a few"; "for weeks" is a few of them, too.</summary>
    private double Number(Chart chart, int unit)
    {
        for (var back = 1; back <= 2 && unit - back >= 0; back++)
        {
            if (chart.NumberAt(unit - back) is var value && !double.IsNaN(value))
                return value;
            if (chart.At(unit - back, symbols.Few) >= 0)
                return Few;
        }

        return Untold;
    }
}
