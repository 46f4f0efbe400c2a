using System.Text.Json.Nodes;
using CareBot.Care.Appointments;
using CareBot.Care.CareNotes;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Covering;
using CareBot.Care.Patients;
using CareBot.Dialogs.CoverPatients;
using CareBot.Dialogs.SnoozeAlert;
using CareBot.Dialogs.Voice;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>A patient in short: how they stand, what is open, what comes next, who answers for them.</summary>
public sealed class PatientWords(StandingWords standing, PeopleDesk people, NoteDesk notes, ProviderDesk providers, IReadOnlyDictionary<string, CheckInProtocol> protocols, Deck deck)
{
    public async Task<Dealt> CardAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken) => deck.Deal(
        "patient", talk.Language, talk.Context.Activity.ChannelId,
        new JsonObject
        {
            ["id"] = $"patient-{chart.Patient.Value}",
            ["patient"] = new JsonObject { ["id"] = chart.Patient.Value, ["name"] = talk.NameOf(chart) },
            ["zone"] = StandingWords.ZoneOf(CaseloadRow.Of(chart), talk.Now),
            ["paused"] = await standing.PausedAsync(chart, talk, cancellationToken),
            ["facts"] = new JsonArray([.. (await FactsAsync(chart, talk, cancellationToken)).Select(fact => (JsonNode)new JsonObject { ["title"] = fact.Title, ["value"] = fact.Value })]),
        });

    private async Task<IReadOnlyList<(string Title, string Value)>> FactsAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        var programmes = chart.Enrolments.Select(enrolment => protocols.TryGetValue(enrolment.Protocol, out var protocol) ? talk.Say(protocol.Title) : enrolment.Protocol).ToList();
        (string, string)[] noted = (await notes.ReadAsync(chart.Patient, 1, cancellationToken)) is [var last]
            ? [(talk.Say("patient.note"), talk.Say("coordinator.note.by", ("name", await people.NameAsync(new StaffId(last.By.Id), cancellationToken)), ("when", talk.When(last.At, (await people.PracticeAsync(cancellationToken)).TimeZone))))]
            : [];
        var expected = new List<(string, string)>();
        foreach (var snooze in chart.Snoozes)
        {
            if (SnoozeWords.Standing(snooze, await people.NameAsync(snooze.By, cancellationToken), protocols, chart, talk) is { } line)
            {
                expected.Add((talk.Say("coordinator.snooze.title"), line));
            }
        }

        return
        [
            (talk.Say("patient.programme"), programmes.Count == 0 ? talk.Say("patient.none") : string.Join(", ", programmes)),
            (talk.Say("patient.lastCheckIn"), LastCheckIn(chart, talk)),
            (talk.Say("patient.alerts"), Alerts(chart, talk)),
            .. expected,
            (talk.Say("patient.visit"), await VisitAsync(chart, talk, cancellationToken)),
            (talk.Say("patient.referrals"), talk.Locale.Number(chart.Referrals.Count(referral => referral.IsOpen))),
            (talk.Say("patient.language"), talk.Say($"refer.languages.{Languages.Of(chart.Language)}")),
            .. noted,
            (talk.Say("patient.coordinator"), await CoordinatorAsync(chart, talk, cancellationToken)),
        ];
    }

    /// <summary>When it was, and that an emergency came after it.</summary>
    private static string LastCheckIn(ChartSummary chart, Talk talk) => chart.Standing is not { LastCheckIn: var day } ? talk.Say("caseload.noCheckIn")
        : CaseloadRules.IsAfterEmergency(CaseloadRow.Of(chart)) ? talk.Say("patient.lastCheckIn.beforeEmergency", ("date", day)) : talk.Locale.Date(day);

    /// <summary>Whose the patient is, and in whose place where that is for a time.</summary>
    private async Task<string> CoordinatorAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        var name = await people.NameAsync(chart.Coordinator, cancellationToken);
        return chart.Cover is { State: CoverState.Begun, Until: { } until } cover
            ? talk.Say("coordinator.cover.holds", ("by", name), ("for", await people.NameAsync(cover.For, cancellationToken)), ("until", CoverPatientsDialog.LastDay(until, (await people.PracticeAsync(cancellationToken)).TimeZone)))
            : name;
    }

    private static string Alerts(ChartSummary chart, Talk talk) => chart.OpenAlerts.Count == 0
        ? talk.Say("patient.none")
        : string.Join(", ", chart.OpenAlerts.OrderBy(alert => alert.Priority).GroupBy(alert => alert.Priority).Select(some => $"{some.Key}: {talk.Locale.Number(some.Count())}"));

    private async Task<string> VisitAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken) =>
        AppointmentRules.Ahead(chart, talk.Now).OrderBy(visit => visit.Start).FirstOrDefault() is not { } next
            ? talk.Say("patient.none")
            : talk.Say("patient.visitWith", ("when", talk.When(next.Start, (await people.PracticeAsync(cancellationToken)).TimeZone)), ("name", (await providers.FindAsync(next.Provider, cancellationToken))?.Name ?? next.Provider));
}
