namespace CareBot.Care.Safety.Listening;

/// <summary>The lists that tell times and severity; filled in <c>triage.json</c> and the words beside it.</summary>
internal sealed record TimeSymbols
{
    public required IReadOnlyList<(int Symbol, double Days)> Units { get; init; }

    /// <summary>"A", "last": one of them.</summary>
    public required int Single { get; init; }

    /// <summary>"Several": more than two.</summary>
    public required int Few { get; init; }

    /// <summary>"Weeks" without a number are more than one; "this week" is not.</summary>
    public required int Plurals { get; init; }

    /// <summary>"Twice a month", "every four days": how often, and not how long.</summary>
    public required int Rates { get; init; }

    public required int Age { get; init; }

    public required int AgeBefore { get; init; }

    public required int After { get; init; }

    /// <summary>"For six weeks after a fall" is how long, "six weeks after surgery" is when.</summary>
    public required int LastingBefore { get; init; }

    /// <summary>"Chronic", "since childhood".</summary>
    public required int Long { get; init; }

    /// <summary>"Since yesterday": what has lasted for long may be new in this.</summary>
    public required int Recent { get; init; }

    public required int Worse { get; init; }

    /// <summary>"Gone now", "only once", "after the flu shot": over, or to be expected.</summary>
    public required int Eased { get; init; }

    /// <summary>"Slight", "can walk on it".</summary>
    public required int Slight { get; init; }

    /// <summary>The second opinion was learned without these, and how many lists a message touches counts with it.</summary>
    public IEnumerable<int> Unlearned => [Single, Plurals, Rates, LastingBefore, Recent, Eased, Slight];

    /// <summary>From when on a complaint that nobody knows has lasted long enough to be seen.</summary>
    public double LastingFromDays => 14;

    /// <summary>From when on "getting worse" is slow, and no reason to hurry.</summary>
    public double SlowFromDays => 60;

    public static TimeSymbols Find(GrammarBuilder builder) => new()
    {
        Units = [(builder.ListSymbol("hours"), 1 / 24.0), (builder.ListSymbol("days"), 1), (builder.ListSymbol("weeks"), 7), (builder.ListSymbol("months"), 30), (builder.ListSymbol("years"), 365)],
        Single = builder.ListSymbol("time-single"),
        Few = builder.ListSymbol("few"),
        Plurals = builder.ListSymbol("time-plurals"),
        Rates = builder.ListSymbol("rates"),
        Age = builder.ListSymbol("age-after"),
        AgeBefore = builder.ListSymbol("age-before"),
        After = builder.ListSymbol("time-of-event"),
        LastingBefore = builder.ListSymbol("lasting-before"),
        Long = builder.ListSymbol("long-lasting"),
        Recent = builder.ListSymbol("recent"),
        Worse = builder.ListSymbol("worse"),
        Eased = builder.ListSymbol("eased"),
        Slight = builder.ListSymbol("slight"),
    };
}

/// <summary>How long something has lasted, in days. Ages and the time since an event are no durations.</summary>
internal sealed class Durations(TimeSymbols symbols)
{
    private const double Few = 4;
    private const double Untold = 2;
    private const double One = 1;

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
        if (IsRate(chart, unit) || (next < chart.Utterance.Count && (chart.At(next, symbols.Age) >= 0 || (chart.At(next, symbols.After) >= 0 && !IsLasting(chart, unit)))))
            return false;
        return unit.Start < 2 || chart.At(unit.Start - 2, symbols.AgeBefore) < 0 || (unit.Start > 2 && double.IsNaN(chart.Utterance[unit.Start - 1].Value));
    }

    private bool IsLasting(Chart chart, in Found unit) => unit.Start > 1 && chart.At(unit.Start - 2, symbols.LastingBefore) >= 0;

    private bool IsRate(Chart chart, in Found unit)
    {
        for (var i = chart.FirstOf(symbols.Rates); i >= 0; i = chart[i].NextOfSymbol)
        {
            if (chart[i].Start <= unit.Start && unit.Start < chart[i].End)
                return true;
        }

        return false;
    }

    /// <summary>"Three", "3", "a few"; "for weeks" is more than one of them, "a week" and "this week" are one.</summary>
    private double Number(Chart chart, int unit)
    {
        for (var back = 1; back <= 2 && unit - back >= 0; back++)
        {
            if (chart.NumberAt(unit - back) is var value && !double.IsNaN(value))
                return value;
            if (chart.At(unit - back, symbols.Few) >= 0)
                return back == 1 && chart.At(unit - back, symbols.Single) >= 0 ? One : Few;
        }

        return chart.At(unit, symbols.Plurals) >= 0 ? Untold : One;
    }
}
