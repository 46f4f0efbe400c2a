using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

/// <summary>
/// A map of values by name: text, numbers and booleans come back as such (whole numbers as <see cref="long"/>, others as
/// <see cref="double"/>), everything else as <see cref="JsonElement"/>.
/// </summary>
internal sealed class PlainMapConverter : JsonConverter<IDictionary<string, object?>>
{
    public static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number => value.GetDouble(),
        _ => value,
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
            map[name] = Plain(JsonElement.ParseValue(ref reader));
        }

        return map;
    }

    public override void Write(Utf8JsonWriter writer, IDictionary<string, object?> value, JsonSerializerOptions options) =>
        AnyValueConverter.WriteMap(writer, value, options);
}
