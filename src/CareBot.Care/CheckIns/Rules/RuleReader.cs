using CareBot.Care.Content;

namespace CareBot.Care.CheckIns.Rules;

/// <summary>Reads the rules of a protocol, which may speak only of its own questions, units and sources.</summary>
internal sealed class RuleReader
{
    private static readonly Dictionary<string, Zone> Severities = new() { ["yellow"] = Zone.Yellow, ["red"] = Zone.Red };

    private static readonly Dictionary<string, ChangeDirection> Directions =
        new() { ["rise"] = ChangeDirection.Rise, ["fall"] = ChangeDirection.Fall };

    private readonly Dictionary<string, ContentSource> _sources;
    private readonly Dictionary<string, CheckInQuestion> _questions;
    private readonly IReadOnlyList<PersonalValueKind> _personal;
    private readonly Dictionary<string, Func<ContentNode, RuleLabel, CheckInRule>> _kinds;

    public RuleReader(
        IReadOnlyList<ContentSource> sources, IReadOnlyList<CheckInQuestion> questions, IReadOnlyList<PersonalValueKind> personal)
    {
        _personal = personal;
        _sources = sources.ToDictionary(source => source.Id);
        _questions = questions.ToDictionary(question => question.LinkId);
        _kinds = new()
        {
            ["change-over-hours"] = ReadChangeOverHours,
            ["change-in-days"] = ReadChangeInDays,
            ["distance-from-personal"] = ReadDistanceFromPersonal,
            ["any-of"] = ReadAnyOf,
        };
    }

    public CheckInRule Read(ContentNode node)
    {
        var kind = node.Required("kind", $"write one of: {string.Join(", ", _kinds.Keys)}").OneOf(_kinds);
        return kind(node, Label(node, node.Required("severity", "write yellow or red").OneOf(Severities)));
    }

    public ReturnToGreen ReadReturn(ContentNode node) => new(
        Label(node, Zone.Yellow), node.Required("greenDaysInARow", "write how many, today included").Count());

    public CheckInQuestion AnyQuestion(ContentNode name) => name.OneOf(_questions);

    private RuleLabel Label(ContentNode node, Zone severity) => new(
        node.Required("id", "write a name that never changes").Text(),
        node.Required("family", "write what the rule is about; an open alert of the family takes the new fact in").Text(),
        severity,
        ProtocolReader.TextKey(node),
        node.Required("source", "name one of the sources above").OneOf(_sources).Name,
        node.Required("owner", "write the role that answers for what it raises").Text());

    private ChangeOverHours ReadChangeOverHours(ContentNode node, RuleLabel label)
    {
        var question = Quantity(node);
        var from = node.Required("fromHours", "write the smallest age of the earlier reading").Count();
        var to = node.Required("toHours", "write the greatest age of the earlier reading");
        if (to.Count() <= from)
            throw to.Broken("write more hours than 'fromHours'");
        return new(label, question, Direction(node), Limit(node, question), from, to.Count());
    }

    private ChangeInDays ReadChangeInDays(ContentNode node, RuleLabel label)
    {
        var question = Quantity(node);
        var days = node.Required("days", "write how many days back it looks").Count();
        var personal = node.Optional("orPersonal") is { } name ? PersonalValue(name, question) : null;
        return new(label, question, Direction(node), Limit(node, question), days, personal);
    }

    private DistanceFromPersonal ReadDistanceFromPersonal(ContentNode node, RuleLabel label)
    {
        var question = Quantity(node);
        var personal = PersonalValue(node.Required("personal", "name one of the personal values above"), question);
        return new(label, question, personal, Limit(node, question));
    }

    private AnyOf ReadAnyOf(ContentNode node, RuleLabel label) =>
        new(label, node.Required("answers", "write which answers count: question and value").List(item => item.Members(Sign)));

    private AnyOf.Sign Sign(ContentNode node)
    {
        var question = AnyQuestion(node.Required("question", "name one of the questions above"));
        var value = node.Required("value", "name one of the question's values");
        return question.Choices.Any(choice => choice.Value == value.Text())
            ? new(question, value.Text())
            : throw value.Broken(question.Choices.Count == 0
                ? "a quantity has no values to choose; name a choice or yesno question"
                : $"write one of: {string.Join(", ", question.Choices.Select(choice => choice.Value))}");
    }

    private CheckInQuestion.Quantity Quantity(ContentNode node)
    {
        var name = node.Required("question", "name one of the questions above");
        return AnyQuestion(name) as CheckInQuestion.Quantity ?? throw name.Broken("name a question of kind quantity");
    }

    private string PersonalValue(ContentNode name, CheckInQuestion.Quantity question) =>
        name.OneOf(_personal.Where(value => value.LinkId == question.LinkId).ToDictionary(value => value.Name)).Name;

    private static ChangeDirection Direction(ContentNode node) =>
        node.Required("direction", "write rise or fall").OneOf(Directions);

    private static Threshold Limit(ContentNode node, CheckInQuestion.Quantity question) =>
        node.Required("threshold", "write value and unit").Members(limit => new Threshold(
            limit.Required("value", "write the number from which it counts").Positive(),
            limit.Required("unit", "write the number's unit").OneOf(question.Units.ToDictionary(unit => unit.Name)).Name));
}
