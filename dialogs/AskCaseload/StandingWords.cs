using System.Text.Json.Nodes;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.ReviewAlerts;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>How a patient stands, as the data of the caseload's cards: always a word beside the colour.</summary>
public sealed class StandingWords(CheckInDesk checkIns)
{
    /// <summary>One line of the list.</summary>
    public JsonObject Row(CaseloadRow row, Talk talk)
    {
        var (zone, since) = CaseloadRules.Now(row, talk.Now);
        return new JsonObject
        {
            ["patientId"] = row.Patient.Value,
            ["name"] = row.Name.Full,
            ["icon"] = Icon(zone),
            ["zone"] = ZoneWord(zone, talk),
            ["since"] = since is { } day ? talk.Say("caseload.since", ("date", talk.Locale.Date(day))) : "",
            ["last"] = row.Standing is { } standing ? talk.Say("caseload.lastCheckIn", ("date", talk.Locale.Date(standing.LastCheckIn))) : talk.Say("caseload.noCheckIn"),
            ["alerts"] = row.OpenAlerts == 0 ? "" : talk.Say("caseload.openAlerts", ("count", row.OpenAlerts)) + (row.Waiting ? $" ({talk.Say("caseload.waiting")})" : ""),
        };
    }

    /// <summary>Why the patient stands so: every reason of the newest check-in and of the open alerts, with rule and source.</summary>
    public async Task<JsonObject> WhyAsync(ChartSummary chart, AlertWords alerts, Talk talk, CancellationToken cancellationToken)
    {
        var row = Row(CaseloadRow.Of(chart), talk);
        var newest = await NewestAsync(chart, talk.Now, cancellationToken);
        var reasons = newest is null ? [] : newest.Judgement.Reasons.Select(reason => ReasonWords.ForTeam(checkIns.Protocol(reason.ProtocolId), reason, chart, talk)).ToList();
        var open = newest is null ? [] : newest.Judgement.NotAssessed.DistinctBy(left => (left.LinkId, left.Cause))
            .Select(left => ReasonWords.NotAssessed(checkIns.Protocol(newest.ProtocolId), left, ReasonWords.Coordinator, talk)).ToList();
        var others = chart.OpenAlerts.Where(alert => alert.Family != newest?.ProtocolId).SelectMany(alert => alerts.Reasons(chart, alert, talk)).ToList();
        row["title"] = talk.Say("why.title", ("name", chart.Name.Full), ("zone", row["zone"]!.GetValue<string>()));
        row["reasons"] = new JsonArray([.. reasons.Concat(others).Select(reason => (JsonNode)new JsonObject { ["text"] = reason.Text, ["source"] = reason.Source })]);
        row["notAssessed"] = string.Join(" ", open);
        row["none"] = reasons.Count + others.Count == 0 ? talk.Say(newest is null ? "why.neverCheckedIn" : "why.nothing") : "";
        return row;
    }

    private async Task<CheckInRecord?> NewestAsync(ChartSummary chart, DateTimeOffset now, CancellationToken cancellationToken)
    {
        CheckInRecord? newest = null;
        foreach (var enrolment in chart.Enrolments.Where(enrolment => checkIns.Knows(enrolment.Protocol)))
        {
            var history = await checkIns.HistoryAsync(chart.Patient, enrolment.Protocol, PatientDay.Of(now, chart.TimeZone), cancellationToken);
            var last = history.Current.LastOrDefault();
            newest = newest is null || last?.CheckIn.SubmittedAt > newest.CheckIn.SubmittedAt ? last : newest;
        }

        return newest;
    }

    private static string Icon(Zone zone) => zone switch { Zone.Red => "🔴", Zone.Yellow => "🟡", Zone.Green => "🟢", _ => "⚪" };

    private static string ZoneWord(Zone zone, Talk talk) => talk.Say(zone switch { Zone.Red => "zone.red", Zone.Yellow => "zone.yellow", Zone.Green => "zone.green", _ => "zone.unknown" });
}
