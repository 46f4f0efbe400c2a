using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;
using CareBot.Dialogs.DailyCheckIn;

namespace CareBot.Dialogs.TakeAssessment;

/// <summary>The words of an assessment: a question complete without any button, an answer as the person said it, a summary.</summary>
public static class QuestionWords
{
    private const int ShortLength = 40;

    /// <summary>A question with its progress, the time that it is about, and its last answer; what can be chosen comes after it.</summary>
    /// <param name="talk">In the language in which it is asked.</param>
    /// <param name="frame">In the language of whoever reads it out and writes the answer; the same where a person answers for themselves.</param>
    /// <param name="given">What was answered so far, where several answers may be given.</param>
    public static string Question(QuestionnaireFlow flow, QuestionItem item, AssessmentResponse response, IReadOnlyList<AnswerValue> given, Talk talk, Talk frame)
    {
        var lines = new List<string>();
        var questions = flow.Questions(response.Answers);
        var before = 0;
        while (before < questions.Count && questions[before].LinkId != item.LinkId)
        {
            before++;
        }

        lines.Add(frame.Say("question.progress", ("number", before + 1), ("total", questions.Count)));
        if (given.Count > 0)
        {
            lines.Add(frame.Say("assessment.list.soFar", ("answers", Answer(item, new ItemAnswer(given), talk))));
            lines.Add(item.Options.Count > 0 ? talk.Say("checkIn.anythingElse") : frame.Say("assessment.list.more"));
        }
        else
        {
            AddLead(lines, flow.Questionnaire, item, talk);
            lines.Add(Asked(item, talk));
            lines.AddRange(Hint(item, talk, frame));
        }

        if (given.Count == 0 && response.Answers.TryGetValue(item.LinkId, out var last))
        {
            lines.Add(frame.Say("question.last", ("answer", Answer(item, last, talk))));
            if (item is { TakesSeveral: true, Options.Count: 0 } && last.Values.Count > 0)
            {
                lines.Add(frame.Say(last.Values.Count == item.MostAnswers ? "assessment.list.replace" : "assessment.list.addOrReplace"));
            }
        }

        lines.RemoveAll(line => line.Length == 0);
        return string.Join('\n', lines);
    }

    /// <summary>What stands on the options that are offered now: the labels of <see cref="ItemAnswerReader.Options"/>.</summary>
    public static List<string> Offered(QuestionItem item, IReadOnlyList<AnswerValue> given, Talk talk)
    {
        if (item.Type == ItemType.Boolean)
        {
            return [.. CheckInSpeech.YesNo(talk)];
        }

        var labels = new List<string>(item.Options.Count + 1);
        foreach (var option in ItemAnswerReader.Left(item, given))
        {
            labels.Add(option.Label.In(talk.Language));
        }

        return labels;
    }

    /// <summary>The question itself.</summary>
    public static string Asked(QuestionItem item, Talk talk) => item.AsksForMore
        ? talk.Say(item.Occurrence[^1] == 1 ? "assessment.group.any" : "assessment.group.another")
        : item.Text?.In(talk.Language) ?? item.Original;

    /// <summary>The words over a group, with its number where there may be several.</summary>
    private static string Heading(QuestionItem group, Talk talk) => group.Text!.In(talk.Language) + Number(group);

    private static string Number(QuestionItem item) => item.Occurrence.Count == 0 ? "" : $" ({string.Join('.', item.Occurrence)})";

    /// <summary>What stands over the question on paper: the time that it is about, and the words before it.</summary>
    private static void AddLead(List<string> lines, Questionnaire questionnaire, QuestionItem item, Talk talk)
    {
        AddHeadings(lines, questionnaire, item, talk);
        if (item.AsksForMore)
        {
            lines.Add(item.Text?.In(talk.Language) ?? "");
        }

        var siblings = item.Parent is { } parent ? questionnaire.Find(parent)!.Items : questionnaire.Items;
        var own = 0;
        while (own < siblings.Count && siblings[own].Original != item.Original)
        {
            own++;
        }

        var first = own;
        while (first > 0 && siblings[first - 1] is { Type: ItemType.Display, IsHelp: false })
        {
            first--;
        }

        for (; first < own; first++)
        {
            lines.Add(siblings[first].Text!.In(talk.Language));
        }
    }

    private static void AddHeadings(List<string> lines, Questionnaire questionnaire, QuestionItem item, Talk talk)
    {
        if (item.Parent is not { } parent || questionnaire.Find(parent) is not { } around)
        {
            return;
        }

        AddHeadings(lines, questionnaire, around, talk);
        if (around is { Type: ItemType.Group, Text: not null })
        {
            lines.Add(Heading(around, talk));
        }
    }

    /// <summary>How to answer where nothing is offered.</summary>
    private static IEnumerable<string> Hint(QuestionItem item, Talk talk, Talk frame)
    {
        if (item.TakesSeveral)
        {
            yield return HowMany(item, item.Options.Count > 0 ? talk : frame);
        }

        if (item.Options.Count == 0 && item.Type == ItemType.Date)
        {
            yield return frame.Say("assessment.writeDay");
        }
        else if (item.Options.Count == 0 && item.Type is ItemType.DateTime or ItemType.Time)
        {
            yield return frame.Say(item.Type == ItemType.Time ? "assessment.writeTime" : "assessment.writeMoment");
        }
        else if (item is { Type: ItemType.Quantity, Units: [_, ..] units })
        {
            yield return frame.Say("assessment.writeQuantity", ("units", frame.Locale.Or([.. units.Select(unit => unit.Display ?? unit.Code)])));
        }
        else if (item.Options.Count == 0 && item.Type is ItemType.Integer or ItemType.Decimal && item is { Lowest: { } lowest, Highest: { } highest })
        {
            yield return frame.Say("assessment.writeNumber", ("lowest", lowest), ("highest", highest));
        }
    }

    /// <summary>How many answers are wanted where it may be more than one.</summary>
    private static string HowMany(QuestionItem item, Talk talk)
    {
        var kind = item.Options.Count > 0 ? "assessment.choose" : "assessment.list";
        return (item.FewestAnswers ?? 1, item.MostAnswers) switch
        {
            ( <= 1, null) => talk.Say(item.Options.Count > 0 ? "assessment.chooseAll" : "assessment.list"),
            ( <= 1, { } most) => talk.Say($"{kind}.atMost", ("most", most)),
            (var fewest, null) => talk.Say($"{kind}.atLeast", ("fewest", fewest)),
            var (fewest, most) when fewest == most => talk.Say($"{kind}.exactly", ("most", most)),
            var (fewest, most) => talk.Say($"{kind}.between", ("fewest", fewest), ("most", most)),
        };
    }

    /// <summary>Too few, or too many: how many it takes, and how many were given.</summary>
    public static string WrongCount(QuestionItem item, int given, Talk talk) => given > item.MostAnswers
        ? talk.Say("assessment.count.tooMany", ("most", item.MostAnswers), ("count", given))
        : talk.Say("assessment.count.tooFew", ("fewest", item.FewestAnswers), ("count", given));

    /// <summary>The answers in the order in which they are offered, what nobody offered behind them as it was given.</summary>
    public static IReadOnlyList<AnswerValue> Ordered(QuestionItem item, IReadOnlyList<AnswerValue> given) => item.Options.Count == 0
        ? given
        : [.. item.Options.Select(option => option.Value).Where(value => given.Any(value.Means)), .. given.Where(value => !item.Options.Any(option => option.Value.Means(value))).Distinct()];

    /// <summary>The list that was given before and can be added to; null where there is none, or no place in it.</summary>
    public static IReadOnlyList<AnswerValue>? ToAddTo(AssessmentRun run, QuestionItem item, AssessmentResponse response) =>
        run is { Asks: Asking.Question, GivenSoFar.Count: 0 } && item is { TakesSeveral: true, Options.Count: 0 }
        && response.Answers.GetValueOrDefault(item.LinkId)?.Values is { Count: > 0 } last && last.Count != item.MostAnswers ? last : null;

    /// <summary>The explanation that the questionnaire itself gives; empty where it gives none.</summary>
    public static string Help(QuestionItem item, Talk talk) =>
        string.Join("\n", item.Items.Where(inner => inner.IsHelp && inner.Text is not null).Select(inner => inner.Text!.In(talk.Language)));

    /// <summary>An answer as the person would say it.</summary>
    public static string Answer(QuestionItem item, ItemAnswer answer, Talk talk) => answer.Absent is { } reason
        ? talk.Say(reason == AbsentReason.Unknown ? "assessment.unknown" : "checkIn.skipped")
        : talk.Locale.And([.. answer.Values.Select(value => Value(value, item, talk))]);

    public static string Value(AnswerValue value, QuestionItem? item, Talk talk) =>
        item?.Options.FirstOrDefault(option => option.Value.Means(value)) is { } option ? option.Label.In(talk.Language)
        : value switch
        {
            AnswerValue.Truth { Value: var truth } => talk.Say(truth ? "answer.yes" : "answer.no"),
            AnswerValue.Number { Value: var number } => talk.Locale.Number(number),
            AnswerValue.Measured measured => $"{talk.Locale.Number(measured.Value)} {measured.Unit?.Display ?? measured.Unit?.Code}".TrimEnd(),
            AnswerValue.Day { Value: var day } => talk.Locale.DateWithYear(day),
            AnswerValue.Moment { Value: var at } => $"{talk.Locale.DateWithYear(DateOnly.FromDateTime(at.DateTime))}, {talk.Locale.Time(TimeOnly.FromDateTime(at.DateTime))}",
            AnswerValue.Hour { Value: var hour } => talk.Locale.Time(hour),
            _ => value.Plain,
        };

    /// <summary>The short name of a question, by which its answer is changed.</summary>
    public static string Label(QuestionItem item, Talk talk)
    {
        var words = (item.ShortName ?? item.Text)?.In(talk.Language) ?? item.Original;
        var cut = words.Length <= ShortLength ? words : words[..words.LastIndexOf(' ', ShortLength)] + "…";
        return item.AsksForMore ? talk.Say("assessment.group.label", ("group", cut), ("number", string.Join('.', item.Occurrence))) : cut + Number(item);
    }

    /// <summary>What was answered, a line each; what is sensitive does not stand in a list that others may see.</summary>
    public static string Summary(Instrument instrument, IReadOnlyDictionary<string, ItemAnswer> answers, Talk talk) => string.Join(
        "\n",
        instrument.Questionnaire.Answered(answers).Where(item => instrument.Sensitive(item.LinkId) is null)
            .Select(item => $"- {Label(item, talk)}: {Answer(item, answers[item.LinkId], talk)}"));
}
