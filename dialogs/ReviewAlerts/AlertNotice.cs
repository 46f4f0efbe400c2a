using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.ReviewAlerts;

/// <summary>Shows an alert to whoever has to look, and tells the patient who has read it.</summary>
public sealed class AlertNotice(ReviewAlertsDialog alerts, PeopleDesk people) : IOutreachWords
{
    public async Task<bool> SayAsync(OutreachItem item, ChartSummary chart, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        switch (item)
        {
            case OutreachItem.TellStaff tell:
                var alert = chart.OpenAlerts.Single(alert => alert.Id == tell.AlertId);
                await talk.SendAsync(await alerts.CardAsync(chart, alert, talk, cancellationToken), cancellationToken);
                return true;
            case OutreachItem.TellPatient tell:
                if (await people.FindAsync(tell.ReadBy, cancellationToken) is { } reader)
                {
                    await talk.SendAsync(talk.Say("outreach.read", ("name", reader.Name.Given)), cancellationToken);
                }

                return true;
            default:
                return false;
        }
    }
}
