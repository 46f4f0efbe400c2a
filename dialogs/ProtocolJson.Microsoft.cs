#if BOTSDK_MICROSOFT
using System.Text;
using System.Text.Json.Nodes;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace CareBot;

/// <summary>
/// The protocol's JSON on Microsoft's packages, which hold Newtonsoft's. The other version of this class is
/// <c>src/CareBot.BotFramework/Schema/ProtocolJson.cs</c>; nothing else in CareBot differs between the two (decision 0001).
/// </summary>
public static class ProtocolJson
{
    /// <summary>How deep an activity may be nested that is taken in.</summary>
    public const int Deepest = 48;

    // The bot's own names and times are written as they came; state names no .NET type.
    private static readonly JsonSerializerSettings Settings = new()
    {
        NullValueHandling = NullValueHandling.Ignore,
        DateParseHandling = DateParseHandling.None,
        TypeNameHandling = TypeNameHandling.None,
        MaxDepth = 256,
    };

    private static readonly JsonSerializer Serializer = JsonSerializer.Create(Settings);

    /// <exception cref="System.Text.Json.JsonException">The bytes are not JSON, or no activity.</exception>
    public static Activity? Read(ReadOnlySpan<byte> utf8) => Parse<Activity>(Encoding.UTF8.GetString(utf8).TrimStart('\ufeff'));

    /// <summary>Whether JSON is nested deeper than <see cref="Deepest"/>.</summary>
    /// <exception cref="System.Text.Json.JsonException">The bytes are not JSON.</exception>
    public static bool IsTooDeep(ReadOnlySpan<byte> utf8)
    {
        var reader = new System.Text.Json.Utf8JsonReader(utf8.TrimStart("\ufeff"u8), new System.Text.Json.JsonReaderOptions { MaxDepth = Deepest + 1 });
        while (reader.Read())
        {
            if (reader.TokenType is System.Text.Json.JsonTokenType.StartObject or System.Text.Json.JsonTokenType.StartArray && reader.CurrentDepth >= Deepest) return true;
        }

        return false;
    }

    /// <summary>Writes the activity as a value of a document.</summary>
    public static void Write(System.Text.Json.Utf8JsonWriter writer, Activity activity) => writer.WriteRawValue(Write(activity), skipInputValidation: true);

    public static byte[] Write(Activity activity) => Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(activity, Settings));

    /// <summary>Reads a <c>Value</c>, <c>ChannelData</c> or <c>Content</c>.</summary>
    /// <returns>The default value where there is nothing to read, or something of another shape.</returns>
    public static T? To<T>(object? value)
    {
        try
        {
            return value switch
            {
                null => default,
                T same => same,
                _ when typeof(T).IsAssignableTo(typeof(JsonNode)) => JsonNode.Parse(Text(value)) is T node ? node : default,
                _ when typeof(T) == typeof(System.Text.Json.JsonElement) => (T)(object)System.Text.Json.JsonElement.Parse(Text(value)),
                JToken token => token.ToObject<T>(Serializer),
                _ => Parse<T>(Text(value)),
            };
        }
        catch (Exception broken) when (broken is JsonException or System.Text.Json.JsonException)
        {
            return default;
        }
    }

    /// <summary>What a <c>Value</c>, <c>ChannelData</c> or <c>Content</c> holds of this JSON.</summary>
    public static object From(JsonNode json) => Parse<JToken>(json.ToJsonString())!;

    /// <summary>A document of state as a store keeps it. Names no .NET type.</summary>
    public static byte[] WriteDocument(object document) => Encoding.UTF8.GetBytes(Text(document));

    /// <summary>The document that <c>BotState</c> works on: plain values as such, everything else as Newtonsoft's JSON, which it converts by type.</summary>
    /// <exception cref="System.Text.Json.JsonException">The bytes are not a JSON object.</exception>
    public static IDictionary<string, object> ReadDocument(ReadOnlyMemory<byte> utf8)
    {
        var document = Parse<JObject>(Encoding.UTF8.GetString(utf8.Span)) ?? throw new System.Text.Json.JsonException("A state document is a JSON object.");
        return document.Properties().Where(property => property.Value.Type != JTokenType.Null)
            .ToDictionary(property => property.Name, property => property.Value is JValue { Value: { } plain } ? plain : property.Value, StringComparer.Ordinal);
    }

    private static string Text(object value) => value is JsonNode node ? node.ToJsonString() : JsonConvert.SerializeObject(value, Settings);

    /// <summary>Callers know one kind of broken JSON, that of System.Text.Json.</summary>
    private static T? Parse<T>(string json)
    {
        try
        {
            return JsonConvert.DeserializeObject<T>(json, Settings);
        }
        catch (JsonException broken)
        {
            throw new System.Text.Json.JsonException(broken.Message, broken);
        }
    }
}
#endif
