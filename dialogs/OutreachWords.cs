using CareBot.Care.Alerts;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.ReviewAlerts;

namespace CareBot.Dialogs;

/// <summary>What the bot says first: looked up again at the moment of saying, so that nothing is said that is no longer so.</summary>
public sealed class OutreachWords(Charts charts, PeopleDesk people, ReviewAlertsDialog alerts)
{
    public async Task SayAsync(OutreachItem item, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        if (await charts.FindAsync(item.Patient, cancellationToken) is not { Summary: var chart })
        {
            return;
        }

        switch (item)
        {
            case OutreachItem.Invite invite:
                var patient = talk.As(new Speaker.OfPatient(chart));
                var dialogs = await menu.OpenAsync(patient, cancellationToken);
                if (dialogs.ActiveDialog is null || DailyCheckInDialog.IsOfAnotherDay(dialogs.ActiveDialog, invite.Day))
                {
                    // What was left open yesterday is not gone on with today; whoever is at today's already is left to it.
                    await dialogs.CancelAllDialogsAsync(cancellationToken);
                    await dialogs.BeginDialogAsync(nameof(DailyCheckIn), new Call(DailyCheckInDialog.Invited), cancellationToken);
                }

                talk.Notes = patient.Notes;
                break;
            case OutreachItem.TellStaff tell when await people.FindAsync(tell.To, cancellationToken) is { } staff
                && chart.OpenAlerts.FirstOrDefault(alert => alert.Id == tell.AlertId) is { } alert:
                await talk.As(new Speaker.OfStaff(staff)).SendAsync(await alerts.CardAsync(chart, alert, talk.As(new Speaker.OfStaff(staff)), cancellationToken), cancellationToken);
                break;
            case OutreachItem.TellPatient tell when await people.FindAsync(tell.ReadBy, cancellationToken) is { } reader
                && chart.OpenAlerts.Any(alert => alert.Id == tell.AlertId && alert.State == AlertState.Acknowledged):
                var told = talk.As(new Speaker.OfPatient(chart));
                await told.SendAsync(told.Say("outreach.read", ("name", reader.Name.Given)), cancellationToken);
                break;
        }
    }
}
