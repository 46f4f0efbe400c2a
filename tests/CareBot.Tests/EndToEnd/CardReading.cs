using System.Text.Json.Nodes;

namespace CareBot.Tests.EndToEnd;

/// <summary>Reads a card as a person does: its words in order, its facts by their titles, its buttons by their labels.</summary>
internal static class CardReading
{
    public static string Words(this JsonObject card) =>
        string.Join('\n', Walk(card).SelectMany(one => new[] { (string?)one["text"], one["title"] is JsonValue && one["value"] is JsonValue ? $"{one["title"]}: {one["value"]}" : null }).OfType<string>());

    public static string? Fact(this JsonObject card, string title) =>
        Walk(card).FirstOrDefault(one => one["type"] is null && one["value"] is JsonValue && (string?)one["title"] == title)?["value"]?.ToString();

    public static JsonObject Button(this JsonObject card, string title) => Buttons(card).Single(one => (string?)one["title"] == title);

    public static IEnumerable<string?> ButtonLabels(this JsonObject card) => Buttons(card).Select(one => (string?)one["title"]);

    private static IEnumerable<JsonObject> Buttons(JsonObject card) => Walk(card).Where(one => (string?)one["type"] == "Action.Execute");

    private static IEnumerable<JsonObject> Walk(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(member => Walk(member.Value)).Prepend(one),
        JsonArray many => many.SelectMany(Walk),
        _ => [],
    };
}
