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

    /// <summary>Of a form that one look is enough for, and in which no group repeats: what each item rests on. Null for any other.</summary>
    private readonly Place[]? _places = LooksBack(questionnaire) && questionnaire.Repeated is null ? PlacesOf(questionnaire) : null;

    public Questionnaire Questionnaire => questionnaire;

    /// <summary>The answers that count: those of items that are asked.</summary>
    public IReadOnlyDictionary<string, ItemAnswer> Live(IReadOnlyDictionary<string, ItemAnswer> answers)
    {
        if (_places is { } places)
        {
            return Only(answers, places, Look(places, answers));
        }

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

        if (_places is { } places)
        {
            return Asked(places, Look(places, answers));
        }

        var counts = _looksBack ? answers : Live(answers);
        var shown = Enabled(counts, onlyShown: _looksBack);
        return [.. questionnaire.Standing(counts).Where(item => item.IsAsked && shown.Contains(item.LinkId))];
    }

    /// <summary>The first question without an answer, or with a part of one alone; null when all have one.</summary>
    public QuestionItem? Next(IReadOnlyDictionary<string, ItemAnswer> answers)
    {
        var questions = Questions(answers);
        for (var i = 0; i < questions.Count; i++)
        {
            if (!answers.TryGetValue(questions[i].LinkId, out var answer) || questions[i].IsShort(answer))
            {
                return questions[i];
            }
        }

        return null;
    }

    /// <summary>The question before this one; null when it is the first.</summary>
    public QuestionItem? Before(string? linkId, IReadOnlyDictionary<string, ItemAnswer> answers)
    {
        QuestionItem? before = null;
        var questions = Questions(answers);
        for (var i = 0; i < questions.Count && questions[i].LinkId != linkId; i++)
        {
            before = questions[i];
        }

        return before;
    }

    private static List<QuestionItem> Asked(Place[] places, bool[] shown)
    {
        var asked = new List<QuestionItem>(places.Length);
        for (var i = 0; i < places.Length; i++)
        {
            if (shown[i] && places[i].Item.IsAsked)
            {
                asked.Add(places[i].Item);
            }
        }

        return asked;
    }

    /// <summary>Which items are asked or shown, each after those that it rests on.</summary>
    private static bool[] Look(Place[] places, IReadOnlyDictionary<string, ItemAnswer> answers)
    {
        var shown = new bool[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            shown[i] = places[i].IsOpen(places, shown, answers) && places[i].Holds(shown, answers);
        }

        return shown;
    }

    private static IReadOnlyDictionary<string, ItemAnswer> Only(IReadOnlyDictionary<string, ItemAnswer> answers, Place[] places, bool[] shown)
    {
        var count = 0;
        for (var i = 0; i < places.Length; i++)
        {
            count += shown[i] && answers.ContainsKey(places[i].Item.LinkId) ? 1 : 0;
        }

        if (count == answers.Count)
        {
            return answers;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < places.Length; i++)
        {
            if (shown[i])
            {
                names.Add(places[i].Item.LinkId);
            }
        }

        return Only(answers, names);
    }

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

    private static Place[] PlacesOf(Questionnaire questionnaire)
    {
        var at = new Dictionary<string, int>(StringComparer.Ordinal);
        var places = new Place[questionnaire.All.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var item = questionnaire.All[i];
            places[i] = new Place(item, item.Parent is { } parent ? at.GetValueOrDefault(parent, Place.Nowhere) : Place.Top, [.. item.EnableWhen.Select(one => at[one.Question])]);
            at[item.LinkId] = i;
        }

        return places;
    }

    /// <summary>An item, and where the items stand that it rests on.</summary>
    /// <param name="Parent">The item around it; below zero where there is none, or none before it.</param>
    /// <param name="Asks">The items that its conditions look at, in their order.</param>
    private sealed record Place(QuestionItem Item, int Parent, int[] Asks)
    {
        public const int Top = -1;
        public const int Nowhere = -2;

        /// <summary>What stands around it is shown and, where it is a question, has a value.</summary>
        public bool IsOpen(Place[] places, bool[] shown, IReadOnlyDictionary<string, ItemAnswer> answers) => Parent switch
        {
            Top => true,
            Nowhere => false,
            _ => shown[Parent] && (!places[Parent].Item.IsAsked || answers.GetValueOrDefault(Item.Parent!)?.Values.Count > 0),
        };

        public bool Holds(bool[] shown, IReadOnlyDictionary<string, ItemAnswer> answers)
        {
            var conditions = Item.EnableWhen;
            for (var i = 0; i < conditions.Count; i++)
            {
                if (QuestionnaireFlow.Holds(conditions[i], answers, shown[Asks[i]]) == Item.EnableAny)
                {
                    return Item.EnableAny;
                }
            }

            return conditions.Count == 0 || !Item.EnableAny;
        }
    }

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

    private static bool Holds(EnableWhen condition, IReadOnlyDictionary<string, ItemAnswer> answers, HashSet<string>? among) =>
        Holds(condition, answers, counts: among?.Contains(condition.Question) != false);

    /// <param name="counts">The answer that is looked at counts.</param>
    private static bool Holds(EnableWhen condition, IReadOnlyDictionary<string, ItemAnswer> answers, bool counts)
    {
        var values = counts ? answers.GetValueOrDefault(condition.Question)?.Values ?? [] : [];
        if (condition.Operator == "exists")
        {
            return values.Count > 0 == ((AnswerValue.Truth)condition.Value).Value;
        }

        for (var i = 0; i < values.Count; i++)
        {
            if (Meets(condition, values[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Meets(EnableWhen condition, AnswerValue value) => condition.Operator switch
    {
        "=" => value.Means(condition.Value),
        "!=" => !value.Means(condition.Value),
        ">" => value.CompareTo(condition.Value) > 0,
        "<" => value.CompareTo(condition.Value) < 0,
        ">=" => value.CompareTo(condition.Value) >= 0,
        _ => value.CompareTo(condition.Value) <= 0,
    };
}
