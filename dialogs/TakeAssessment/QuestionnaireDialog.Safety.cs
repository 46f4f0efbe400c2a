using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.TakeAssessment;

/// <summary>Items whose answer may call a human: what is said there in own words, and what is not clear.</summary>
public sealed partial class QuestionnaireDialog
{
    /// <summary>Answers what was said at such an item.</summary>
    private async Task<DialogTurnResult> AtStakeAsync(
        DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, QuestionItem item, SafetyStop stop, ItemReading reading, CancellationToken cancellationToken)
    {
        var patient = new PatientId(run.Patient);
        if (reading is ItemReading.Values values && stops.IsClear(stop, item, values.Given, talk.Said.Text))
        {
            await SettleAsync(run, cancellationToken);
            return await TakeAsync(dc, talk, run, instrument, response, item.LinkId, new ItemAnswer(values.Given), "", cancellationToken);
        }

        if (stops.SaysSo(talk.Said.Text))
        {
            await SettleAsync(run, cancellationToken);
            return SafetyStops.OnlyYes(stop, item) is { } yes
                ? await TakeAsync(dc, talk, run, instrument, response, item.LinkId, ItemAnswer.Of(yes.Value), "", cancellationToken)
                : await StopInOwnWordsAsync(dc, talk, run, response, item, stop, isClear: true, cancellationToken);
        }

        if (run.Unclear is not null)
        {
            return await StopInOwnWordsAsync(dc, talk, run, response, item, stop, isClear: false, cancellationToken);
        }

        if (starter.Named(talk.Said.Text) is { } other)
        {
            return await TurnToAsync(dc, talk, run, instrument, response, other, cancellationToken);
        }

        await stops.AskedAsync(patient, stop, talk.Said.Text, talk.Author, talk.Now, cancellationToken);
        return await AskAsync(dc, talk, run with { Unclear = talk.Said.Text }, instrument, response, talk.Say("assessment.unclear"), cancellationToken);
    }

    /// <summary>Whoever leaves the question after an unclear answer has not said no.</summary>
    /// <returns>Null where nothing is unclear, or where the message does not leave.</returns>
    private async Task<DialogTurnResult?> LeaveUnclearAsync(DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, CancellationToken cancellationToken) =>
        run is { Unclear: not null, At: { } at } && talk.Said.Command is { Command: Command.Skip or Command.NotNow or Command.Pause }
        && instrument.Questionnaire.Find(at) is { } item && SafetyStops.Of(instrument, item) is { } stop
            ? await StopInOwnWordsAsync(dc, talk, run, response, item, stop, isClear: false, cancellationToken)
            : null;

    /// <summary>Calls a human. What was said is kept as it was typed; no answer of the list, and no number, is made of it.</summary>
    private async Task<DialogTurnResult> StopInOwnWordsAsync(
        DialogContext dc, Talk talk, AssessmentRun run, AssessmentResponse response, QuestionItem item, SafetyStop stop, bool isClear, CancellationToken cancellationToken)
    {
        var patient = new PatientId(run.Patient);
        var words = isClear || run.Unclear is null ? talk.Said.Text : talk.Said.Command is null ? $"{run.Unclear}\n{talk.Said.Text}" : run.Unclear;
        var said = new AssessmentEvent { What = AssessmentStep.Answered, At = talk.Now, By = talk.Author, LinkId = item.LinkId, Answer = ItemAnswer.Without(AbsentReason.Unknown), Said = words };
        var kept = await desk.AnswerAsync(patient, response, said, cancellationToken);
        return await StopAsync(dc, talk, run, kept, stop, isClear, words, cancellationToken);
    }

    /// <summary>An answer calls for a human at once: what was said is kept, nothing more is asked.</summary>
    private async Task<DialogTurnResult> StopAsync(DialogContext dc, Talk talk, AssessmentRun run, AssessmentResponse response, SafetyStop stop, bool isClear, string said, CancellationToken cancellationToken)
    {
        var patient = new PatientId(run.Patient);
        await SettleAsync(run, cancellationToken);
        var alert = await stops.RaiseAsync(patient, stop, isClear, said, talk.Author, talk.Now, cancellationToken);
        await desk.SubmitAsync(patient, response.Id, response.CompletedAt is null ? AssessmentStep.Stopped : AssessmentStep.Completed, talk.Author, talk.Now, cancellationToken);
        talk.Notes = talk.Notes with { Assessment = Note(run, isOpen: false) };
        return await help.BeginAfterStopAsync(dc, alert, patient, stop.Class, stop.Then ?? "", cancellationToken);
    }

    /// <summary>The stop that answers so far call for though more is to be asked; null for none, and where an answer is corrected.</summary>
    private static SafetyStop? Standing(AssessmentRun run, Instrument instrument, AssessmentResponse response) =>
        run.Amending ? null : Judging.Stop(instrument, instrument.Flow.Live(response.Answers), atEnd: true);

    /// <summary>Answers that call for a human at the end call one too where the end does not come: silence is counted from here.</summary>
    private async Task<AssessmentRun> AwaitAsync(Talk talk, AssessmentRun run, SafetyStop? stop, CancellationToken cancellationToken)
    {
        if (stop is not null && run.With is null)
        {
            await stops.AwaitedAsync(new PatientId(run.Patient), stop, talk.Author, talk.Now, cancellationToken);
            return run with { Awaited = true };
        }

        await SettleAsync(run with { Unclear = null }, cancellationToken);
        return run with { Awaited = false };
    }

    private Task SettleAsync(AssessmentRun run, CancellationToken cancellationToken) =>
        run.Unclear is not null || run.Awaited ? stops.SettledAsync(new PatientId(run.Patient), cancellationToken) : Task.CompletedTask;
}
