using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CareBot.Turns;

/// <summary>One turn as it is stored: what came in and everything that was answered.</summary>
/// <param name="Seq">Counts up within the conversation; the watermark of Direct Line.</param>
/// <param name="Inbound">The activity that caused the turn.</param>
/// <param name="Replies">What the bot answered, in order, with the ids they went out under.</param>
public sealed record Turn(long Seq, Activity Inbound, IReadOnlyList<Activity> Replies)
{
    // More than the doors let in: a turn that was stored is read.
    private const int Deepest = 256;

    private static readonly JsonTypeInfo<Turn> StoredForm = JsonMetadataServices.CreateValueInfo<Turn>(
        new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = Deepest, TypeInfoResolver = OutboxJson.Default }, new Writer());

    /// <summary>What a client that shows the conversation sees of it: the person's own message and the replies.</summary>
    public IEnumerable<Activity> Shown =>
        (Inbound.Type == ActivityTypes.Message ? [Inbound] : Array.Empty<Activity>()).Concat(Replies.Where(reply => reply.Type != ActivityTypesEx.InvokeResponse));

    /// <summary>The stored form: <c>{"kind":"turn","v":1,"seq":n,"activity":{...},"replies":[...]}</c>.</summary>
    public ReadOnlyMemory<byte> ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, StoredForm);

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

    private sealed class Writer : JsonConverter<Turn>
    {
        public override Turn Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("A turn is read as a document.");

        public override void Write(Utf8JsonWriter writer, Turn value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("kind"u8, "turn"u8);
            writer.WriteNumber("v"u8, 1);
            writer.WriteNumber("seq"u8, value.Seq);
            writer.WritePropertyName("activity"u8);
            ProtocolJson.Write(writer, value.Inbound);
            writer.WriteStartArray("replies"u8);
            foreach (var reply in value.Replies)
            {
                ProtocolJson.Write(writer, reply);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }
    }
}
