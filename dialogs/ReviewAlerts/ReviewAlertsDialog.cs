using CareBot.Care.Alerts;
using CareBot.Care.Caseload;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.ReviewAlerts;

/// <summary>Shows a coordinator the alerts that are open, and takes the presses on their cards: safe to press twice, and by two people.</summary>
public sealed class ReviewAlertsDialog(AlertDesk desk, Charts charts, PeopleDesk people, CaseloadDesk caseload, AlertWords words, Deck deck, PhraseBook phrases) : GuidedDialog(nameof(ReviewAlerts))
{
    private const int Most = 5;

    public override Call? Claim(Said said, Talk talk) =>
        talk.Speaker is Speaker.OfStaff && phrases.Matches("alerts.list", said.Text) ? Call.Plain : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var staff = ((Speaker.OfStaff)talk.Speaker).Staff;
        var rows = await RowsAsync(staff, talk, cancellationToken);
        await talk.SendAsync(rows.Count == 0 ? talk.Say("alerts.none") : talk.Say("alerts.count", ("count", rows.Sum(row => row.OpenAlerts))), cancellationToken);
        foreach (var row in rows.Take(Most))
        {
            var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
            foreach (var alert in chart.OpenAlerts)
            {
                await talk.SendAsync(await CardAsync(chart, alert, talk, cancellationToken), cancellationToken);
            }
        }

        if (rows.Count > Most)
        {
            await talk.SendAsync(talk.Say("alerts.more", ("count", rows.Count - Most)), cancellationToken);
        }

        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    /// <summary>The coordinator's own patients with open alerts; for somebody on call every emergency as well, first.</summary>
    private async Task<List<CaseloadRow>> RowsAsync(Staff staff, Talk talk, CancellationToken cancellationToken)
    {
        var own = await caseload.ReadAsync(staff.Id, talk.Now, cancellationToken);
        var practice = await people.PracticeAsync(cancellationToken);
        var all = practice.OnCall.Contains(staff.Id) ? (await caseload.EmergenciesAsync(talk.Now, cancellationToken)).Concat(own) : own;
        return [.. all.Where(row => row.OpenAlerts > 0).DistinctBy(row => row.Patient)];
    }

    public override async Task<Dealt?> PressAsync(CardAnswer press, Talk talk, CancellationToken cancellationToken)
    {
        if (press.Act is not ("acknowledge" or "close") || talk.Speaker is not Speaker.OfStaff || press.Field("patient") is not { } id)
        {
            return null;
        }

        var patient = new PatientId(id);
        if (await charts.FindAsync(patient, cancellationToken) is not { Summary: var chart })
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

    /// <summary>The card of an alert as it stands.</summary>
    /// <param name="hint">Words about what the last press still needs; empty when nothing.</param>
    public async Task<Dealt> CardAsync(ChartSummary chart, Alert alert, Talk talk, CancellationToken cancellationToken, string hint = "") =>
        deck.Deal("alert", talk.Language, talk.Context.Activity.ChannelId, await words.DataAsync(chart, alert, talk, hint, cancellationToken));

    private Task<AlertAnswer> AnswerAsync(PatientId patient, CardAnswer press, Talk talk, CancellationToken cancellationToken) =>
        press.Act == "close"
            ? desk.CloseAsync(patient, press.Card, Outcome(press.Field("outcome")), press.Field("note") ?? "", talk.Author, talk.Now, cancellationToken)
            : desk.AcknowledgeAsync(patient, press.Card, talk.Author, talk.Now, cancellationToken);

    private static AlertOutcome? Outcome(string? name) =>
        Enum.TryParse<AlertOutcome>(name, ignoreCase: true, out var outcome) && Enum.IsDefined(outcome) ? outcome : null;
}
