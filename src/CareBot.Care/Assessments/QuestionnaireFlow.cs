namespace CareBot.Care.Assessments;

/// <summary>
/// Which items are asked, given what was answered: pure. An answer to an item that is not asked any more does not count, but it is kept,
/// and counts again when the item is asked again.
/// </summary>
public sealed class QuestionnaireFlow(Questionnaire questionnaire, QuestionnaireFlow.ExpressionReader? expressions = null)
{
    /// <summary>Reads FHIRPath over the answers; null where the questionnaire has none.</summary>
    public delegate bool ExpressionReader(string expression, string linkId, IReadOnlyDictionary<string, ItemAnswer> answers);

    /// <summary>Every condition asks for an item before its own, so that one look at the items in their order tells which are asked.</summary>
    private readonly bool _looksBack = LooksBack(questionnaire);

    /// <summary>The questions of a form without conditions; null where there are any.</summary>
    private readonly IReadOnlyList<QuestionItem>? _always = questionnaire.All.Any(item =>
        item.IsRepeatedGroup || item.EnableWhen.Count > 0 || item.EnableExpression is not null || (item.Parent is { } parent && questionnaire.Find(parent) is { IsAsked: true })) ? null : [.. questionnaire.Questions];

    public Questionnaire Questionnaire => questionnaire;

    /// <summary>The answers that count: those of items that are asked.</summary>
    public IReadOnlyDictionary<string, ItemAnswer> Live(IReadOnlyDictionary<string, ItemAnswer> answers)
    {
        if (_looksBack)
        {
            return Only(answers, Enabled(answers, onlyShown: true));
        }

        var live = answers;
        // Each round can only follow what the round before it hid or showed; a ring of conditions ends all the same.
        for (var round = 0; round <= questionnaire.All.Count + answers.Count; round++)
        {
            var next = Only(answers, Enabled(live, onlyShown: false));
            if (next.Count == live.Count && next.Keys.All(live.ContainsKey))
            {
                return next;
            }

            live = next;
        }

        return live;
    }

    /// <summary>The questions that are asked, in order.</summary>
    public IReadOnlyList<QuestionItem> Questions(IReadOnlyDictionary<string, ItemAnswer> answers)
    {
        if (_always is not null)
        {
            return _always;
        }

        var counts = _looksBack ? answers : Live(answers);
        var shown = Enabled(counts, onlyShown: _looksBack);
        return [.. questionnaire.Standing(counts).Where(item => item.IsAsked && shown.Contains(item.LinkId))];
    }

    /// <summary>The first question without an answer, or with a part of one alone; null when all have one.</summary>
    public QuestionItem? Next(IReadOnlyDictionary<string, ItemAnswer> answers) =>
        Questions(answers).FirstOrDefault(item => !answers.TryGetValue(item.LinkId, out var answer) || item.IsShort(answer));

    /// <summary>The question before this one; null when it is the first.</summary>
    public QuestionItem? Before(string? linkId, IReadOnlyDictionary<string, ItemAnswer> answers) =>
        Questions(answers).TakeWhile(item => item.LinkId != linkId).LastOrDefault();

    private static Dictionary<string, ItemAnswer> Only(IReadOnlyDictionary<string, ItemAnswer> answers, HashSet<string> shown) =>
        answers.Where(answer => shown.Contains(answer.Key)).ToDictionary(StringComparer.Ordinal);

    /// <param name="onlyShown">An answer counts where its item is among those shown so far; where conditions look back alone, that is all there is to know.</param>
    private HashSet<string> Enabled(IReadOnlyDictionary<string, ItemAnswer> answers, bool onlyShown)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in questionnaire.Standing(answers))
        {
            if ((item.Parent is null || IsOpen(item.Parent, shown, answers)) && Holds(item, answers, onlyShown ? shown : null))
            {
                shown.Add(item.LinkId);
            }
        }

        return shown;
    }

    /// <summary>A group is open when it is shown; a question opens what stands under it once it has a value.</summary>
    private bool IsOpen(string parent, HashSet<string> shown, IReadOnlyDictionary<string, ItemAnswer> answers) =>
        shown.Contains(parent) && (questionnaire.Find(parent) is { IsAsked: false } || answers.GetValueOrDefault(parent)?.Values.Count > 0);

    private bool Holds(QuestionItem item, IReadOnlyDictionary<string, ItemAnswer> answers, HashSet<string>? among) =>
        (item.EnableWhen.Count == 0 || (item.EnableAny ? item.EnableWhen.Any(one => Holds(one, answers, among)) : item.EnableWhen.All(one => Holds(one, answers, among))))
        && (item.EnableExpression is not { } expression || expressions is null || expressions(expression, item.LinkId, answers));

    private static bool LooksBack(Questionnaire questionnaire)
    {
        var before = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in questionnaire.All)
        {
            if (item.EnableExpression is not null || !item.EnableWhen.All(one => before.Contains(one.Question)))
            {
                return false;
            }

            before.Add(item.LinkId);
        }

        return true;
    }

    private static bool Holds(EnableWhen condition, IReadOnlyDictionary<string, ItemAnswer> answers, HashSet<string>? among)
    {
        var values = among?.Contains(condition.Question) == false ? [] : answers.GetValueOrDefault(condition.Question)?.Values ?? [];
        return condition.Operator switch
        {
            "exists" => values.Count > 0 == ((AnswerValue.Truth)condition.Value).Value,
            "=" => values.Any(value => value.Means(condition.Value)),
            "!=" => values.Any(value => !value.Means(condition.Value)),
            ">" => values.Any(value => value.CompareTo(condition.Value) > 0),
            "<" => values.Any(value => value.CompareTo(condition.Value) < 0),
            ">=" => values.Any(value => value.CompareTo(condition.Value) >= 0),
            _ => values.Any(value => value.CompareTo(condition.Value) <= 0),
        };
    }
}
