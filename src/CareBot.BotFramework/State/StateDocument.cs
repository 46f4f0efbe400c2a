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
    public ReadOnlyMemory<byte> Source { get; private init; } = EmptyJson;

    /// <summary>Set while this document is handed to a store, so that the store need not make the JSON a second time.</summary>
    public byte[]? Prepared { get; set; }

    /// <param name="json">Kept, and not changed any more.</param>
    /// <exception cref="JsonException">The bytes are not a JSON object.</exception>
    public static StateDocument Parse(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A state document is a JSON object.");
        var document = new StateDocument { Source = json };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (Value(ref reader, json) is { } value) document[name] = value;
        }

        // What stands behind the document is refused here.
        reader.Read();
        return document;
    }

    private static object? Value(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return PlainMapConverter.Plain(ref reader);
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new StoredValue(json[start..(int)reader.BytesConsumed]);
    }
}

/// <summary>A value of a document of state that nobody has asked for yet: it is read as what it is asked for as, and written back as it is.</summary>
/// <param name="Json">An object or a list.</param>
internal sealed record StoredValue(ReadOnlyMemory<byte> Json);
