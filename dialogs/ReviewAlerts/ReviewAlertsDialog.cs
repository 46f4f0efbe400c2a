using System.Globalization;
using System.Text.Json.Nodes;
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

    /// <summary>Of so many a question asks which; the list shows them all.</summary>
    private const int MostChoices = 20;

    private const string Acknowledge = "acknowledge";
    private const string Close = "close";
    private const string Reopen = "reopen";
    private const string Show = "show";
    private const string Of = "of";
    private const string Count = "count";
    private const string Closed = "closed";
    private const string Next = "alerts.next";

    /// <summary>Whether a press closes an alert.</summary>
    public static bool Closes(CardAnswer press) => press.Act == Close;

    /// <summary>Whether it closes one of somebody who is in good hands: what its note tells of has been seen to.</summary>
    public static bool IsSeenTo(CardAnswer press) => Closes(press) && Outcome(press.Field("outcome")) == AlertOutcome.SentToEmergency;

    public override Call? Claim(Said said, Talk talk) => talk.Speaker is not Speaker.OfStaff ? null
        : phrases.Matches("alerts.list", said.Text) ? Call.Plain
        : phrases.Matches("alerts.count", said.Text) ? new Call(Count)
        : phrases.Matches("alerts.closed", said.Text) ? new Call(Closed)
        : phrases.Find("alerts.closedOf", said.Text) is { } closed ? new Call(Closed, closed)
        : phrases.Matches("caseload.more", said.Text) && NextOf(talk) is not null ? new Call(Next)
        : phrases.Find("alerts.acknowledge", said.Text) is { } whose ? new Call(Acknowledge, whose)
        : phrases.Find("alerts.reopen", said.Text) is { } again ? new Call(Reopen, again)
        : null;

    /// <summary>"Take Walt", "close Walt", "I called Walt": how an alert ended is chosen on its card.</summary>
    public override Call? Guess(Said said, Talk talk) => talk is not { InGroup: false, Speaker: Speaker.OfStaff } ? null
        : SaidReason.Split(said.Text).Head is var head && phrases.Find("alerts.take", head) is { } taken ? new Call(Acknowledge, taken)
        : phrases.Find("alerts.of", head) is { } whose ? new Call(Of, whose)
        : null;

    public override string? Says(CardAnswer press, DialogInstance? own, Talk talk) => press.Act == Next && talk.Speaker is Speaker.OfStaff ? talk.Say("alerts.button.more") : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var staff = ((Speaker.OfStaff)talk.Speaker).Staff;
        var practice = await people.PracticeAsync(cancellationToken);
        var rows = await caseload.OpenToAsync(staff.Id, practice, talk.Now, cancellationToken);
        var call = CallOf(options);
        if (call.What == Next && NextOf(talk) is { } next)
        {
            // What was shown is left out by its name: an alert that came or went meanwhile moves none out of sight.
            var shown = next["shown"]!.ToString().Split(' ');
            var meant = Meant(rows, next["of"]!.ToString());
            var listed = next["what"]!.ToString() == Closed ? await ClosedAsync(meant, talk.Now, cancellationToken) : await AlertsAsync(meant, staff, practice, cancellationToken);
            await ShowAsync(listed, next["what"]!.ToString(), next["of"]!.ToString(), shown, talk, cancellationToken);
        }
        else if (call.What is Acknowledge or Of or Closed or Reopen && call.Words.Length > 0 && Meant(rows, call.Words) is { Count: 0 })
        {
            await talk.SendAsync(talk.Say("caseload.nobody", ("name", call.Words)), [talk.Say("button.caseload")], cancellationToken);
        }
        else if (call.What == Of && Meant(rows, call.Words).Where(row => row.OpenAlerts > 0).ToList() is { Count: > 1 } several)
        {
            // Under the name of one nothing of another is shown to be closed.
            await WhoIsMeant.AskAsync(call.Words, several, talk, cancellationToken);
        }
        else if (call.What == Reopen)
        {
            if (await ReopenAsync(await ClosedAsync(Meant(rows, call.Words), talk.Now, cancellationToken), rows, call.Words, staff, talk, cancellationToken) is { } which)
            {
                return await dc.ReplaceDialogAsync(nameof(WhichAlert), which, cancellationToken);
            }
        }
        else if (call.What == Closed)
        {
            await ListClosedAsync(await ClosedAsync(Meant(rows, call.Words), talk.Now, cancellationToken), rows, call.Words, talk, cancellationToken);
        }
        else
        {
            var alerts = await AlertsAsync(Meant(rows, call.Words), staff, practice, cancellationToken);
            if (call.What == Acknowledge)
            {
                return await AcknowledgeAsync(alerts, rows, call.Words, staff, practice, talk, cancellationToken) is { } which
                    ? await dc.ReplaceDialogAsync(nameof(WhichAlert), which, cancellationToken)
                    : await dc.EndDialogAsync(cancellationToken: cancellationToken);
            }

            await (call.What switch
            {
                Of => OfAsync(alerts, NameOf(rows, call.Words, talk), call.Words, talk, cancellationToken),
                Count => talk.SendAsync(Counted(alerts, talk), [talk.Say("button.alerts")], cancellationToken),
                _ => ListAsync(alerts, talk, cancellationToken),
            });
        }

        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Those of this name, and who spoke for them without a chart: "Jo Mercer, for Dot Mercer".</summary>
    private static IReadOnlyList<CaseloadRow> Meant(IReadOnlyList<CaseloadRow> rows, string whose) => whose.Length == 0 ? rows
        : [.. WhoIsMeant.Among(rows, whose).Union(WhoIsMeant.Among([.. rows.Where(row => row.Nameless)], whose))];

    /// <summary>Whose they are, in words; what was said where it may be several.</summary>
    private static string NameOf(IReadOnlyList<CaseloadRow> rows, string whose, Talk talk) => Meant(rows, whose) is [var row] ? talk.NameOf(row) : whose;

    private async Task ListAsync(List<(ChartSummary Chart, Alert Alert)> alerts, Talk talk, CancellationToken cancellationToken)
    {
        await talk.SendAsync(alerts.Count == 0 ? talk.Say("alerts.none") : talk.Say("alerts.count", ("count", alerts.Count)), cancellationToken);
        await ShowAsync(alerts, "", "", [], talk, cancellationToken);
    }

    private async Task ListClosedAsync(List<(ChartSummary Chart, Alert Alert)> alerts, IReadOnlyList<CaseloadRow> rows, string whose, Talk talk, CancellationToken cancellationToken)
    {
        var days = ("days", (object)(int)AlertDesk.Remembered.TotalDays);
        await talk.SendAsync(
            alerts.Count > 0 ? talk.Say("alerts.closed.count", ("count", alerts.Count), days)
                : whose.Length == 0 ? talk.Say("alerts.closed.none", days)
                : talk.Say("alerts.closed.none.of", days, ("name", NameOf(rows, whose, talk))),
            alerts.Count == 0 ? [talk.Say("button.alerts")] : [], cancellationToken);
        await ShowAsync(alerts, Closed, whose, [], talk, cancellationToken);
    }

    private static string Counted(List<(ChartSummary Chart, Alert Alert)> alerts, Talk talk)
    {
        if (alerts.Count == 0)
        {
            return talk.Say("alerts.none");
        }

        var red = alerts.Count(one => one.Alert.Priority == AlertPriority.P0);
        return talk.Say("alerts.howMany", ("count", alerts.Count), ("patients", alerts.Select(one => one.Chart.Patient).Distinct().Count()), ("red", red), ("waiting", alerts.Count(one => one.Alert.State == AlertState.Open)));
    }

    /// <summary>The alerts of one patient, with what closes them.</summary>
    private async Task OfAsync(List<(ChartSummary Chart, Alert Alert)> alerts, string name, string whose, Talk talk, CancellationToken cancellationToken)
    {
        var note = SaidReason.Split(talk.Said.Text).Reason;
        await talk.SendAsync(
            alerts.Count == 0 ? talk.Say("alerts.of.none", ("name", name)) : note.Length == 0 ? talk.Say("alerts.of", ("name", name)) : $"{talk.Say("alerts.of", ("name", name))} {talk.Say("alerts.of.note", ("note", note))}", alerts.Count == 0 ? [talk.Say("button.alerts")] : [], cancellationToken);
        await ShowAsync(alerts, Of, whose, [], talk, cancellationToken);
    }

    /// <summary>"Ack Walt", or "ack" alone: the one alert that nobody has taken; which, where there are several.</summary>
    /// <returns>What is to be asked; null where it is done.</returns>
    private async Task<WhichAlert?> AcknowledgeAsync(
        List<(ChartSummary Chart, Alert Alert)> alerts, IReadOnlyList<CaseloadRow> rows, string whose, Staff staff, Practice practice, Talk talk, CancellationToken cancellationToken)
    {
        var waiting = alerts.Where(Waits).ToList();
        if (waiting is [var (chart, alert)])
        {
            await desk.AcknowledgeAsync(chart.Patient, alert.Id, alert.Events, talk.Author, talk.Now, cancellationToken);
            await ShowAsync([(chart, await desk.FindAsync(chart.Patient, alert.Id, cancellationToken) ?? alert)], "", "", [], talk, cancellationToken);
        }
        else if (waiting.Count > 0)
        {
            return await WhichAsync(talk.Say("alerts.ackWhich", ("count", waiting.Count)), Acknowledge, waiting, rows, talk, cancellationToken);
        }
        else if (whose.Length == 0)
        {
            await talk.SendAsync(talk.Say("alerts.ackNone"), cancellationToken);
        }
        else
        {
            // Whose waits, where it is not theirs.
            var others = (await AlertsAsync(rows, staff, practice, cancellationToken)).Count(Waits);
            var none = talk.Say("alerts.ackNone.of", ("name", NameOf(rows, whose, talk)));
            await talk.SendAsync(others == 0 ? none : $"{none} {talk.Say("alerts.ackNone.others", ("count", others))}", others == 0 ? [] : [talk.Say("button.alerts")], cancellationToken);
            await ShowAsync(alerts, Of, whose, [], talk, cancellationToken);
        }

        return null;
    }

    /// <summary>"Reopen Walt", or "reopen" alone for the one that the speaker closed last; which, where there are several.</summary>
    /// <returns>What is to be asked; null where it is done.</returns>
    private async Task<WhichAlert?> ReopenAsync(List<(ChartSummary Chart, Alert Alert)> closed, IReadOnlyList<CaseloadRow> rows, string whose, Staff staff, Talk talk, CancellationToken cancellationToken)
    {
        var meant = closed.Where(one => AlertRules.IsReopened(one.Alert) && (whose.Length > 0 || one.Alert.ClosedBy == staff.Id)).Take(whose.Length > 0 ? closed.Count : 1).ToList();
        if (meant is [var (chart, alert)])
        {
            await talk.SendAsync(await ReopenAsync(chart, alert.Id, talk, cancellationToken), cancellationToken);
        }
        else if (meant.Count > 0)
        {
            return await WhichAsync(talk.Say("alerts.reopenWhich"), Reopen, meant, rows, talk, cancellationToken);
        }
        else
        {
            var days = ("days", (object)(int)AlertDesk.Remembered.TotalDays);
            await talk.SendAsync(whose.Length == 0 ? talk.Say("alerts.reopenNone", days) : talk.Say("alerts.reopenNone.of", days, ("name", NameOf(rows, whose, talk))), [talk.Say("button.alerts")], cancellationToken);
        }

        return null;
    }

    private async Task<Dealt> ReopenAsync(ChartSummary chart, string alertId, Talk talk, CancellationToken cancellationToken) =>
        await desk.ReopenAsync(chart.Patient, alertId, talk.Author, talk.Now, cancellationToken) switch
        {
            AlertAnswer.Changed changed => await CardAsync(chart, changed.Alert, talk, cancellationToken),
            AlertAnswer.Another newer => await CardAsync(chart, newer.Alert, talk, cancellationToken, talk.Say("alert.reopenAnother")),
            AlertAnswer.AlreadySo { Alert: { State: AlertState.Closed } closed } => await CardAsync(chart, closed, talk, cancellationToken, talk.Say("alert.reopenOver", ("days", (int)AlertDesk.Remembered.TotalDays))),
            AlertAnswer.AlreadySo open => await CardAsync(chart, open.Alert, talk, cancellationToken),
            var answer => throw new InvalidOperationException($"Reopening is not answered with {answer.GetType().Name}."),
        };

    /// <summary>The question of which alert something is meant.</summary>
    /// <returns>Null where another question is open: a number would answer that one, and each card that is shown has its own button.</returns>
    private async Task<WhichAlert?> WhichAsync(string question, string act, List<(ChartSummary Chart, Alert Alert)> alerts, IReadOnlyList<CaseloadRow> rows, Talk talk, CancellationToken cancellationToken)
    {
        if (talk.HasQuestion)
        {
            await talk.SendAsync(question, cancellationToken);
            await ShowAsync(alerts, act, "", [], talk, cancellationToken);
            return null;
        }

        var label = WhoIsMeant.Labels(rows, talk);
        var choices = new List<AlertChoice>();
        foreach (var (chart, alert) in alerts.Take(MostChoices))
        {
            choices.Add(new($"{label(rows.First(row => row.Patient == chart.Patient))}: {await words.LineAsync(chart, alert, talk, cancellationToken)}", new JsonObject
            {
                ["card"] = alert.Id,
                ["act"] = act,
                ["patient"] = chart.Patient.Value,
                ["seen"] = alert.Events.ToString(CultureInfo.InvariantCulture),
            }.ToJsonString()));
        }

        return new WhichAlert(question, choices);
    }

    private static bool Waits((ChartSummary Chart, Alert Alert) one) => one.Alert.State == AlertState.Open;

    /// <summary>The alerts of these patients that are this member of staff's to look at: the most urgent first, then what waits, then what is due first.</summary>
    private async Task<List<(ChartSummary Chart, Alert Alert)>> AlertsAsync(IEnumerable<CaseloadRow> rows, Staff staff, Practice practice, CancellationToken cancellationToken)
    {
        var alerts = new List<(ChartSummary Chart, Alert Alert)>();
        foreach (var row in rows.Where(row => row.OpenAlerts > 0))
        {
            var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
            alerts.AddRange(chart.OpenAlerts.Where(alert => Escalation.Reaches(staff.Id, chart.Coordinator, practice, alert)).Select(alert => (chart, alert)));
        }

        return [.. alerts.OrderBy(one => one.Alert.Priority).ThenBy(one => one.Alert.State).ThenBy(one => one.Alert.DueBy)];
    }

    /// <summary>The alerts of these patients that were closed of late, the newest first.</summary>
    private async Task<List<(ChartSummary Chart, Alert Alert)>> ClosedAsync(IEnumerable<CaseloadRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var alerts = new List<(ChartSummary Chart, Alert Alert)>();
        foreach (var row in rows.Where(row => now - row.LastClosed < AlertDesk.Remembered))
        {
            var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
            foreach (var closed in chart.ClosedAlerts.Where(closed => now - closed.At < AlertDesk.Remembered))
            {
                if (await desk.FindAsync(chart.Patient, closed.Id, cancellationToken) is { State: AlertState.Closed } alert)
                {
                    alerts.Add((chart, alert));
                }
            }
        }

        return [.. alerts.OrderByDescending(one => one.Alert.ClosedAt)];
    }

    /// <summary>Shows some of the alerts, and says how many are left; "more" shows the next.</summary>
    /// <param name="what">Which are shown: those that wait where it is <see cref="Acknowledge"/>, else all.</param>
    /// <param name="whose">Of whom; empty for everybody.</param>
    /// <param name="shown">What was shown before.</param>
    private async Task ShowAsync(List<(ChartSummary Chart, Alert Alert)> alerts, string what, string whose, IReadOnlyList<string> shown, Talk talk, CancellationToken cancellationToken)
    {
        var left = alerts.Where(one => (what != Acknowledge || Waits(one)) && !shown.Contains(one.Alert.Id)).ToList();
        foreach (var (chart, alert) in left.Take(Most))
        {
            await talk.SendAsync(await CardAsync(chart, alert, talk, cancellationToken), cancellationToken);
        }

        if (left.Count > Most)
        {
            await talk.SendAsync(talk.Say(what == Closed ? "alerts.closed.more" : "alerts.more", ("count", left.Count - Most)), [talk.Say("alerts.button.more")], cancellationToken);
            talk.Offer(new JsonObject { ["card"] = "alerts", ["act"] = Next, ["what"] = what, ["of"] = whose, ["shown"] = string.Join(' ', shown.Concat(left.Take(Most).Select(one => one.Alert.Id))) });
        }
        else if (shown.Count > 0 && left.Count == 0)
        {
            await talk.SendAsync(talk.Say("caseload.moreNone"), [talk.Say("button.alerts")], cancellationToken);
        }
    }

    /// <summary>What "more" would show; null where there is no more.</summary>
    private static JsonObject? NextOf(Talk talk) => talk.Notes.Offered.Select(press => JsonNode.Parse(press.Data) as JsonObject).LastOrDefault(data => data?["act"]?.ToString() == Next);

    public override async Task<Dealt?> PressAsync(CardAnswer press, Talk talk, CancellationToken cancellationToken)
    {
        if (press.Act is not (Acknowledge or Close or Reopen or Show) || talk.Speaker is not Speaker.OfStaff { Staff: var staff } || press.Field("patient") is not { } id)
        {
            return null;
        }

        var patient = new PatientId(id);
        if (await charts.FindAsync(patient, cancellationToken) is not { Summary: var chart } || !await IsTheirsAsync(chart, press.Card, staff, talk.Now, cancellationToken))
        {
            return null;
        }

        if (press.Act is Reopen or Show)
        {
            return await desk.FindAsync(patient, press.Card, cancellationToken) is not { } standing ? null
                : press.Act == Show ? await CardAsync(chart, standing, talk, cancellationToken)
                : await ReopenAsync(chart, press.Card, talk, cancellationToken);
        }

        return await AnswerAsync(patient, press, talk, cancellationToken) switch
        {
            AlertAnswer.Changed changed => await CardAsync(chart, changed.Alert, talk, cancellationToken, After(chart, changed.Alert, talk)),
            AlertAnswer.AlreadySo standing => await CardAsync(chart, standing.Alert, talk, cancellationToken),
            AlertAnswer.AddedSince { Alert: var open } => await CardAsync(chart, open, talk, cancellationToken, AddedSince(press.Field("note"), talk)),
            AlertAnswer.OutcomeNeeded open => await CardAsync(chart, open.Alert, talk, cancellationToken, talk.Say("alert.outcomeNeeded")),
            AlertAnswer.NoteNeeded open => await CardAsync(chart, open.Alert, talk, cancellationToken, talk.Say("alert.noteNeeded")),
            _ => null,
        };
    }

    /// <summary>What may follow on the way in which it was closed; empty for most.</summary>
    private static string After(ChartSummary chart, Alert alert, Talk talk) =>
        alert is { State: AlertState.Closed, Outcome: AlertOutcome.SentToEmergency } && chart is { Nameless: false, Pause: null } ? talk.Say("alert.thenAdmitted", ("given", chart.Name.Given)) : "";

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
            ? desk.CloseAsync(patient, press.Card, Seen(press), Outcome(press.Field("outcome")), press.Field("note") ?? "", talk.Author, talk.Now, cancellationToken)
            : desk.AcknowledgeAsync(patient, press.Card, Seen(press), talk.Author, talk.Now, cancellationToken);

    /// <summary>How much of the alert the card showed that was pressed; null where it is of the time before cards said so.</summary>
    private static int? Seen(CardAnswer press) => int.TryParse(press.Field("seen"), NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null;

    /// <summary>Nothing was done; the note is said back, so that nobody has to write it twice.</summary>
    private static string AddedSince(string? note, Talk talk) =>
        note is null ? talk.Say("alert.addedSince") : $"{talk.Say("alert.addedSince")} {talk.Say("alert.addedSince.note", ("note", note))}";

    private static AlertOutcome? Outcome(string? name) =>
        Enum.TryParse<AlertOutcome>(name, ignoreCase: true, out var outcome) && Enum.IsDefined(outcome) && outcome is not (AlertOutcome.Settled or AlertOutcome.Snoozed) ? outcome : null;
}
