using CareBot.Care.Patients;

namespace CareBot.Care.Alerts;

/// <summary>
/// What a fact does to a patient's alerts. One alert is open per family; new facts join it; a rise tells the coordinator again; a
/// correction that lowers it only annotates (care reference 3.5).
/// </summary>
public static class AlertRules
{
    // A card has room for so many; the chart keeps every one.
    private const int MostWords = 8;

    private const string TakenBackName = "taken-back";

    /// <param name="open">The open alert of the family, if any.</param>
    /// <param name="fresh">The alert that the new fact would raise by itself; null when the fact calls for none.</param>
    /// <param name="corrected">The fact corrects an earlier one: its reasons take the place of the old ones instead of joining them.</param>
    /// <returns>The alert after the fact and the name of what happened; null when nothing did.</returns>
    public static (Alert After, string What)? Meet(Alert? open, Alert? fresh, bool corrected) => (open, fresh) switch
    {
        (null, null) => null,
        (null, { } raised) => (raised, "raised"),
        ({ } standing, null) => standing.Reasons.Count + standing.Facts.Count == 0 ? null : (standing with { Reasons = [], Facts = [] }, "lowered"),
        ({ } standing, { } raised) when raised.Priority < standing.Priority && corrected => (Raise(standing, raised), "raised-again"),
        ({ } standing, { } raised) when raised.Priority < standing.Priority => (Joined(Raise(standing, raised), standing), "raised-again"),
        // A red flag that is told anew always reaches somebody, whatever was acknowledged before (care reference 3.4).
        ({ State: AlertState.Acknowledged } standing, { Priority: AlertPriority.P0 } raised) when !corrected =>
            (Joined(Raise(standing, raised), standing), "raised-again"),
        ({ } standing, { } raised) when corrected => (standing with { Reasons = raised.Reasons, Facts = raised.Facts, PatientTold = raised.PatientTold }, "joined"),
        ({ } standing, { } raised) => (Joined(standing with { Reasons = raised.Reasons, Facts = raised.Facts, PatientTold = raised.PatientTold }, standing), "joined"),
    };

    /// <summary>With what stood there before, the newest first.</summary>
    private static Alert Joined(Alert after, Alert before) => after with { Reasons = [.. after.Reasons, .. before.Reasons], Facts = [.. after.Facts, .. before.Facts] };

    /// <summary>A danger that is spoken of again. Whoever is in danger and writes again is heard again, whatever was acknowledged before; and
    /// while nobody has acknowledged, writing again does not win the staff any time.</summary>
    /// <param name="open">The open emergency.</param>
    /// <param name="fresh">What the new words would raise by themselves.</param>
    /// <returns>Null when these words raised it before.</returns>
    public static (Alert After, string What)? HearAgain(Alert open, Alert fresh)
    {
        if (open.Id == fresh.Id || open.Cause == fresh.Cause)
        {
            return null;
        }

        var joined = open with { EmergencyRules = [.. open.EmergencyRules.Union(fresh.EmergencyRules)], Cause = fresh.Cause, Notice = open.Notice + 1, Words = Newest([.. open.Words, .. fresh.Words]) };
        if (fresh.Priority > open.Priority || (fresh.PatientTold is null && fresh.Priority == open.Priority))
        {
            // What was told for the emergency stands; and staff who write of a danger that is known have read of it.
            return (joined, "joined");
        }

        var waiting = open.State == AlertState.Open && fresh.Priority == open.Priority;
        var again = joined with
        {
            DueBy = waiting ? open.DueBy : fresh.DueBy,
            Climb = waiting ? open.Climb : Climb.None,
            State = AlertState.Open,
            AcknowledgedBy = null,
            AcknowledgedAt = null,
        };
        // Of what an agency writes the patient hears nothing: what was told and answered before stands.
        return (fresh.SaidBy == Roles.Agency && fresh.Priority == open.Priority ? again : again with
        {
            Priority = fresh.Priority,
            PatientTold = fresh.PatientTold ?? open.PatientTold,
            EmergencyClass = fresh.EmergencyClass,
            PatientKnows = false,
            PatientSays = null,
            SaysThrough = null,
            SaidBy = fresh.SaidBy,
            HeardAt = fresh.RaisedAt,
            Watch = fresh.Watch,
        }, "raised-again");
    }

    /// <summary>More that was typed in an open emergency; the staff are told again.</summary>
    /// <returns>Null where nothing was typed.</returns>
    public static (Alert After, string What)? SaysMore(Alert open, Spoken words) =>
        words.Text.Length == 0 ? null : (open with { Words = Newest([.. open.Words, Spoken.Of(words.Text, words.At)]), Notice = open.Notice + 1 }, "patient-writes");

    /// <summary>What a card has room for: the first words and those in which a danger was heard before all others, then the newest.</summary>
    private static IReadOnlyList<Spoken> Newest(IReadOnlyList<Spoken> words)
    {
        var kept = words.Index().OrderByDescending(one => one.Index == 0).ThenByDescending(one => one.Item.Raises).ThenByDescending(one => one.Index).Take(MostWords);
        return [.. kept.OrderBy(one => one.Index).Select(one => one.Item)];
    }

    /// <summary>What a fresh alert opens: itself, or again the false alarm that one of its rules raised a short while ago.</summary>
    public static (Alert After, string What) Open(Alert fresh, IReadOnlyList<Alert> falseAlarms, AlertLadder ladder)
    {
        var rules = RulesOf(fresh).ToHashSet(StringComparer.Ordinal);
        var again = falseAlarms.FirstOrDefault(alarm => alarm.Family == fresh.Family && alarm.ClosedAt is { } closed
            && fresh.RaisedAt - closed <= TimeSpan.FromHours(ladder.ReopenHours) && RulesOf(alarm).Any(rules.Contains));
        return again is null
            ? (fresh, "raised")
            : (fresh with { Id = again.Id, Notice = again.Notice + 1, NoticeSent = again.NoticeSent, Events = again.Events, Note = again.Note, ReopenedAt = fresh.RaisedAt }, "reopened");
    }

    /// <summary>The rules that raised it.</summary>
    public static IEnumerable<string> RulesOf(Alert alert) => alert.EmergencyRules.Concat(alert.Reasons.Select(reason => reason.RuleId));

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

    /// <summary>Whether a member of staff closed it by how it ended: that can be taken back. What closed by itself or by a snooze stands by that.</summary>
    public static bool IsReopened(Alert closed) => closed is { State: AlertState.Closed, Outcome: not (AlertOutcome.Settled or AlertOutcome.Snoozed) };

    /// <summary>A close that is taken back: the alert stands as it stood before, its clocks too; whoever has to look is not told once more.</summary>
    /// <param name="closed">As it stands.</param>
    /// <param name="before">As it stood before it was closed.</param>
    public static (Alert After, string What)? Reopen(Alert closed, Alert before, StaffId by, DateTimeOffset now) => !IsReopened(closed)
        ? null
        : (closed with
        {
            State = before.State,
            AcknowledgedBy = before.AcknowledgedBy,
            AcknowledgedAt = before.AcknowledgedAt,
            ClosedBy = null,
            ClosedAt = null,
            Outcome = null,
            Note = before.Note,
            TakenBack = new TakenBack(by, now),
        }, TakenBackName);

    /// <summary>Something else is wished for about the same thing: it takes the place of what was wished before, and is told again.</summary>
    /// <returns>Null when it is the same wish.</returns>
    public static (Alert After, string What)? WishAgain(Alert open, Alert fresh) =>
        open.Wish.Count == fresh.Wish.Count && open.Wish.All(fact => fresh.Wish.TryGetValue(fact.Key, out var value) && value == fact.Value)
            ? null
            : (open with
            {
                Wish = fresh.Wish,
                PatientTold = fresh.PatientTold,
                Cause = fresh.Cause,
                SaidBy = fresh.SaidBy,
                // Whoever has not looked yet wins no time by the change.
                DueBy = open.State == AlertState.Open && open.DueBy < fresh.DueBy ? open.DueBy : fresh.DueBy,
                Climb = open.State == AlertState.Open ? open.Climb : Climb.None,
                State = AlertState.Open,
                AcknowledgedBy = null,
                AcknowledgedAt = null,
                PatientKnows = false,
                Notice = open.Notice + 1,
            }, "raised-again");

    /// <summary>What it asked for is done, or not needed any more.</summary>
    /// <param name="by">Who did it; null where it came about by itself.</param>
    public static (Alert After, string What)? Settle(Alert alert, StaffId? by, DateTimeOffset now) =>
        alert.State == AlertState.Closed ? null : (alert with { State = AlertState.Closed, ClosedBy = by, ClosedAt = now, Outcome = AlertOutcome.Settled }, "closed");

    /// <summary>What it says is expected for a while: it closes, with the reason as its note.</summary>
    public static (Alert After, string What)? Snooze(Alert alert, Snooze snooze) => Close(alert, snooze.By, AlertOutcome.Snoozed, snooze.Reason, snooze.At);

    /// <summary>Which outcomes need words besides: "left message + plan" and "false alarm + why" (care reference 3.5), and what the listener
    /// heard always (3.4).</summary>
    public static bool NeedsNote(Alert alert, AlertOutcome outcome) =>
        alert.Priority == AlertPriority.P0 || alert.EmergencyClass is not null || outcome is AlertOutcome.LeftMessage or AlertOutcome.FalseAlarm;

    /// <summary>What a card did not show: the events after those that it held. A card of the time before it said how many is taken for the one that was
    /// first acknowledged.</summary>
    /// <param name="events">Everything that happened to the alert, oldest first.</param>
    /// <param name="seen">How many of them the card held; null where it did not say.</param>
    public static IEnumerable<AlertEvent> Unseen(IReadOnlyList<AlertEvent> events, int? seen) =>
        seen is { } held ? events.Where(happened => happened.After.Events > held) : events.SkipWhile(happened => happened.After.State == AlertState.Open);

    /// <summary>Something that calls for a fresh look, whatever was acknowledged before.</summary>
    public static bool RaisesAgain(AlertEvent happened) => happened.What is "raised-again" or "joined" or "reopened";

    /// <summary>What an emergency leaves behind once it is closed: the check-in before it tells nothing more. A false alarm leaves nothing.</summary>
    public static Overtaken? Overtake(ChartSummary chart, (Alert After, string What) change, DateTimeOffset now) => change switch
    {
        ({ State: AlertState.Open, Priority: AlertPriority.P0 } raised, "raised" or "raised-again" or "reopened") => new Overtaken(raised.Id, now, chart.Standing),
        ({ State: AlertState.Closed, Outcome: AlertOutcome.FalseAlarm } alarm, _) when chart.Emergency?.Alert == alarm.Id => null,
        ({ State: not AlertState.Closed, Priority: AlertPriority.P0 } again, TakenBackName) when chart.Emergency?.Alert != again.Id => new Overtaken(again.Id, again.HeardAt ?? again.RaisedAt, chart.Standing),
        _ => chart.Emergency,
    };

    /// <summary>Something to be read before the alert is closed: also what the patient wrote or answered.</summary>
    public static bool Adds(AlertEvent happened) => RaisesAgain(happened) || happened.What is "patient-says" or "patient-writes";

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
        HeardAt = raised.RaisedAt,
        Climb = Climb.None,
        Watch = raised.Watch,
    };
}
