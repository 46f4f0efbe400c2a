using CareBot.Care.Assessments;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.TakeAssessment;

/// <summary>How long one sitting is, and how it ends before the questions do.</summary>
public sealed partial class QuestionnaireDialog
{
    // Of a longer chat people think less (care reference, U25). What is nearly done is not worth a break.
    private const int LongestSitting = 12;
    private const int NearlyDone = 2;

    private static bool IsLong(AssessmentRun run, Instrument instrument, AssessmentResponse response) =>
        run is { With: null, Amending: false, Sitting: >= LongestSitting } && instrument.Flow.Questions(response.Answers).Count(item => !response.Answers.ContainsKey(item.LinkId)) > NearlyDone;

    /// <summary>What is private is asked only of somebody who has said in this sitting that they are alone, however the question is come to.</summary>
    private static AssessmentRun Guarded(AssessmentRun run, Instrument instrument) =>
        run is { Alone: false, Asks: Asking.Question or Asking.StillTrue or Asking.Prefilled, At: { } at } && instrument.Sensitive(at) is not null ? run.Ask(Asking.SafeToAsk, at) : run;

    /// <summary>They said whether they are alone and safe: then what is private is asked, or is left out.</summary>
    private async Task<DialogTurnResult> AtTheGateAsync(DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, bool isSafe, CancellationToken cancellationToken)
    {
        if (run.Amending && !isSafe)
        {
            return await PutAsideAsync(dc, talk, run, instrument, response, cancellationToken);
        }

        var said = new AssessmentEvent { What = AssessmentStep.SafeToAsk, At = talk.Now, By = talk.Author, LinkId = run.At, Answer = ItemAnswer.Of(new AnswerValue.Truth(isSafe)) };
        var asked = await desk.AnswerAsync(new PatientId(run.Patient), response, said, cancellationToken);
        var thanks = run.With is not null ? "" : talk.Say(isSafe ? "assessment.safe.thanks" : "assessment.safe.leftOut");
        // An answer that is there already was named to be changed.
        return isSafe && run.At is { } at && asked.Answers.ContainsKey(at)
            ? await AskAsync(dc, talk, (run with { Alone = true }).Ask(Asking.Question, at), instrument, asked, thanks, cancellationToken)
            : await NextAsync(dc, talk, run with { Alone = isSafe }, instrument, asked, thanks, cancellationToken);
    }

    /// <summary>Another questionnaire is named in the middle of this one: this one waits with its answers.</summary>
    private async Task<DialogTurnResult> TurnToAsync(
        DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, string other, CancellationToken cancellationToken)
    {
        if (other == instrument.Name)
        {
            return await AskAsync(dc, talk, run with { Misses = 0 }, instrument, response, "", cancellationToken);
        }

        var left = await PutAsideAsync(dc, talk, run, instrument, response, cancellationToken);
        return Standing(run, instrument, response) is null ? await dc.BeginDialogAsync(Id, new Call("", other), cancellationToken) : left;
    }

    /// <summary>Why these questions are asked, in a line of their own or the general one.</summary>
    private static string Why(Instrument instrument, Talk talk) =>
        talk.Say(instrument.Interpretation is { Topic: var topic } && talk.Knows($"{topic}.why") ? $"{topic}.why" : "assessment.why");

    /// <summary>The answers stay; where the person stopped is written down, because it tells which question is hard to answer. Answers that call for a human call one.</summary>
    private async Task<DialogTurnResult> PutAsideAsync(DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, CancellationToken cancellationToken)
    {
        if (Standing(run, instrument, response) is { } stop)
        {
            return await StopAsync(dc, talk, run, response, stop, isClear: true, "", cancellationToken);
        }

        if (!run.Amending)
        {
            response = await KeepPartAsync(talk, run, response, cancellationToken);
            var left = new AssessmentEvent { What = AssessmentStep.PutAside, At = talk.Now, By = talk.Author, LinkId = run.At };
            await desk.AnswerAsync(new PatientId(run.Patient), response, left, cancellationToken);
        }

        await talk.SendAsync(talk.Say(run.Amending ? "checkIn.leftAsItWas" : "paused.done"), cancellationToken);
        talk.Notes = talk.Notes with { Assessment = Note(run, isOpen: !run.Amending) };
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }
}
