using CareBot.Care.Patients;

namespace CareBot.Care.Outreach;

/// <summary>What is due for a patient, and when to look again: the features' own rules, and the manners that hold for all of them. Pure.</summary>
public sealed class OutreachRules(IEnumerable<IDueRules> features, OutreachPolicy policy)
{
    /// <summary>How long to wait before trying again what could not be said.</summary>
    public static readonly TimeSpan Retry = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<IDueRules> _features = [.. features];

    /// <param name="chart">The summary as it stands.</param>
    /// <param name="practice">Who is on call, when the practice works.</param>
    /// <param name="now">The instant at which it is asked.</param>
    public IReadOnlyList<OutreachItem> Due(ChartSummary chart, Practice practice, DateTimeOffset now) =>
        [.. Wanted(chart, practice, now).Where(item => !IsHeld(item, chart, practice, now))];

    /// <summary>The next instant at which something may become due; null when nothing is foreseen.</summary>
    public DateTimeOffset? NextLook(ChartSummary chart, Practice practice, DateTimeOffset now)
    {
        var foreseen = _features.Select(feature => feature.NextLook(chart, practice, now)).Where(look => look > now);
        var held = Wanted(chart, practice, now).Where(item => IsHeld(item, chart, practice, now)).Select(item => (DateTimeOffset?)policy.EndAfter(now, ZoneOf(item, chart, practice)));
        return foreseen.Concat(held).Min();
    }

    /// <summary>The chart with what was said marked on it.</summary>
    /// <inheritdoc cref="IDueRules.Mark"/>
    public ChartSummary Mark(ChartSummary chart, IReadOnlyList<OutreachItem> due, IReadOnlyList<OutreachItem> said) =>
        _features.Aggregate(chart, (marked, feature) => feature.Mark(marked, due, said));

    /// <summary>What the features have due, without what this patient must not or would not hear. What family hears is their own word and the patient's, which the features ask.</summary>
    private IEnumerable<OutreachItem> Wanted(ChartSummary chart, Practice practice, DateTimeOffset now) =>
        _features.SelectMany(feature => feature.Due(chart, practice, now))
            .Where(item => chart.Pause is not { } pause || !PauseRules.Silences(pause, item, chart))
            .Where(item => item.Staff is not null || item.Family is not null || item.IsLetter || (chart.Unreachable is null && (item.IsOwed || !chart.Quiet)));

    private bool IsHeld(OutreachItem item, ChartSummary chart, Practice practice, DateTimeOffset now) =>
        !item.IsAwaited && policy.IsQuiet(now, ZoneOf(item, chart, practice));

    private static string ZoneOf(OutreachItem item, ChartSummary chart, Practice practice) => item.Staff is null ? chart.TimeZone : practice.TimeZone;
}
