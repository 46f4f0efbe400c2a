using System.Globalization;
using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.TakeAssessment;

/// <summary>Answers that are changed, before and after the questions are done, and the way back from the list of them.</summary>
public sealed partial class QuestionnaireDialog
{
    private Call? ClaimChange(string words, Talk talk)
    {
        if (talk.Notes.Assessment is not { } note || desk.Library.Loaded(note.Questionnaire) is not { } instrument)
        {
            return null;
        }

        var named = reader.OneOf([.. instrument.Questionnaire.All.Where(item => item.IsAsked || item.IsRepeatedGroup).Select(item => new AnswerOption(item.LinkId, QuestionWords.Label(item, talk), [.. QuestionSpeech.Names(item)]))], words);
        // "Change my weight to 188" is about the check-in, whatever else is open.
        return words.Length == 0 || named is not null || (note.Open && !phrases.Matches("checkIn.reading.weight", words)) ? new Call(Amend, words) : null;
    }

    private async Task<DialogTurnResult> BeginAmendAsync(DialogContext dc, Talk talk, ChartSummary chart, string words, CancellationToken cancellationToken)
    {
        var note = talk.Notes.Assessment!;
        var run = new AssessmentRun { Patient = chart.Patient.Value, Response = note.Response, Questionnaire = note.Questionnaire };
        var (instrument, response) = await ReadAsync(run, cancellationToken);
        run = run with { Amending = response.CompletedAt is not null, With = AssessmentStarter.With(talk, chart, instrument) };
        return await ChangeAsync(dc, talk, run, instrument, response, words, cancellationToken);
    }

    /// <summary>Turns to the answer that is named, or to the list of them; a value that came with the name is taken.</summary>
    private async Task<DialogTurnResult> ChangeAsync(DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, string words, CancellationToken cancellationToken)
    {
        if (QuestionSpeech.Which(instrument, response, talk).All.Count == 0)
        {
            var nothing = talk.Say("checkIn.nothingToChange");
            return run.At is null
                ? await NextAsync(dc, talk, run, instrument, response, nothing, cancellationToken)
                : await AskAsync(dc, talk, run with { Misses = 0 }, instrument, response, nothing, cancellationToken);
        }

        if (Named(instrument, response, words, talk) is not { } named)
        {
            return await AskAsync(dc, talk, run.AskWhich(), instrument, response, "", cancellationToken);
        }

        var item = instrument.Questionnaire.Find(named)!;
        // What is private is never taken by the way: the question whether they are alone comes first.
        if (instrument.Sensitive(named) is null && !item.TakesSeveral && phrases.Find("change.value", words) is { Length: > 0 } value
            && reader.Read(item, [], About(talk, value), run.With?.TimeZone ?? talk.Chart.TimeZone) is ItemReading.Values { Given: var given })
        {
            var changed = talk.Say("change.done", ("before", QuestionWords.Answer(item, response.Answers[named], talk)), ("after", QuestionWords.Answer(item, new ItemAnswer(given), talk)));
            return await TakeAsync(dc, talk, run.Ask(Asking.Question, named), instrument, response, named, new ItemAnswer(given), changed, cancellationToken);
        }

        return await AskAsync(dc, talk, run.Ask(Asking.Question, named), instrument, response, "", cancellationToken);
    }

    /// <summary>Goes back: out of the list to what was left for it, else to the question before, past what must not be asked now.</summary>
    private async Task<DialogTurnResult> BackAsync(DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, CancellationToken cancellationToken)
    {
        if (run is { Asks: Asking.Which, Amending: false })
        {
            return run.Left is { } left
                ? await AskAsync(dc, talk, run.Ask(left.Asks, left.At), instrument, response, "", cancellationToken)
                : await NextAsync(dc, talk, run, instrument, response, "", cancellationToken);
        }

        var before = run.Amending ? null : instrument.Flow.Before(run.At, response.Answers);
        while (before is not null && response.Answers.GetValueOrDefault(before.LinkId)?.Absent == AbsentReason.NotAsked)
        {
            before = instrument.Flow.Before(before.LinkId, response.Answers);
        }

        return before is null
            ? await AskAsync(dc, talk, run, instrument, response, talk.Say("back.first"), cancellationToken)
            : await AskAsync(dc, talk, run.Ask(Asking.Question, before.LinkId), instrument, response, "", cancellationToken);
    }

    private static string Changed(AssessmentRun run, Instrument instrument, Submitted submitted, Talk talk)
    {
        if (!run.Amending || run.At is not { } at || submitted.Before?.Answers.GetValueOrDefault(at) is not { } before || submitted.Record.Answers.GetValueOrDefault(at) is not { } after)
        {
            return "";
        }

        var item = instrument.Questionnaire.Find(at)!;
        return talk.Say(run.With is null ? "change.done" : "coordinator.together.changed", ("before", QuestionWords.Answer(item, before, talk)), ("after", QuestionWords.Answer(item, after, talk)));
    }

    /// <summary>Which question is named, by its words or its number in the list.</summary>
    private string? Named(Instrument instrument, AssessmentResponse response, string words, Talk talk)
    {
        var all = QuestionSpeech.Which(instrument, response, talk).All;
        return words.Length == 0 ? null
            : int.TryParse(words.Trim('#', '.', ')', ' '), CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= all.Count ? all[number - 1].Id
            : reader.OneOf(all, words);
    }

    /// <summary>The same turn, as if these words alone had been typed.</summary>
    private static Talk About(Talk talk, string words)
    {
        var about = talk.In(talk.Language);
        about.Said = new Said(words, null);
        return about;
    }
}
