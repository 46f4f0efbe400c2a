using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;

namespace CareBot.Dialogs.ReferPatient;

/// <summary>What the bot says first about referrals: to the coordinator as a card, to the patient as news or as a question.</summary>
public sealed class ReferralOutreach(ReferPatientDialog referrals, PeopleDesk people) : IOutreachWords
{
    public async Task<bool> SayAsync(OutreachItem item, ChartSummary chart, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        switch (item)
        {
            case ShowReferral show:
                var shown = Of(chart, show.Referral);
                var hint = show.Stuck ? talk.Say("refer.stuckHint") : "";
                await talk.SendAsync(await referrals.CardAsync(chart, shown, talk, hint, cancellationToken), cancellationToken);
                return true;
            case TellReferral tell:
                await TellAsync(chart, Of(chart, tell.Referral), talk, cancellationToken);
                return true;
            case AskConsent ask:
                return await AskAsync(AnswerReferralDialog.Consent, ask.Referral, talk, menu, cancellationToken);
            case AskReceived ask:
                return await AskAsync(AnswerReferralDialog.Received, ask.Referral, talk, menu, cancellationToken);
            default:
                return false;
        }
    }

    private static Referral Of(ChartSummary chart, string id) => chart.Referrals.Single(one => one.Id == id);

    private async Task TellAsync(ChartSummary chart, Referral referral, Talk talk, CancellationToken cancellationToken)
    {
        var news = referral.State switch
        {
            ReferralState.Sent => "sent",
            ReferralState.Waitlisted => "waitlisted",
            ReferralState.Scheduled when referral.Day is not null => "scheduled",
            ReferralState.Declined => "declined",
            _ => null,
        };
        // What has been overtaken is no news any more.
        if (news is not null)
        {
            var coordinator = (await people.FindAsync(chart.Coordinator, cancellationToken))?.Name.Given ?? "";
            await talk.SendAsync(
                talk.Say($"referral.news.{news}", ("service", referral.Service.Name), ("need", AnswerReferralDialog.Need(referral, talk)), ("coordinator", coordinator), ("day", referral.Day ?? default(DateOnly))),
                cancellationToken);
        }
    }

    /// <summary>The question goes on top of whatever is open, which is asked again when it is answered.</summary>
    private static async Task<bool> AskAsync(string what, string referral, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        var dialogs = await menu.OpenAsync(talk, cancellationToken);
        await dialogs.BeginDialogAsync("AnswerReferral", new Call(what, referral), cancellationToken);
        return true;
    }
}
