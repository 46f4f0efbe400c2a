using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.DailyCheckIn;

/// <summary>"Less often": asks how often, and changes nothing before it is chosen. Nobody stops hearing from us by a word that says something else.</summary>
public sealed class HowOftenDialog(CheckInDesk desk, EnrolDesk enrol, AlertDesk alerts, Silence silence, Outlooks outlooks, ChoiceReader choices, PhraseBook phrases) : AskingDialog("HowOften")
{
    /// <summary>The alert that tells of a patient who wants to be asked less often.</summary>
    public const string RhythmFamily = "checkin-rhythm";

    private const string Other = "other";
    private const string Stop = "stop";
    private const string Daily = "daily";
    private const string SecondDay = "second-day";
    private const string Weekly = "weekly";

    private static readonly Dictionary<string, int?> Days = new(StringComparer.Ordinal) { [Daily] = null, [SecondDay] = 2, [Weekly] = 7 };

    public override Call? Claim(Said said, Talk talk) =>
        talk.Speaker is Speaker.OfPatient or Speaker.OfFamily && said.Command is { Command: Command.LessOften } ? Call.Plain : null;

    /// <summary>"Pause till Monday", "mornings only": there is no such thing, and what there is is offered.</summary>
    public override Call? Guess(Said said, Talk talk) =>
        talk.Speaker is Speaker.OfPatient or Speaker.OfFamily && (said.Command is { Command: Command.Pause, Argument: not null } || phrases.Matches("howOften.other", said.Text)) ? new Call(Other) : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        await talk.SendAsync(CallOf(options).What == Other ? $"{talk.Say("howOften.other")} {Question(talk)}" : Question(talk), Labels(talk), cancellationToken);
        return EndOfTurn;
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        if (talk.Said.Command is { Command: Command.NotNow or Command.Pause or Command.Back or Command.Skip })
        {
            await talk.SendAsync(talk.Say("howOften.asBefore"), cancellationToken);
            return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }

        switch (choices.Read(talk.Said.Text, Options(talk)))
        {
            case null:
                await talk.SendAsync(talk.Say("miss.first", ("question", Question(talk))), [.. Labels(talk), talk.Say("button.person")], cancellationToken);
                return EndOfTurn;
            case Stop:
                await silence.BeginAsync(talk, dc, cancellationToken);
                return new DialogTurnResult(DialogTurnStatus.Complete);
            case var rhythm:
                await talk.SendAsync(await ChangeAsync(talk, rhythm, cancellationToken), cancellationToken);
                return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }
    }

    public override Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(turnContext);
        return talk.SendAsync(Question(talk), Labels(talk), cancellationToken);
    }

    public override bool Expects(DialogInstance instance, Talk talk, string text) => Labels(talk).Any(label => Folding.Says(text, label));

    /// <returns>What is said of it, with the choice read back.</returns>
    private async Task<string> ChangeAsync(Talk talk, string rhythm, CancellationToken cancellationToken)
    {
        if (talk.Speaker is not Speaker.OfPatient { Chart: var chart } || !IsAsked(talk))
        {
            return talk.Say("howOften.asBefore");
        }

        await enrol.InvitedEveryAsync(chart.Patient, Days[rhythm], cancellationToken);
        if (Days[rhythm] is null)
        {
            return talk.Say("howOften.daily.done");
        }

        // A programme may need every day: a human knows, and talks about it.
        await alerts.RaiseWishAsync(chart.Patient, RhythmFamily, AlertPriority.P2, new Dictionary<string, string> { ["reason"] = $"howOften.{rhythm}" }, "howOften.rhythm", talk.Author, talk.Now, cancellationToken);
        var outlook = await outlooks.ForAsync(chart, cancellationToken);
        return talk.Say($"howOften.{rhythm}.done", ("coordinator", outlook.Coordinator));
    }

    private string Question(Talk talk) => CheckInWords.Numbered(talk.Say(IsAsked(talk) ? "howOften.ask" : "howOften.askMessages"), Labels(talk));

    private IReadOnlyList<string> Labels(Talk talk) => [.. Options(talk).Select(option => option.Label)];

    private IReadOnlyList<AnswerOption> Options(Talk talk) => IsAsked(talk)
        ? [talk.Option(Daily, "howOften.daily"), talk.Option(SecondDay, "howOften.second-day"), talk.Option(Weekly, "howOften.weekly"), talk.Option(Stop, "howOften.stop")]
        : [talk.Option(Daily, "howOften.keep"), talk.Option(Stop, "howOften.stop")];

    /// <summary>They are asked to check in, so that there is a rhythm to choose.</summary>
    private bool IsAsked(Talk talk) => talk.Speaker is Speaker.OfPatient { Chart: var chart } && chart.Enrolments.Any(enrolment => desk.Knows(enrolment.Protocol));
}
