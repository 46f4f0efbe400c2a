using System.Text.Json.Nodes;
using CareBot.Care.Alerts;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.PauseMessages;
using CareBot.Dialogs.ReviewAlerts;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>How a patient stands, as the data of the caseload's cards: always a word beside the colour.</summary>
public sealed class StandingWords(CheckInDesk checkIns, PeopleDesk people)
{
    /// <summary>Of so many check-ins a card tells: a week of daily ones.</summary>
    private const int Most = 7;

    /// <summary>One line of the list.</summary>
    /// <param name="name">What the patient is called there (<see cref="WhoIsMeant.Labels"/>).</param>
    public static JsonObject Row(CaseloadRow row, string name, Talk talk)
    {
        var (_, since) = CaseloadRules.Now(row, talk.Now);
        return new JsonObject
        {
            ["id"] = row.Patient.Value,
            ["name"] = name,
            ["zone"] = ZoneOf(row, talk.Now),
            ["paused"] = row.Pause is { } pause ? PauseMessagesDialog.Cause(pause, row.TimeZone, talk) : "",
            ["since"] = row.Pause is null && since is { } day ? CaseloadRules.IsAfterEmergency(row) ? talk.Say("caseload.sinceEmergency", ("date", day)) : talk.Locale.Date(day) : "",
            ["lastCheckIn"] = row.Standing is { } standing ? talk.Locale.Date(standing.LastCheckIn) : "",
            ["openAlerts"] = row.OpenAlerts,
        };
    }

    /// <summary>Why the patient stands so: every reason of the newest check-in and of the open alerts, with what was compared.</summary>
    public async Task<JsonObject> WhyAsync(ChartSummary chart, AlertWords alerts, Talk talk, CancellationToken cancellationToken)
    {
        // Whoever reads it works by the practice's clock, wherever the patient lives.
        var here = (await people.PracticeAsync(cancellationToken)).TimeZone;
        var latest = await LatestAsync(chart, talk.Now, cancellationToken);
        var newest = latest.Count == 0 ? null : latest[0];
        var row = CaseloadRow.Of(chart);
        var rules = newest?.Judgement.Reasons.Select(reason => (JsonNode)Rule(chart, reason, here, talk)) ?? [];
        var others = new List<JsonNode>();
        foreach (var alert in chart.OpenAlerts.Where(alert => alert.Family != newest?.ProtocolId))
        {
            others.AddRange(Other(alert, await alerts.ReasonsAsync(chart, alert, talk, cancellationToken), talk));
        }

        var open = newest?.Judgement.NotAssessed.Select(left => (JsonNode)new JsonObject
        {
            ["rule"] = left.RuleId,
            ["because"] = ReasonWords.NotAssessed(checkIns.Protocol(newest.ProtocolId), left, ReasonWords.Coordinator, talk),
        }) ?? [];
        var unused = newest?.Judgement.NotApplied.Select(left => (JsonNode)new JsonObject { ["rule"] = left.Override.RuleId, ["because"] = ReasonWords.NotApplied(checkIns.Protocol(newest.ProtocolId), left, talk) }) ?? [];
        return new JsonObject
        {
            ["id"] = $"why-{chart.Patient.Value}",
            ["patient"] = new JsonObject { ["id"] = chart.Patient.Value, ["name"] = talk.NameOf(chart) },
            ["zone"] = ZoneOf(row, talk.Now),
            ["paused"] = await PausedAsync(chart, talk, cancellationToken),
            ["checkIn"] = newest is null ? talk.Say("caseload.noCheckIn") : talk.When(newest.CheckIn.SubmittedAt, here),
            ["answers"] = new JsonArray([.. newest is null ? [] : checkIns.Protocol(newest.ProtocolId).Questions.Where(question => newest.CheckIn.Answers.ContainsKey(question.LinkId))
                .Select(question => Fact(CheckInWords.Label(question, talk), CheckInWords.Answer(question, newest.CheckIn.Answers[question.LinkId], talk)))]),
            ["earlier"] = new JsonArray([.. latest.Skip(1).Select(record => Fact(talk.Locale.Date(record.CheckIn.Date), CheckInWords.Brief(checkIns.Protocol(record.ProtocolId), record, talk)))]),
            ["rules"] = new JsonArray([.. AfterEmergency(row, here, talk), .. others, .. rules]),
            ["notAssessed"] = new JsonArray([.. open, .. unused]),
        };
    }

    private JsonObject Rule(ChartSummary chart, Reason reason, string here, Talk talk)
    {
        var protocol = checkIns.Protocol(reason.ProtocolId);
        var (text, source) = ReasonWords.ForTeam(protocol, reason, chart, talk);
        return new JsonObject
        {
            ["zone"] = Name(reason.Severity),
            ["text"] = text,
            ["rule"] = reason.RuleId,
            ["version"] = reason.ProtocolVersion,
            ["inputs"] = new JsonArray([.. reason.Inputs.Select(input => (JsonNode)Input(protocol, input, here, talk))]),
            ["change"] = "",
            ["threshold"] = reason is { Threshold: { } threshold, ThresholdUnit: { } unit } ? $"{talk.Locale.Number(threshold)} {unit}" : "",
            ["personal"] = reason.Override is { } own ? talk.Say("checkIn.overridden.coordinator", ("by", own.By), ("reason", own.Reason), ("date", talk.Locale.Date(own.ReviewBy))) : "",
            ["source"] = source,
            ["owner"] = reason.Owner,
        };
    }

    private static IEnumerable<JsonNode> Other(Alert alert, IReadOnlyList<(string Text, string Source)> reasons, Talk talk) =>
        reasons.Select(reason => Ground(alert.Priority == AlertPriority.P0 ? Zone.Red : Zone.Yellow, reason.Text, alert.Family, reason.Source, talk));

    /// <summary>Why nobody knows how they are, where an emergency is why.</summary>
    private static IEnumerable<JsonNode> AfterEmergency(CaseloadRow row, string here, Talk talk) => CaseloadRules.IsAfterEmergency(row)
        ? [Ground(CaseloadRules.Now(row, talk.Now).Zone, talk.Say("caseload.afterEmergency", ("when", talk.When(row.Emergency!.Value, here))), AlertDesk.EmergencyFamily, talk.Say("alert.source.chart"), talk)]
        : [];

    /// <summary>A reason that no rule of a check-in gave.</summary>
    private static JsonNode Ground(Zone zone, string text, string rule, string source, Talk talk) => new JsonObject
    {
        ["zone"] = Name(zone),
        ["text"] = text,
        ["rule"] = rule,
        ["version"] = "1",
        ["inputs"] = new JsonArray(),
        ["change"] = "",
        ["threshold"] = "",
        ["personal"] = "",
        ["source"] = source,
        ["owner"] = talk.Say("alert.owner"),
    };

    private static JsonObject Input(CheckInProtocol protocol, ReasonInput input, string here, Talk talk)
    {
        var question = protocol.Question(input.LinkId);
        var value = input.Value is { } number
            ? $"{talk.Locale.Number(Math.Round(number, 1))} {input.Unit}"
            : talk.Locale.And([.. (input.Chosen ?? []).Select(chosen => question?.Choices.FirstOrDefault(choice => choice.Value == chosen) is { } choice ? talk.Say(choice.Text) : chosen)]);
        return new JsonObject
        {
            ["what"] = question is null ? input.EntryId : CheckInWords.Label(question, talk),
            ["value"] = value,
            ["when"] = talk.When(input.At, here),
        };
    }

    private static JsonNode Fact(string what, string value) => new JsonObject { ["what"] = what, ["value"] = value };

    /// <summary>The check-ins of some days back, the newest first; of their programmes alone.</summary>
    private async Task<IReadOnlyList<CheckInRecord>> LatestAsync(ChartSummary chart, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var all = new List<CheckInRecord>();
        foreach (var enrolment in chart.Enrolments.Where(enrolment => checkIns.Knows(enrolment.Protocol)))
        {
            all.AddRange((await checkIns.HistoryAsync(chart.Patient, enrolment.Protocol, PatientDay.Of(now, chart.TimeZone), cancellationToken)).Current);
        }

        return [.. all.OrderByDescending(record => record.CheckIn.SubmittedAt).Take(Most)];
    }

    /// <summary>The zone as it holds now, as a word.</summary>
    public static string ZoneInWords(CaseloadRow row, Talk talk) => talk.Say($"zone.{ZoneOf(row, talk.Now)}");

    /// <summary>Why and since when the patient is paused, and by whom; empty where they are not.</summary>
    public async Task<string> PausedAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken) => chart.Pause is { } pause
        ? PauseMessagesDialog.Standing(pause, await PauseMessagesDialog.ByAsync(pause, chart, people, cancellationToken), (await people.PracticeAsync(cancellationToken)).TimeZone, talk)
        : "";

    /// <summary>Somebody who is paused has no zone to act on, unless there is an emergency.</summary>
    public static string ZoneOf(CaseloadRow row, DateTimeOffset now) => row.Pause is not null && row.TopPriority != AlertPriority.P0 ? "paused" : Name(CaseloadRules.Now(row, now).Zone);

    private static string Name(Zone zone) => zone.ToString().ToLowerInvariant();
}
