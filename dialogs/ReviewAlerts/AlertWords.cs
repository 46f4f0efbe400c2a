using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.DailyCheckIn;

namespace CareBot.Dialogs.ReviewAlerts;

/// <summary>An alert as the data of its card: every fact, with the figures, in the coordinator's language.</summary>
public sealed class AlertWords(CheckInDesk checkIns, PeopleDesk people, AlertLadder ladder)
{
    /// <param name="hint">What the last press still needs; empty when nothing.</param>
    public async Task<JsonObject> DataAsync(ChartSummary chart, Alert alert, Talk talk, string hint, CancellationToken cancellationToken)
    {
        // Whoever reads it works by the practice's clock, wherever the patient lives.
        var here = chart with { TimeZone = (await people.PracticeAsync(cancellationToken)).TimeZone };
        return new()
        {
            ["id"] = alert.Id,
            ["seen"] = alert.Events.ToString(CultureInfo.InvariantCulture),
            ["patient"] = new JsonObject { ["id"] = chart.Patient.Value, ["name"] = talk.NameOf(chart) },
            ["zone"] = alert.Priority == AlertPriority.P0 ? "red" : "yellow",
            ["hint"] = hint,
            ["reasons"] = new JsonArray([.. (await PassedOnAsync(alert, talk, cancellationToken)).Concat(await TakenBackAsync(alert, here, talk, cancellationToken)).Concat(Reasons(chart, here, alert, await NameAsync(alert.SaysThrough, cancellationToken), await NameAsync(alert.Snoozed?.By, cancellationToken), talk)).Select(reason => (JsonNode)new JsonObject { ["text"] = reason.Text, ["values"] = "", ["threshold"] = "", ["source"] = reason.Source })]),
            ["told"] = Told(alert, talk),
            ["receivedAt"] = talk.When(alert.RaisedAt, here.TimeZone),
            ["dueBy"] = talk.When(alert.DueBy, here.TimeZone),
            ["state"] = alert.State.ToString().ToLowerInvariant(),
            ["acknowledgedBy"] = await NameAsync(alert.AcknowledgedBy, cancellationToken),
            ["acknowledgedAt"] = At(alert.AcknowledgedAt, here, talk),
            ["closedBy"] = await NameAsync(alert.ClosedBy, cancellationToken),
            ["closedAt"] = At(alert.ClosedAt, here, talk),
            ["outcome"] = alert.Outcome is { } outcome ? JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString()) : "",
            ["note"] = alert.Note ?? "",
            ["canReopen"] = AlertRules.IsReopened(alert),
        };
    }

    /// <summary>Every reason in words, with the rule and the source that it stands on; what the patient says about calling comes first.</summary>
    public async Task<IReadOnlyList<(string Text, string Source)>> ReasonsAsync(ChartSummary chart, Alert alert, Talk talk, CancellationToken cancellationToken) =>
        Reasons(chart, chart with { TimeZone = (await people.PracticeAsync(cancellationToken)).TimeZone }, alert, await NameAsync(alert.SaysThrough, cancellationToken), await NameAsync(alert.Snoozed?.By, cancellationToken), talk);

    /// <param name="chart">For what the patient measured, by the patient's own days.</param>
    /// <param name="here">For all that staff do by the clock.</param>
    /// <param name="alert">As it stands.</param>
    /// <param name="through">The coordinator who answered for the patient; empty where none did.</param>
    /// <param name="snoozer">Who expected less than this for a while; empty where nobody did.</param>
    /// <param name="talk">In whose language.</param>
    private IReadOnlyList<(string Text, string Source)> Reasons(ChartSummary chart, ChartSummary here, Alert alert, string through, string snoozer, Talk talk)
    {
        var who = through.Length > 0 ? through : alert.SaidBy switch { Roles.Visitor => talk.Say("alert.who.visitor"), Roles.Coordinator or Roles.Family => talk.NameOf(chart), _ => talk.Say("alert.who.patient") };
        var isPatient = alert.SaidBy is not (Roles.Visitor or Roles.Coordinator or Roles.Family);
        var held = snoozer.Length == 0 || alert.Snoozed is not { } snooze ? [] : new[] { (talk.Say("alert.snoozed", ("until", snooze.Until), ("by", snoozer), ("reason", snooze.Reason)), talk.Say("alert.source.chart")) };
        var says = alert.PatientSays is { } said ? [(talk.Say($"alert.says.{said}", ("who", who)), talk.Say(said == "silent" || !isPatient ? "alert.source.chat" : "alert.source.patient"))] : Array.Empty<(string, string)>();
        var typed = alert.Words.Reverse().Select(words => (talk.Say(words.By == Roles.Agency ? "alert.typed.agency" : "alert.typed", ("words", words.Text), ("when", talk.When(words.At, here.TimeZone))), talk.Say(words.By == Roles.Agency ? "alert.source.agency" : "alert.source.chat")));
        return [.. says, .. Grounds(chart, here, alert, talk), .. held, .. typed, .. Circumstances(here, alert, talk)];
    }

    /// <summary>How far the alert has climbed: whom it was passed on to, and whom to call when it reached nobody in chat.</summary>
    private async Task<IReadOnlyList<(string Text, string Source)>> PassedOnAsync(Alert alert, Talk talk, CancellationToken cancellationToken)
    {
        if (alert is { State: not AlertState.Open } or { Climb.Rung: 0 })
        {
            return [];
        }

        var source = talk.Say("alert.source.ladder", ("version", ladder.Version));
        if (alert.Climb.PhoneTree)
        {
            var practice = await people.PracticeAsync(cancellationToken);
            var numbers = practice.PhoneTree.Select(contact => $"{contact.Name} {contact.Phone}").DefaultIfEmpty(practice.NurseLine);
            return [(talk.Say("alert.phoneTree", ("numbers", string.Join(", ", numbers))), source)];
        }

        var names = new List<string>();
        foreach (var staff in alert.Climb.PassedTo)
        {
            names.Add(await NameAsync(staff, cancellationToken));
        }

        return [(talk.Say("alert.passedOn", ("names", names)), source)];
    }

    /// <summary>Who took back that it was closed; it is open again.</summary>
    private async Task<IReadOnlyList<(string Text, string Source)>> TakenBackAsync(Alert alert, ChartSummary here, Talk talk, CancellationToken cancellationToken) => alert is { State: not AlertState.Closed, TakenBack: { } taken }
        ? [(talk.Say("alert.takenBack", ("by", await NameAsync(taken.By, cancellationToken)), ("when", talk.When(taken.At, here.TimeZone))), talk.Say("alert.source.chart"))]
        : [];

    /// <summary>What it is about and when it came, as one line.</summary>
    public async Task<string> LineAsync(ChartSummary chart, Alert alert, Talk talk, CancellationToken cancellationToken)
    {
        var here = chart with { TimeZone = (await people.PracticeAsync(cancellationToken)).TimeZone };
        return talk.Say("alert.line", ("reason", Grounds(chart, here, alert, talk).First().Text), ("when", talk.When(alert.RaisedAt, here.TimeZone)));
    }

    /// <summary>Who said it when it was not the patient, a doubt that stayed open, a false alarm that was none.</summary>
    private static IEnumerable<(string Text, string Source)> Circumstances(ChartSummary chart, Alert alert, Talk talk)
    {
        if (alert is { Wish.Count: 0, SaidBy: Roles.Visitor or Roles.Coordinator or Roles.Family })
        {
            // A coordinator who asks the patient's questions with them, or names the patient, knows who it is.
            var known = alert.PatientTold is null ? "about" : "together";
            yield return (talk.Say($"alert.saidBy.{(alert.SaidBy == Roles.Coordinator && !chart.Nameless ? known : alert.SaidBy)}"), talk.Say("alert.source.chat"));
        }

        if (alert.Watch.Unanswered)
        {
            yield return (talk.Say("alert.unanswered"), talk.Say("alert.source.chat"));
        }

        if (alert.ReopenedAt is { } again)
        {
            yield return (talk.Say("alert.reopened", ("when", talk.When(again, chart.TimeZone))), talk.Say("alert.source.chart"));
        }
    }

    private IEnumerable<(string Text, string Source)> Grounds(ChartSummary chart, ChartSummary here, Alert alert, Talk talk) => alert switch
    {
        { EmergencyClass: { } heard } => [(talk.Say($"alert.title.{heard.ToLowerInvariant()}"), talk.Say("alert.source.listener", ("rules", string.Join(", ", alert.EmergencyRules))))],
        { Wish.Count: > 0 } => [(Wish(here, alert, talk), talk.Say(alert.SaidBy is { } other ? $"alert.source.{other}" : "alert.source.patient"))],
        { Family: AlertDesk.CallFamily } => [(talk.Say("alert.wantsCall"), talk.Say("alert.source.patient"))],
        { Facts.Count: > 0 } => alert.Facts.Select(fact => (talk.Say(fact.Text, [.. fact.Values.Select(value => (value.Key, (object?)value.Value))]), fact.Source)),
        { Reasons.Count: 0 } => [(talk.Say("alert.corrected"), talk.Say("alert.source.patient"))],
        _ => alert.Reasons.Select(reason => ReasonWords.ForTeam(checkIns.Protocol(reason.ProtocolId), reason, chart, talk)),
    };

    /// <summary>What is wanted, in the reader's language.</summary>
    private static string Wish(ChartSummary chart, Alert alert, Talk talk) => talk.Say(
        alert.Wish.GetValueOrDefault(AlertDesk.Says) ?? $"alert.{alert.Family}",
        [.. alert.Wish.Select(fact => (fact.Key, (object?)(DateTimeOffset.TryParse(fact.Value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) && fact.Key is "when" or "was"
            ? talk.When(at, chart.TimeZone)
            : fact.Key is "reason" or "note" && talk.Knows(fact.Value) ? talk.Say(fact.Value) : fact.Value)))]);

    private static string Told(Alert alert, Talk talk) => alert.PatientTold is { } key ? talk.Say($"alert.told.{key.Split('.')[^1]}") : "";

    private static string At(DateTimeOffset? instant, ChartSummary chart, Talk talk) => instant is { } at ? talk.When(at, chart.TimeZone) : "";

    private async Task<string> NameAsync(StaffId? id, CancellationToken cancellationToken) =>
        id is { } staff ? await people.NameAsync(staff, cancellationToken) : "";
}
