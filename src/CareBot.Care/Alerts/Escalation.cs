using CareBot.Care.Patients;

namespace CareBot.Care.Alerts;

/// <summary>
/// How an alert that nobody acknowledges climbs: pure, by the ladder's own clocks. Nothing a patient or a member of staff says makes it
/// stop except an acknowledgement or a close.
/// </summary>
public static class Escalation
{
    /// <summary>Who has to see the alert as it stands: the coordinator, for an emergency the first on call as well, whoever it was passed on
    /// to, and whoever took it.</summary>
    public static IReadOnlyList<StaffId> Recipients(StaffId coordinator, Practice practice, Alert alert) =>
    [
        .. First(coordinator, practice, alert.Priority)
            .Concat(alert.Climb.PassedTo)
            .Concat(alert.AcknowledgedBy is { } reader ? [reader] : Array.Empty<StaffId>())
            .Distinct(),
    ];

    /// <summary>Whether the alert is this member of staff's to look at: it was shown to them, or is an emergency and they are on call.</summary>
    public static bool Reaches(StaffId staff, StaffId coordinator, Practice practice, Alert alert) =>
        Recipients(coordinator, practice, alert).Contains(staff) || (alert.Priority == AlertPriority.P0 && practice.OnCall.Contains(staff));

    /// <summary>When the alert's time runs out next; null once somebody has taken it, or at the top of a ladder that does not repeat.</summary>
    public static DateTimeOffset? Next(StaffId coordinator, Practice practice, Alert alert, AlertLadder ladder)
    {
        if (alert.State != AlertState.Open)
        {
            return null;
        }

        var rungs = Rungs(coordinator, practice, alert.Priority, ladder).Count;
        var repeat = ladder.Step(alert.Priority).RepeatMinutes;
        if (alert.Climb.Rung >= rungs && (repeat is null || rungs == 0))
        {
            return null;
        }

        var hours = new WorkingHours(practice);
        var at = alert.DueBy;
        for (var rung = 1; rung <= Math.Min(alert.Climb.Rung, rungs - 1); rung++)
        {
            at = ladder.DueBy(alert.Priority, at, hours);
        }

        return at + TimeSpan.FromMinutes((repeat ?? 0) * Math.Max(0, alert.Climb.Rung - rungs + 1));
    }

    /// <summary>Takes the alert one rung up.</summary>
    /// <returns>Null when its time has not run out.</returns>
    public static (Alert After, string What)? Up(StaffId coordinator, Practice practice, Alert alert, AlertLadder ladder, DateTimeOffset now)
    {
        if (!(Next(coordinator, practice, alert, ladder) <= now))
        {
            return null;
        }

        var rungs = Rungs(coordinator, practice, alert.Priority, ladder);
        var climb = alert.Climb with { Rung = alert.Climb.Rung + 1 };
        if (alert.Climb.Rung >= rungs.Count)
        {
            return (alert with { Climb = climb, Notice = alert.Notice + 1 }, "repeated");
        }

        var (asked, phone) = rungs[alert.Climb.Rung];
        climb = climb with { PassedTo = [.. climb.PassedTo.Concat(asked).Distinct()], PhoneTree = climb.PhoneTree || phone };
        return (alert with { Climb = climb, Notice = alert.Notice + 1 }, phone ? "phone-tree" : "passed-on");
    }

    private static IEnumerable<StaffId> First(StaffId coordinator, Practice practice, AlertPriority priority) =>
        priority == AlertPriority.P0 ? new[] { coordinator }.Concat(practice.OnCall.Take(1)) : [coordinator];

    /// <summary>Who is asked at each rung. Nobody who has the alert already makes the others wait for a rung of their own.</summary>
    private static List<(IReadOnlyList<StaffId> Asked, bool Phone)> Rungs(StaffId coordinator, Practice practice, AlertPriority priority, AlertLadder ladder)
    {
        var rungs = new List<(IReadOnlyList<StaffId>, bool)>();
        var have = First(coordinator, practice, priority).ToHashSet();
        foreach (var target in ladder.Step(priority).Then)
        {
            if (target == LadderTarget.PhoneTree)
            {
                rungs.Add(([.. practice.OnCall, .. Lead(practice)], true));
                continue;
            }

            foreach (var staff in target == LadderTarget.OnCall ? practice.OnCall : Lead(practice))
            {
                if (have.Add(staff))
                {
                    rungs.Add(([staff], false));
                }
            }
        }

        return rungs;
    }

    private static IReadOnlyList<StaffId> Lead(Practice practice) => practice.Lead is { } lead ? [lead] : [];
}
