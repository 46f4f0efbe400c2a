using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Care.Alerts;

/// <summary>Alerts are shown to whoever has to look, at any hour, and the patient hears that a human has read it.</summary>
public sealed class AlertNotices : IDueRules
{
    public IEnumerable<OutreachItem> Due(ChartSummary chart, Practice practice, DateTimeOffset now)
    {
        foreach (var alert in chart.OpenAlerts)
        {
            // The newest notice says what the ones before it said.
            if (alert.NoticeSent < alert.Notice)
            {
                foreach (var staff in Recipients(chart, practice, alert))
                {
                    yield return new OutreachItem.TellStaff($"outreach:alert:{alert.Id}:{alert.Notice}:{staff.Value}", chart.Patient, alert.Id, alert.Notice, staff);
                }
            }

            if (alert is { State: AlertState.Acknowledged, PatientTold: not null, PatientKnows: false, AcknowledgedBy: { } reader })
            {
                yield return new OutreachItem.TellPatient($"outreach:read:{alert.Id}:{alert.Notice}", chart.Patient, alert.Id, reader);
            }
        }
    }

    /// <summary>Null: an alert is looked at when it happens.</summary>
    public DateTimeOffset? NextLook(ChartSummary chart, Practice practice, DateTimeOffset now) => null;

    public ChartSummary Mark(ChartSummary chart, IReadOnlyList<OutreachItem> due, IReadOnlyList<OutreachItem> said)
    {
        var marked = chart.OpenAlerts.Select(alert => Mark(alert, due, said)).ToList();
        return marked.SequenceEqual(chart.OpenAlerts) ? chart : chart with { OpenAlerts = marked };
    }

    /// <summary>The coordinator; for an emergency the first on call as well, so that it does not hang on one person.</summary>
    private static IEnumerable<StaffId> Recipients(ChartSummary chart, Practice practice, Alert alert) =>
        alert.Priority == AlertPriority.P0 ? new[] { chart.Coordinator }.Concat(practice.OnCall.Take(1)).Distinct() : [chart.Coordinator];

    private static Alert Mark(Alert alert, IReadOnlyList<OutreachItem> due, IReadOnlyList<OutreachItem> said)
    {
        var wanted = due.OfType<OutreachItem.TellStaff>().Where(item => item.AlertId == alert.Id).ToList();
        // Until every recipient has it, the notice stays due; whoever has it already is not told again, the id sees to that.
        var told = wanted.Where(said.Contains).Select(item => item.Notice).DefaultIfEmpty(0).Max();
        var sent = wanted.All(said.Contains) && told > alert.NoticeSent ? told : alert.NoticeSent;
        var knows = alert.PatientKnows || said.OfType<OutreachItem.TellPatient>().Any(item => item.AlertId == alert.Id);
        return sent == alert.NoticeSent && knows == alert.PatientKnows ? alert : alert with { NoticeSent = sent, PatientKnows = knows };
    }
}
