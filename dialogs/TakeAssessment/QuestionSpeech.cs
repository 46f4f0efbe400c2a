using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.TakeAssessment;

/// <summary>How an assessment speaks: its questions with their buttons, what was not understood, and what the answers mean.</summary>
public sealed class QuestionSpeech(Outlooks outlooks, Deck deck)
{
    private const int MostButtons = 12;

    /// <summary>Asks what the run is at.</summary>
    /// <param name="before">Words to say first; may be empty.</param>
    /// <returns>The run with what was offered.</returns>
    public async Task<AssessmentRun> AskAsync(Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, string before, CancellationToken cancellationToken)
    {
        var (words, offered) = Words(talk, run, instrument, response);
        var asked = run with { Offered = offered };
        var said = before.Length == 0 ? words : $"{before}\n\n{words}";
        var buttons = Buttons(asked, instrument, response, talk);
        await (run.With is null
            ? talk.SendAsync(Listed(asked, instrument, said), buttons, cancellationToken)
            : talk.SendAsync(deck.Deal("question", talk.Language, talk.Context.Activity.ChannelId, QuestionCard.Open(asked, instrument, said, buttons, talk)), cancellationToken));
        return asked;
    }

    /// <summary>The card of a question that a coordinator asked, as it stands: with its answer, and a way to change it.</summary>
    public Dealt Answered(Talk talk, PatientId patient, Instrument instrument, AssessmentResponse response, string? linkId) =>
        deck.Deal("question", talk.Language, talk.Context.Activity.ChannelId, QuestionCard.Closed(patient, instrument, response, linkId, talk));

    /// <summary>Says that an answer was not understood: once in other words, then with who can help.</summary>
    public async Task MissAsync(Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, CancellationToken cancellationToken)
    {
        if (run.With is not null)
        {
            await AskAsync(talk, run, instrument, response, talk.Say("coordinator.together.miss"), cancellationToken);
            return;
        }

        // Perhaps it was meant for whoever wrote to them a moment before.
        talk.Notes = talk.Speaker is Speaker.OfPatient ? talk.Notes with { Unread = talk.Said.Text } : talk.Notes;
        var outlook = await OutlookAsync(talk, cancellationToken);
        var (words, offered) = Words(talk, run, instrument, response);
        var question = Listed(run with { Offered = offered }, instrument, words);
        var text = run.Misses == 1
            ? talk.Say(talk.Speaker is Speaker.OfPatient ? "assessment.miss.first" : "miss.first", ("coordinator", outlook.Coordinator), ("question", question))
            : talk.Say(talk.Speaker is Speaker.OfPatient ? "assessment.miss.second" : "miss.second", ("phone", outlook.Practice.NurseLine), ("coordinator", outlook.Coordinator), ("question", question));
        await talk.SendAsync(text, Buttons(run, instrument, response, talk), cancellationToken);
    }

    /// <summary>What is said before the first question: how many, about what, who reads it, that nothing has to be answered.</summary>
    public async Task<string> IntroAsync(Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, CancellationToken cancellationToken)
    {
        if (run.With is { } with)
        {
            var left = instrument.Flow.Questions(response.Answers).Count(item => !response.Answers.ContainsKey(item.LinkId));
            return talk.Say("coordinator.together.intro", ("count", left), ("instrument", instrument.Questionnaire.Title.In(talk.Language)), ("name", with.Name));
        }

        var outlook = await OutlookAsync(talk, cancellationToken);
        var count = instrument.Flow.Questions(response.Answers).Count(item => !response.Answers.ContainsKey(item.LinkId));
        var about = instrument.Interpretation is { } meaning ? talk.Say(meaning.Topic) : instrument.Questionnaire.Title.In(talk.Language);
        return talk.Say("assessment.intro", ("count", count), ("topic", about), ("coordinator", outlook.Coordinator));
    }

    /// <summary>What is known of a response that is gone on with.</summary>
    public static string Recap(Talk talk, Instrument instrument, AssessmentResponse response)
    {
        var flow = instrument.Flow;
        var live = flow.Live(response.Answers);
        var left = flow.Questions(response.Answers).Count(item => !live.ContainsKey(item.LinkId));
        return $"{talk.Say("assessment.answered", ("count", live.Count))} {talk.Say("resumed.left", ("count", left))}";
    }

    /// <summary>Says what the answers may mean, what happens next, and what was written down.</summary>
    /// <param name="changed">The sentence about a changed answer; empty for a first submission.</param>
    public async Task OutcomeAsync(Talk talk, Instrument instrument, Submitted submitted, string changed, CancellationToken cancellationToken)
    {
        var outlook = await OutlookAsync(talk, cancellationToken);
        var record = submitted.Record;
        var meanings = record.Outcome.Scores.Select(score => score.Patient).OfType<string>().Distinct().Select(key => talk.Say(key, ("coordinator", outlook.Coordinator)));
        var needs = record.Outcome.Needs.Count > 0 ? talk.Say("assessment.needs", ("coordinator", outlook.Coordinator)) : "";
        // What was not asked for the person's own safety is not pointed at here.
        var missing = record.Outcome.Scores.Any(score => score.Missing.Any(linkId => record.Answers.GetValueOrDefault(linkId)?.Absent is AbsentReason.AskedDeclined or AbsentReason.Unknown)) ? talk.Say("assessment.missing") : "";
        var summary = QuestionWords.Summary(instrument, record.Answers, talk);
        string[] paragraphs =
        [
            changed,
            string.Join(" ", new[] { talk.Say("assessment.thanks", ("coordinator", outlook.Coordinator)) }.Concat(meanings).Append(needs).Append(missing).Where(words => words.Length > 0)),
            submitted.Alert is null ? "" : outlook.OffHours(talk),
            summary.Length == 0 ? "" : talk.Say("checkIn.recorded", ("answers", summary)),
        ];
        await talk.SendAsync(string.Join("\n\n", paragraphs.Where(paragraph => paragraph.Length > 0)), CheckInSpeech.AfterButtons(talk), cancellationToken);
    }

    /// <summary>Tells the coordinator that it is done, and what the patient may be told in plain words; the result itself comes as a card.</summary>
    public static async Task DoneTogetherAsync(Talk talk, Together with, Instrument instrument, Submitted submitted, string changed, CancellationToken cancellationToken)
    {
        var aloud = talk.In(with.Language);
        var coordinator = ((Speaker.OfStaff)talk.Speaker).Staff.Name.Given;
        var meanings = submitted.Record.Outcome.Scores.Select(score => score.Patient).OfType<string>().Distinct().Select(key => aloud.Say(key, ("coordinator", coordinator)));
        var needs = submitted.Record.Outcome.Needs.Count > 0 ? aloud.Say("assessment.needs", ("coordinator", coordinator)) : "";
        var words = string.Join(" ", meanings.Append(needs).Where(one => one.Length > 0));
        string[] paragraphs =
        [
            changed,
            talk.Say("coordinator.together.done", ("instrument", instrument.Questionnaire.Title.In(talk.Language)), ("name", with.Name)),
            words.Length == 0 ? "" : talk.Say("coordinator.together.tell", ("name", with.Name), ("words", words)),
        ];
        await talk.SendAsync(string.Join("\n\n", paragraphs.Where(paragraph => paragraph.Length > 0)), [talk.Say("button.change")], cancellationToken);
    }

    public static AnswerOptions Which(Instrument instrument, AssessmentResponse response, Talk talk) => new(
    [
        .. instrument.Flow.Questions(response.Answers).Where(item => response.Answers.ContainsKey(item.LinkId) && !(item.AsksForMore && IsPast(item, response)) && !(response.Proxy && instrument.Sensitive(item.LinkId) is not null))
            .Select(item => new AnswerOption(item.LinkId, QuestionWords.Label(item, talk), [.. Names(item)])),
    ]);

    /// <summary>Whether there is one was asked again of the one after the next: only the last can be taken back, or followed by another.</summary>
    private static bool IsPast(QuestionItem item, AssessmentResponse response) => response.Answers.ContainsKey(RepeatedGroups.Asking(item.Original, [.. item.Occurrence.SkipLast(1), item.Occurrence[^1] + 2]));

    /// <summary>All the words by which a question can be named.</summary>
    public static IEnumerable<string> Names(QuestionItem item) =>
        new[] { item.ShortName, item.Text }.OfType<Wording>().SelectMany(words => words.Translations.Values.Append(words.Text));

    /// <summary>The question as it is read out, and what can be answered: in the patient's language, whoever holds the keyboard.</summary>
    private static (string Words, IReadOnlyList<string> Offered) Words(Talk asker, AssessmentRun run, Instrument instrument, AssessmentResponse response)
    {
        var talk = run.With is { } with ? asker.In(with.Language) : asker;
        var item = run.At is { } at ? instrument.Questionnaire.Find(at) : null;
        switch (run.Asks)
        {
            case Asking.Which:
                var labels = Which(instrument, response, talk).Labels;
                return (asker.Say("change.which"), labels);
            case Asking.SafeToAsk:
                return (run.With is null ? talk.Say("assessment.safeToAsk") : $"{asker.Say("coordinator.together.safeToAsk", ("name", run.With.Name))}\n{talk.Say("assessment.safeToAsk.aloud")}", CheckInSpeech.YesNo(talk));
            case Asking.Break:
                var left = instrument.Flow.Questions(response.Answers).Count(question => !response.Answers.ContainsKey(question.LinkId));
                return (talk.Say("assessment.break", ("count", run.Sitting), ("left", left)), [talk.Say("assessment.break.on"), talk.Say("assessment.break.later")]);
            case Asking.Prefilled when item is not null:
                var filled = talk.Say("assessment.prefilled", ("question", QuestionWords.Asked(item, talk)), ("answer", QuestionWords.Answer(item, new ItemAnswer(item.Prefill), talk)));
                return (filled, CheckInSpeech.YesNo(talk));
            case Asking.StillTrue when item is not null && response.ToConfirm.TryGetValue(item.LinkId, out var known):
                var asked = talk.Say(
                    "assessment.stillTrue", ("question", QuestionWords.Asked(item, talk)),
                    ("date", talk.Locale.Date(PatientDay.Of(known.At, run.With?.TimeZone ?? asker.Chart.TimeZone))), ("answer", QuestionWords.Answer(item, known.Answer, talk)));
                return (asked, CheckInSpeech.YesNo(talk));
            default:
                var offered = QuestionWords.Offered(item!, run.GivenSoFar, talk);
                if (run.GivenSoFar.Count > 0)
                {
                    offered.Add(talk.Say("checkIn.thatIsAll"));
                }
                else if (QuestionWords.ToAddTo(run, item!, response) is not null)
                {
                    offered.Add(talk.Say("assessment.list.add"));
                }

                return (QuestionWords.Question(instrument.Flow, item!, response, run.GivenSoFar, talk, asker), offered);
        }
    }

    private static string Listed(AssessmentRun run, Instrument instrument, string words) => IsFigure(run, instrument)
        ? IsWritten(run, instrument) ? words : $"{words}\n{string.Join("\n", run.Offered.Select(answer => $"- {answer}"))}"
        : CheckInWords.Listed(words, run.Offered);

    /// <summary>An answer has a figure in it, or is one: then a figure means what it says, and nothing is numbered.</summary>
    internal static bool IsFigure(AssessmentRun run, Instrument instrument) =>
        IsWritten(run, instrument) || (run.Asks == Asking.Question && HasDigit(run.Offered));

    private static bool HasDigit(IReadOnlyList<string> answers)
    {
        for (var i = 0; i < answers.Count; i++)
        {
            foreach (var sign in answers[i])
            {
                if (char.IsDigit(sign))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The answer is written, not chosen: then a number is the answer, and no place in a list.</summary>
    private static bool IsWritten(AssessmentRun run, Instrument instrument) =>
        run is { Asks: Asking.Question, At: { } at } && instrument.Questionnaire.Find(at) is { Options.Count: 0, Type: not ItemType.Boolean };

    private static IReadOnlyList<string> Buttons(AssessmentRun run, Instrument instrument, AssessmentResponse response, Talk talk)
    {
        var answers = run.With is null && run.Offered.Count <= MostButtons ? run.Offered : [];
        if (run.Asks is Asking.Which)
        {
            return [.. answers, talk.Say("button.notNow")];
        }

        var first = run.GivenSoFar.Count == 0 && instrument.Flow.Before(run.At, response.Answers) is null;
        var buttons = new List<string>(answers.Count + 5);
        buttons.AddRange(answers);
        if (!first && !(run.Amending && run.GivenSoFar.Count == 0) && run.Asks == Asking.Question)
        {
            buttons.Add(talk.Say("button.back"));
        }

        if (run.Asks == Asking.Question)
        {
            buttons.Add(talk.Say("button.skip"));
        }

        if (run.Asks != Asking.Break)
        {
            buttons.Add(talk.Say("button.notNow"));
        }

        if (run.With is null)
        {
            buttons.Add(talk.Say("button.help"));
            buttons.Add(talk.Say("button.person"));
        }

        return buttons;
    }

    private Task<Outlook> OutlookAsync(Talk talk, CancellationToken cancellationToken) =>
        outlooks.ForAsync(talk.Chart, cancellationToken);
}

/// <summary>Options with their labels in the order of asking.</summary>
public sealed record AnswerOptions(IReadOnlyList<AnswerOption> All)
{
    public IReadOnlyList<string> Labels => [.. All.Select(option => option.Label)];
}
