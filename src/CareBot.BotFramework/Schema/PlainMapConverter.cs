using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

/// <summary>
/// A map of values by name: text, numbers and booleans come back as such (whole numbers as <see cref="long"/>, others as
/// <see cref="double"/>), everything else as <see cref="JsonElement"/>.
/// </summary>
internal sealed class PlainMapConverter : JsonConverter<IDictionary<string, object?>>
{
    /// <summary>Reads the value at which the reader stands.</summary>
    public static object? Plain(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number when reader.TryGetInt64(out var whole) => whole,
        JsonTokenType.Number => reader.GetDouble(),
        _ => JsonElement.ParseValue(ref reader),
    };

    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert == typeof(IDictionary<string, object?>) || typeToConvert == typeof(Dictionary<string, object?>);

    public override IDictionary<string, object?> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException();
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            map[name] = Plain(ref reader);
        }

        return map;
    }

    public override void Write(Utf8JsonWriter writer, IDictionary<string, object?> value, JsonSerializerOptions options) =>
        AnyValueConverter.WriteMap(writer, value, options);
}
