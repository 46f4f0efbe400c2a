using CareBot.Care.CheckIns;
using CareBot.Care.Patients;

namespace CareBot.Care.Alerts;

/// <summary>By when a human must have looked, by priority. Content: every time stands in <c>alert-ladder.json</c>.</summary>
public sealed record AlertLadder
{
    public required string Kind { get; init; }

    public required string Version { get; init; }

    public required string Source { get; init; }

    public required string Signatory { get; init; }

    public required LadderStep P0 { get; init; }

    public required LadderStep P1 { get; init; }

    public required LadderStep P2 { get; init; }

    /// <summary>The priority that a zone calls for; null when nobody has to look.</summary>
    public required IReadOnlyDictionary<Zone, AlertPriority> Zones { get; init; }

    /// <summary>The instant by which an alert raised now has to be acknowledged.</summary>
    public DateTimeOffset DueBy(AlertPriority priority, DateTimeOffset now, WorkingHours hours)
    {
        var step = priority switch { AlertPriority.P0 => P0, AlertPriority.P1 => P1, _ => P2 };
        return step.Clock switch
        {
            LadderClock.Always => now + TimeSpan.FromMinutes(step.Minutes),
            LadderClock.WorkingHours => hours.After(now, TimeSpan.FromMinutes(step.Minutes)),
            _ => hours.EndOfDay(now),
        };
    }
}

/// <summary>One rung of the ladder.</summary>
/// <param name="Minutes">How long; not used by <see cref="LadderClock.EndOfDay"/>.</param>
/// <param name="Clock">Which time counts.</param>
public sealed record LadderStep(int Minutes, LadderClock Clock);

/// <summary>Which time counts.</summary>
public enum LadderClock
{
    Always,
    WorkingHours,
    EndOfDay,
}
