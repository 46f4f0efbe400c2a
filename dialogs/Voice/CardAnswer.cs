using System.Text.Json.Nodes;

namespace CareBot.Dialogs.Voice;

/// <summary>A button that was pressed, on whichever channel.</summary>
/// <param name="Card">The id that the card was dealt with: the same press again has the same.</param>
/// <param name="Fields">All that the button sent, the inputs among it as texts.</param>
public sealed record CardAnswer(string Card, string Act, JsonObject Fields)
{
    private static readonly HashSet<string> MadeByCards = ["card", "act", "verb", "patient", "from", "outcome", "instrument", "response", "service", "need", "referral", "anyway", "visit", "support", "at", "say", "seen", "written", "adds"];

    /// <summary>Nobody pressed: the client asks by itself how a card stands that has come into view again.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>What a person typed into the card, for the listener. What the card itself sends is ids: "2fa38c10" is no fever.</summary>
    public IEnumerable<string> Typed => Fields.Where(sent => !MadeByCards.Contains(sent.Key)).Select(sent => Text(Fields, sent.Key) ?? "");

    public string? Field(string name) => Fields[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    /// <summary>Reads the value of an activity: of a message where the button was Action.Submit, of an invoke where it was Action.Execute.</summary>
    /// <returns>Null where no card of this deck was pressed.</returns>
    public static CardAnswer? Read(object? activityValue)
    {
        var sent = ProtocolJson.To<JsonObject>(activityValue);
        var fields = sent?["action"] is JsonObject action ? action["data"] as JsonObject : sent;
        return fields is not null && Text(fields, "card") is { } card && Text(fields, "act") is { } act ? new(card, act, fields) { IsAutomatic = Text(sent!, "trigger") == "automatic" } : null;
    }

    private static string? Text(JsonObject fields, string name) => fields[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
