using CareBot.Care.Alerts;
using CareBot.Care.Appointments;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.ReviewAlerts;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>What a coordinator has to do today in one list, the most urgent first: alerts, today's visits, whoever waits too long; each with what to type.</summary>
public sealed class MyDay(CaseloadDesk caseload, Charts charts, PeopleDesk people, ProviderDesk providers, AlertWords alerts, WaitingTooLong waiting)
{
    private const int MostAlerts = 10;

    public async Task SayAsync(Staff staff, Talk talk, CancellationToken cancellationToken)
    {
        var practice = await people.PracticeAsync(cancellationToken);
        List<string> lines =
        [
            .. await AlertsAsync(staff, practice, talk, cancellationToken),
            .. await VisitsAsync(staff, practice.TimeZone, talk, cancellationToken),
            .. await waiting.LinesAsync(staff, talk, cancellationToken),
        ];
        await talk.SendAsync(
            lines.Count == 0 ? talk.Say("caseload.day.none") : $"{talk.Say("caseload.day.title")}\n{string.Join('\n', lines.Select(line => "- " + line))}",
            [talk.Say("button.alerts"), talk.Say("button.caseload")], cancellationToken);
    }

    private async Task<IEnumerable<string>> AlertsAsync(Staff staff, Practice practice, Talk talk, CancellationToken cancellationToken)
    {
        var open = await caseload.OpenToAsync(staff.Id, practice, talk.Now, cancellationToken);
        var label = WhoIsMeant.Labels(open, talk);
        var found = new List<(Alert Alert, string Name, string Reason)>();
        foreach (var row in open.Where(row => row.OpenAlerts > 0))
        {
            var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
            foreach (var alert in chart.OpenAlerts.Where(alert => Escalation.Reaches(staff.Id, chart.Coordinator, practice, alert)))
            {
                var reasons = await alerts.ReasonsAsync(chart, alert, talk, cancellationToken);
                found.Add((alert, label(row), reasons.Count == 0 ? "" : reasons[0].Text));
            }
        }

        var lines = found.OrderBy(one => one.Alert.Priority).ThenBy(one => one.Alert.State).ThenBy(one => one.Alert.DueBy).Select(one => talk.Say(
            one.Alert.State == AlertState.Open ? "caseload.day.waits" : "caseload.day.taken",
            ("name", one.Name), ("zone", talk.Say($"card.shared.zone.{(one.Alert.Priority == AlertPriority.P0 ? "red" : "yellow")}")), ("reason", one.Reason), ("due", talk.When(one.Alert.DueBy, practice.TimeZone)))).ToList();
        return lines.Count <= MostAlerts ? lines : [.. lines.Take(MostAlerts), talk.Say("caseload.day.more", ("count", lines.Count - MostAlerts))];
    }

    private async Task<IEnumerable<string>> VisitsAsync(Staff staff, string zone, Talk talk, CancellationToken cancellationToken)
    {
        var all = await caseload.ReadAsync(staff.Id, talk.Now, cancellationToken);
        var label = WhoIsMeant.Labels(all, talk);
        var today = PatientDay.Of(talk.Now, zone);
        var lines = new List<string>();
        foreach (var (row, visit) in all.SelectMany(row => row.Visits.Select(visit => (Row: row, Visit: visit)))
            .Where(one => one.Visit.State == AppointmentState.Booked && one.Visit.End > talk.Now && PatientDay.Of(one.Visit.Start, zone) == today).OrderBy(one => one.Visit.Start))
        {
            var provider = (await providers.FindAsync(visit.Provider, cancellationToken))?.Name ?? visit.Provider;
            var visits = talk.Say("coordinator.visit.dayLine", ("when", talk.When(visit.Start, zone)), ("patient", label(row)), ("name", provider));
            lines.Add(string.Join(". ", new[] { visits, Trouble("ride", visit.Ride, talk), Trouble("interpreter", visit.Interpreter, talk), visit.IsConfirmed ? "" : talk.Say("caseload.day.notAnswered", ("given", row.Name.Given)) }.Where(part => part.Length > 0)));
        }

        return lines;
    }

    /// <summary>What somebody still has to find; empty where it is arranged or not needed.</summary>
    private static string Trouble(string what, VisitSupport? support, Talk talk) =>
        support?.State is SupportState.Requested or SupportState.FellThrough ? $"{talk.Say($"card.day.{what}")}: {talk.Say(support.State == SupportState.Requested ? "card.day.needs.requested" : "card.day.needs.fellThrough")}" : "";
}
