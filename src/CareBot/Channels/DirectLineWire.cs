using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CareBot.Turns;

namespace CareBot.DirectLine;

/// <summary>The JSON of Direct Line 3.0 besides activities.</summary>
public static class DirectLineWire
{
    public sealed record User(string? Id);

    /// <param name="Patient">Ours: the id of the patient whose own chat it is, said by a server that knows who is signed in.</param>
    public sealed record TokenRequest(User? User, string? Patient = null);

    public sealed record StartRequest(string? Locale);

    public sealed record Token(string ConversationId, [property: JsonPropertyName("token")] string Value, [property: JsonPropertyName("expires_in")] int ExpiresIn);

    public sealed record Conversation(
        string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn, string StreamUrl);

    public sealed record Received(string Id);

    public sealed record Session(string SessionId);

    /// <summary>A part of the transcript, as one frame of a stream or one answer to a poll.</summary>
    /// <remarks>What started a turn without being said by the person (joining, an outreach event) is nobody's to read.</remarks>
    public static ReadOnlyMemory<byte> Frame(TranscriptPage page) =>
        Write(page.Activities.Where(one => one.Type == ActivityTypes.Message || one.From?.Role == RoleTypes.Bot), page.Watermark);

    /// <summary>A frame of what is shown now and kept nowhere; the client's watermark stays as it is.</summary>
    public static ReadOnlyMemory<byte> PassingFrame(IReadOnlyList<Activity> activities) => Write(activities, null);

    /// <summary>"-" and nothing mean the beginning, and so does what no server of ours has ever given out.</summary>
    public static long ReadWatermark(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var mark) ? mark : 0;

    private static ReadOnlyMemory<byte> Write(IEnumerable<Activity> activities, long? watermark)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray("activities");
        foreach (var activity in activities) json.WriteRawValue(ProtocolJson.Write(activity), skipInputValidation: true);
        json.WriteEndArray();
        if (watermark is { } mark) json.WriteString("watermark", mark.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(DirectLineWire.TokenRequest))]
[JsonSerializable(typeof(DirectLineWire.StartRequest))]
[JsonSerializable(typeof(DirectLineWire.Token))]
[JsonSerializable(typeof(DirectLineWire.Conversation))]
[JsonSerializable(typeof(DirectLineWire.Received))]
[JsonSerializable(typeof(DirectLineWire.Session))]
internal sealed partial class DirectLineJson : JsonSerializerContext;
