using CareBot.Care.Patients;

namespace CareBot.Care.Alerts;

/// <summary>
/// What a fact does to a patient's alerts. One alert is open per family; new facts join it; a rise tells the coordinator again; a
/// correction that lowers it only annotates (care reference 3.5).
/// </summary>
public static class AlertRules
{
    /// <param name="open">The open alert of the family, if any.</param>
    /// <param name="fresh">The alert that the new fact would raise by itself; null when the fact calls for none.</param>
    /// <param name="corrected">The fact corrects an earlier one: its reasons take the place of the old ones instead of joining them.</param>
    /// <returns>The alert after the fact and the name of what happened; null when nothing did.</returns>
    public static (Alert After, string What)? Meet(Alert? open, Alert? fresh, bool corrected) => (open, fresh) switch
    {
        (null, null) => null,
        (null, { } raised) => (raised, "raised"),
        ({ } standing, null) => standing.Reasons.Count + standing.Facts.Count == 0 ? null : (standing with { Reasons = [], Facts = [] }, "lowered"),
        ({ } standing, { } raised) when raised.Priority < standing.Priority => (Raise(standing, raised), "raised-again"),
        ({ } standing, { } raised) => (standing with
        {
            Reasons = corrected ? raised.Reasons : [.. raised.Reasons, .. standing.Reasons],
            Facts = corrected ? raised.Facts : [.. raised.Facts, .. standing.Facts],
            PatientTold = raised.PatientTold,
        }, "joined"),
    };

    public static (Alert After, string What)? Acknowledge(Alert alert, StaffId by, DateTimeOffset now) =>
        alert.State != AlertState.Open ? null : (alert with { State = AlertState.Acknowledged, AcknowledgedBy = by, AcknowledgedAt = now }, "acknowledged");

    public static (Alert After, string What)? Close(Alert alert, StaffId by, AlertOutcome outcome, string note, DateTimeOffset now) =>
        alert.State == AlertState.Closed
            ? null
            : (alert with
            {
                State = AlertState.Closed,
                AcknowledgedBy = alert.AcknowledgedBy ?? by,
                AcknowledgedAt = alert.AcknowledgedAt ?? now,
                ClosedBy = by,
                ClosedAt = now,
                Outcome = outcome,
                Note = note,
            }, "closed");

    /// <summary>Which outcomes need words besides: "left message + plan" and "false alarm + why" (care reference 3.5), and an emergency always.</summary>
    public static bool NeedsNote(Alert alert, AlertOutcome outcome) =>
        alert.Priority == AlertPriority.P0 || outcome is AlertOutcome.LeftMessage or AlertOutcome.FalseAlarm;

    private static Alert Raise(Alert standing, Alert raised) => standing with
    {
        Priority = raised.Priority,
        Reasons = raised.Reasons,
        Facts = raised.Facts,
        DueBy = raised.DueBy,
        EmergencyClass = raised.EmergencyClass,
        PatientTold = raised.PatientTold,
        State = AlertState.Open,
        AcknowledgedBy = null,
        AcknowledgedAt = null,
        PatientKnows = false,
        Notice = standing.Notice + 1,
    };
}
