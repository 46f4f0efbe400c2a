using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CareBot.Dialogs.Voice.Cards;

/// <summary>What every card keeps to, so that all three renderers show it and nobody is left out.</summary>
public static class CardRules
{
    // Teams refuses messages of about 28 KB; the rest of the activity needs room.
    public const int LargestCard = 25 * 1024;

    private static readonly HashSet<string> Elements =
    [
        "AdaptiveCard", "TextBlock", "FactSet", "ColumnSet", "Column", "Container", "ActionSet", "Image",
        "Input.Text", "Input.ChoiceSet", "Action.Execute", "Action.Submit", "Action.OpenUrl", "Action.ShowCard",
    ];

    /// <returns>What is wrong and what to do about it, one sentence each.</returns>
    public static IEnumerable<string> Faults(Dealt dealt)
    {
        var (card, twin) = (dealt.Card, dealt.Text);
        if (Text(card, "version") != "1.5") yield return "version is not 1.5; Teams shows nothing newer";
        if (Text(card, "fallbackText").Length == 0 || twin.Length == 0) yield return "says nothing as text; add a TextBlock";
        if (Text(card, "lang").Length == 0) yield return "has no lang";
        if (Encoding.UTF8.GetByteCount(card.ToJsonString()) is var size && size > LargestCard) yield return $"is {size} bytes; keep it under {LargestCard}";
        foreach (var fault in CardActions.Parts(card).SelectMany(part => Faults(part, twin))) yield return fault;
    }

    private static IEnumerable<string> Faults(JsonObject part, string twin)
    {
        var type = Text(part, "type");
        if (type.Length > 0 && !Elements.Contains(type)) yield return $"{type} has no text twin; use one of {string.Join(", ", Elements.Order())}";
        if (type.StartsWith("Input.", StringComparison.Ordinal) && (Text(part, "label").Length == 0 || Text(part, "id").Length == 0)) yield return $"{type} lacks a label or an id; add both";
        if (type == "Input.Text" && part["isRequired"] is not null) yield return "a required Input.Text cannot be answered by a typed number; leave it optional";
        if (type == "Image" && Text(part, "altText").Length == 0) yield return "an image lacks altText; add it";
        if (type == "TextBlock" && part["wrap"]?.GetValueKind() != JsonValueKind.True) yield return $"the text \"{Text(part, "text")}\" is cut off on a telephone; add \"wrap\": true";
        if (type is "Action.Execute" or "Action.Submit")
        {
            var data = part["data"] as JsonObject;
            if (data is null || Text(data, "card").Length == 0 || Text(data, "act").Length == 0) yield return $"the button \"{Text(part, "title")}\" lacks card or act in its data; add both";
            if (Text(part, "verb") is var verb && (type == "Action.Execute" ? verb : Text(data ?? [], "verb")) != Text(data ?? [], "act")) yield return $"the button \"{Text(part, "title")}\" has another verb than act; write the same";
        }

        // The renderers leave out a fact whose value is a number.
        if (type == "FactSet" && (part["facts"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(fact => fact["value"]?.GetValueKind() != JsonValueKind.String) is { } number)
            yield return $"the fact \"{Text(number, "title")}\" is no text; write ${{string(...)}}";
        foreach (var said in Said(part, type))
            if (!twin.Contains(said, StringComparison.Ordinal)) yield return $"the text twin does not say \"{said}\"";
    }

    private static IEnumerable<string> Said(JsonObject part, string type) => type switch
    {
        "TextBlock" => [Text(part, "text")],
        "Action.OpenUrl" => [$"{Text(part, "title")}: {TextTwin.Address(Text(part, "url"))}"],
        "Input.Text" => [Text(part, "label")],
        "Input.ChoiceSet" => (part["choices"] as JsonArray ?? []).OfType<JsonObject>().Select(choice => Text(choice, "title")),
        "FactSet" => (part["facts"] as JsonArray ?? []).OfType<JsonObject>().Select(fact => $"{Text(fact, "title")}: {Text(fact, "value")}"),
        _ => [],
    };

    private static string Text(JsonObject part, string name) => Values.Show(part[name]);
}
