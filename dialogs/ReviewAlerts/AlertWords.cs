using System.Text.Json;
using System.Text.Json.Nodes;
using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.DailyCheckIn;

namespace CareBot.Dialogs.ReviewAlerts;

/// <summary>An alert as the data of its card: every fact, with the figures, in the coordinator's language.</summary>
public sealed class AlertWords(CheckInDesk checkIns, PeopleDesk people)
{
    /// <param name="hint">What the last press still needs; empty when nothing.</param>
    public async Task<JsonObject> DataAsync(ChartSummary chart, Alert alert, Talk talk, string hint, CancellationToken cancellationToken) => new()
    {
        ["id"] = alert.Id,
        ["patient"] = new JsonObject { ["id"] = chart.Patient.Value, ["name"] = chart.Name.Full },
        ["zone"] = alert.Priority == AlertPriority.P0 ? "red" : "yellow",
        ["hint"] = hint,
        ["reasons"] = new JsonArray([.. Reasons(chart, alert, talk).Select(reason => (JsonNode)new JsonObject { ["text"] = reason.Text, ["values"] = "", ["threshold"] = "", ["source"] = reason.Source })]),
        ["told"] = Told(alert, talk),
        ["receivedAt"] = talk.When(alert.RaisedAt, chart.TimeZone),
        ["dueBy"] = talk.When(alert.DueBy, chart.TimeZone),
        ["state"] = alert.State.ToString().ToLowerInvariant(),
        ["acknowledgedBy"] = await NameAsync(alert.AcknowledgedBy, cancellationToken),
        ["acknowledgedAt"] = At(alert.AcknowledgedAt, chart, talk),
        ["closedBy"] = await NameAsync(alert.ClosedBy, cancellationToken),
        ["closedAt"] = At(alert.ClosedAt, chart, talk),
        ["outcome"] = alert.Outcome is { } outcome ? JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString()) : "",
        ["note"] = alert.Note ?? "",
    };

    /// <summary>Every reason in words, with the rule and the source that it stands on.</summary>
    public IReadOnlyList<(string Text, string Source)> Reasons(ChartSummary chart, Alert alert, Talk talk)
    {
        if (alert.EmergencyRules.Count > 0)
        {
            var heard = (talk.Say($"alert.title.{alert.EmergencyClass!.ToLowerInvariant()}"), talk.Say("alert.source.listener", ("rules", string.Join(", ", alert.EmergencyRules))));
            return alert.PatientSays is { } says ? [(talk.Say($"alert.says.{says}"), talk.Say("alert.source.patient")), heard] : [heard];
        }

        if (alert.Family == AlertDesk.CallFamily)
        {
            return [(talk.Say("alert.wantsCall"), talk.Say("alert.source.patient"))];
        }

        return alert.Reasons.Count == 0
            ? [(talk.Say("alert.corrected"), talk.Say("alert.source.patient"))]
            : [.. alert.Reasons.Select(reason => ReasonWords.ForTeam(checkIns.Protocol(reason.ProtocolId), reason, chart, talk))];
    }

    private static string Told(Alert alert, Talk talk) => alert.PatientTold switch
    {
        null => "",
        var key => talk.Say($"alert.told.{key.Split('.')[^1]}"),
    };

    private static string At(DateTimeOffset? instant, ChartSummary chart, Talk talk) => instant is { } at ? talk.When(at, chart.TimeZone) : "";

    private async Task<string> NameAsync(StaffId? id, CancellationToken cancellationToken) =>
        id is { } staff ? (await people.FindAsync(staff, cancellationToken))?.Name.Full ?? staff.Value : "";
}
