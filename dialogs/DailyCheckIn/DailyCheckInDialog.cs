using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.GetHelpNow;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.DailyCheckIn;

/// <summary>
/// Asks the questions of a check-in protocol one by one, lets the person go back, change, skip, put aside and correct, and says what the
/// answers mean. The questions are content; the run remembers their linkIds.
/// </summary>
public sealed partial class DailyCheckInDialog(CheckInDesk desk, CheckInKeeper keeper, CheckInSpeech speech, HelpDialog help, AnswerReader reader, PhraseBook phrases) : AskingDialog(nameof(DailyCheckIn))
{
    /// <summary>Called so, it says hello before it asks: nobody typed anything.</summary>
    public const string Invited = "invited";

    private const string Amend = "amend";
    private const string Again = "again";
    private const string Reading = "reading";
    private const string Worse = "worse";
    private const string Better = "better";

    public override Call? Claim(Said said, Talk talk)
    {
        if (talk.Speaker is not Speaker.OfPatient)
        {
            return null;
        }

        return said.Command switch
        {
            { Command: Command.Change } change => new Call(Amend, change.Argument ?? ""),
            { Command: Command.Resume } when talk.Notes.PausedCheckIn is not null => Call.Plain,
            _ when phrases.Matches("checkIn.again", said.Text) => new Call(Again),
            _ when phrases.Matches("checkIn.start", said.Text) => Call.Plain,
            _ => null,
        };
    }

    /// <summary>"82,1" or "my weight is 182" begins the check-in with that answer; who says how they feel is asked the rest.</summary>
    public override Call? Guess(Said said, Talk talk) => talk.Speaker is not Speaker.OfPatient ? null
        : phrases.Matches("checkIn.worse", said.Text) ? new Call(Worse)
        : phrases.Matches("checkIn.better", said.Text) ? new Call(Better)
        : talk.Speaker is Speaker.OfPatient { Chart: var chart } && EnrolmentOf(chart) is { } enrolment && FirstNumber(enrolment) is { } question
        && reader.IsReading(question, enrolment.Unit, said.Text, IsNamed(question, said.Text)) ? new Call(Reading) : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var chart = ((Speaker.OfPatient)talk.Speaker).Chart;
        var call = CallOf(options);
        var feeling = call.What is Worse or Better ? talk.Say($"checkIn.{call.What}") : "";
        if (EnrolmentOf(chart) is not { } enrolment)
        {
            return await FeltAsync(dc, talk, call, talk.Say("checkIn.notEnrolled"), [], cancellationToken);
        }

        var today = PatientDay.Of(talk.Now, chart.TimeZone);
        var fromThen = await keeper.CloseOthersAsync(talk, dc, today, cancellationToken);
        var last = await LastAsync(chart.Patient, enrolment.Protocol, today, cancellationToken);
        var paused = Paused(talk, enrolment, last, today);
        if (call.What == Amend)
        {
            return await BeginAmendAsync(dc, talk, enrolment, paused, last, call.Words, cancellationToken);
        }

        if (last?.CheckIn.Date == today && call.What != Again && paused is null)
        {
            if (call.What == Reading && await CorrectAsync(dc, talk, Amending(talk, enrolment, last), isNamed: false, cancellationToken) is { } corrected)
            {
                return corrected;
            }

            var done = talk.Say("checkIn.alreadyDone", ("answers", CheckInWords.Summary(desk.Protocol(last.ProtocolId), last.CheckIn.Answers, talk)));
            return await FeltAsync(dc, talk, call, done, CheckInSpeech.AfterButtons(talk), cancellationToken);
        }

        var fresh = new CheckInRun { Cause = talk.Cause, Protocol = enrolment.Protocol, Day = today, Unit = enrolment.Unit };
        talk.Notes = talk.Notes with { PausedCheckIn = null };
        if (call.What == Reading && paused is null)
        {
            return await AnswerAsync(dc, talk, fresh.Ask(FirstNumber(enrolment)!.LinkId), cancellationToken);
        }

        if (call.What == Reading && await CorrectAsync(dc, talk, paused!, isNamed: false, cancellationToken) is { } read)
        {
            return read;
        }

        var lead = speech.Lead(call.What == Invited, paused, chart, talk);
        var run = paused ?? fresh;
        run = call.What != Worse || run.Felt?.Contains(talk.Said.Text, StringComparison.OrdinalIgnoreCase) == true ? run
            : run with { Felt = run.Felt is null ? talk.Said.Text : $"{run.Felt} / {talk.Said.Text}" };
        return await AskAsync(dc, talk, run.Ask(NextOpen(run)), string.Join("\n\n", new[] { fromThen, $"{feeling} {lead}".Trim() }.Where(words => words.Length > 0)), cancellationToken);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var run = Memory.Run(Own(dc), DialogsJson.Default.CheckInRun);
        var chart = ((Speaker.OfPatient)talk.Speaker).Chart;
        if (run.Amends is null && run.Day != PatientDay.Of(talk.Now, chart.TimeZone))
        {
            // Yesterday's answers are not today's: they are judged as they stand, and a new day begins a new check-in.
            var fromThen = await keeper.CloseAsync(talk, run, cancellationToken);
            var today = new CheckInRun { Cause = talk.Cause, Protocol = run.Protocol, Day = PatientDay.Of(talk.Now, chart.TimeZone), Unit = run.Unit };
            var newDay = talk.Say("checkIn.newDay", ("day", talk.Locale.Date(run.Day)));
            return await AskAsync(dc, talk, today.Ask(NextOpen(today)), fromThen.Length == 0 ? newDay : $"{fromThen}\n\n{newDay}", cancellationToken);
        }

        return await CommandAsync(dc, talk, run, cancellationToken) ?? await AnswerAsync(dc, talk, run, cancellationToken);
    }

    public override Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(turnContext);
        return speech.AskAsync(talk, Memory.Run(instance, DialogsJson.Default.CheckInRun), "", cancellationToken);
    }

    public override bool Expects(DialogInstance instance, Talk talk, string text)
    {
        var run = Memory.Run(instance, DialogsJson.Default.CheckInRun);
        var offered = run.At is { } at && desk.Protocol(run.Protocol).Question(at) is { } question
            ? CheckInWords.Choices(question, run, talk)
            : CheckInSpeech.Labels(desk.Protocol(run.Protocol), run, talk);
        for (var i = 0; i < offered.Count; i++)
        {
            if (Folding.Says(text, offered[i]))
            {
                return true;
            }
        }

        return false;
    }

    public override bool IsAnswered(DialogInstance instance, Talk talk)
    {
        var run = Memory.Run(instance, DialogsJson.Default.CheckInRun);
        return run.At is { } at && desk.Protocol(run.Protocol).Question(at) is { } question && reader.Read(question, run, null, talk) is AnswerReading.Answer or AnswerReading.Confirm;
    }

    /// <summary>Answers a command; null when the message is none, or one that may be an answer.</summary>
    private async Task<DialogTurnResult?> CommandAsync(DialogContext dc, Talk talk, CheckInRun run, CancellationToken cancellationToken)
    {
        var protocol = desk.Protocol(run.Protocol);
        switch (talk.Said.Command)
        {
            case { Command: Command.Back or Command.Skip or Command.NotNow } when run.Left is { } left:
                return await AskAsync(dc, talk, run.Ask(left), "", cancellationToken);
            case { Command: Command.Back }:
                var before = protocol.Questions.TakeWhile(question => question.LinkId != run.At).LastOrDefault();
                return before is null || run.Amends is not null || run.At is null
                    ? await AskAsync(dc, talk, run, talk.Say("back.first"), cancellationToken)
                    : await AskAsync(dc, talk, run.Ask(before.LinkId), "", cancellationToken);
            case { Command: Command.Change } change:
                return await ChangeAsync(dc, talk, run, change.Argument ?? "", cancellationToken);
            case { Command: Command.Skip or Command.NotNow or Command.Pause } when run.Leaving:
                return await LeaveUnaskedAsync(dc, talk, run, cancellationToken);
            case { Command: Command.Skip } when run.At == protocol.SafetyQuestion.LinkId:
                return await AskAsync(dc, talk, run, talk.Say("skip.notPossible"), cancellationToken);
            case { Command: Command.Skip } when run.At is { } at:
                return await TakeAsync(dc, talk, run, at, new CheckInAnswer.Skipped(AbsentReason.AskedDeclined), talk.Say("skip.done"), cancellationToken);
            case { Command: Command.NotNow or Command.Pause } when run.Amends is not null:
                return await LeaveAsync(dc, talk, run, talk.Say("checkIn.leftAsItWas"), cancellationToken);
            case { Command: Command.NotNow or Command.Pause }:
                return await AskAsync(dc, talk, (run with { Leaving = true }).Ask(protocol.SafetyQuestion.LinkId), talk.Say("checkIn.beforeYouGo"), cancellationToken);
            case { Command: Command.StartAgain } when run.Amends is null:
                var fresh = run with { Cause = run.Kept is null ? talk.Cause : run.Cause, Answers = new Dictionary<string, CheckInAnswer>(), Leaving = false };
                return await AskAsync(dc, talk, fresh.Ask(NextOpen(fresh)), "", cancellationToken);
            case { Command: Command.Again or Command.Simpler or Command.Resume }:
            // Whoever asks for the check-in that is open already is asked its question.
            case null when phrases.Matches("checkIn.start", talk.Said.Text):
                return await AskAsync(dc, talk, run with { Misses = 0 }, "", cancellationToken);
            default:
                return null;
        }
    }

    private async Task<DialogTurnResult> AnswerAsync(DialogContext dc, Talk talk, CheckInRun run, CancellationToken cancellationToken)
    {
        var protocol = desk.Protocol(run.Protocol);
        if (run.At is not { } at || protocol.Question(at) is not { } question)
        {
            return Named(run, talk.Said.Text, talk) is { } named
                ? await AskAsync(dc, talk, run.Change(named), "", cancellationToken)
                : await MissAsync(dc, talk, run, cancellationToken);
        }

        // "No, 187": the number is the answer, and no needs no word.
        if (run.ToConfirm is { } unsure && reader.YesOrNo(talk) is { } sure && (sure || !reader.HasNumber(talk.Said.Text)))
        {
            return sure
                ? await TakeAsync(dc, talk, run, at, unsure, "", cancellationToken)
                : await AskAsync(dc, talk, run.Ask(at), "", cancellationToken);
        }

        if (run.ChosenSoFar.Count > 0 && question is CheckInQuestion.Choice list && reader.More(list, run.ChosenSoFar, phrases.Matches("list.done", talk.Said.Text), talk) is { } more)
        {
            return more.Values.Count == 0
                ? await TakeAsync(dc, talk, run, at, new CheckInAnswer.Chosen(run.ChosenSoFar), "", cancellationToken)
                : await ChooseAsync(dc, talk, run, list, more, cancellationToken);
        }

        var reading = reader.Read(question, run, question is CheckInQuestion.Quantity ? await PreviousAsync<CheckInAnswer.Quantity>(talk, run, at, cancellationToken) : null, talk);
        // "Yes" at a question that takes none, or "I forgot", may answer what was asked about a visit a moment before.
        if (reading is AnswerReading.Nothing && (dc.FindDialog(nameof(BookAppointment)) as GuidedDialog)?.Guess(talk.Said, talk) is { } visit)
        {
            return await dc.BeginDialogAsync(nameof(BookAppointment), visit, cancellationToken);
        }

        if (phrases.Matches("checkIn.dontKnow", talk.Said.Text))
        {
            return await TakeAsync(dc, talk, run, at, new CheckInAnswer.Skipped(AbsentReason.Unknown), talk.Say("skip.done"), cancellationToken);
        }

        // "About the same" is no more than usual, but not where it was more the last time.
        var isRead = reading is AnswerReading.Answer && question is CheckInQuestion.YesNo
            && !(phrases.Matches("checkIn.asBefore", talk.Said.Text) && await PreviousAsync<CheckInAnswer.Chosen>(talk, run, at, cancellationToken) is { } last && last.Values.Contains("yes"));
        if (!isRead && Explained(question, talk) is { } explained)
        {
            return await AskAsync(dc, talk, run with { Misses = 0 }, explained, cancellationToken);
        }

        // "Yes" to a list of signs: which? Of danger signs, who says yes again and not which is asked whether it is happening now, and silence is a yes.
        if (reading is AnswerReading.Nothing && question is CheckInQuestion.Choice { Several: true } && reader.YesOrNo(talk) == true)
        {
            var missed = run.Missed(talk.Said.Text);
            Memory.Keep(Own(dc), missed, DialogsJson.Default.CheckInRun);
            return run.Misses > 0 && at == protocol.SafetyQuestion.LinkId
                ? await help.AskWhetherNowAsync(dc, talk, "danger-sign", cancellationToken)
                : await AskAsync(dc, talk, missed, talk.Say("checkIn.whichOne"), cancellationToken);
        }

        // "No chest pain" denies one of the list, "sometimes" neither yes nor no: the question stands, and says what it needs.
        if (reading is AnswerReading.Nothing && Unsaid(question, run, talk) is { } unsaid)
        {
            return await AskAsync(dc, talk, run.Missed(talk.Said.Text), unsaid, cancellationToken);
        }

        return reading switch
        {
            AnswerReading.Answer { Value: CheckInAnswer.Chosen chosen } when question is CheckInQuestion.Choice { Several: true } several =>
                await ChooseAsync(dc, talk, run, several, chosen, cancellationToken),
            AnswerReading.Answer answer => await TakeAsync(dc, talk, run, at, answer.Value, CheckInSpeech.Noted(question, answer.Value, talk), cancellationToken),
            AnswerReading.Confirm confirm => await ConfirmAsync(dc, talk, run with { ToConfirm = confirm.Value, Misses = 0 }, confirm.Ask, cancellationToken),
            AnswerReading.AskAgain again => await AskAgainAsync(dc, talk, run, again, cancellationToken),
            _ => await CorrectAsync(dc, talk, run, phrases.Matches("checkIn.correction", talk.Said.Text), cancellationToken) ?? await MissAsync(dc, talk, run, cancellationToken),
        };
    }

    /// <summary>What is said to an answer that answers a part; null where it answers nothing, or where it was said once already.</summary>
    private string? Unsaid(CheckInQuestion question, CheckInRun run, Talk talk) =>
        question is CheckInQuestion.Choice { Several: true } && reader.YesOrNo(talk) == false && !phrases.Matches("list.except", talk.Said.Text) ? talk.Say("checkIn.wholeList")
        : question is CheckInQuestion.YesNo && !run.NotUnderstood.GetValueOrDefault(question.LinkId, []).Any(words => phrases.Matches("checkIn.unsure", words)) && phrases.Matches("checkIn.unsure", talk.Said.Text) ? talk.Say("checkIn.unsure")
        : null;

    /// <summary>One of several: a danger sign is acted on at once, anything else is asked "anything else?" as long as there is more.</summary>
    private async Task<DialogTurnResult> ChooseAsync(DialogContext dc, Talk talk, CheckInRun run, CheckInQuestion.Choice question, CheckInAnswer.Chosen chosen, CancellationToken cancellationToken)
    {
        var all = run.ChosenSoFar.Concat(chosen.Values).Distinct().ToList();
        var done = question.LinkId == desk.Protocol(run.Protocol).SafetyQuestion.LinkId
            || chosen.Values.Count > 1
            || question.Options.Any(option => option.Alone && all.Contains(option.Value))
            || question.Options.All(option => option.Alone || all.Contains(option.Value));
        return done
            ? await TakeAsync(dc, talk, run, question.LinkId, new CheckInAnswer.Chosen(all), "", cancellationToken)
            : await AskAsync(dc, talk, run with { ChosenSoFar = all, Misses = 0 }, "", cancellationToken);
    }

    private async Task<DialogTurnResult> TakeAsync(DialogContext dc, Talk talk, CheckInRun run, string linkId, CheckInAnswer answer, string said, CancellationToken cancellationToken)
    {
        if (answer is CheckInAnswer.Quantity now && await FirstOfDayAsync(talk, run, linkId, cancellationToken) is var (day, history, first))
        {
            // One number a day is judged. A correction says what the scale showed then; of two check-ins that would be judged otherwise it is asked which is right.
            if (run.Amends is null && now.At != first.At && desk.IsJudgedOtherwise(talk.Chart, day, history, run.Protocol, linkId, now with { At = first.At }) && desk.Protocol(run.Protocol).Question(linkId) is CheckInQuestion.Quantity measured)
            {
                var which = talk.Say("checkIn.secondOfDay", ("first", CheckInWords.Amount(measured, first, talk)), ("said", CheckInWords.Amount(measured, now, talk)));
                return await ConfirmAsync(dc, talk, run with { ToConfirm = now with { At = first.At }, Misses = 0 }, which, cancellationToken);
            }

            answer = run.Amends is null ? answer : now with { At = first.At };
        }

        var taken = run.With(linkId, answer);
        var danger = linkId == desk.Protocol(run.Protocol).SafetyQuestion.LinkId && IsDanger(taken, linkId);
        if (danger || run.Amends is not null)
        {
            return await SubmitAsync(dc, talk, run, taken, cancellationToken);
        }

        if (run.Leaving)
        {
            return await LeaveAsync(dc, talk, taken with { Leaving = false }, talk.Say("paused.done"), cancellationToken);
        }

        return NextOpen(taken) is { } next
            ? await AskAsync(dc, talk, taken.Ask(next), said, cancellationToken)
            : await SubmitAsync(dc, talk, run, taken, cancellationToken);
    }

    private async Task<DialogTurnResult> SubmitAsync(DialogContext dc, Talk talk, CheckInRun before, CheckInRun run, CancellationToken cancellationToken)
    {
        var protocol = desk.Protocol(run.Protocol);
        var submission = await keeper.SubmitAsync(talk, run, isWhole: true, cancellationToken);
        // "Change my answer" now means the check-in.
        talk.Notes = talk.Notes.Assessment is { Open: false } ? talk.Notes with { Assessment = null } : talk.Notes;
        if (submission is { Record.Judgement.Zone: Zone.Red, Alert: { } alert })
        {
            return await help.BeginAfterRedAsync(dc, talk, alert, cancellationToken);
        }

        var changed = run.Amends is not null && run.At is { } at && protocol.Question(at) is { } question
            ? talk.Say("change.done", ("before", CheckInWords.Answer(question, before.Answers[at], talk)), ("after", CheckInWords.Answer(question, run.Answers[at], talk)))
            : "";
        await speech.OutcomeAsync(talk, run, submission.Record, submission.Alert, changed, cancellationToken);
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    private async Task<DialogTurnResult> AskAsync(DialogContext dc, Talk talk, CheckInRun run, string before, CancellationToken cancellationToken)
    {
        Memory.Keep(Own(dc), run, DialogsJson.Default.CheckInRun);
        await speech.AskAsync(talk, run, before, cancellationToken);
        return EndOfTurn;
    }

    private static async Task<DialogTurnResult> ConfirmAsync(DialogContext dc, Talk talk, CheckInRun run, string ask, CancellationToken cancellationToken)
    {
        Memory.Keep(Own(dc), run, DialogsJson.Default.CheckInRun);
        await talk.SendAsync(CheckInWords.Numbered(ask, CheckInSpeech.YesNo(talk)), CheckInSpeech.YesNo(talk), cancellationToken);
        return EndOfTurn;
    }

    private static async Task<DialogTurnResult> AskAgainAsync(DialogContext dc, Talk talk, CheckInRun run, AnswerReading.AskAgain again, CancellationToken cancellationToken)
    {
        Memory.Keep(Own(dc), run with { ToConfirm = null }, DialogsJson.Default.CheckInRun);
        await talk.SendAsync(again.Why, [.. again.Buttons, talk.Say("button.skip"), talk.Say("button.person")], cancellationToken);
        return EndOfTurn;
    }

    private Enrolment? EnrolmentOf(ChartSummary chart) => chart.Enrolments.FirstOrDefault(enrolment => desk.Knows(enrolment.Protocol));

    private CheckInQuestion.Quantity? FirstNumber(Enrolment enrolment) => desk.Protocol(enrolment.Protocol).Questions.OfType<CheckInQuestion.Quantity>().FirstOrDefault();

    private bool IsNamed(CheckInQuestion question, string text) =>
        $"checkIn.reading.{question.LinkId}" is var name && phrases.Knows(name) && phrases.Matches(name, text);

    private string? NextOpen(CheckInRun run)
    {
        var questions = desk.Protocol(run.Protocol).Questions;
        for (var i = 0; i < questions.Count; i++)
        {
            if (!run.Answers.ContainsKey(questions[i].LinkId))
            {
                return questions[i].LinkId;
            }
        }

        return null;
    }

    private async Task<DialogTurnResult> MissAsync(DialogContext dc, Talk talk, CheckInRun run, CancellationToken cancellationToken)
    {
        var missed = run.Missed(talk.Said.Text);
        Memory.Keep(Own(dc), missed, DialogsJson.Default.CheckInRun);
        await speech.MissAsync(talk, missed, cancellationToken);
        return EndOfTurn;
    }

    private bool IsDanger(CheckInRun run, string linkId) =>
        run.Answers[linkId] is CheckInAnswer.Chosen chosen
        && desk.Protocol(run.Protocol).Question(linkId)!.Choices.Any(choice => !choice.Alone && chosen.Values.Contains(choice.Value));

    private async Task<CheckInRecord?> LastAsync(PatientId patient, string protocol, DateOnly today, CancellationToken cancellationToken) =>
        (await desk.HistoryAsync(patient, protocol, today, cancellationToken)).Current.LastOrDefault();

    /// <summary>The check-in with the reading that spoke first for the day of the run; null where there is none on the chart.</summary>
    private async Task<(CheckIn CheckIn, CheckInHistory History, CheckInAnswer.Quantity Reading)?> FirstOfDayAsync(Talk talk, CheckInRun run, string linkId, CancellationToken cancellationToken)
    {
        if (!(talk.Chart.Standing?.LastCheckIn >= run.Day))
        {
            // The first of the day: most are.
            return null;
        }

        var history = await desk.HistoryAsync(((Speaker.OfPatient)talk.Speaker).Chart.Patient, run.Protocol, run.Day, cancellationToken);
        return history.Current.Where(record => record.CheckIn.Date == run.Day && record.CheckIn.Id != run.Kept)
            .Select(record => (record.CheckIn, Reading: record.CheckIn.Answers.GetValueOrDefault(linkId) as CheckInAnswer.Quantity)).Where(one => one.Reading is not null)
            .OrderBy(one => one.Reading!.At).Select(one => ((CheckIn, CheckInHistory, CheckInAnswer.Quantity)?)(one.CheckIn, history, one.Reading!)).FirstOrDefault();
    }

    private async Task<T?> PreviousAsync<T>(Talk talk, CheckInRun run, string linkId, CancellationToken cancellationToken)
        where T : CheckInAnswer
    {
        var history = await desk.HistoryAsync(((Speaker.OfPatient)talk.Speaker).Chart.Patient, run.Protocol, run.Day, cancellationToken);
        return history.Current.Where(record => record.CheckIn.Id != run.Amends && record.CheckIn.Id != run.Kept)
            .Select(record => record.CheckIn.Answers.GetValueOrDefault(linkId)).OfType<T>().LastOrDefault();
    }
}
