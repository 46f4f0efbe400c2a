using CareBot.Care.CheckIns;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.DailyCheckIn;

/// <summary>
/// The invitation to check in opens the check-in; the nudge after a missed day opens it again, or asks its question once more; when the hours
/// of its day are over, what was left open of it is judged.
/// </summary>
public sealed class CheckInInvitation(IReadOnlyDictionary<string, CheckInProtocol> protocols, CheckInKeeper keeper) : IOutreachWords
{
    public async Task<bool> SayAsync(OutreachItem item, ChartSummary chart, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        switch (item)
        {
            case OutreachItem.Invite invite:
                await OpenAsync(talk, await menu.OpenAsync(talk, cancellationToken), invite.Day, cancellationToken);
                return true;
            case OutreachItem.Nudge nudge:
                await NudgeAsync(nudge, talk, await menu.OpenAsync(talk, cancellationToken), cancellationToken);
                return true;
            case OutreachItem.JudgeOpenCheckIn open:
                await SayAsync(talk, await keeper.JudgeOpenAsync(talk, await menu.OpenAsync(talk, cancellationToken), open.Day, cancellationToken), cancellationToken);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whoever is in the middle of something that cannot wait is left to it.</summary>
    private async Task NudgeAsync(OutreachItem.Nudge nudge, Talk talk, DialogContext dialogs, CancellationToken cancellationToken)
    {
        if (dialogs.ActiveDialog is { Id: not (nameof(DailyCheckIn) or nameof(TakeAssessment)) })
        {
            return;
        }

        await talk.SendAsync(talk.Say(protocols[nudge.Protocol].Silence!.Nudge), cancellationToken);
        if (dialogs.ActiveDialog is { Id: nameof(DailyCheckIn) } open && !DailyCheckInDialog.IsOfEarlier(open, nudge.Day))
        {
            await dialogs.RepromptDialogAsync(cancellationToken);
        }
        else
        {
            await OpenAsync(talk, dialogs, nudge.Day, cancellationToken);
        }
    }

    private async Task OpenAsync(Talk talk, DialogContext dialogs, DateOnly day, CancellationToken cancellationToken)
    {
        // What was left open yesterday is judged and not gone on with today.
        await SayAsync(talk, await keeper.CloseOthersAsync(talk, dialogs, day, cancellationToken), cancellationToken);
        if (dialogs.ActiveDialog?.Id == nameof(TakeAssessment))
        {
            // An assessment may lie open for days; the day's check-in goes first, and then its question is asked again.
            await dialogs.BeginDialogAsync(nameof(DailyCheckIn), new Call(DailyCheckInDialog.Invited), cancellationToken);
        }
        else if (dialogs.ActiveDialog is null || DailyCheckInDialog.IsOfEarlier(dialogs.ActiveDialog, day))
        {
            // Whoever is at today's already is left to it.
            await dialogs.CancelAllDialogsAsync(cancellationToken);
            await dialogs.BeginDialogAsync(nameof(DailyCheckIn), new Call(DailyCheckInDialog.Invited), cancellationToken);
        }
    }

    private static Task SayAsync(Talk talk, string words, CancellationToken cancellationToken) =>
        words.Length == 0 ? Task.CompletedTask : talk.SendAsync(words, cancellationToken);
}
