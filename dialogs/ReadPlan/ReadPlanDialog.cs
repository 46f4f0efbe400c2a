using CareBot.Care.Patients;
using CareBot.Care.Plans;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.ReadPlan;

/// <summary>The patient's side of the plan: what is in it, in plain words; whether something may go into it; what they would like to be different.</summary>
public sealed class ReadPlanDialog(PlanDesk desk, PlanWords words, Charts charts, Outlooks outlooks, ChoiceReader choices, PhraseBook phrases) : AskingDialog(nameof(ReadPlan))
{
    /// <summary>Called so, with a problem, when its answer is wanted.</summary>
    public const string Agree = "agree";

    private const string Wish = "wish";

    public override Call? Claim(Said said, Talk talk) => talk.Speaker is Speaker.OfPatient && phrases.Matches("plan.mine", said.Text) ? Call.Plain : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var (talk, call) = (Talk.Of(dc.Context), CallOf(options));
        var chart = ((Speaker.OfPatient)talk.Speaker).Chart;
        if (call.What == Agree)
        {
            return await AskAsync(dc, call.Words, cancellationToken);
        }

        var mine = await words.MineAsync(chart, talk, cancellationToken);
        var open = chart.Plan.FirstOrDefault(one => one.Agreement == Agreement.NotSaid);
        if (mine is not null || open is null)
        {
            var looks = chart.Plan.Where(one => one.Agreement != Agreement.Refused && one.Step.DoneAt is null).Select(one => talk.Say("plan.find", ("look", PlanWords.Look(one, talk)))).Distinct().Take(3);
            await talk.SendAsync(mine ?? talk.Say("plan.none"), open is null ? [.. looks, talk.Say("button.person")] : [], cancellationToken);
        }

        if (open is null)
        {
            return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }

        await desk.AskedAsync(chart.Patient, open.Id, cancellationToken);
        return await AskAsync(dc, open.Id, cancellationToken);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var run = Memory.Run(Own(dc), DialogsJson.Default.PlanRun);
        if (talk.Said.Command is { Command: Command.NotNow or Command.Skip or Command.Pause })
        {
            await talk.SendAsync(talk.Say(run.Asks == Wish ? "plan.wish.none" : "plan.later"), [talk.Say("button.person")], cancellationToken);
            return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }

        if (run.Asks == Wish && Claim(talk.Said, talk) is not null)
        {
            // "My plan" is no wish.
            if (await words.MineAsync(((Speaker.OfPatient)talk.Speaker).Chart, talk, cancellationToken) is { } mine)
            {
                await talk.SendAsync(mine, [], cancellationToken);
            }

            await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
            return EndOfTurn;
        }

        return run.Asks == Wish ? await WishAsync(dc, talk, run, cancellationToken) : await AgreeAsync(dc, talk, run, cancellationToken);
    }

    public override bool Expects(DialogInstance instance, Talk talk, string text) =>
        Memory.Run(instance, DialogsJson.Default.PlanRun).Asks == Agree && Options(talk).Any(option => Folding.Says(text, option.Label));

    public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(turnContext);
        var run = Memory.Run(instance, DialogsJson.Default.PlanRun);
        var chart = ((Speaker.OfPatient)talk.Speaker).Chart;
        if (chart.Plan.FirstOrDefault(one => one.Id == run.Problem) is not { } problem)
        {
            return;
        }

        if (run.Asks == Wish)
        {
            await talk.SendAsync(talk.Say("plan.yes"), [talk.Say("button.skip"), talk.Say("button.person")], cancellationToken);
            return;
        }

        var options = Options(talk).Select(option => option.Label).ToList();
        await talk.SendAsync(CheckInWords.Numbered(await words.AskAsync(chart, problem, talk, cancellationToken), options), [.. options, talk.Say("button.notNow"), talk.Say("button.person")], cancellationToken);
    }

    private async Task<DialogTurnResult> AskAsync(DialogContext dc, string problem, CancellationToken cancellationToken)
    {
        Memory.Keep(Own(dc), new PlanRun(Agree, problem), DialogsJson.Default.PlanRun);
        await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
        return EndOfTurn;
    }

    private async Task<DialogTurnResult> AgreeAsync(DialogContext dc, Talk talk, PlanRun run, CancellationToken cancellationToken)
    {
        var chart = ((Speaker.OfPatient)talk.Speaker).Chart;
        if (choices.Read(talk.Said.Text, Options(talk)) is not { } answer)
        {
            await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
            return EndOfTurn;
        }

        await desk.AnswerAsync(chart.Patient, run.Problem, answer == "yes" ? Agreement.Agreed : Agreement.Refused, talk.Author, talk.Now, cancellationToken);
        if (answer == "yes")
        {
            Memory.Keep(Own(dc), run with { Asks = Wish }, DialogsJson.Default.PlanRun);
            await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
            return EndOfTurn;
        }

        await talk.SendAsync(talk.Say("plan.no", ("coordinator", (await outlooks.ForAsync(chart, cancellationToken)).Coordinator)), [talk.Say("button.person")], cancellationToken);
        return await NextAsync(dc, chart.Patient, cancellationToken);
    }

    private async Task<DialogTurnResult> WishAsync(DialogContext dc, Talk talk, PlanRun run, CancellationToken cancellationToken)
    {
        var chart = ((Speaker.OfPatient)talk.Speaker).Chart;
        await desk.WishAsync(chart.Patient, run.Problem, talk.Said.Text, talk.Author, talk.Now, cancellationToken);
        await talk.SendAsync(talk.Say("plan.wish", ("wish", talk.Said.Text), ("coordinator", (await outlooks.ForAsync(chart, cancellationToken)).Coordinator)), [talk.Say("button.person")], cancellationToken);
        return await NextAsync(dc, chart.Patient, cancellationToken);
    }

    /// <summary>What was asked before and put off is asked right after; what is new comes by itself.</summary>
    private async Task<DialogTurnResult> NextAsync(DialogContext dc, PatientId patient, CancellationToken cancellationToken) =>
        (await charts.OpenAsync(patient, cancellationToken)).Summary.Plan.FirstOrDefault(one => one is { Agreement: Agreement.NotSaid, Asked: true }) is { } next
            ? await AskAsync(dc, next.Id, cancellationToken)
            : await dc.EndDialogAsync(cancellationToken: cancellationToken);

    private static IReadOnlyList<AnswerOption> Options(Talk talk) => [talk.Option("yes", "answer.yes"), talk.Option("no", "answer.no")];
}

/// <summary>What the patient is asked about their plan.</summary>
/// <param name="Asks">agree or wish.</param>
/// <param name="Problem">Its id in the plan.</param>
public sealed record PlanRun(string Asks, string Problem)
{
    public string Kind { get; init; } = "plan-run";

    public int V { get; init; } = 1;
}
