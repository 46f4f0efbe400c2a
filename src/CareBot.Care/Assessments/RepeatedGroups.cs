using System.Globalization;

namespace CareBot.Care.Assessments;

/// <summary>
/// The items of a form whose groups repeat: each stands as often as the answers say that there is one more, and has a name of its own
/// (<c>name#2</c>), so that its answer lies on the chart like any other. Before one that need not be there it is asked whether there is
/// one (<c>group#2?</c>). Pure.
/// </summary>
public sealed class RepeatedGroups
{
    private const char Mark = '#';
    private const char Asks = '?';

    // Nobody tells of more in a chat, and a yes that repeats itself must end.
    private const int Most = 50;

    private readonly Questionnaire _questionnaire;

    /// <summary>The groups that repeat around each item, outermost first; of such a group itself, it too.</summary>
    private readonly Dictionary<string, IReadOnlyList<string>> _groups = new(StringComparer.Ordinal);

    private RepeatedGroups(Questionnaire questionnaire)
    {
        _questionnaire = questionnaire;
        foreach (var item in questionnaire.All)
        {
            var around = item.Parent is { } parent ? _groups[parent] : [];
            _groups[item.LinkId] = item.IsRepeatedGroup ? [.. around, item.LinkId] : around;
        }
    }

    /// <returns>Null where no group repeats.</returns>
    public static RepeatedGroups? In(Questionnaire questionnaire)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        return questionnaire.All.Any(item => item.IsRepeatedGroup) ? new RepeatedGroups(questionnaire) : null;
    }

    /// <summary>The name under which it is asked whether there is this one of a group.</summary>
    public static string Asking(string group, IReadOnlyList<int> at) => Name(group, at) + Asks;

    /// <summary>The item of this name; null where it is none of them.</summary>
    public QuestionItem? Find(string name)
    {
        var (mark, asks) = (name.LastIndexOf(Mark), name.EndsWith(Asks));
        if (mark < 0 || !_groups.TryGetValue(name[..mark], out var groups))
        {
            return null;
        }

        var numbers = name[(mark + 1)..(asks ? ^1 : ^0)].Split('.').Select(part => int.TryParse(part, CultureInfo.InvariantCulture, out var number) ? number : 0).ToList();
        var item = _questionnaire.Find(name[..mark])!;
        return numbers.Count != groups.Count || numbers.Contains(0) || (asks && !item.IsRepeatedGroup) ? null : asks ? Question(item, numbers, []) : Place(item, numbers, []);
    }

    /// <summary>Every item as it stands with these answers, in the order of asking; each holds those that stand in it.</summary>
    public IReadOnlyList<QuestionItem> Standing(IReadOnlyDictionary<string, ItemAnswer> answers)
    {
        var all = new List<QuestionItem>();
        AddAll(_questionnaire.Items, [], answers, all, []);
        return all;
    }

    /// <param name="newest">The name under which each item stood last: a condition from outside of a group looks there.</param>
    private List<QuestionItem> AddAll(
        IReadOnlyList<QuestionItem> items, IReadOnlyList<int> at, IReadOnlyDictionary<string, ItemAnswer> answers, List<QuestionItem> all, Dictionary<string, string> newest)
    {
        var inner = new List<QuestionItem>();
        foreach (var item in items)
        {
            for (var number = 1; number <= (item.IsRepeatedGroup ? item.MostAnswers ?? Most : 1); number++)
            {
                IReadOnlyList<int> here = item.IsRepeatedGroup ? [.. at, number] : at;
                if (item.IsRepeatedGroup && number > Math.Max(item.FewestAnswers ?? 0, item.Required ? 1 : 0))
                {
                    var question = Question(item, here, newest);
                    all.Add(question);
                    inner.Add(question);
                    if (answers.GetValueOrDefault(question.LinkId)?.Values is not [AnswerValue.Truth { Value: true }])
                    {
                        break;
                    }
                }

                var (place, placed) = (all.Count, Place(item, here, newest));
                all.Add(placed);
                newest[item.LinkId] = placed.LinkId;
                inner.Add(all[place] = placed with { Items = AddAll(item.Items, here, answers, all, newest) });
            }
        }

        return inner;
    }

    private QuestionItem Place(QuestionItem item, IReadOnlyList<int> at, Dictionary<string, string> newest) => item with
    {
        LinkId = Name(item.LinkId, at),
        Original = item.LinkId,
        Occurrence = at,
        Parent = item.Parent is { } parent ? Name(parent, at.Take(_groups[parent].Count)) : null,
        EnableWhen = [.. item.EnableWhen.Select(condition => condition with { Question = Nearest(condition.Question, item, at, newest) })],
    };

    private QuestionItem Question(QuestionItem group, IReadOnlyList<int> at, Dictionary<string, string> newest) => Place(group, at, newest) with
    {
        LinkId = Asking(group.LinkId, at),
        Type = ItemType.Boolean,
        AsksForMore = true,
        Repeats = false,
        FewestAnswers = null,
        MostAnswers = null,
        Codes = [],
        Items = [],
    };

    /// <summary>The item of that linkId that a condition means: in the same one of a group, else the one that stood last, else the first.</summary>
    private string Nearest(string question, QuestionItem item, IReadOnlyList<int> at, Dictionary<string, string> newest)
    {
        var (its, own) = (_groups[question], _groups[item.LinkId]);
        var shared = its.Zip(own).TakeWhile(pair => pair.First == pair.Second).Count();
        return shared == its.Count ? Name(question, at.Take(shared))
            : newest.GetValueOrDefault(question) ?? Name(question, at.Take(shared).Concat(Enumerable.Repeat(1, its.Count - shared)));
    }

    private static string Name(string linkId, IEnumerable<int> at) => string.Join('.', at) is { Length: > 0 } numbers ? $"{linkId}{Mark}{numbers}" : linkId;
}
