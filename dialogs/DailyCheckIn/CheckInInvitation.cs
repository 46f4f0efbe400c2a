using CareBot.Care.CheckIns;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.DailyCheckIn;

/// <summary>The invitation to check in opens the check-in; the nudge after a missed day opens it again, or asks its question once more.</summary>
public sealed class CheckInInvitation(IReadOnlyDictionary<string, CheckInProtocol> protocols) : IOutreachWords
{
    public async Task<bool> SayAsync(OutreachItem item, ChartSummary chart, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        if (item is OutreachItem.Nudge nudge)
        {
            await NudgeAsync(nudge, talk, menu, cancellationToken);
            return true;
        }

        if (item is not OutreachItem.Invite invite)
        {
            return false;
        }

        await OpenAsync(await menu.OpenAsync(talk, cancellationToken), invite.Day, cancellationToken);
        return true;
    }

    /// <summary>Whoever is in the middle of something that cannot wait is left to it.</summary>
    private async Task NudgeAsync(OutreachItem.Nudge nudge, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        var dialogs = await menu.OpenAsync(talk, cancellationToken);
        if (dialogs.ActiveDialog is { Id: not (nameof(DailyCheckIn) or nameof(TakeAssessment)) })
        {
            return;
        }

        await talk.SendAsync(talk.Say(protocols[nudge.Protocol].Silence!.Nudge), cancellationToken);
        if (dialogs.ActiveDialog is { Id: nameof(DailyCheckIn) } open && !DailyCheckInDialog.IsOfAnotherDay(open, nudge.Day))
        {
            await dialogs.RepromptDialogAsync(cancellationToken);
        }
        else
        {
            await OpenAsync(dialogs, nudge.Day, cancellationToken);
        }
    }

    private static async Task OpenAsync(DialogContext dialogs, DateOnly day, CancellationToken cancellationToken)
    {
        if (dialogs.ActiveDialog?.Id == nameof(TakeAssessment))
        {
            // An assessment may lie open for days; the day's check-in goes first, and then its question is asked again.
            await dialogs.BeginDialogAsync(nameof(DailyCheckIn), new Call(DailyCheckInDialog.Invited), cancellationToken);
        }
        else if (dialogs.ActiveDialog is null || DailyCheckInDialog.IsOfAnotherDay(dialogs.ActiveDialog, day))
        {
            // What was left open yesterday is not gone on with today; whoever is at today's already is left to it.
            await dialogs.CancelAllDialogsAsync(cancellationToken);
            await dialogs.BeginDialogAsync(nameof(DailyCheckIn), new Call(DailyCheckInDialog.Invited), cancellationToken);
        }
    }
}
