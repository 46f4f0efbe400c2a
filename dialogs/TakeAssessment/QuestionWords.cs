using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;

namespace CareBot.Dialogs.TakeAssessment;

/// <summary>The words of an assessment: a question complete without any button, an answer as the person said it, a summary.</summary>
public static class QuestionWords
{
    private const int ShortLength = 40;

    /// <summary>A question with its progress, the time that it is about, and its last answer; what can be chosen comes after it.</summary>
    public static string Question(QuestionnaireFlow flow, QuestionItem item, AssessmentResponse response, bool several, Talk talk)
    {
        var lines = new List<string>();
        var questions = flow.Questions(response.Answers);
        var number = questions.TakeWhile(question => question.LinkId != item.LinkId).Count() + 1;
        lines.Add(talk.Say("question.progress", ("number", number), ("total", questions.Count)));
        if (several)
        {
            lines.Add(talk.Say("checkIn.anythingElse"));
        }
        else
        {
            lines.AddRange(Lead(flow.Questionnaire, item, talk));
            lines.Add(item.Text?.In(talk.Language) ?? item.LinkId);
            lines.AddRange(Hint(item, talk));
        }

        if (!several && response.Answers.TryGetValue(item.LinkId, out var last))
        {
            lines.Add(talk.Say("question.last", ("answer", Answer(item, last, talk))));
        }

        return string.Join("\n", lines);
    }

    /// <summary>What stands over the question on paper: the time that it is about, and the words before it.</summary>
    private static IEnumerable<string> Lead(Questionnaire questionnaire, QuestionItem item, Talk talk)
    {
        foreach (var around in questionnaire.Around(item).Where(around => around.Type == ItemType.Group && around.Text is not null))
        {
            yield return around.Text!.In(talk.Language);
        }

        var siblings = item.Parent is { } parent ? questionnaire.Find(parent)!.Items : questionnaire.Items;
        foreach (var note in siblings.TakeWhile(other => other.LinkId != item.LinkId).Reverse().TakeWhile(other => other.Type == ItemType.Display && !other.IsHelp).Reverse())
        {
            yield return note.Text!.In(talk.Language);
        }
    }

    /// <summary>How to answer where nothing is offered.</summary>
    private static IEnumerable<string> Hint(QuestionItem item, Talk talk)
    {
        if (item.Options.Count > 0 && item.Repeats)
        {
            yield return talk.Say("assessment.chooseAll");
        }
        else if (item.Options.Count == 0 && item.Type == ItemType.Date)
        {
            yield return talk.Say("assessment.writeDay");
        }
        else if (item.Options.Count == 0 && item.Type is ItemType.Integer or ItemType.Decimal && item is { Lowest: { } lowest, Highest: { } highest })
        {
            yield return talk.Say("assessment.writeNumber", ("lowest", lowest), ("highest", highest));
        }
    }

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
    public static string Label(QuestionItem item, string language)
    {
        var words = (item.ShortName ?? item.Text)?.In(language) ?? item.LinkId;
        return words.Length <= ShortLength ? words : words[..words.LastIndexOf(' ', ShortLength)] + "…";
    }

    /// <summary>What was answered, a line each; what is sensitive does not stand in a list that others may see.</summary>
    public static string Summary(Instrument instrument, IReadOnlyDictionary<string, ItemAnswer> answers, Talk talk) => string.Join(
        "\n",
        instrument.Questionnaire.Questions.Where(item => answers.ContainsKey(item.LinkId) && instrument.Sensitive(item.LinkId) is null)
            .Select(item => $"- {Label(item, talk.Language)}: {Answer(item, answers[item.LinkId], talk)}"));
}
