namespace CareBot.Care.Safety.Listening;

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
