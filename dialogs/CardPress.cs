using System.Text.Json;

namespace CareBot.Dialogs;

/// <summary>A press on a card's button, the same whether it came as an invoke (Teams) or as a message (web chat).</summary>
/// <param name="Verb">Which button.</param>
/// <param name="Values">Its data and the card's inputs; all strings, as clients send them.</param>
public sealed record CardPress(string Verb, IReadOnlyDictionary<string, string> Values)
{
    private const int MostValues = 40;

    public string this[string name] => Values.TryGetValue(name, out var value) ? value : "";

    /// <summary>What may hold words of a person: every value, for the listener.</summary>
    public IEnumerable<string> Words => Values.Values;

    /// <summary>Reads a press from what the client sent.</summary>
    /// <returns>Null when there is no press in it.</returns>
    public static CardPress? From(object? value, string? verb = null)
    {
        if (ProtocolJson.To<JsonElement?>(value) is not { ValueKind: JsonValueKind.Object } data)
        {
            return null;
        }

        var values = data.EnumerateObject().Take(MostValues)
            .Where(member => member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            .GroupBy(member => member.Name)
            .ToDictionary(group => group.Key, group => group.Last().Value.ToString());
        verb ??= values.GetValueOrDefault("verb");
        return string.IsNullOrEmpty(verb) ? null : new CardPress(verb, values);
    }
}
