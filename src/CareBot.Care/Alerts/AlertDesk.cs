using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Care.Safety;

namespace CareBot.Care.Alerts;

/// <summary>Raises, acknowledges and closes alerts; the chart keeps every event, the summary what is open.</summary>
public sealed class AlertDesk(Charts charts, PeopleDesk people, Agenda agenda, AlertLadder ladder)
{
    public const string EmergencyFamily = "emergency";

    /// <summary>How many alerts of a chart can be looked up by their being closed; the chart keeps them all.</summary>
    private const int MostClosed = 10;

    /// <summary>How long the summary names what was closed. No ladder lets a false alarm be opened again for longer.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(14);

    private const int MostEvents = 1000;

    /// <summary>The patient asked for a call.</summary>
    public const string CallFamily = "call";

    /// <summary>Raises an emergency, or adds to the one that is open.</summary>
    /// <param name="patient">Whose chart; must exist.</param>
    /// <param name="emergency">What was heard.</param>
    /// <param name="heardAt">When it was said: the clock of the ladder runs from then, however late the store could take it.</param>
    /// <param name="now">When it is written.</param>
    /// <param name="cancellationToken">Cancels between attempts.</param>
    public async Task<Alert> RaiseEmergencyAsync(PatientId patient, Emergency emergency, DateTimeOffset heardAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hours = new WorkingHours(await people.PracticeAsync(cancellationToken));
        var fresh = Fresh(patient, emergency, heardAt, hours);
        if (await FindAsync(patient, fresh.Id, cancellationToken) is { State: AlertState.Closed } dealtWith)
        {
            // The same words again, by a host that did not know that they had been heard.
            return dealtWith;
        }

        return await ChangeAsync(patient, chart => Raise(chart, fresh), emergency.By, now, cancellationToken)
            ?? (await charts.OpenAsync(patient, cancellationToken)).Summary.OpenAlerts.FirstOrDefault(alert => alert.Family == EmergencyFamily) ?? fresh;
    }

    /// <summary>Asks the coordinator to call the patient; a second wish joins the first one while it is open.</summary>
    public Task<Alert> RaiseCallAsync(PatientId patient, string told, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        RaiseWishAsync(patient, CallFamily, new Dictionary<string, string>(), told, by, now, cancellationToken);

    /// <summary>Fact of a wish: what it is about, such as a visit. Wishes of one family about different things are different alerts.</summary>
    public const string About = "about";

    /// <summary>Fact of a wish: text key of what is wanted, where the family has more than one.</summary>
    public const string Says = "says";

    /// <summary>Asks the coordinator for something; the same wish joins the one that is open, another about the same takes its place and is told again.</summary>
    /// <param name="family">The text <c>alert.&lt;family&gt;</c> says what is wanted.</param>
    /// <param name="facts">What those words need; see <see cref="About"/> and <see cref="Says"/>.</param>
    public Task<Alert> RaiseWishAsync(PatientId patient, string family, IReadOnlyDictionary<string, string> facts, string? told, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        RaiseWishAsync(patient, family, AlertPriority.P1, facts, told, DateTimeOffset.MaxValue, by, now, cancellationToken);

    /// <inheritdoc cref="RaiseWishAsync(PatientId, string, IReadOnlyDictionary{string, string}, string?, Author, DateTimeOffset, CancellationToken)"/>
    /// <param name="priority">How soon somebody has to look.</param>
    public Task<Alert> RaiseWishAsync(
        PatientId patient, string family, AlertPriority priority, IReadOnlyDictionary<string, string> facts, string? told, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        RaiseWishAsync(patient, family, priority, facts, told, DateTimeOffset.MaxValue, by, now, cancellationToken);

    /// <inheritdoc cref="RaiseWishAsync(PatientId, string, IReadOnlyDictionary{string, string}, string?, Author, DateTimeOffset, CancellationToken)"/>
    /// <param name="atLatest">When it is too late: somebody has to have looked before, whatever the ladder gives.</param>
    public Task<Alert> RaiseWishAsync(PatientId patient, string family, IReadOnlyDictionary<string, string> facts, string? told, DateTimeOffset atLatest, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        RaiseWishAsync(patient, family, AlertPriority.P1, facts, told, atLatest, by, now, cancellationToken);

    private async Task<Alert> RaiseWishAsync(
        PatientId patient, string family, AlertPriority priority, IReadOnlyDictionary<string, string> facts, string? told, DateTimeOffset atLatest, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var about = facts.GetValueOrDefault(About);
        var fresh = await FreshAsync(family, patient, priority, told, by, now, cancellationToken);
        fresh = fresh with { Wish = facts, DueBy = fresh.DueBy > atLatest && atLatest > now ? atLatest : fresh.DueBy, Id = about is null ? fresh.Id : CauseId.Of(family, patient.Value, by.ActivityId, about) };
        var raised = await ChangeAsync(patient, chart => Wish(chart, family, about) is { } open ? AlertRules.WishAgain(open, fresh) : (fresh, "raised"), by, now, cancellationToken);
        return raised ?? Wish((await charts.OpenAsync(patient, cancellationToken)).Summary, family, about) ?? fresh;
    }

    /// <summary>What was wished for is done, or not needed any more: the alert that asks for it closes by itself.</summary>
    public Task<Alert?> SettleAsync(PatientId patient, string family, string? about, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, chart => Wish(chart, family, about) is { } open ? AlertRules.Settle(open, by.Role == Roles.Coordinator ? new StaffId(by.Id) : null, now) : null, by, now, cancellationToken);

    private static Alert? Wish(ChartSummary chart, string family, string? about) =>
        chart.OpenAlerts.FirstOrDefault(alert => alert.Family == family && (about is null || alert.Wish.GetValueOrDefault(About) == about));

    /// <summary>Writes down what the patient says about calling for help.</summary>
    public Task<Alert?> PatientSaysAsync(PatientId patient, string alertId, string answer, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, chart => Open(chart, alertId) is { } alert ? WatchRules.Answer(alert, answer, by.Role == Roles.Coordinator ? new StaffId(by.Id) : null, now) : null, by, now, cancellationToken);

    /// <summary>Writes down what somebody in danger types besides: an address, what they see.</summary>
    public Task<Alert?> SaysMoreAsync(PatientId patient, string alertId, Spoken words, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, chart => Open(chart, alertId) is { } alert ? AlertRules.SaysMore(alert, words) : null, by, now, cancellationToken);

    /// <summary>Marks an alert as seen. Pressing twice is pressing once.</summary>
    /// <param name="seen">How many events of the alert the card held that was pressed; null where it did not say.</param>
    public Task<AlertAnswer> AcknowledgeAsync(PatientId patient, string alertId, int? seen, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        PressAsync(patient, alertId, seen, AlertRules.RaisesAgain, _ => null, alert => AlertRules.Acknowledge(alert, new StaffId(by.Id), now), by, now, cancellationToken);

    /// <summary>Closes an alert with how it ended.</summary>
    /// <param name="seen">How many events of the alert the card held that was pressed; null where it did not say.</param>
    /// <param name="outcome">Null when none was chosen.</param>
    /// <param name="note">What was done, in the coordinator's words; needed where <see cref="AlertRules.NeedsNote"/> says so.</param>
    public Task<AlertAnswer> CloseAsync(PatientId patient, string alertId, int? seen, AlertOutcome? outcome, string note, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        PressAsync(
            patient, alertId, seen, AlertRules.Adds,
            standing => outcome is not { } ended ? new AlertAnswer.OutcomeNeeded(standing)
                : standing.State != AlertState.Closed && AlertRules.NeedsNote(standing, ended) && string.IsNullOrWhiteSpace(note) ? new AlertAnswer.NoteNeeded(standing)
                : null,
            alert => AlertRules.Close(alert, new StaffId(by.Id), outcome!.Value, note.Trim(), now), by, now, cancellationToken);

    /// <summary>Takes back that an alert was closed: it stands as it stood before.</summary>
    /// <returns><see cref="AlertAnswer.Changed"/>; <see cref="AlertAnswer.AlreadySo"/> with the alert as it stands where it is open, or can't be opened any more: it
    /// closed by itself, or too long ago; <see cref="AlertAnswer.Another"/> where a newer one about the same is open.</returns>
    public async Task<AlertAnswer> ReopenAsync(PatientId patient, string alertId, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var events = await HistoryAsync(patient, alertId, cancellationToken);
        if (events is not [.., { After: var before }, { After: var closed }])
        {
            return events.Count == 0 ? new AlertAnswer.Unknown() : new AlertAnswer.AlreadySo(events[^1].After);
        }

        Alert? another = null;
        var after = await ChangeAsync(
            patient,
            chart => (another = Another(chart, closed)) is null && chart.ClosedAlerts.Any(one => one.Id == alertId && one.At == closed.ClosedAt) ? AlertRules.Reopen(closed, before, new StaffId(by.Id), now) : null,
            by, now, cancellationToken);
        return after is not null ? new AlertAnswer.Changed(after)
            : another is not null ? new AlertAnswer.Another(another)
            : new AlertAnswer.AlreadySo(await FindAsync(patient, alertId, cancellationToken) ?? closed);
    }

    /// <summary>One alert is open of a family, and of a wish about one thing.</summary>
    private static Alert? Another(ChartSummary chart, Alert closed) =>
        chart.OpenAlerts.FirstOrDefault(open => open.Id != closed.Id && open.Family == closed.Family && open.Wish.GetValueOrDefault(About) == closed.Wish.GetValueOrDefault(About));

    /// <summary>What a press does to an alert, unless something was added that its card did not show.</summary>
    /// <param name="adds">Which events count for that.</param>
    /// <param name="lacks">What the press still needs; null where it needs nothing.</param>
    private async Task<AlertAnswer> PressAsync(
        PatientId patient, string alertId, int? seen, Func<AlertEvent, bool> adds, Func<Alert, AlertAnswer?> lacks, Func<Alert, (Alert After, string What)?> decide, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            var events = await HistoryAsync(patient, alertId, cancellationToken);
            if (events.Count == 0)
            {
                return new AlertAnswer.Unknown();
            }

            var standing = events[^1].After;
            if (standing.State != AlertState.Closed && AlertRules.Unseen(events, seen).Any(adds))
            {
                return new AlertAnswer.AddedSince(standing);
            }

            if (lacks(standing) is { } needed)
            {
                return needed;
            }

            var isAheadOfUs = false;
            var after = await ChangeAsync(
                patient,
                chart => Open(chart, alertId) is not { } alert || (isAheadOfUs = events.Count < MostEvents && alert.Events > standing.Events) ? null : decide(alert),
                by, now, cancellationToken);
            if (!isAheadOfUs)
            {
                return after is not null ? new AlertAnswer.Changed(after) : new AlertAnswer.AlreadySo(await FindAsync(patient, alertId, cancellationToken) ?? standing);
            }
        }
    }

    /// <summary>The alert as it stands, open or closed; null when there is none under this id.</summary>
    public async Task<Alert?> FindAsync(PatientId patient, string alertId, CancellationToken cancellationToken) =>
        await HistoryAsync(patient, alertId, cancellationToken) is { Count: > 0 } events ? events[^1].After : null;

    /// <summary>Everything that happened to an alert, oldest first.</summary>
    public Task<IReadOnlyList<AlertEvent>> HistoryAsync(PatientId patient, string alertId, CancellationToken cancellationToken) =>
        charts.EntriesAsync(patient, KeyRange.StartingWith($"alert:{alertId}:"), MostEvents, CareJson.Default.AlertEvent, cancellationToken);

    /// <summary>The summary with an alert put in its place, and the entry that says so.</summary>
    internal static (ChartSummary Summary, Alert After, ChartEntry Entry) Place(ChartSummary chart, (Alert After, string What) change, Author by, DateTimeOffset now)
    {
        var after = change.After with { Events = change.After.Events + 1 };
        var others = chart.OpenAlerts.Where(alert => alert.Id != after.Id);
        var summary = chart with
        {
            Emergency = AlertRules.Overtake(chart, (after, change.What), now),
            OpenAlerts = after.State == AlertState.Closed ? [.. others] : [.. others, after],
            ClosedAlerts = [.. after.State == AlertState.Closed ? [new ClosedAlert(after.Id, after.ClosedAt ?? now)] : Array.Empty<ClosedAlert>(), .. chart.ClosedAlerts.Where(closed => closed.Id != after.Id && now - closed.At < Remembered).Take(MostClosed - 1)],
            FalseAlarms = [.. chart.FalseAlarms.Where(alarm => alarm.Id != after.Id && now - alarm.ClosedAt < Remembered), .. after is { State: AlertState.Closed, Outcome: AlertOutcome.FalseAlarm } ? [after] : Array.Empty<Alert>()],
        };
        var entry = Charts.Entry($"alert:{after.Id}:{after.Events:D4}", new AlertEvent { What = change.What, At = now, By = by, After = after }, CareJson.Default.AlertEvent);
        return (summary, after, entry);
    }

    private async Task<Alert> FreshAsync(string family, PatientId patient, AlertPriority priority, string? told, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        Fresh(family, patient, priority, told, by, now, new WorkingHours(await people.PracticeAsync(cancellationToken)));

    private Alert Fresh(string family, PatientId patient, AlertPriority priority, string? told, Author by, DateTimeOffset now, WorkingHours hours) => new()
    {
        Id = CauseId.Of(family, patient.Value, by.ActivityId),
        Family = family,
        Priority = priority,
        RaisedAt = now,
        DueBy = ladder.DueBy(priority, now, hours),
        PatientTold = told,
        Cause = by.ActivityId,
        SaidBy = by.Role == Roles.Patient ? null : by.Role,
    };

    /// <summary>The alert that an emergency raises by itself.</summary>
    internal Alert Fresh(PatientId patient, Emergency emergency, DateTimeOffset heardAt, WorkingHours hours)
    {
        var sameDay = emergency.Class == SafetyClass.SameDay.ToName();
        return Fresh(EmergencyFamily, patient, sameDay ? AlertPriority.P1 : AlertPriority.P0, emergency.PatientTold, emergency.By, heardAt, hours) with
        {
            EmergencyClass = emergency.Class,
            EmergencyRules = emergency.Rules,
            Words = emergency.Said.Length == 0 ? [] : [Spoken.Of(emergency.Said, heardAt) with { Raises = true, By = emergency.By.Role == Roles.Patient ? null : emergency.By.Role }],
        };
    }

    internal (Alert After, string What)? Raise(ChartSummary chart, Alert fresh) =>
        chart.OpenAlerts.FirstOrDefault(alert => alert.Family == EmergencyFamily) is { } open ? AlertRules.HearAgain(open, fresh) : AlertRules.Open(fresh, chart.FalseAlarms, ladder);

    internal async Task<Alert?> ChangeAsync(PatientId patient, Func<ChartSummary, (Alert After, string What)?> decide, Author by, DateTimeOffset now, CancellationToken cancellationToken)
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
            switch (await charts.AppendAsync(chart, summary, [entry], cancellationToken))
            {
                case Appended.Done:
                    agenda.Happened(intent, now, isAlert: true);
                    agenda.Wake();
                    return after;
                case Appended.EntryExists:
                    // The same cause again, of what a human has closed.
                    return await FindAsync(patient, after.Id, cancellationToken);
            }
        }
    }

    private static Alert? Open(ChartSummary chart, string alertId) => chart.OpenAlerts.FirstOrDefault(alert => alert.Id == alertId);
}

/// <summary>Words that a human has to hear.</summary>
/// <param name="Class">E911, E988, SAFE or SAMEDAY.</param>
/// <param name="Rules">Ids of the rules that heard it.</param>
/// <param name="PatientTold">Text key of what the patient was told; null where staff wrote of them, and they were told nothing.</param>
/// <param name="By">Who said it, by which activity.</param>
public sealed record Emergency(string Class, IReadOnlyList<string> Rules, string? PatientTold, Author By)
{
    /// <summary>What was typed; empty where that is not known.</summary>
    public string Said { get; init; } = "";

    /// <summary>What is told is the emergency words of its class.</summary>
    public static Emergency Of(string heard, IReadOnlyList<string> rules, Author by) => new(heard, rules, $"emergency.{heard.ToLowerInvariant()}", by);
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

    /// <summary>More was raised or said than the card showed that was pressed: nothing was done.</summary>
    public sealed record AddedSince(Alert Alert) : AlertAnswer;

    /// <summary>Nothing is closed without saying how it ended.</summary>
    public sealed record OutcomeNeeded(Alert Alert) : AlertAnswer;

    /// <summary>This outcome needs words about what was done.</summary>
    public sealed record NoteNeeded(Alert Alert) : AlertAnswer;

    /// <summary>It stays closed: a newer one about the same is open.</summary>
    public sealed record Another(Alert Alert) : AlertAnswer;

    public sealed record Unknown : AlertAnswer;
}
