using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.Care.Records;

/// <summary>
/// Bytes that are JSON themselves stand in a record as JSON, not as text in which every quote is escaped. Records of earlier releases hold
/// them as text, and are read so.
/// </summary>
public sealed class RawJsonConverter : JsonConverter<ReadOnlyMemory<byte>>
{
    public override ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? Encoding.UTF8.GetBytes(reader.GetString()!)
            : JsonMarshal.GetRawUtf8Value(JsonElement.ParseValue(ref reader)).ToArray();

    public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options) => writer.WriteRawValue(value.Span);
}
