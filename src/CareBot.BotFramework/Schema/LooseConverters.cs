using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

/// <summary>Reads a number or a boolean where text is expected: some clients send ids so.</summary>
internal sealed class LooseStringConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

    public override void WriteAsPropertyName(
        Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
}

/// <summary>Reads <c>"true"</c> and <c>"false"</c> as well as the literals.</summary>
internal sealed class LooseBooleanConverter : JsonConverter<bool>
{
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String when bool.TryParse(reader.GetString(), out var read) => read,
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
}

/// <summary>What nobody here knows goes out byte for byte as it came in: its digits, its escapes, its spaces.</summary>
internal sealed class RawElementConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonElement.ParseValue(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => WriteValue(writer, value);

    internal static void WriteValue(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined) writer.WriteNullValue();
        else writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
    }
}

/// <summary>A field of any shape: read as a <see cref="JsonElement"/>, written as what it is.</summary>
internal sealed class AnyValueConverter : JsonConverter<object>
{
    public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonElement.ParseValue(ref reader);

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => WriteValue(writer, value, options);

    internal static void WriteMap(Utf8JsonWriter writer, IDictionary<string, object?> map, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in map)
        {
            writer.WritePropertyName(name);
            WriteItem(writer, value, options);
        }

        writer.WriteEndObject();
    }

    internal static void WriteValue(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case StoredValue stored: writer.WriteRawValue(stored.Json.Span, skipInputValidation: true); break;
            case JsonElement element: RawElementConverter.WriteValue(writer, element); break;
            case JsonNode node: node.WriteTo(writer, options); break;
            case string text: writer.WriteStringValue(text); break;
            case ExpectedReplies replies: ActivityWriter.Write(writer, replies); break;
            case IDictionary<string, object?> map when !options.TryGetTypeInfo(value.GetType(), out _): WriteMap(writer, map, options); break;
            case IEnumerable list when !options.TryGetTypeInfo(value.GetType(), out _): WriteList(writer, list, options); break;
            default: JsonSerializer.Serialize(writer, value, options.GetTypeInfo(value.GetType())); break;
        }
    }

    private static void WriteList(Utf8JsonWriter writer, IEnumerable list, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in list) WriteItem(writer, item, options);
        writer.WriteEndArray();
    }

    private static void WriteItem(Utf8JsonWriter writer, object? item, JsonSerializerOptions options)
    {
        if (item is null) writer.WriteNullValue();
        else WriteValue(writer, item, options);
    }
}
