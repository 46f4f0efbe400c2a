using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.DailyCheckIn;

namespace CareBot.Dialogs.TakeAssessment;

/// <summary>How an assessment speaks: its questions with their buttons, what was not understood, and what the answers mean.</summary>
public sealed class QuestionSpeech(Outlooks outlooks)
{
    private const int MostButtons = 12;

    /// <summary>Asks what the run is at.</summary>
    /// <param name="before">Words to say first; may be empty.</param>
    /// <returns>The run with what was offered.</returns>
    public static async Task<AssessmentRun> AskAsync(Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, string before, CancellationToken cancellationToken)
    {
        var (words, offered) = Words(talk, run, instrument, response);
        var asked = run with { Offered = offered };
        await talk.SendAsync(before.Length == 0 ? words : $"{before}\n\n{words}", Buttons(asked, instrument, response, talk), cancellationToken);
        return asked;
    }

    /// <summary>Says that an answer was not understood: once in other words, then with who can help.</summary>
    public async Task MissAsync(Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, CancellationToken cancellationToken)
    {
        var (words, _) = Words(talk, run, instrument, response);
        var text = run.Misses == 1
            ? talk.Say("miss.first", ("question", words))
            : talk.Say("miss.second", ("phone", (await OutlookAsync(talk, cancellationToken)).Practice.NurseLine), ("question", words));
        await talk.SendAsync(text, Buttons(run, instrument, response, talk), cancellationToken);
    }

    /// <summary>What is said before the first question: how many, about what, who reads it, that nothing has to be answered.</summary>
    public async Task<string> IntroAsync(Talk talk, Instrument instrument, AssessmentResponse response, CancellationToken cancellationToken)
    {
        var outlook = await OutlookAsync(talk, cancellationToken);
        var count = AssessmentDesk.FlowOf(instrument).Questions(response.Answers).Count(item => !response.Answers.ContainsKey(item.LinkId));
        var about = instrument.Interpretation is { } meaning ? talk.Say(meaning.Topic) : instrument.Questionnaire.Title.In(talk.Language);
        return talk.Say("assessment.intro", ("count", count), ("topic", about), ("coordinator", outlook.Coordinator));
    }

    /// <summary>What is known of a response that is gone on with.</summary>
    public static string Recap(Talk talk, Instrument instrument, AssessmentResponse response)
    {
        var flow = AssessmentDesk.FlowOf(instrument);
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

    public static AnswerOptions Which(Instrument instrument, AssessmentResponse response, Talk talk) => new(
    [
        .. AssessmentDesk.FlowOf(instrument).Questions(response.Answers).Where(item => response.Answers.ContainsKey(item.LinkId))
            .Select(item => new Voice.Understanding.AnswerOption(item.LinkId, QuestionWords.Label(item, talk.Language), [.. Names(item)])),
    ]);

    /// <summary>All the words by which a question can be named.</summary>
    public static IEnumerable<string> Names(QuestionItem item) =>
        new[] { item.ShortName, item.Text }.OfType<Wording>().SelectMany(words => words.Translations.Values.Append(words.Text));

    private static (string Words, IReadOnlyList<string> Offered) Words(Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response)
    {
        var item = run.At is { } at ? instrument.Questionnaire.Find(at) : null;
        IReadOnlyList<string> yesNo = [talk.Say("answer.yes"), talk.Say("answer.no")];
        switch (run.Asks)
        {
            case Asking.Which:
                var labels = Which(instrument, response, talk).Labels;
                return (CheckInWords.Numbered(talk.Say("change.which"), labels), labels);
            case Asking.SafeToAsk:
                return (CheckInWords.Numbered(talk.Say("assessment.safeToAsk"), yesNo), yesNo);
            case Asking.StillTrue when item is not null && response.ToConfirm.TryGetValue(item.LinkId, out var known):
                var asked = talk.Say(
                    "assessment.stillTrue", ("question", item.Text?.In(talk.Language) ?? item.LinkId),
                    ("date", talk.Locale.Date(CheckInWords.Day(known.At, talk))), ("answer", QuestionWords.Answer(item, known.Answer, talk)));
                return (CheckInWords.Numbered(asked, yesNo), yesNo);
            default:
                var several = run.ChosenSoFar.Count > 0;
                var offered = ItemAnswerReader.Options(item!, run.ChosenSoFar, talk).Select(option => option.Label).ToList();
                if (several)
                {
                    offered.Add(talk.Say("checkIn.thatIsAll"));
                }

                return (QuestionWords.Question(AssessmentDesk.FlowOf(instrument), item!, response, offered, several, talk), offered);
        }
    }

    private static IReadOnlyList<string> Buttons(AssessmentRun run, Instrument instrument, AssessmentResponse response, Talk talk)
    {
        var answers = run.Offered.Count <= MostButtons ? run.Offered : [];
        if (run.Asks is Asking.Which)
        {
            return [.. answers, talk.Say("button.notNow")];
        }

        var first = AssessmentDesk.FlowOf(instrument).Before(run.At, response.Answers) is null;
        return
        [
            .. answers,
            .. first || run.Amending || run.Asks != Asking.Question ? Array.Empty<string>() : [talk.Say("button.back")],
            .. run.Asks == Asking.Question ? [talk.Say("button.skip")] : Array.Empty<string>(),
            talk.Say("button.notNow"),
            talk.Say("button.help"),
            talk.Say("button.person"),
        ];
    }

    private Task<Outlook> OutlookAsync(Talk talk, CancellationToken cancellationToken) =>
        outlooks.ForAsync(((Speaker.OfPatient)talk.Speaker).Chart, cancellationToken);
}

/// <summary>Options with their labels in the order of asking.</summary>
public sealed record AnswerOptions(IReadOnlyList<Voice.Understanding.AnswerOption> All)
{
    public IReadOnlyList<string> Labels => [.. All.Select(option => option.Label)];
}
