using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace CareBot.BotFramework;

/// <summary>The protocol's JSON: the one place where an activity becomes bytes and bytes become an activity.</summary>
public static class ProtocolJson
{
    /// <summary>How deep an activity may be nested that is taken in; the deepest card is some twenty deep. What is kept of it lies a little deeper.</summary>
    public const int Deepest = 48;

    // Names of people are written as they are ("ñ", not "\u00F1"): the bytes are JSON of their own, never part of a page.
    internal static readonly JsonSerializerOptions Options = new(ProtocolJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 256,
        TypeInfoResolver = ProtocolJsonContext.Default.WithAddedModifier(DropNulls),
    };

    private static readonly JsonTypeInfo<Activity> ActivityInfo = Info<Activity>();
    private static readonly JsonTypeInfo<object> AnyInfo = Info<object>();
    private static readonly JsonTypeInfo<Activity> Written = JsonMetadataServices.CreateValueInfo<Activity>(Options, new ActivityWriter.Converter());

    /// <exception cref="JsonException">The bytes are not JSON, or no activity.</exception>
    public static Activity? Read(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(HalfCharacters.Replaced(WithoutMark(utf8)), ActivityInfo);

    /// <summary>Whether JSON is nested deeper than <see cref="Deepest"/>.</summary>
    /// <exception cref="JsonException">The bytes are not JSON; what cannot be too deep is not looked at more closely.</exception>
    public static bool IsTooDeep(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Count((byte)'{') + utf8.Count((byte)'[') <= Deepest) return false;
        var reader = new Utf8JsonReader(WithoutMark(utf8), new JsonReaderOptions { MaxDepth = Deepest + 1 });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= Deepest) return true;
        }

        return false;
    }

    public static byte[] Write(Activity activity) => JsonSerializer.SerializeToUtf8Bytes(activity, Written);

    /// <summary>Writes the activity as a value of a document.</summary>
    public static void Write(Utf8JsonWriter writer, Activity activity) => ActivityWriter.Write(writer, activity);

    /// <summary>
    /// Reads a <c>Value</c>, <c>ChannelData</c> or <c>Content</c>, which arrives as JSON but is a <typeparamref name="T"/> where the bot made it.
    /// </summary>
    /// <returns>The default value where there is nothing to read, or something of another shape.</returns>
    public static T? To<T>(object? value)
    {
        try
        {
            return Convert<T>(value);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>What a <c>Value</c>, <c>ChannelData</c> or <c>Content</c> holds of this JSON. It belongs to the activity from then on.</summary>
    public static object From(JsonNode json) => json;

    /// <summary>A document of state as a store keeps it. Names no .NET type.</summary>
    /// <exception cref="NotSupportedException">It holds a value of a type that this JSON does not know.</exception>
    public static byte[] WriteDocument(object document) =>
        document is StateDocument { Prepared: { } json } ? json : JsonSerializer.SerializeToUtf8Bytes(document, AnyInfo);

    /// <returns>A document that is also an <see cref="IStoreItem"/>: the store sets its ETag, and gets the same object back to write.</returns>
    /// <param name="utf8">Kept with the document, and not changed any more.</param>
    /// <exception cref="JsonException">The bytes are not a JSON object.</exception>
    public static IDictionary<string, object> ReadDocument(ReadOnlyMemory<byte> utf8) => StateDocument.Parse(utf8);

    // Some clients begin a body with the mark of its encoding.
    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8.StartsWith("\ufeff"u8) ? utf8["\ufeff"u8.Length..] : utf8;

    /// <summary>Nobody here knows what to do with nothing among attachments, members or parameters: it is not taken in.</summary>
    private static void DropNulls(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.Set is not null && property.PropertyType.IsAssignableTo(typeof(IEnumerable)) && property.PropertyType != typeof(string)))
        {
            var set = property.Set!;
            property.Set = (owner, value) =>
            {
                if (value is IList { IsFixedSize: false } list)
                {
                    for (var i = list.Count - 1; i >= 0; i--)
                    {
                        if (list[i] is null) list.RemoveAt(i);
                    }
                }

                set(owner, value);
            };
        }
    }

    /// <summary>Where a name stands twice the last one counts, as in every other type; a <see cref="JsonObject"/> by itself cannot be read then.</summary>
    private static JsonObject Object(JsonElement element)
    {
        var members = new JsonObject();
        foreach (var member in element.EnumerateObject())
            members[member.Name] = Node(member.Value);
        return members;
    }

    private static JsonNode? Node(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Object(element),
        JsonValueKind.Array => new JsonArray([.. element.EnumerateArray().Select(Node)]),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => JsonValue.Create(element),
    };

    internal static JsonTypeInfo<T> Info<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <exception cref="JsonException">The value has another shape.</exception>
    internal static T? Convert<T>(object? value) => value switch
    {
        null => default,
        StoredValue stored => JsonSerializer.Deserialize(stored.Json.Span, Info<T>()),
        T same => same,
        JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => default,
        JsonElement { ValueKind: JsonValueKind.Object } element when typeof(T) == typeof(JsonObject) => (T)(object)Object(element),
        JsonElement element => element.Deserialize(Info<T>()),
        JsonNode node => node.Deserialize(Info<T>()),
        _ => JsonSerializer.SerializeToElement(value, Options.GetTypeInfo(value.GetType())).Deserialize(Info<T>()),
    };
}
