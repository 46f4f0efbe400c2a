namespace CareBot.Care.Assessments;

/// <summary>Which answers of one questionnaire answer another's questions: pure.</summary>
public static class KnownAnswers
{
    /// <summary>
    /// The answers that were given to the same question, with the same code, and that the other question offers too. The same code
    /// alone is not enough: one LOINC question has different answers in different instruments.
    /// </summary>
    public static IReadOnlyDictionary<string, ItemAnswer> Same(Questionnaire asks, Questionnaire asked, IReadOnlyDictionary<string, ItemAnswer> answers)
    {
        var same = new Dictionary<string, ItemAnswer>(StringComparer.Ordinal);
        foreach (var item in asks.Questions.Where(item => item.Codes.Count > 0))
        {
            var twin = asked.Questions.FirstOrDefault(other => other.Codes.Any(code => item.Codes.Any(code.Means)) && SameAnswers(item, other));
            if (twin is not null && answers.GetValueOrDefault(twin.LinkId) is { Values.Count: > 0 } answer && AnswerRules.Accept(item, answer.Values) is Acceptance.Taken)
            {
                same[item.LinkId] = answer;
            }
        }

        return same;
    }

    public static IReadOnlyDictionary<string, ItemAnswer> Same(Questionnaire asks, Instrument asked, IReadOnlyDictionary<string, ItemAnswer> answers) =>
        Same(asks, asked.Questionnaire, answers);

    private static bool SameAnswers(QuestionItem item, QuestionItem other) =>
        item.Type == other.Type && item.Options.Count == other.Options.Count && item.Options.All(option => other.Options.Any(its => its.Value.Means(option.Value)));
}
