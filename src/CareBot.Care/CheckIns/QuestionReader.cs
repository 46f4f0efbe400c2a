using CareBot.Care.Content;

namespace CareBot.Care.CheckIns;

/// <summary>Reads one question of a protocol.</summary>
internal static class QuestionReader
{
    // Two ranges of one quantity may differ by rounding, not by more.
    private const decimal RangeTolerance = 0.02m;

    private static readonly Dictionary<string, Func<ContentNode, string, string, Coding?, CheckInQuestion>> Kinds = new()
    {
        ["quantity"] = Quantity,
        ["choice"] = Choice,
        ["yesno"] = (_, linkId, text, code) => new CheckInQuestion.YesNo(linkId, text, code),
    };

    public static CheckInQuestion Read(ContentNode node)
    {
        var linkId = node.Required("linkId", "write a name that never changes: \"weight\"").Text();
        var kind = node.Required("kind", $"write one of: {string.Join(", ", Kinds.Keys)}").OneOf(Kinds);
        return kind(node, linkId, ProtocolReader.TextKey(node), Code(node));
    }

    private static CheckInQuestion.Quantity Quantity(ContentNode node, string linkId, string text, Coding? code)
    {
        var list = node.Required("units", "write the units in which it may be said");
        var units = list.Named("unit", Unit, unit => unit.Name);
        var canonical = node.Required("canonicalUnit", "write the unit in which readings are compared");
        var question = new CheckInQuestion.Quantity(linkId, text, code, units, canonical.Text());
        if (question.Unit(question.CanonicalUnit) is not { } main)
            throw canonical.Broken($"write one of the units above: {string.Join(", ", units.Select(unit => unit.Name))}");
        if (main.ToCanonical != 1)
            throw canonical.Broken("write toCanonical 1 for this unit, or name another");
        if (units.FirstOrDefault(unit => !SameRange(unit, main)) is { } other)
            throw list.Broken($"write the same range in every unit: that of {other.Name} is not that of {main.Name}");
        return question;
    }

    private static QuantityUnit Unit(ContentNode node)
    {
        var lowest = node.Required("lowest", "write the smallest plausible value in this unit").Positive();
        var top = node.Required("highest", "write the greatest plausible value in this unit");
        if (top.Positive() <= lowest)
            throw top.Broken("write a number above 'lowest'");
        return new(
            node.Required("unit", "write the unit's name: \"kg\"").Text(),
            ProtocolReader.TextKey(node),
            node.Required("ucum", "write the unit's UCUM code").Text(),
            node.Required("toCanonical", "write the factor to the canonical unit").Positive(),
            lowest,
            top.Positive(),
            node.Required("mostChangePerDay", "write the greatest change in a day that is believed").Positive());
    }

    private static bool SameRange(QuantityUnit one, QuantityUnit other) =>
        IsClose(one.Lowest * one.ToCanonical, other.Lowest)
        && IsClose(one.Highest * one.ToCanonical, other.Highest)
        && IsClose(one.MostChangePerDay * one.ToCanonical, other.MostChangePerDay);

    private static bool IsClose(decimal one, decimal other) => Math.Abs(one - other) <= RangeTolerance * other;

    private static CheckInQuestion.Choice Choice(ContentNode node, string linkId, string text, Coding? code) => new(
        linkId, text, code,
        node.Optional("several")?.Flag() ?? false,
        node.Required("choices", "write what can be chosen").Named("value", OneChoice, choice => choice.Value));

    private static CheckInChoice OneChoice(ContentNode node) => new(
        node.Required("value", "write a name that never changes").Text(),
        ProtocolReader.TextKey(node),
        Code(node),
        node.Optional("alone")?.Flag() ?? false);

    private static Coding? Code(ContentNode node) => node.Optional("code")?.Members(code => new Coding(
        code.Required("system", "write the code system: \"http://loinc.org\"").Text(),
        code.Required("code", "write the code").Text()));
}
