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
        var root = JsonElement.Parse(json);
        if (root.ValueKind != JsonValueKind.Object) throw new JsonException("A state document is a JSON object.");
        var document = new StateDocument { Source = json.ToArray() };
        foreach (var property in root.EnumerateObject())
        {
            if (PlainMapConverter.Plain(property.Value) is { } value) document[property.Name] = value;
        }

        return document;
    }
}
