using CareBot.Care.Alerts;
using CareBot.Care.Caseload;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.ReviewAlerts;

/// <summary>Shows a coordinator the alerts that are open, and takes the presses on their cards: safe to press twice, and by two people.</summary>
public sealed class ReviewAlertsDialog(AlertDesk desk, Charts charts, PeopleDesk people, CaseloadDesk caseload, AlertWords words, Deck deck, PhraseBook phrases) : GuidedDialog(nameof(ReviewAlerts))
{
    private const int Most = 5;
    private const string Acknowledge = "acknowledge";
    private const string Close = "close";

    /// <summary>Whether a press closes an alert.</summary>
    public static bool Closes(CardAnswer press) => press.Act == Close;

    /// <summary>Whether it closes one of somebody who is in good hands: what its note tells of has been seen to.</summary>
    public static bool IsSeenTo(CardAnswer press) => Closes(press) && Outcome(press.Field("outcome")) == AlertOutcome.SentToEmergency;

    public override Call? Claim(Said said, Talk talk) => talk.Speaker is not Speaker.OfStaff ? null
        : phrases.Matches("alerts.list", said.Text) ? Call.Plain
        : phrases.Find("alerts.acknowledge", said.Text) is { } whose ? new Call(Acknowledge, whose)
        : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var staff = ((Speaker.OfStaff)talk.Speaker).Staff;
        var practice = await people.PracticeAsync(cancellationToken);
        var rows = (await caseload.OpenToAsync(staff.Id, practice, talk.Now, cancellationToken)).ToList();
        var call = CallOf(options);
        await (call.What == Acknowledge ? AcknowledgeAsync(rows, call.Words, staff, practice, talk, cancellationToken) : ListAsync(rows, staff, practice, talk, cancellationToken));
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    private async Task ListAsync(IReadOnlyList<CaseloadRow> all, Staff staff, Practice practice, Talk talk, CancellationToken cancellationToken)
    {
        var rows = all.Where(row => row.OpenAlerts > 0).ToList();
        var alerts = await AlertsAsync(rows.Take(Most), staff, practice, cancellationToken);
        await talk.SendAsync(alerts.Count == 0 ? talk.Say("alerts.none") : talk.Say("alerts.count", ("count", alerts.Count + rows.Skip(Most).Sum(row => row.OpenAlerts))), cancellationToken);
        await ShowAsync(alerts, talk, cancellationToken);
        if (rows.Count > Most)
        {
            await talk.SendAsync(talk.Say("alerts.more", ("count", rows.Count - Most)), cancellationToken);
        }
    }

    /// <summary>"Ack Walt", or "ack" alone: the one alert that nobody has taken; which, where there are several.</summary>
    private async Task AcknowledgeAsync(IReadOnlyList<CaseloadRow> all, string whose, Staff staff, Practice practice, Talk talk, CancellationToken cancellationToken)
    {
        var meant = whose.Length == 0 ? all : WhoIsMeant.Among(all, whose);
        if (meant.Count == 0)
        {
            await talk.SendAsync(talk.Say("caseload.nobody", ("name", whose)), [talk.Say("button.caseload")], cancellationToken);
            return;
        }

        var waiting = (await AlertsAsync(meant.Where(row => row.Waiting).Take(Most), staff, practice, cancellationToken)).Where(one => one.Alert.State == AlertState.Open).ToList();
        if (waiting is [var (chart, alert)])
        {
            await desk.AcknowledgeAsync(chart.Patient, alert.Id, talk.Author, talk.Now, cancellationToken);
            waiting = [(chart, await desk.FindAsync(chart.Patient, alert.Id, cancellationToken) ?? alert)];
        }
        else
        {
            await talk.SendAsync(talk.Say(waiting.Count == 0 ? "alerts.ackNone" : "alerts.ackWhich", ("count", waiting.Count)), cancellationToken);
        }

        await ShowAsync(waiting, talk, cancellationToken);
    }

    /// <summary>The alerts of these patients that are this member of staff's to look at: the most urgent first, then what waits, then what is due first.</summary>
    private async Task<List<(ChartSummary Chart, Alert Alert)>> AlertsAsync(IEnumerable<CaseloadRow> rows, Staff staff, Practice practice, CancellationToken cancellationToken)
    {
        var alerts = new List<(ChartSummary Chart, Alert Alert)>();
        foreach (var row in rows)
        {
            var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
            alerts.AddRange(chart.OpenAlerts.Where(alert => Escalation.Reaches(staff.Id, chart.Coordinator, practice, alert)).Select(alert => (chart, alert)));
        }

        return [.. alerts.OrderBy(one => one.Alert.Priority).ThenBy(one => one.Alert.State).ThenBy(one => one.Alert.DueBy)];
    }

    private async Task ShowAsync(List<(ChartSummary Chart, Alert Alert)> alerts, Talk talk, CancellationToken cancellationToken)
    {
        foreach (var (chart, alert) in alerts)
        {
            await talk.SendAsync(await CardAsync(chart, alert, talk, cancellationToken), cancellationToken);
        }
    }

    public override async Task<Dealt?> PressAsync(CardAnswer press, Talk talk, CancellationToken cancellationToken)
    {
        if (press.Act is not (Acknowledge or Close) || talk.Speaker is not Speaker.OfStaff { Staff: var staff } || press.Field("patient") is not { } id)
        {
            return null;
        }

        var patient = new PatientId(id);
        if (await charts.FindAsync(patient, cancellationToken) is not { Summary: var chart } || !await IsTheirsAsync(chart, press.Card, staff, talk.Now, cancellationToken))
        {
            return null;
        }

        return await AnswerAsync(patient, press, talk, cancellationToken) switch
        {
            AlertAnswer.Changed changed => await CardAsync(chart, changed.Alert, talk, cancellationToken),
            AlertAnswer.AlreadySo standing => await CardAsync(chart, standing.Alert, talk, cancellationToken),
            AlertAnswer.OutcomeNeeded open => await CardAsync(chart, open.Alert, talk, cancellationToken, talk.Say("alert.outcomeNeeded")),
            AlertAnswer.NoteNeeded open => await CardAsync(chart, open.Alert, talk, cancellationToken, talk.Say("alert.noteNeeded")),
            _ => null,
        };
    }

    /// <summary>Whether the patient is theirs to look at, or the alert is, or was at any time: whoever it was shown to may still answer.</summary>
    private async Task<bool> IsTheirsAsync(ChartSummary chart, string alertId, Staff staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var practice = await people.PracticeAsync(cancellationToken);
        return chart.Coordinator == staff.Id
            || (await caseload.OpenToAsync(staff.Id, practice, now, cancellationToken)).Any(row => row.Patient == chart.Patient)
            || (await desk.HistoryAsync(chart.Patient, alertId, cancellationToken)).Any(happened => Escalation.Reaches(staff.Id, chart.Coordinator, practice, happened.After));
    }

    /// <summary>The card of an alert as it stands.</summary>
    /// <param name="hint">Words about what the last press still needs; empty when nothing.</param>
    public async Task<Dealt> CardAsync(ChartSummary chart, Alert alert, Talk talk, CancellationToken cancellationToken, string hint = "") =>
        deck.Deal("alert", talk.Language, talk.Context.Activity.ChannelId, await words.DataAsync(chart, alert, talk, hint, cancellationToken));

    private Task<AlertAnswer> AnswerAsync(PatientId patient, CardAnswer press, Talk talk, CancellationToken cancellationToken) =>
        press.Act == Close
            ? desk.CloseAsync(patient, press.Card, Outcome(press.Field("outcome")), press.Field("note") ?? "", talk.Author, talk.Now, cancellationToken)
            : desk.AcknowledgeAsync(patient, press.Card, talk.Author, talk.Now, cancellationToken);

    private static AlertOutcome? Outcome(string? name) =>
        Enum.TryParse<AlertOutcome>(name, ignoreCase: true, out var outcome) && Enum.IsDefined(outcome) ? outcome : null;
}
