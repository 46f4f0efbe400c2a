using System.Buffers;
using System.Text.Json;

namespace CareBot.Turns;

/// <summary>One turn as it is stored: what came in and everything that was answered.</summary>
/// <param name="Seq">Counts up within the conversation; the watermark of Direct Line.</param>
/// <param name="Inbound">The activity that caused the turn.</param>
/// <param name="Replies">What the bot answered, in order, with the ids they went out under.</param>
public sealed record Turn(long Seq, Activity Inbound, IReadOnlyList<Activity> Replies)
{
    // More than the doors let in: a turn that was stored is read.
    private const int Deepest = 256;

    /// <summary>What a client that shows the conversation sees of it: the person's own message and the replies.</summary>
    public IEnumerable<Activity> Shown =>
        (Inbound.Type == ActivityTypes.Message ? [Inbound] : Array.Empty<Activity>()).Concat(Replies.Where(reply => reply.Type != ActivityTypesEx.InvokeResponse));

    /// <summary>The stored form: <c>{"kind":"turn","v":1,"seq":n,"activity":{...},"replies":[...]}</c>.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("kind"u8, "turn"u8);
            writer.WriteNumber("v"u8, 1);
            writer.WriteNumber("seq"u8, Seq);
            writer.WritePropertyName("activity"u8);
            writer.WriteRawValue(ProtocolJson.Write(Inbound), skipInputValidation: true);
            writer.WriteStartArray("replies"u8);
            foreach (var reply in Replies)
            {
                writer.WriteRawValue(ProtocolJson.Write(reply), skipInputValidation: true);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <exception cref="JsonException">It is no turn.</exception>
    public static Turn FromJson(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Deepest });
            var root = document.RootElement;
            return new Turn(
                root.GetProperty("seq"u8).GetInt64(),
                ReadActivity(root.GetProperty("activity"u8)),
                [.. root.GetProperty("replies"u8).EnumerateArray().Select(ReadActivity)]);
        }
        catch (Exception other) when (other is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException("A turn of another shape.", other);
        }
    }

    private static Activity ReadActivity(JsonElement element)
    {
        var activity = ProtocolJson.Read(JsonMarshal(element)) ?? throw new JsonException("A turn without an activity.");
        if (activity.Type == ActivityTypesEx.InvokeResponse)
        {
            activity.Value = ProtocolJson.To<InvokeResponse>(activity.Value);
        }

        return activity;
    }

    private static ReadOnlySpan<byte> JsonMarshal(JsonElement element) => System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(element);
}
