using CareBot.Care.Alerts;
using CareBot.Care.Patients;

namespace CareBot.Care.Outreach;

/// <summary>What the chart remembers of what was said. Marks only grow, so setting one twice changes nothing.</summary>
public static class OutreachMarks
{
    /// <param name="chart">The summary as it stands now, perhaps newer than the one that was looked at.</param>
    /// <param name="due">What was due at the look.</param>
    /// <param name="delivered">What of it was delivered.</param>
    public static ChartSummary After(ChartSummary chart, IReadOnlyList<OutreachItem> due, IReadOnlyList<OutreachItem> delivered)
    {
        var invited = delivered.OfType<OutreachItem.Invite>().Select(item => (DateOnly?)item.Day).Max();
        return chart with
        {
            LastInvited = invited > (chart.LastInvited ?? DateOnly.MinValue) ? invited : chart.LastInvited,
            OpenAlerts = [.. chart.OpenAlerts.Select(alert => After(alert, due, delivered))],
        };
    }

    private static Alert After(Alert alert, IReadOnlyList<OutreachItem> due, IReadOnlyList<OutreachItem> delivered)
    {
        var wanted = due.OfType<OutreachItem.TellStaff>().Where(item => item.AlertId == alert.Id).ToList();
        // Until every recipient has it, the notice stays due; whoever has it already is not told again, the id sees to that.
        var told = wanted.Where(item => delivered.Contains(item)).Select(item => item.Notice).DefaultIfEmpty(0).Max();
        var allTold = wanted.All(delivered.Contains);
        return alert with
        {
            NoticeSent = allTold && told > alert.NoticeSent ? told : alert.NoticeSent,
            PatientKnows = alert.PatientKnows || delivered.OfType<OutreachItem.TellPatient>().Any(item => item.AlertId == alert.Id),
        };
    }
}
