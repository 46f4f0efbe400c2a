using System.Globalization;
using System.Text;
using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.DailyCheckIn;

/// <summary>The words of a check-in: questions, amounts, reasons and the outcome, in the language of the talk.</summary>
public static class CheckInWords
{
    // A line of a list takes about so many characters.
    private const int UsualLine = 32;

    /// <summary>A question with its progress, its last answer and its numbered choices: complete without any button.</summary>
    public static string Question(CheckInProtocol protocol, CheckInQuestion question, CheckInRun run, Talk talk)
    {
        var lines = new List<string>();
        if (IsOfAnotherDay(run, talk))
        {
            lines.Add(talk.Say("checkIn.ofDay", ("day", talk.Locale.Date(run.Day))));
        }
        else if (!run.Leaving)
        {
            var number = 1;
            while (number <= protocol.Questions.Count && protocol.Questions[number - 1].LinkId != question.LinkId)
            {
                number++;
            }

            lines.Add(talk.Say("question.progress", ("number", number), ("total", protocol.Questions.Count)));
        }

        lines.Add(Ask(question, run, talk));
        if (run.Answers.TryGetValue(question.LinkId, out var last))
        {
            lines.Add(talk.Say("question.last", ("answer", Answer(question, last, talk))));
        }

        var choices = Choices(question, run, talk);
        return choices.Count == 0 ? string.Join("\n", lines) : Numbered(string.Join("\n", lines), choices);
    }

    /// <summary>The choices that are still open, as words.</summary>
    public static IReadOnlyList<string> Choices(CheckInQuestion question, CheckInRun run, Talk talk)
    {
        var (offered, soFar) = (question.Choices, run.ChosenSoFar);
        var left = new List<string>(offered.Count + 1);
        for (var i = 0; i < offered.Count; i++)
        {
            if (soFar.Count == 0 || !(offered[i].Alone || soFar.Contains(offered[i].Value)))
            {
                left.Add(talk.Say(offered[i].Text));
            }
        }

        if (soFar.Count > 0)
        {
            left.Add(talk.Say("checkIn.thatIsAll"));
        }

        return left;
    }

    /// <summary>Words with a numbered list under them, so that typing a number is enough.</summary>
    public static string Numbered(string words, IReadOnlyList<string> options)
    {
        var text = new StringBuilder(words, words.Length + (options.Count * UsualLine));
        for (var i = 0; i < options.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{i + 1}. {options[i]}");
        }

        return options.Count == 0 ? $"{words}\n" : text.ToString();
    }

    /// <summary>The same where there may be nothing to choose from.</summary>
    public static string Listed(string words, IReadOnlyList<string> options) => options.Count == 0 ? words : Numbered(words, options);

    /// <summary>An answer as the person would say it.</summary>
    public static string Answer(CheckInQuestion question, CheckInAnswer answer, Talk talk) => (question, answer) switch
    {
        (CheckInQuestion.Quantity quantity, CheckInAnswer.Quantity amount) => Amount(quantity, amount, talk),
        (_, CheckInAnswer.Chosen chosen) => talk.Locale.And([.. question.Choices.Where(choice => chosen.Values.Contains(choice.Value)).Select(choice => talk.Say(choice.Text))]),
        _ => talk.Say("checkIn.skipped"),
    };

    /// <summary>A number with its unit, rounded for reading alone.</summary>
    public static string Amount(CheckInQuestion.Quantity question, CheckInAnswer.Quantity amount, Talk talk) =>
        $"{talk.Locale.Number(Math.Round(amount.Value, 1, MidpointRounding.AwayFromZero))} {talk.Say(question.Unit(amount.Unit)!.Text)}";

    /// <summary>Everything that was answered, a line each.</summary>
    public static string Summary(CheckInProtocol protocol, IReadOnlyDictionary<string, CheckInAnswer> answers, Talk talk) => string.Join(
        "\n",
        protocol.Questions.Where(question => answers.ContainsKey(question.LinkId))
            .Select(question => $"- {Label(question, talk)}: {Answer(question, answers[question.LinkId], talk)}"));

    /// <summary>A check-in in a few words: its zone, where it has one, and what was measured.</summary>
    public static string Brief(CheckInProtocol protocol, CheckInRecord record, Talk talk)
    {
        var answers = record.CheckIn.Answers;
        var measured = protocol.Questions.OfType<CheckInQuestion.Quantity>().Where(question => answers.ContainsKey(question.LinkId))
            .Select(question => $"{Label(question, talk)} {Answer(question, answers[question.LinkId], talk)}").ToList();
        var zone = talk.Say($"zone.{record.Judgement.Zone.ToString().ToLowerInvariant()}");
        return string.Join(", ", record.Judgement.Zone == Zone.Unknown && measured.Count > 0 ? measured : [zone, .. measured]);
    }

    public static string Label(CheckInQuestion question, Talk talk) => talk.Say($"{question.Text}.label");

    /// <summary>What the check-in means and what happens next; the promise in it stands in the chart already.</summary>
    public static string Outcome(CheckInProtocol protocol, CheckInRecord record, Alert? alert, CheckInRun run, Outlook outlook, Talk talk)
    {
        var judgement = record.Judgement;
        var reasons = Reasons(protocol, judgement, run.Unit, outlook, talk);
        var unread = Unread(run, outlook, talk);
        var open = string.Join(" ", judgement.NotAssessed
            .DistinctBy(left => (left.LinkId, left.Cause))
            .Where(left => left.Cause != NotAssessedCause.NoPersonalValue)
            .Select(left => ReasonWords.NotAssessed(protocol, left, "patient", talk)));
        // The words of the protocol speak of today.
        var other = IsOfAnotherDay(run, talk) ? talk.Locale.Date(run.Day) : null;
        return judgement.Zone switch
        {
            Zone.Red => talk.Say(protocol.ZoneTexts.Red),
            Zone.Yellow when judgement.Improving => Join(other is null ? talk.Say(protocol.ZoneTexts.Improving, ("reasons", reasons)) : talk.Say("checkIn.thatDay.nothing", ("day", other)), open, unread),
            Zone.Yellow => Join(Calls(protocol, record, alert, run.Unit, outlook, talk), open, unread),
            Zone.Unknown when other is not null => Join(talk.Say("checkIn.thatDay.unknown", ("day", other)), open, unread),
            Zone.Unknown => talk.Say(protocol.ZoneTexts.Unknown, ("notAssessed", open), ("rest", unread.Length > 0 ? unread : talk.Say("checkIn.nothingElse"))),
            _ when other is null && StillOpen(outlook, talk) is { } still => Join(still, open, unread),
            _ => Join(other is null ? talk.Say(protocol.ZoneTexts.Green) : talk.Say("checkIn.thatDay.nothing", ("day", other)), open, unread),
        };
    }

    /// <summary>What was told before the check-in and still needs somebody: it must not end on words that nothing does. Null where nothing does, or where somebody who hurts them may read along.</summary>
    private static string? StillOpen(Outlook outlook, Talk talk) =>
        outlook.Chart.OpenAlerts.FirstOrDefault(alert => alert.Family == AlertDesk.EmergencyFamily)?.EmergencyClass?.ToLowerInvariant() is { } told && talk.Knows($"checkIn.still.{told}")
            ? talk.Say($"checkIn.still.{told}", ("phone", outlook.Practice.NurseLine), ("coordinator", outlook.Coordinator)) : null;

    /// <summary>What a yellow check-in asks of the person, and what is promised; empty for any other.</summary>
    public static string Calls(CheckInProtocol protocol, CheckInRecord record, Alert? alert, string unit, Outlook outlook, Talk talk) => record.Judgement.Day != Zone.Yellow
        ? ""
        : record.HeldBack is true ? talk.Say(protocol.ZoneTexts.Expected, ("reasons", Reasons(protocol, record.Judgement, unit, outlook, talk)), ("phone", outlook.Practice.NurseLine))
        : talk.Say(protocol.ZoneTexts.Yellow, ("reasons", Reasons(protocol, record.Judgement, unit, outlook, talk)), ("coordinator", outlook.Coordinator), ("time", outlook.By(alert, talk)));

    /// <summary>Who sees the words that were not understood; empty where there are none.</summary>
    public static string Unread(CheckInRun run, Outlook outlook, Talk talk) =>
        CheckInKeeper.Unread(run).Any() ? talk.Say(run is { Felt: not null, NotUnderstood.Count: 0 } ? "checkIn.felt" : "checkIn.unread", ("coordinator", outlook.Coordinator)) : "";

    /// <summary>It corrects a check-in of a day that is not today.</summary>
    public static bool IsOfAnotherDay(CheckInRun run, Talk talk) => run.Amends is not null && run.Day != Day(talk.Now, talk);

    private static string Reasons(CheckInProtocol protocol, Judgement judgement, string unit, Outlook outlook, Talk talk) =>
        string.Join(" ", judgement.Reasons.Select(reason => ReasonWords.Of(protocol, reason, ReasonWords.Patient, unit, outlook.Chart.TimeZone, talk)));

    /// <summary>The day of an instant in the zone of the patient who speaks.</summary>
    public static DateOnly Day(DateTimeOffset at, Talk talk) =>
        PatientDay.Of(at, ((Speaker.OfPatient)talk.Speaker).Chart.TimeZone);

    private static string Join(params IEnumerable<string> words) => string.Join(" ", words.Where(one => one.Length > 0));

    private static string Ask(CheckInQuestion question, CheckInRun run, Talk talk)
    {
        if (run.ChosenSoFar.Count > 0)
        {
            return talk.Say("checkIn.anythingElse");
        }

        return question is CheckInQuestion.Quantity quantity
            ? talk.Say(question.Text, ("unit", talk.Say(quantity.Unit(run.Unit)!.Text)))
            : talk.Say(question.Text);
    }
}
