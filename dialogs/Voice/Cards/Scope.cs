using System.Text.Json.Nodes;

namespace CareBot.Dialogs.Voice.Cards;

/// <summary>What an expression sees: the item at hand, the card's whole data, and the words of the language.</summary>
internal sealed record Scope(JsonNode? Item, JsonObject Root, JsonObject Words, int Index)
{
    /// <exception cref="MissingDataException">Nothing has this name.</exception>
    public JsonNode? Find(string name) => name switch
    {
        "$root" => Root,
        "$data" => Item,
        "$index" => Index,
        "words" => Words,
        _ when Item is JsonObject item && item.TryGetPropertyValue(name, out var value) => value,
        _ => throw new MissingDataException(name),
    };
}

/// <summary>The data of a card lacks what its template names.</summary>
public sealed class MissingDataException(string path) : Exception($"the data has no {path}");
