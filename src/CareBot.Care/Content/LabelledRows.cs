using System.Text.Json;

namespace CareBot.Care.Content;

/// <summary>Messages that somebody wrote down and perhaps labelled, an object a line: what every task asks of a row.</summary>
/// <param name="source">The file's name, for faults.</param>
/// <param name="languages">Primary tags that a row may name.</param>
public sealed class LabelledRows(string source, IReadOnlyList<string> languages)
{
    private const string Example = "write {\"id\":\"1\",\"text\":\"...\"}";

    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    /// <summary>Reads every line that is not empty.</summary>
    /// <param name="read">Reads what the task asks besides; what it does not ask for is let be.</param>
    /// <exception cref="ContentException">A line is no row; the message names it, the field and the remedy.</exception>
    public IEnumerable<T> Read<T>(TextReader input, Func<ContentNode, LabelledRow, T> read)
    {
        ArgumentNullException.ThrowIfNull(input);
        for (var number = 1; input.ReadLine() is { } line; number++)
        {
            var at = number;
            if (!string.IsNullOrWhiteSpace(line))
                yield return ContentNode.Line(line, source, at, row => read(row, Head(row, at)));
        }
    }

    private LabelledRow Head(ContentNode row, int number)
    {
        var id = row.Required("id", Example);
        if (!_lines.TryAdd(id.Id().GetRawText(), number))
            throw id.Broken($"line {_lines[id.Id().GetRawText()]} has it too: give one of them another");
        return new(id.Id(), row.Required("text", Example).TextOrBlank(), row.Optional("language") is { } language ? Language(language) : null);
    }

    private string Language(ContentNode node)
    {
        var tag = node.Text();
        return languages.Contains(tag.Split('-', '_')[0], StringComparer.OrdinalIgnoreCase) ? tag : throw node.Broken($"write one of {string.Join(", ", languages)}, or leave it out");
    }
}

/// <param name="Id">A string or a number; given back as it came.</param>
/// <param name="Text">The message.</param>
/// <param name="Language">As written; null where it is not.</param>
public sealed record LabelledRow(JsonElement Id, string Text, string? Language);
