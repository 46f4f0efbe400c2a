using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.GetHelpNow;

/// <summary>Asks again, some time after the emergency words, how it stands.</summary>
public sealed class CheckOnYou(HelpDialog help) : IOutreachWords
{
    public async Task<bool> SayAsync(OutreachItem item, ChartSummary chart, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        if (item is not OutreachItem.CheckOnPatient check)
        {
            return false;
        }

        var dialogs = await menu.OpenAsync(talk, cancellationToken);
        await help.CheckAsync(dialogs, talk, chart, chart.OpenAlerts.Single(alert => alert.Id == check.AlertId), cancellationToken);
        return true;
    }
}
