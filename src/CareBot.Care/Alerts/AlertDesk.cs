using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Alerts;

/// <summary>Raises, acknowledges and closes alerts; the chart keeps every event, the summary what is open.</summary>
public sealed class AlertDesk(Charts charts, PeopleDesk people, Agenda agenda, AlertLadder ladder)
{
    public const string EmergencyFamily = "emergency";

    /// <summary>The patient asked for a call.</summary>
    public const string CallFamily = "call";

    /// <summary>Raises an emergency, or adds to the one that is open.</summary>
    /// <param name="patient">Whose chart; must exist.</param>
    /// <param name="emergencyClass">E911, E988, SAFE or SAMEDAY.</param>
    /// <param name="rules">Ids of the rules that heard it.</param>
    /// <param name="told">Text key of what the patient was told.</param>
    /// <param name="by">Who said it, by which activity.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Cancels between attempts.</param>
    public async Task<Alert> RaiseEmergencyAsync(PatientId patient, string emergencyClass, IReadOnlyList<string> rules, string told, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var priority = emergencyClass == "SAMEDAY" ? AlertPriority.P1 : AlertPriority.P0;
        var fresh = (await FreshAsync(EmergencyFamily, patient, priority, told, by, now, cancellationToken)) with { EmergencyClass = emergencyClass, EmergencyRules = rules };
        return await ChangeAsync(patient, chart => Raise(chart, fresh), by, now, cancellationToken) ?? fresh;
    }

    /// <summary>Asks the coordinator to call the patient; a second wish joins the first one while it is open.</summary>
    public async Task<Alert> RaiseCallAsync(PatientId patient, string told, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var fresh = await FreshAsync(CallFamily, patient, AlertPriority.P1, told, by, now, cancellationToken);
        var standing = (await charts.OpenAsync(patient, cancellationToken)).Summary.OpenAlerts.FirstOrDefault(alert => alert.Family == CallFamily);
        return standing ?? await ChangeAsync(patient, chart => chart.OpenAlerts.Any(alert => alert.Family == CallFamily) ? null : (fresh, "raised"), by, now, cancellationToken) ?? fresh;
    }

    /// <summary>Writes down what the patient says about calling for help.</summary>
    public Task<Alert?> PatientSaysAsync(PatientId patient, string alertId, string answer, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, chart => Open(chart, alertId) is { } alert && alert.PatientSays != answer ? (alert with { PatientSays = answer, Notice = alert.Notice + 1 }, "patient-says") : null, by, now, cancellationToken);

    /// <summary>Marks an alert as seen. Pressing twice is pressing once.</summary>
    public async Task<AlertAnswer> AcknowledgeAsync(PatientId patient, string alertId, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var after = await ChangeAsync(patient, chart => Open(chart, alertId) is { } alert ? AlertRules.Acknowledge(alert, new StaffId(by.Id), now) : null, by, now, cancellationToken);
        return await AnswerAsync(patient, alertId, after, cancellationToken);
    }

    /// <summary>Closes an alert with how it ended.</summary>
    /// <param name="note">What was done, in the coordinator's words; needed where <see cref="AlertRules.NeedsNote"/> says so.</param>
    public async Task<AlertAnswer> CloseAsync(PatientId patient, string alertId, AlertOutcome outcome, string note, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await FindAsync(patient, alertId, cancellationToken) is { State: not AlertState.Closed } open
            && AlertRules.NeedsNote(open, outcome) && string.IsNullOrWhiteSpace(note))
        {
            return new AlertAnswer.NoteNeeded(open);
        }

        var after = await ChangeAsync(patient, chart => Open(chart, alertId) is { } alert ? AlertRules.Close(alert, new StaffId(by.Id), outcome, note.Trim(), now) : null, by, now, cancellationToken);
        return await AnswerAsync(patient, alertId, after, cancellationToken);
    }

    /// <summary>The alert as it stands, open or closed; null when there is none under this id.</summary>
    public async Task<Alert?> FindAsync(PatientId patient, string alertId, CancellationToken cancellationToken) =>
        await HistoryAsync(patient, alertId, cancellationToken) is { Count: > 0 } events ? events[^1].After : null;

    /// <summary>Everything that happened to an alert, oldest first.</summary>
    public Task<IReadOnlyList<AlertEvent>> HistoryAsync(PatientId patient, string alertId, CancellationToken cancellationToken) =>
        charts.EntriesAsync(patient, KeyRange.StartingWith($"alert:{alertId}:"), 1000, CareJson.Default.AlertEvent, cancellationToken);

    /// <summary>The summary with an alert put in its place, and the entry that says so.</summary>
    internal static (ChartSummary Summary, Alert After, ChartEntry Entry) Place(ChartSummary chart, (Alert After, string What) change, Author by, DateTimeOffset now)
    {
        var after = change.After with { Events = change.After.Events + 1 };
        var others = chart.OpenAlerts.Where(alert => alert.Id != after.Id);
        var summary = chart with { OpenAlerts = after.State == AlertState.Closed ? [.. others] : [.. others, after] };
        var entry = Charts.Entry($"alert:{after.Id}:{after.Events:D4}", new AlertEvent { What = change.What, At = now, By = by, After = after }, CareJson.Default.AlertEvent);
        return (summary, after, entry);
    }

    private async Task<Alert> FreshAsync(string family, PatientId patient, AlertPriority priority, string told, Author by, DateTimeOffset now, CancellationToken cancellationToken) => new()
    {
        Id = CauseId.Of(family, patient.Value, by.ActivityId),
        Family = family,
        Priority = priority,
        RaisedAt = now,
        DueBy = ladder.DueBy(priority, now, new WorkingHours(await people.PracticeAsync(cancellationToken))),
        PatientTold = told,
    };

    private static (Alert After, string What)? Raise(ChartSummary chart, Alert fresh)
    {
        var open = chart.OpenAlerts.FirstOrDefault(alert => alert.Family == EmergencyFamily);
        if (open?.Id == fresh.Id)
        {
            return null;
        }

        // Somebody who is in danger and writes again is heard again, whatever was acknowledged before.
        return open is null
            ? (fresh, "raised")
            : (open with
            {
                Priority = fresh.Priority < open.Priority ? fresh.Priority : open.Priority,
                EmergencyClass = fresh.Priority <= open.Priority ? fresh.EmergencyClass : open.EmergencyClass,
                EmergencyRules = [.. open.EmergencyRules.Union(fresh.EmergencyRules)],
                DueBy = fresh.DueBy,
                State = AlertState.Open,
                PatientTold = fresh.PatientTold,
                PatientKnows = false,
                Notice = open.Notice + 1,
            }, "raised-again");
    }

    private async Task<Alert?> ChangeAsync(PatientId patient, Func<ChartSummary, (Alert After, string What)?> decide, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var intent = await agenda.IntendAsync(patient, now, cancellationToken);
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            if (decide(chart.Summary) is not { } change)
            {
                return null;
            }

            var (summary, after, entry) = Place(chart.Summary, change, by, now);
            if (await charts.AppendAsync(chart, summary, [entry], cancellationToken))
            {
                await agenda.HappenedAsync(intent, now, cancellationToken);
                return after;
            }
        }
    }

    private async Task<AlertAnswer> AnswerAsync(PatientId patient, string alertId, Alert? changed, CancellationToken cancellationToken)
    {
        if (changed is not null)
        {
            return new AlertAnswer.Changed(changed);
        }

        return await FindAsync(patient, alertId, cancellationToken) is { } standing ? new AlertAnswer.AlreadySo(standing) : new AlertAnswer.Unknown();
    }

    private static Alert? Open(ChartSummary chart, string alertId) => chart.OpenAlerts.FirstOrDefault(alert => alert.Id == alertId);
}

/// <summary>What came of a press on an alert.</summary>
public abstract record AlertAnswer
{
    private AlertAnswer()
    {
    }

    public sealed record Changed(Alert Alert) : AlertAnswer;

    /// <summary>Somebody, perhaps the same person, did it before.</summary>
    public sealed record AlreadySo(Alert Alert) : AlertAnswer;

    /// <summary>This outcome needs words about what was done.</summary>
    public sealed record NoteNeeded(Alert Alert) : AlertAnswer;

    public sealed record Unknown : AlertAnswer;
}
