using CareBot.Care.Patients;
using CareBot.Care.Safety;

namespace CareBot.Care.Alerts;

/// <summary>Asks again whoever was told to call 911 or 988, and lets the staff know of silence. Pure.</summary>
public static class WatchRules
{
    /// <summary>Whether the bot writes to this person again by itself. Never where somebody who hurts them may read along: there a human
    /// makes contact, in private; and never where staff or an agency wrote of them and they were told nothing.</summary>
    public static bool Watches(Alert alert) =>
        alert is { Priority: AlertPriority.P0, State: not AlertState.Closed } and not ({ SaidBy: Roles.Coordinator, PatientTold: null } or { SaidBy: Roles.Agency }) && alert.EmergencyClass != SafetyClass.Safe.ToName();

    /// <summary>When the next thing of the watch is due; null when nothing is.</summary>
    public static DateTimeOffset? Next(Alert alert, AlertLadder ladder) => alert switch
    {
        _ when !Watches(alert) => null,
        { Watch.CheckedAt: null } => (alert.HeardAt ?? alert.RaisedAt) + TimeSpan.FromMinutes(ladder.Check.AfterMinutes),
        { Watch: { Silent: false, CheckedAt: { } asked } } when Waits(alert) => asked + TimeSpan.FromMinutes(ladder.Check.AnswerMinutes),
        _ => null,
    };

    /// <summary>Since when the patient's chat waits for the bot's own question; null when it waits for none.</summary>
    public static DateTimeOffset? Asks(Alert alert) =>
        !Watches(alert) || alert.Watch.Said ? null
        : alert.Watch.CheckedAt ?? (alert.Watch.Unanswered ? alert.HeardAt ?? alert.RaisedAt : null);

    /// <returns>Null when nothing is due.</returns>
    public static (Alert After, string What)? Step(Alert alert, AlertLadder ladder, DateTimeOffset now)
    {
        if (!(Next(alert, ladder) <= now))
        {
            return null;
        }

        return alert.Watch.CheckedAt is null
            ? (alert with { Watch = alert.Watch with { CheckedAt = now, Said = false } }, "checked")
            : (alert with { Watch = alert.Watch with { Silent = true }, PatientSays = "silent", Notice = alert.Notice + 1 }, "silent");
    }

    /// <summary>The alert with what the person answered about calling for help; an answer to the second question counts even when it is the same again.</summary>
    public static (Alert After, string What)? Answer(Alert alert, string answer, StaffId? through, DateTimeOffset now) =>
        alert.PatientSays == answer && !Waits(alert)
            ? null
            : (alert with { PatientSays = answer, SaysThrough = through, Watch = alert.Watch with { AnsweredAt = now, Silent = false }, Notice = alert.Notice + 1 }, "patient-says");

    /// <summary>The second question is asked and has no answer yet.</summary>
    private static bool Waits(Alert alert) => alert.Watch.CheckedAt is { } asked && !(alert.Watch.AnsweredAt >= asked);
}
