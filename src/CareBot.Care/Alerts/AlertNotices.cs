using System.Globalization;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Care.Alerts;

/// <summary>Alerts are shown to whoever has to look, at any hour; the patient hears that a human has read it, and is asked again in an emergency.</summary>
public sealed class AlertNotices(AlertLadder ladder) : IDueRules
{
    public IEnumerable<OutreachItem> Due(ChartSummary chart, Practice practice, DateTimeOffset now)
    {
        foreach (var alert in chart.OpenAlerts)
        {
            // The newest notice says what the ones before it said.
            if (alert.NoticeSent < alert.Notice)
            {
                foreach (var staff in Escalation.Recipients(chart.Coordinator, practice, alert))
                {
                    yield return new OutreachItem.TellStaff($"outreach:alert:{alert.Id}:{alert.Notice}:{staff.Value}", chart.Patient, alert.Id, alert.Notice, staff);
                }
            }

            if (WatchRules.Asks(alert) is { } since)
            {
                yield return new OutreachItem.CheckOnPatient($"outreach:check:{alert.Id}:{since.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}", chart.Patient, alert.Id);
            }

            // What the family told, the patient did not: a nameless chart is of whoever told it.
            if ((chart.Nameless || alert.SaidBy != Roles.Family) && alert is { State: AlertState.Acknowledged, PatientTold: not null, SaidBy: not Roles.Agency, PatientKnows: false, AcknowledgedBy: { } reader })
            {
                yield return new OutreachItem.TellPatient($"outreach:read:{alert.Id}:{alert.Notice}", chart.Patient, alert.Id, reader);
            }
        }
    }

    /// <summary>When an alert takes its next step. What somebody has to be told is looked at when it happens.</summary>
    public DateTimeOffset? NextLook(ChartSummary chart, Practice practice, DateTimeOffset now) => LadderDesk.Next(chart, practice, ladder);

    public ChartSummary Mark(ChartSummary chart, IReadOnlyList<OutreachItem> due, IReadOnlyList<OutreachItem> said)
    {
        var marked = chart.OpenAlerts.Select(alert => Mark(alert, due, said)).ToList();
        return marked.SequenceEqual(chart.OpenAlerts) ? chart : chart with { OpenAlerts = marked };
    }

    private static Alert Mark(Alert alert, IReadOnlyList<OutreachItem> due, IReadOnlyList<OutreachItem> said)
    {
        var wanted = due.OfType<OutreachItem.TellStaff>().Where(item => item.AlertId == alert.Id).ToList();
        // Until every recipient has it, the notice stays due; whoever has it already is not told again, the id sees to that.
        var told = wanted.Where(said.Contains).Select(item => item.Notice).DefaultIfEmpty(0).Max();
        var sent = wanted.All(said.Contains) && told > alert.NoticeSent ? told : alert.NoticeSent;
        var knows = alert.PatientKnows || said.OfType<OutreachItem.TellPatient>().Any(item => item.AlertId == alert.Id);
        var asked = alert.Watch.Said || said.OfType<OutreachItem.CheckOnPatient>().Any(item => item.AlertId == alert.Id);
        return sent == alert.NoticeSent && knows == alert.PatientKnows && asked == alert.Watch.Said
            ? alert
            : alert with { NoticeSent = sent, PatientKnows = knows, Watch = alert.Watch with { Said = asked } };
    }
}
