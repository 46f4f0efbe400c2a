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

    /// <summary>The same with its numbers behind those of the cards that were shown before it at once: a number names one button.</summary>
    /// <param name="shown">How many numbers these cards have.</param>
    public Dealt After(int shown)
    {
        if (shown == 0 || Options.Count == 0) return this;
        var first = Text.LastIndexOf($"\n1. {Options[0].Title}", StringComparison.Ordinal);
        var lines = Text[(first + 1)..].Split('\n');
        for (var number = 1; number <= Options.Count; number++)
        {
            lines[number - 1] = $"{shown + number}. {Options[number - 1].Title}";
        }

        var text = Text[..(first + 1)] + string.Join('\n', lines);
        Card["fallbackText"] = text;
        return this with { Text = text };
    }

    /// <summary>What the button would have sent whose number was typed, with the note typed behind it and a colon: "4: cuff was too small".
    /// Without the colon it is a sentence that begins with a number.</summary>
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

    [GeneratedRegex(@"^\s*#?([0-9]{1,2})\s*(?:[.):]?|:\s*(\D.*))$", RegexOptions.Singleline)]
    private static partial Regex Numbered();
}
