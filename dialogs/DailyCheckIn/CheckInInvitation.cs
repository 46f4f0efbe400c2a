using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.DailyCheckIn;

/// <summary>The invitation to check in opens the check-in.</summary>
public sealed class CheckInInvitation : IOutreachWords
{
    public async Task<bool> SayAsync(OutreachItem item, ChartSummary chart, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        if (item is not OutreachItem.Invite invite)
        {
            return false;
        }

        var dialogs = await menu.OpenAsync(talk, cancellationToken);
        if (dialogs.ActiveDialog?.Id == nameof(TakeAssessment))
        {
            // An assessment may lie open for days; the day's check-in goes first, and then its question is asked again.
            await dialogs.BeginDialogAsync(nameof(DailyCheckIn), new Call(DailyCheckInDialog.Invited), cancellationToken);
        }
        else if (dialogs.ActiveDialog is null || DailyCheckInDialog.IsOfAnotherDay(dialogs.ActiveDialog, invite.Day))
        {
            // What was left open yesterday is not gone on with today; whoever is at today's already is left to it.
            await dialogs.CancelAllDialogsAsync(cancellationToken);
            await dialogs.BeginDialogAsync(nameof(DailyCheckIn), new Call(DailyCheckInDialog.Invited), cancellationToken);
        }

        return true;
    }
}
