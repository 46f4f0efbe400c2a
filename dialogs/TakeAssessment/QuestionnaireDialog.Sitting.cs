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

    /// <summary>Another questionnaire is named in the middle of this one: this one waits with its answers.</summary>
    private async Task<DialogTurnResult> TurnToAsync(
        DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, string other, CancellationToken cancellationToken)
    {
        if (other == instrument.Name)
        {
            return await AskAsync(dc, talk, run with { Misses = 0 }, instrument, response, "", cancellationToken);
        }

        await PutAsideAsync(dc, talk, run, response, cancellationToken);
        return await dc.BeginDialogAsync(Id, new Call("", other), cancellationToken);
    }

    /// <summary>The answers stay; where the person stopped is written down, because it tells which question is hard to answer.</summary>
    private async Task<DialogTurnResult> PutAsideAsync(DialogContext dc, Talk talk, AssessmentRun run, AssessmentResponse response, CancellationToken cancellationToken)
    {
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
