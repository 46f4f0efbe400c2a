using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CareBot.Dialogs.Voice;

/// <summary>A button that sends something.</summary>
/// <param name="NoteField">The field of the data that takes words typed behind the number.</param>
public sealed record CardOption(string Title, JsonObject Data, string? NoteField = null);

/// <summary>A card ready to send, and the text that says and offers the same without it.</summary>
/// <param name="Told">The text without its numbers.</param>
public sealed partial record Dealt(JsonObject Card, string Told, IReadOnlyList<CardOption> Options)
{
    private const string Number = "{number}";

    /// <summary>A number has two figures.</summary>
    public const int MostNumbers = 99;

    /// <summary>The line above the numbers.</summary>
    public string Choose { get; init; } = "";

    /// <summary>The line below them: how a note is typed; empty where none is.</summary>
    public string NoteHint { get; init; } = "";

    /// <summary>The numbers of the options, in their order; 1, 2, 3 where they are not said.</summary>
    public IReadOnlyList<int> Numbers { get; init; } = [.. Enumerable.Range(1, Options.Count)];

    public string Text => string.Join('\n', Lines());

    public Attachment Attachment => new() { ContentType = "application/vnd.microsoft.card.adaptive", Content = ProtocolJson.From(Card) };

    /// <summary>The same with other numbers: a number names one button of all that stand there.</summary>
    public Dealt Numbered(IReadOnlyList<int> numbers)
    {
        var other = this with { Numbers = numbers };
        Card["fallbackText"] = other.Text;
        return other;
    }

    /// <summary>The same without numbers, and a line that says why: in the text they would stand for something else.</summary>
    public Dealt Unnumbered(string why)
    {
        var other = this with { Options = [], Numbers = [], Told = Options.Count == 0 ? Told : $"{Told}\n{why}" };
        Card["fallbackText"] = other.Text;
        return other;
    }

    private IEnumerable<string> Lines()
    {
        if (Told.Length > 0) yield return Told;
        if (Options.Count == 0) yield break;
        yield return "";
        yield return Choose;
        foreach (var (number, option) in Numbers.Zip(Options).OrderBy(one => one.First)) yield return $"{number}. {option.Title}";
        if (NoteHint.Length > 0) yield return NoteHint.Replace(Number, $"{Numbers.Zip(Options).FirstOrDefault(one => one.Second.NoteField is not null).First}", StringComparison.Ordinal);
    }

    /// <summary>The number that was typed, where it is one of the options', and the note behind it; null for any other words.</summary>
    public (CardOption Option, int Number, string Note)? Typed(string typed)
    {
        var match = NumberTyped().Match(typed);
        if (!match.Success) return null;
        var number = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return Numbers.Zip(Options).FirstOrDefault(one => one.First == number).Second is { } option ? (option, number, match.Groups[2].Value.Trim()) : null;
    }

    /// <summary>What the button would have sent whose number was typed, with the note typed behind it and a colon: "4: cuff was too small".
    /// Without the colon it is a sentence that begins with a number.</summary>
    /// <returns>Null where the text is not the number of an option.</returns>
    public JsonObject? Answer(string typed)
    {
        if (Typed(typed) is not var (option, _, note) || (note.Length > 0 && option.NoteField is null)) return null;
        var data = (JsonObject)option.Data.DeepClone();
        if (note.Length > 0) data[option.NoteField!] = note;
        return data;
    }

    [GeneratedRegex(@"^\s*#?([0-9]{1,2})\s*(?:[.):]?|:\s*(\D.*))$", RegexOptions.Singleline)]
    private static partial Regex NumberTyped();
}
