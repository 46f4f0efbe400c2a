using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CareBot.Dialogs.Voice.Cards;

/// <summary>A compiled <c>${...}</c>.</summary>
internal delegate JsonNode? Expression(Scope scope);

/// <summary>The values of expressions: comparing and showing them as the Adaptive Card Templating SDKs do.</summary>
internal static class Values
{
    public static bool IsTrue(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    public static bool Same(JsonNode? a, JsonNode? b) =>
        Number(a) is { } x && Number(b) is { } y ? x == y : JsonNode.DeepEquals(a, b);

    /// <exception cref="MissingDataException">One of them is no number.</exception>
    public static int Compare(JsonNode? a, JsonNode? b) =>
        (Number(a) ?? throw new MissingDataException("number to compare")).CompareTo(Number(b) ?? throw new MissingDataException("number to compare"));

    public static decimal? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
            : null;

    public static string Show(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => node.ToJsonString(),
    };
}
