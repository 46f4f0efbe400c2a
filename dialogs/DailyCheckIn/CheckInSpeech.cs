using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.DailyCheckIn;

/// <summary>How a check-in speaks: its questions with their buttons, what was not understood, and the outcome.</summary>
public sealed class CheckInSpeech(CheckInDesk desk, Outlooks outlooks)
{
    /// <summary>Asks the question that is open, or which answer to change.</summary>
    /// <param name="before">Words to say first; may be empty.</param>
    public Task AskAsync(Talk talk, CheckInRun run, string before, CancellationToken cancellationToken)
    {
        var protocol = desk.Protocol(run.Protocol);
        var lead = before.Length == 0 ? "" : before + "\n\n";
        if (run.At is not { } at)
        {
            var (which, buttons) = Which(protocol, run, talk);
            return talk.SendAsync(lead + which, buttons, cancellationToken);
        }

        var question = protocol.Question(at)!;
        if (run.ToConfirm is { } unsure && question is CheckInQuestion.Quantity quantity)
        {
            return talk.SendAsync(lead + talk.Say("number.readBack", ("value", CheckInWords.Amount(quantity, unsure, talk))), YesNo(talk), cancellationToken);
        }

        return talk.SendAsync(lead + CheckInWords.Question(protocol, question, run, talk), Buttons(protocol, question, run, talk), cancellationToken);
    }

    /// <summary>Says that an answer was not understood: once in other words, then with who can help.</summary>
    public async Task MissAsync(Talk talk, CheckInRun run, CancellationToken cancellationToken)
    {
        var protocol = desk.Protocol(run.Protocol);
        var (words, buttons) = run.At is { } at && protocol.Question(at) is { } question
            ? (CheckInWords.Question(protocol, question, run, talk), Buttons(protocol, question, run, talk))
            : Which(protocol, run, talk);
        var outlook = await outlooks.ForAsync(((Speaker.OfPatient)talk.Speaker).Chart, cancellationToken);
        var text = run.Misses == 1
            ? talk.Say("miss.first", ("question", words))
            : talk.Say("miss.second", ("phone", outlook.Practice.NurseLine), ("question", words));
        await talk.SendAsync(text, buttons, cancellationToken);
    }

    /// <summary>Which answer to change: those that were given, by their short names.</summary>
    private static (string Words, IReadOnlyList<string> Buttons) Which(CheckInProtocol protocol, CheckInRun run, Talk talk)
    {
        var labels = Labels(protocol, run, talk);
        return (CheckInWords.Numbered(talk.Say("change.which"), labels), [.. labels, talk.Say("button.notNow")]);
    }

    /// <summary>The short names of what was answered.</summary>
    public static IReadOnlyList<string> Labels(CheckInProtocol protocol, CheckInRun run, Talk talk) =>
        [.. protocol.Questions.Where(question => run.Answers.ContainsKey(question.LinkId)).Select(question => CheckInWords.Label(question, talk))];

    /// <summary>Says what a check-in means, what happens next, and what was written down.</summary>
    /// <param name="changed">The sentence about a changed answer; empty for a check-in of its own.</param>
    public async Task OutcomeAsync(Talk talk, CheckInRun run, CheckInRecord record, Alert? alert, string changed, CancellationToken cancellationToken)
    {
        var protocol = desk.Protocol(record.ProtocolId);
        var outlook = await outlooks.ForAsync(((Speaker.OfPatient)talk.Speaker).Chart, cancellationToken);
        string[] paragraphs =
        [
            changed,
            CheckInWords.Outcome(protocol, record, alert, run, outlook, talk),
            alert is null ? "" : outlook.OffHours(talk),
            talk.Say("checkIn.recorded", ("answers", CheckInWords.Summary(protocol, record.CheckIn.Answers, talk))),
        ];
        await talk.SendAsync(string.Join("\n\n", paragraphs.Where(paragraph => paragraph.Length > 0)), AfterButtons(talk), cancellationToken);
    }

    /// <summary>What is said before the first question: hello when nobody typed anything, and what is known of a check-in put aside.</summary>
    public string Lead(bool invited, CheckInRun? paused, ChartSummary chart, Talk talk)
    {
        var hello = invited ? talk.Say("checkIn.invite", ("name", chart.Name.Given)) : "";
        var recap = paused is null ? "" : Recap(paused, talk);
        return string.Join(" ", new[] { hello, recap }.Where(words => words.Length > 0));
    }

    /// <summary>A number is said back with its unit, so that a slip is noticed; a choice speaks for itself.</summary>
    public static string Noted(CheckInQuestion question, CheckInAnswer answer, Talk talk) =>
        answer is CheckInAnswer.Quantity ? talk.Say("checkIn.noted", ("value", CheckInWords.Answer(question, answer, talk))) : "";

    public static IReadOnlyList<string> YesNo(Talk talk) => [talk.Say("answer.yes"), talk.Say("answer.no")];

    public static IReadOnlyList<string> AfterButtons(Talk talk) => [talk.Say("button.change"), talk.Say("button.person")];

    private static IReadOnlyList<string> Buttons(CheckInProtocol protocol, CheckInQuestion question, CheckInRun run, Talk talk)
    {
        var first = protocol.Questions[0].LinkId == question.LinkId;
        var safety = protocol.SafetyQuestion.LinkId == question.LinkId;
        List<string> buttons = [.. CheckInWords.Choices(question, run, talk)];
        if (!first && !run.Leaving && run.Amends is null)
        {
            buttons.Add(talk.Say("button.back"));
        }

        if (run.Leaving)
        {
            buttons.Add(talk.Say("button.notNow"));
        }
        else if (!safety)
        {
            buttons.Add(talk.Say("button.skip"));
        }

        buttons.Add(talk.Say("button.help"));
        buttons.Add(talk.Say("button.person"));
        return buttons;
    }

    private string Recap(CheckInRun run, Talk talk)
    {
        var protocol = desk.Protocol(run.Protocol);
        var known = protocol.Questions.Where(question => run.Answers.ContainsKey(question.LinkId))
            .Select(question => $"{CheckInWords.Label(question, talk)} {CheckInWords.Answer(question, run.Answers[question.LinkId], talk)}").ToList();
        var left = protocol.Questions.Count - known.Count;
        return known.Count == 0 ? "" : $"{talk.Say("resumed.known", ("answers", string.Join("; ", known)))} {talk.Say("resumed.left", ("count", left))}";
    }
}
