using CareBot.Care.Assessments;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.TakeAssessment;

/// <summary>An answer of several parts: "anything else?" is asked as long as there may be more, and said is how many it takes.</summary>
public sealed partial class QuestionnaireDialog
{
    /// <summary>That is all, or that there is more: what is said about the list and is no answer of it; null where the message is one.</summary>
    private async Task<DialogTurnResult?> AroundListAsync(
        DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, QuestionItem item, CancellationToken cancellationToken)
    {
        if (run.GivenSoFar.Count == 0)
        {
            return QuestionWords.ToAddTo(run, item, response) is { } last && phrases.Matches("assessment.list.add", talk.Said.Text)
                ? await AskAsync(dc, talk, run with { GivenSoFar = last, Misses = 0 }, instrument, response, "", cancellationToken)
                : null;
        }

        return reader.IsAll(item, run.GivenSoFar, talk) ? await EndListAsync(dc, talk, run, instrument, response, run.GivenSoFar, cancellationToken)
            : item.Options.Count == 0 && reader.HasMore(talk) ? await AskAsync(dc, talk, run with { Misses = 0 }, instrument, response, "", cancellationToken)
            : null;
    }

    /// <summary>One more answer, or several at once: asks for the next as long as one may follow.</summary>
    private async Task<DialogTurnResult> AddAsync(
        DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, QuestionItem item, IReadOnlyList<AnswerValue> given, CancellationToken cancellationToken)
    {
        var all = QuestionWords.Ordered(item, [.. run.GivenSoFar, .. given]);
        if (all.Count > item.MostAnswers)
        {
            return await AskAsync(dc, talk, run with { Misses = 0 }, instrument, response, QuestionWords.WrongCount(item, all.Count, talk), cancellationToken);
        }

        var isWhole = all.Count == item.MostAnswers
            || (given.Count > 1 && !(all.Count < item.FewestAnswers))
            || item.Options.Any(option => option.Alone && given.Any(option.Value.Means))
            || (item is { Options.Count: > 0, Type: not ItemType.OpenChoice } && !ItemAnswerReader.Left(item, all).Any());
        return isWhole
            ? await EndListAsync(dc, talk, run, instrument, response, all, cancellationToken)
            : await AskAsync(dc, talk, run with { GivenSoFar = all, Misses = 0 }, instrument, response, "", cancellationToken);
    }

    /// <summary>Takes the list as it stands; one that is too short stays open.</summary>
    private async Task<DialogTurnResult> EndListAsync(
        DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, IReadOnlyList<AnswerValue> all, CancellationToken cancellationToken)
    {
        var item = instrument.Questionnaire.Find(run.At!)!;
        return AnswerRules.Accept(item, all) is Acceptance.WrongCount
            ? await AskAsync(dc, talk, run with { GivenSoFar = all, Misses = 0 }, instrument, response, QuestionWords.WrongCount(item, all.Count, talk), cancellationToken)
            : await TakeAsync(dc, talk, run, instrument, response, item.LinkId, new ItemAnswer(all), "", cancellationToken);
    }

    /// <summary>Writes down what was given of a list before something else is done. What is corrected is not half changed.</summary>
    private async Task<AssessmentResponse> KeepPartAsync(Talk talk, AssessmentRun run, AssessmentResponse response, CancellationToken cancellationToken) => run is { GivenSoFar.Count: > 0, Amending: false, At: { } at }
        ? await desk.AnswerAsync(new PatientId(run.Patient), response, new AssessmentEvent { What = AssessmentStep.Answered, At = talk.Now, By = talk.Author, LinkId = at, Answer = new ItemAnswer(run.GivenSoFar) }, cancellationToken)
        : response;
}
