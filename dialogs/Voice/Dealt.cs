using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CareBot.Dialogs.Voice;

/// <summary>A button that sends something.</summary>
/// <param name="NoteField">The field of the data that takes words typed behind the number.</param>
public sealed record CardOption(string Title, JsonObject Data, string? NoteField = null);

/// <summary>A card ready to send, and the text that says and offers the same without it.</summary>
/// <param name="Options">In the order in which <paramref name="Text"/> numbers them.</param>
public sealed partial record Dealt(JsonObject Card, string Text, IReadOnlyList<CardOption> Options)
{
    public Attachment Attachment => new() { ContentType = "application/vnd.microsoft.card.adaptive", Content = ProtocolJson.From(Card) };

    /// <summary>What the button would have sent whose number was typed, with the note typed behind it: "4 cuff was too small".</summary>
    /// <returns>Null where the text is not the number of an option.</returns>
    public JsonObject? Answer(string typed)
    {
        var match = Numbered().Match(typed);
        if (!match.Success || int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is var number && (number < 1 || number > Options.Count)) return null;
        var option = Options[number - 1];
        var note = match.Groups[2].Value.Trim();
        if (note.Length > 0 && option.NoteField is null) return null;
        var data = (JsonObject)option.Data.DeepClone();
        if (note.Length > 0) data[option.NoteField!] = note;
        return data;
    }

    [GeneratedRegex(@"^\s*#?([0-9]{1,2})[.):]?(?:\s+(.*))?$", RegexOptions.Singleline)]
    private static partial Regex Numbered();
}
