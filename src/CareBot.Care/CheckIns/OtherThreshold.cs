using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CareBot.Care.Content;

namespace CareBot.Care.CheckIns;

/// <summary>A protocol with another number in one of its rules, read again as content, so that what could not be meant is refused.</summary>
/// <param name="Rule">Id of the rule within the protocol.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">A unit of the rule's question: <c>lb</c>, <c>kg</c>.</param>
public sealed record OtherThreshold(string Rule, decimal Value, string Unit)
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["pounds"] = "lb",
        ["pound"] = "lb",
        ["kilograms"] = "kg",
        ["kilogram"] = "kg",
        ["kilos"] = "kg",
    };

    /// <summary>Reads <c>pounds=4</c>; null when it is nothing of the kind.</summary>
    public static OtherThreshold? Read(string rule, string set) =>
        set.Split('=') is [var unit, var number] && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? new OtherThreshold(rule, value, Words.GetValueOrDefault(unit, unit))
            : null;

    /// <exception cref="ContentException">The protocol has no such rule, the rule has no number, or the number cannot be meant.</exception>
    public CheckInProtocol In(ReadOnlyMemory<byte> protocol, string fileName)
    {
        var root = JsonNode.Parse(protocol.Span)!;
        var rules = root["rules"]!.AsArray().Where(rule => rule!["threshold"] is not null).ToList();
        var rule = rules.FirstOrDefault(rule => (string?)rule!["id"] == Rule)
            ?? throw new ContentException(fileName, "/rules", $"has no rule '{Rule}' with a number; those with one are {string.Join(", ", rules.Select(one => (string?)one!["id"]))}");
        rule["threshold"] = new JsonObject { ["value"] = Value, ["unit"] = Unit };
        return CheckInProtocol.Load(Encoding.UTF8.GetBytes(root.ToJsonString()), fileName);
    }
}
