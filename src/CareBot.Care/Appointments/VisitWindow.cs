namespace CareBot.Care.Appointments;

/// <summary>When somebody wants to be seen: days of the patient's calendar, and times of those days.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">The day after the last one.</param>
/// <param name="After">Earliest time of the day, included.</param>
/// <param name="Before">The time before which the visit begins.</param>
public readonly record struct VisitWindow(DateOnly From, DateOnly Until, TimeOnly After, TimeOnly Before)
{
    /// <summary>Any time of these days.</summary>
    public static VisitWindow Days(DateOnly from, DateOnly until) => new(from, until, TimeOnly.MinValue, TimeOnly.MaxValue);

    public bool Holds(DateTime local) =>
        DateOnly.FromDateTime(local) is var day && day >= From && day < Until && TimeOnly.FromDateTime(local) is var time && time >= After && time < Before;

    /// <summary>What is left of it when another is taken away; empty where nothing is.</summary>
    public IEnumerable<VisitWindow> Without(VisitWindow away)
    {
        var (first, end) = (Later(From, away.From), Earlier(Until, away.Until));
        if (first >= end || away.After >= Before || away.Before <= After)
        {
            return [this];
        }

        IReadOnlyList<VisitWindow> left =
        [
            this with { Until = first },
            this with { From = first, Until = end, Before = away.After },
            this with { From = first, Until = end, After = away.Before },
            this with { From = end },
        ];
        return left.Where(one => one.From < one.Until && one.After < one.Before);
    }

    /// <summary>What is left of all of them.</summary>
    public static IReadOnlyList<VisitWindow> Without(IReadOnlyList<VisitWindow> windows, IReadOnlyList<VisitWindow> away) =>
        away.Aggregate(windows, (left, one) => [.. left.SelectMany(window => window.Without(one))]);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
