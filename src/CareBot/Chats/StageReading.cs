using System.Text.Json.Nodes;

namespace CareBot.Chats;

/// <summary>What a message offers: buttons that type what stands on them, and the buttons of its card.</summary>
internal static class StageReading
{
    public static IEnumerable<string> Buttons(Activity reply) =>
        reply.SuggestedActions?.Actions?.Where(action => action.Type == ActionTypes.ImBack).Select(action => action.Title ?? "") ?? [];

    /// <summary>The actions of a card, those in its inner cards too.</summary>
    public static IEnumerable<JsonObject> Actions(JsonNode? node) => node switch
    {
        JsonObject { } one => (one["type"] is JsonValue type && type.ToString().StartsWith("Action.", StringComparison.Ordinal) ? [one] : Array.Empty<JsonObject>())
            .Concat(one.SelectMany(member => Actions(member.Value))),
        JsonArray many => many.SelectMany(Actions),
        _ => [],
    };

    /// <summary>What each button of the card sends, its inputs filled with the first thing that they take.</summary>
    public static IEnumerable<JsonObject> Presses(Activity reply)
    {
        var card = ProtocolJson.To<JsonObject>(reply.Attachments?.FirstOrDefault()?.Content);
        foreach (var action in Actions(card).Where(action => action["data"] is JsonObject))
        {
            var data = (JsonObject)action["data"]!.DeepClone();
            foreach (var input in Inputs(card))
            {
                data[(string)input["id"]!] ??= (string?)input["choices"]?[0]?["value"] ?? "Done by phone.";
            }

            yield return data;
        }
    }

    /// <summary>The dialogs of a conversation's stored state, the innermost last.</summary>
    public static IEnumerable<string> OpenDialogs(JsonNode? memory) => memory switch
    {
        JsonObject { } one => one.SelectMany(member => member.Key.Equals("dialogStack", StringComparison.OrdinalIgnoreCase) && member.Value is JsonArray stack
            ? stack.Reverse().Select(dialog => dialog!.AsObject().First(own => own.Key.Equals("id", StringComparison.OrdinalIgnoreCase)).Value!.ToString())
            : OpenDialogs(member.Value)),
        JsonArray many => many.SelectMany(OpenDialogs),
        _ => [],
    };

    private static IEnumerable<JsonObject> Inputs(JsonNode? node) => node switch
    {
        JsonObject { } one when one["type"]?.ToString().StartsWith("Input.", StringComparison.Ordinal) == true && one["id"] is not null => [one],
        JsonObject { } one => one.SelectMany(member => Inputs(member.Value)),
        JsonArray many => many.SelectMany(Inputs),
        _ => [],
    };
}
