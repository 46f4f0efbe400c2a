using System.Text.Json;
using CareBot.Care.CheckIns;
using CareBot.Care.Consent;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;
using CareBot.Dialogs.BookAppointment;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.ReferPatient;

/// <summary>The patient's side: may we tell them, did you get it, take it back, what did you ask for me.</summary>
public sealed class AnswerReferralDialog(ReferralDesk desk, PeopleDesk people, ChoiceReader choices, PhraseBook phrases) : AskingDialog("AnswerReferral")
{
    public const string Consent = "consent";
    public const string Received = "received";
    private const string Revoke = "revoke";
    private const string Mine = "mine";

    public override Call? Claim(Said said, Talk talk) => talk.Speaker is not Speaker.OfPatient ? null
        : phrases.Matches("referral.revoke", said.Text) ? new Call(Revoke)
        : phrases.Matches("referral.mine", said.Text) ? new Call(Mine)
        : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var chart = ((Speaker.OfPatient)talk.Speaker).Chart;
        var call = CallOf(options);
        switch (call.What)
        {
            case Revoke:
                await RevokeAsync(chart, talk, cancellationToken);
                return await dc.EndDialogAsync(cancellationToken: cancellationToken);
            case Mine:
                await talk.SendAsync(Overview(chart, talk), cancellationToken);
                return await dc.EndDialogAsync(cancellationToken: cancellationToken);
            default:
                Memory.Keep(Own(dc), new ReferralRun(call.What, call.Words), DialogsJson.Default.ReferralRun);
                await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
                return EndOfTurn;
        }
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var run = Memory.Run(Own(dc), DialogsJson.Default.ReferralRun);
        if (talk.Said.Command is { Command: Command.NotNow or Command.Skip })
        {
            await talk.SendAsync(talk.Say("referral.later"), cancellationToken);
        }
        else if (phrases.Matches("referral.revoke", talk.Said.Text))
        {
            await RevokeAsync(((Speaker.OfPatient)talk.Speaker).Chart, talk, cancellationToken);
        }
        else if (choices.Read(talk.Said.Text, Options(run, talk)) is { } answer)
        {
            await talk.SendAsync(await AnswerAsync(run, answer, talk, cancellationToken), cancellationToken);
        }
        else
        {
            if (phrases.Matches("referral.mine", talk.Said.Text))
            {
                await talk.SendAsync(Overview(((Speaker.OfPatient)talk.Speaker).Chart, talk), cancellationToken);
            }

            await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
            return EndOfTurn;
        }

        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    public override bool Expects(DialogInstance instance, Talk talk, string text) =>
        Options(Memory.Run(instance, DialogsJson.Default.ReferralRun), talk).Any(option => Folding.Says(text, option.Label));

    public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(turnContext);
        var run = Memory.Run(instance, DialogsJson.Default.ReferralRun);
        if (talk.Speaker is not Speaker.OfPatient { Chart: var chart } || chart.Referrals.FirstOrDefault(one => one.Id == run.Referral) is not { } referral)
        {
            return;
        }

        var options = Options(run, talk).Select(option => option.Label).ToList();
        var question = talk.Say(
            run.Asks == Consent ? "referral.consent.ask" : "referral.received.ask",
            ("coordinator", await CoordinatorAsync(chart, cancellationToken)), ("service", referral.Service.Name), ("need", Need(referral, talk)));
        await talk.SendAsync(CheckInWords.Numbered(question, options), options, cancellationToken);
    }

    /// <summary>What is needed, in the words of the person who is spoken with.</summary>
    internal static string Need(Referral referral, Talk talk) => talk.Say($"referral.need.{referral.Category}");

    private async Task<string> AnswerAsync(ReferralRun run, string answer, Talk talk, CancellationToken cancellationToken)
    {
        var chart = ((Speaker.OfPatient)talk.Speaker).Chart;
        var coordinator = await CoordinatorAsync(chart, cancellationToken);
        if (run.Asks == Received)
        {
            await desk.PatientSaysAsync(chart.Patient, run.Referral, Enum.Parse<PatientWord>(answer, ignoreCase: true), talk.Author, talk.Now, cancellationToken);
        }
        else if (answer == "yes")
        {
            await desk.ConsentAsync(chart.Patient, run.Referral, "chat", talk.Author, talk.Now, cancellationToken);
        }
        else
        {
            await desk.RefuseConsentAsync(chart.Patient, run.Referral, talk.Author, talk.Now, cancellationToken);
        }

        return talk.Say($"referral.{run.Asks}.{answer}", ("coordinator", coordinator));
    }

    private async Task RevokeAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        var revoked = await desk.RevokeAsync(chart.Patient, talk.Author, talk.Now, cancellationToken);
        // The family have a yes of their own, which ends by their name.
        var left = GrantWords.People(Grants.Of(chart, talk.Now), talk);
        var said = (revoked, left.Count) switch { (0, 0) => "referral.revoked.none", (0, _) => "referral.revoked.noService", (_, 0) => "referral.revoked", _ => "referral.revoked.services" };
        var done = talk.Say(said, ("coordinator", await CoordinatorAsync(chart, cancellationToken)));
        await talk.SendAsync(left.Count == 0 ? done : $"{done} {talk.Say("referral.revoked.left", ("lines", string.Join('\n', left)))}", cancellationToken);
    }

    private static string Overview(ChartSummary chart, Talk talk)
    {
        var lines = chart.Referrals.Where(one => one.IsOpen && !one.IsSensitive).Select(one => $"- {one.Service.Name}, {Need(one, talk)}: {talk.Say($"referral.state.{JsonNamingPolicy.CamelCase.ConvertName(one.State.ToString())}")}{Steps(one, chart, talk)}").ToList();
        return lines.Count == 0 ? talk.Say("referral.mine.none") : talk.Say("referral.mine", ("lines", string.Join('\n', lines)));
    }

    /// <summary>How it went so far, with days: asked, they said yes, a day is set.</summary>
    private static string Steps(Referral referral, ChartSummary chart, Talk talk) => referral.Steps.Count == 0 ? "" : $" ({string.Join(", ", referral.Steps.Select(step =>
        talk.Say($"referral.step.{JsonNamingPolicy.CamelCase.ConvertName(step.Status.ToString())}", ("date", talk.Locale.Date(PatientDay.Of(step.At, chart.TimeZone))))))})";

    private async Task<string> CoordinatorAsync(ChartSummary chart, CancellationToken cancellationToken) =>
        (await people.FindAsync(chart.Coordinator, cancellationToken))?.Name.Given ?? "";

    private static IReadOnlyList<AnswerOption> Options(ReferralRun run, Talk talk) => run.Asks == Consent
        ? [talk.Option("yes", "answer.yes"), talk.Option("no", "answer.no")]
        : [talk.Option("received", "referral.answer.received"), talk.Option("notYet", "referral.answer.notYet"), talk.Option("saidNo", "referral.answer.saidNo")];
}
