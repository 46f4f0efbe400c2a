using CareBot.Care.CheckIns;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.DailyCheckIn;

/// <summary>Answers that are changed: in the middle of a check-in, after it, by name or with the new value at once.</summary>
public sealed partial class DailyCheckInDialog
{
    private static CheckInRun Amending(Talk talk, Enrolment enrolment, CheckInRecord last) => new()
    {
        Cause = talk.Cause,
        Protocol = last.ProtocolId,
        Day = last.CheckIn.Date,
        Unit = enrolment.Unit,
        Answers = last.CheckIn.Answers,
        Amends = last.CheckIn.Id,
    };

    /// <summary>Changes an answer of today's check-in where one was begun; else of the newest, whose day is said.</summary>
    private async Task<DialogTurnResult> BeginAmendAsync(DialogContext dc, Talk talk, Enrolment enrolment, CheckInRun? paused, CheckInRecord? last, string words, CancellationToken cancellationToken)
    {
        if (paused is { Answers.Count: > 0 })
        {
            talk.Notes = talk.Notes with { PausedCheckIn = null };
            return await ChangeAsync(dc, talk, paused.Ask(NextOpen(paused)), words, cancellationToken);
        }

        if (last is null)
        {
            await talk.SendAsync(talk.Say("checkIn.nothingToChange"), [talk.Say("button.checkIn")], cancellationToken);
            return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }

        return await ChangeAsync(dc, talk, Amending(talk, enrolment, last), words, cancellationToken);
    }

    /// <summary>Turns to the answer that is named, or to the list of them; a value that came with the name is read back or taken.</summary>
    private async Task<DialogTurnResult> ChangeAsync(DialogContext dc, Talk talk, CheckInRun run, string words, CancellationToken cancellationToken)
    {
        if (run.Answers.Count == 0)
        {
            return await AskAsync(dc, talk, run with { Misses = 0 }, talk.Say("checkIn.nothingToChange"), cancellationToken);
        }

        var named = Named(run, words, talk);
        if (named is null || desk.Protocol(run.Protocol).Question(named) is not { } question)
        {
            return (words.Length == 0 ? null : await CorrectAsync(dc, talk, run, isNamed: true, cancellationToken))
                ?? await AskAsync(dc, talk, run.Change(null), "", cancellationToken);
        }

        if (question is CheckInQuestion.Quantity && await CorrectAsync(dc, talk, run, isNamed: true, cancellationToken) is { } corrected)
        {
            return corrected;
        }

        if (question is not CheckInQuestion.Quantity && phrases.Find("change.value", words) is { Length: > 0 } value
            && reader.Read(question, run, null, About(talk, value)) is AnswerReading.Answer { Value: var now })
        {
            var changed = talk.Say("change.done", ("before", CheckInWords.Answer(question, run.Answers[named], talk)), ("after", CheckInWords.Answer(question, now, talk)));
            return await TakeAsync(dc, talk, run.Ask(named), named, now, changed, cancellationToken);
        }

        return await AskAsync(dc, talk, run.Change(named), "", cancellationToken);
    }

    /// <summary>Reads a number that was given before and is given anew, and asks it back.</summary>
    /// <param name="isNamed">The words say that something is put right; else a number counts where it names its unit or its question, or stands alone.</param>
    /// <returns>Null where the message has none.</returns>
    private async Task<DialogTurnResult?> CorrectAsync(DialogContext dc, Talk talk, CheckInRun run, bool isNamed, CancellationToken cancellationToken)
    {
        foreach (var question in desk.Protocol(run.Protocol).Questions.OfType<CheckInQuestion.Quantity>().Where(question => run.Answers.ContainsKey(question.LinkId) && question.LinkId != run.At))
        {
            var before = run.Answers[question.LinkId] as CheckInAnswer.Quantity;
            var reading = reader.Correction(question, run, before, await PreviousAsync<CheckInAnswer.Quantity>(talk, run, question.LinkId, cancellationToken), isNamed || IsNamed(question, talk.Said.Text), talk);
            var at = run.Change(question.LinkId);
            switch (reading)
            {
                case AnswerReading.Confirm { Value: var same } when before is not null && (same.Value, same.Unit) == (before.Value, before.Unit):
                    // Sent twice, or said once more: it stands, and what is asked is asked on.
                    return await AskAsync(dc, talk, run with { Misses = 0 }, CheckInSpeech.Noted(question, before, talk), cancellationToken);
                case AnswerReading.Confirm confirm:
                    return await ConfirmAsync(dc, talk, at with { ToConfirm = confirm.Value }, confirm.Ask, cancellationToken);
                case AnswerReading.AskAgain again:
                    return await AskAgainAsync(dc, talk, at, again, cancellationToken);
            }
        }

        return null;
    }

    /// <summary>The question whose short name these words are; null when they are none of them.</summary>
    private string? Named(CheckInRun run, string words, Talk talk) => words.Length == 0
        ? null
        : reader.OneOf([.. desk.Protocol(run.Protocol).Questions.Where(question => run.Answers.ContainsKey(question.LinkId)).Select(question => talk.Option(question.LinkId, $"{question.Text}.label"))], words);

    /// <summary>What is said to words that are no answer but deserve one: why it is asked, that it is as before, that nobody weighed themselves.</summary>
    private string? Explained(CheckInQuestion question, Talk talk) =>
        phrases.Matches("why", talk.Said.Text) ? Why(question, talk)
        : question is CheckInQuestion.Quantity && phrases.Matches("checkIn.notMeasured", talk.Said.Text) ? talk.Say("checkIn.notMeasured")
        : phrases.Matches("checkIn.asBefore", talk.Said.Text) ? talk.Say("checkIn.asBefore")
        : null;

    private static string Why(CheckInQuestion question, Talk talk) => talk.Say(talk.Knows($"{question.Text}.why") ? $"{question.Text}.why" : "checkIn.why");

    /// <summary>The same turn, as if these words alone had been typed.</summary>
    private static Talk About(Talk talk, string words)
    {
        var about = talk.In(talk.Language);
        about.Said = new Said(words, null);
        return about;
    }
}
