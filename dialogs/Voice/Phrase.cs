using System.Text;
using System.Text.RegularExpressions;

namespace CareBot.Dialogs.Voice;

/// <summary>A text cut at its {placeholders} once, when it is loaded.</summary>
internal sealed partial class Phrase
{
    private readonly string[] _parts;

    public Phrase(string text)
    {
        Source = text;
        _parts = text.Contains('{', StringComparison.Ordinal) ? Placeholder().Split(text) : [text];
        Names = _parts.Length == 1 ? [] : [.. _parts.Where((_, index) => index % 2 == 1).Distinct().Order(StringComparer.Ordinal)];
    }

    public string Source { get; }

    public IReadOnlyList<string> Names { get; }

    /// <exception cref="ArgumentException">A placeholder has no value.</exception>
    public string Fill(string key, Locale locale, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (_parts.Length == 1) return _parts[0];
        var filled = new StringBuilder();
        for (var i = 0; i < _parts.Length; i++)
            filled.Append(i % 2 == 0 ? _parts[i] : locale.Show(Value(key, _parts[i], values)));
        return filled.ToString();
    }

    private static object? Value(string key, string name, ReadOnlySpan<(string Name, object? Value)> values)
    {
        foreach (var (given, value) in values)
            if (given == name) return value;
        throw new ArgumentException($"The text {key} needs a value for {{{name}}}.");
    }

    [GeneratedRegex(@"\{([a-zA-Z][a-zA-Z0-9]*)\}")]
    private static partial Regex Placeholder();
}
