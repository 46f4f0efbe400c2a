using CareBot.Care.Caseload;
using CareBot.Care.Patients;
using CareBot.Care.Plans;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.ReadPlan;

/// <summary>The coordinator's side of the plan: its problems with goal, step, owner, day and the patient's word; what the patient said aloud, and what is done.</summary>
public sealed class PlanForDialog(PlanDesk desk, PlanWords words, PlanNeeds content, CaseloadDesk caseload, Charts charts, PeopleDesk people, Deck deck, PhraseBook phrases) : GuidedDialog("PlanFor")
{
    public override Call? Claim(Said said, Talk talk) =>
        talk is { InGroup: false, Speaker: Speaker.OfStaff } && phrases.Find("plan.for", said.Text) is { } name ? new Call("", name) : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var (talk, call) = (Talk.Of(dc.Context), CallOf(options));
        var found = await WhoIsMeant.FindAsync(caseload, call.Words, talk, cancellationToken);
        if (found is [var row])
        {
            await ShowAsync((await charts.OpenAsync(row.Patient, cancellationToken)).Summary, talk, cancellationToken);
        }
        else
        {
            await WhoIsMeant.AskAsync(call.Words, found, talk, cancellationToken);
        }

        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    public override string? Says(CardAnswer press, DialogInstance? own, Talk talk) =>
        press.Act is "plan.refer" or "plan.find" or "plan.show" && talk is { InGroup: false, Speaker: Speaker.OfStaff } ? press.Field("say") : null;

    public override async Task<Dealt?> PressAsync(CardAnswer press, Talk talk, CancellationToken cancellationToken)
    {
        if (!press.Act.StartsWith("plan.", StringComparison.Ordinal) || talk is not { InGroup: false, Speaker: Speaker.OfStaff }
            || press.Field("patient") is not { } id || await charts.FindAsync(new PatientId(id), cancellationToken) is not { Summary: var chart }
            || !await WhoIsMeant.MayOpenAsync(chart, people, talk, cancellationToken))
        {
            return null;
        }

        var problem = press.Field("need") ?? "";
        return await CardAsync(
            press.Act switch
            {
                "plan.agreed" => await desk.AnswerAsync(chart.Patient, problem, Agreement.AgreedAloud, talk.Author, talk.Now, cancellationToken),
                "plan.refused" => await desk.AnswerAsync(chart.Patient, problem, Agreement.Refused, talk.Author, talk.Now, cancellationToken),
                "plan.done" => await desk.DoneAsync(chart.Patient, problem, talk.Author, talk.Now, cancellationToken),
                _ => chart,
            },
            talk, cancellationToken);
    }

    /// <summary>The plan as a card, or that there is none.</summary>
    public async Task ShowAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        if (chart.Plan.Count == 0)
        {
            await talk.SendAsync(talk.Say("coordinator.plan.none", ("name", talk.NameOf(chart))), cancellationToken);
            return;
        }

        await talk.SendAsync(await CardAsync(chart, talk, cancellationToken), cancellationToken);
    }

    private async Task<Dealt> CardAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken) =>
        deck.Deal("plan", talk.Language, talk.Context.Activity.ChannelId, await words.CardAsync(chart, content, talk, cancellationToken));
}
