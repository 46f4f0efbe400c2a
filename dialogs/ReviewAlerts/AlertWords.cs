using System.Text.Json.Nodes;
using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.DailyCheckIn;

namespace CareBot.Dialogs.ReviewAlerts;

/// <summary>An alert as the data of its card: every fact, with the figures, in the coordinator's language.</summary>
public sealed class AlertWords(CheckInDesk checkIns, PeopleDesk people)
{
    public async Task<JsonObject> DataAsync(ChartSummary chart, Alert alert, Talk talk, CancellationToken cancellationToken) => new()
    {
        ["id"] = alert.Id,
        ["patientId"] = chart.Patient.Value,
        ["patient"] = chart.Name.Full,
        ["priority"] = alert.Priority.ToString(),
        ["title"] = Title(alert, talk),
        ["style"] = alert.Priority == AlertPriority.P0 ? "attention" : "warning",
        ["icon"] = alert.Priority == AlertPriority.P0 ? "🔴" : "🟡",
        ["reasons"] = new JsonArray([.. Reasons(chart, alert, talk).Select(reason => (JsonNode)new JsonObject { ["text"] = reason.Text, ["source"] = reason.Source })]),
        ["told"] = Told(alert, talk),
        ["says"] = alert.PatientSays is { } says ? talk.Say($"alert.says.{says}") : "",
        ["raised"] = talk.When(alert.RaisedAt, chart.TimeZone),
        ["due"] = talk.When(alert.DueBy, chart.TimeZone),
        ["state"] = alert.State.ToString(),
        ["stateText"] = await StateAsync(chart, alert, talk, cancellationToken),
        ["open"] = alert.State == AlertState.Open,
        ["acknowledged"] = alert.State == AlertState.Acknowledged,
        ["closed"] = alert.State == AlertState.Closed,
    };

    /// <summary>Every reason in words, with the rule and the source that it stands on.</summary>
    public IReadOnlyList<(string Text, string Source)> Reasons(ChartSummary chart, Alert alert, Talk talk)
    {
        if (alert.EmergencyRules.Count > 0)
        {
            return [.. alert.EmergencyRules.Select(rule => (talk.Say("alert.heard", ("rule", rule)), talk.Say("alert.source.listener")))];
        }

        if (alert.Family == AlertDesk.CallFamily)
        {
            return [(talk.Say("alert.wantsCall"), talk.Say("alert.source.patient"))];
        }

        return alert.Reasons.Count == 0
            ? [(talk.Say("alert.corrected"), talk.Say("alert.source.patient"))]
            : [.. alert.Reasons.Select(reason => ReasonWords.ForTeam(checkIns.Protocol(reason.ProtocolId), reason, chart, talk))];
    }

    private static string Title(Alert alert, Talk talk) => alert switch
    {
        { EmergencyClass: { } heard } => talk.Say($"alert.title.{heard.ToLowerInvariant()}"),
        { Family: AlertDesk.CallFamily } => talk.Say("alert.title.call"),
        { Priority: AlertPriority.P0 } => talk.Say("alert.title.red"),
        _ => talk.Say("alert.title.yellow"),
    };

    private static string Told(Alert alert, Talk talk) => alert.PatientTold switch
    {
        null => "",
        var key => talk.Say($"alert.told.{key.Split('.')[^1]}"),
    };

    private async Task<string> StateAsync(ChartSummary chart, Alert alert, Talk talk, CancellationToken cancellationToken)
    {
        if (alert.State == AlertState.Closed)
        {
            return talk.Say(
                string.IsNullOrEmpty(alert.Note) ? "alert.state.closed" : "alert.state.closedNote",
                ("name", await NameAsync(alert.ClosedBy, cancellationToken)), ("at", talk.When(alert.ClosedAt!.Value, chart.TimeZone)),
                ("outcome", talk.Say($"alert.outcome.{alert.Outcome}")), ("note", alert.Note ?? ""));
        }

        return alert.State == AlertState.Acknowledged
            ? talk.Say("alert.state.acknowledged", ("name", await NameAsync(alert.AcknowledgedBy, cancellationToken)), ("at", talk.When(alert.AcknowledgedAt!.Value, chart.TimeZone)))
            : talk.Say("alert.state.open", ("due", talk.When(alert.DueBy, chart.TimeZone)));
    }

    private async Task<string> NameAsync(StaffId? id, CancellationToken cancellationToken) =>
        id is { } staff ? (await people.FindAsync(staff, cancellationToken))?.Name.Full ?? staff.Value : "";
}
