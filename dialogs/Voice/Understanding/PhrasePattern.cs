namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>Writes out the ways to say a phrase: (a|b) is one of them, [a|b] one or none.</summary>
internal static class PhrasePattern
{
    /// <exception cref="FormatException">A bracket is not closed.</exception>
    public static IEnumerable<string> Ways(string pattern)
    {
        var open = pattern.IndexOfAny(['(', '[']);
        if (open < 0) return [Tidy(pattern)];
        var close = pattern.IndexOf(pattern[open] == '(' ? ')' : ']', open);
        if (close < 0) throw new FormatException($"the bracket opened in \"{pattern}\" is not closed; close it");
        var choices = pattern[(open + 1)..close].Split('|').Concat(pattern[open] == '[' ? [""] : Array.Empty<string>());
        return from choice in choices from way in Ways(pattern[..open] + choice + pattern[(close + 1)..]) select way;
    }

    private static string Tidy(string phrase) => string.Join(' ', phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
