using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.DailyCheckIn;

/// <summary>The invitation to check in opens the check-in; when the hours of its day are over, what was left open of it is judged.</summary>
public sealed class CheckInInvitation(CheckInKeeper keeper) : IOutreachWords
{
    public async Task<bool> SayAsync(OutreachItem item, ChartSummary chart, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        switch (item)
        {
            case OutreachItem.Invite invite:
                await InviteAsync(invite, talk, await menu.OpenAsync(talk, cancellationToken), cancellationToken);
                return true;
            case OutreachItem.JudgeOpenCheckIn open:
                await SayAsync(talk, await keeper.JudgeOpenAsync(talk, await menu.OpenAsync(talk, cancellationToken), open.Day, cancellationToken), cancellationToken);
                return true;
            default:
                return false;
        }
    }

    private async Task InviteAsync(OutreachItem.Invite invite, Talk talk, DialogContext dialogs, CancellationToken cancellationToken)
    {
        // What was left open yesterday is judged and not gone on with today.
        await SayAsync(talk, await keeper.CloseOthersAsync(talk, dialogs, invite.Day, cancellationToken), cancellationToken);
        if (dialogs.ActiveDialog?.Id == nameof(TakeAssessment))
        {
            // An assessment may lie open for days; the day's check-in goes first, and then its question is asked again.
            await dialogs.BeginDialogAsync(nameof(DailyCheckIn), new Call(DailyCheckInDialog.Invited), cancellationToken);
        }
        else if (dialogs.ActiveDialog is null || DailyCheckInDialog.IsOfEarlier(dialogs.ActiveDialog, invite.Day))
        {
            // Whoever is at today's already is left to it.
            await dialogs.CancelAllDialogsAsync(cancellationToken);
            await dialogs.BeginDialogAsync(nameof(DailyCheckIn), new Call(DailyCheckInDialog.Invited), cancellationToken);
        }
    }

    private static Task SayAsync(Talk talk, string words, CancellationToken cancellationToken) =>
        words.Length == 0 ? Task.CompletedTask : talk.SendAsync(words, cancellationToken);
}
