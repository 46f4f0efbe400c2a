using System.Text.Json;
using System.Text.Json.Nodes;

namespace CareBot.Dialogs.Voice;

/// <summary>The fields that the SDK types as <see cref="object"/>: a card's content, an activity's value. Microsoft's packages hold
/// Newtonsoft's JSON in them, those of this repository System.Text.Json's; nothing else in the dialogs knows the difference.</summary>
public static class SdkJson
{
#if BOTSDK_MICROSOFT
    public static object Content(JsonObject json) => Newtonsoft.Json.Linq.JToken.Parse(json.ToJsonString());

    public static JsonNode? Read(object? value) => value is null ? null : JsonNode.Parse(Newtonsoft.Json.JsonConvert.SerializeObject(value));
#else
    public static object Content(JsonObject json) => json;

    /// <summary>The value as JSON; null where it is absent or of another kind.</summary>
    public static JsonNode? Read(object? value) => value switch
    {
        JsonNode node => node,
        JsonElement { ValueKind: not JsonValueKind.Undefined } element => JsonNode.Parse(element.GetRawText()),
        _ => null,
    };
#endif
}
