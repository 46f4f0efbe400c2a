using System.Text.Json;

namespace CareBot.BotFramework;

/// <summary>One document of state: values by name, the version it was read as, and for the length of a write its JSON.</summary>
internal sealed class StateDocument : Dictionary<string, object>, IStoreItem
{
    private static readonly byte[] EmptyJson = "{}"u8.ToArray();

    public StateDocument()
        : base(StringComparer.Ordinal)
    {
    }

    public string? ETag { get; set; }

    /// <summary>The JSON that this document was read from.</summary>
    public byte[] Source { get; private init; } = EmptyJson;

    /// <summary>Set while this document is handed to a store, so that the store need not make the JSON a second time.</summary>
    public byte[]? Prepared { get; set; }

    /// <exception cref="JsonException">The bytes are not a JSON object.</exception>
    public static StateDocument Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A state document is a JSON object.");
        var document = new StateDocument { Source = json.ToArray() };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (PlainMapConverter.Plain(ref reader) is { } value) document[name] = value;
        }

        // What stands behind the document is refused here.
        reader.Read();
        return document;
    }
}
