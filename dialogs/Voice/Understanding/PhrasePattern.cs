namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>The ways to say a phrase: (a|b) is one of them, [a|b] one or none.</summary>
internal static class PhrasePattern
{
    /// <exception cref="FormatException">A bracket is not closed.</exception>
    public static IEnumerable<string> Ways(string pattern)
    {
        var open = pattern.IndexOfAny(['(', '[']);
        if (open < 0) return [Tidy(pattern)];
        var close = Close(pattern, open);
        var choices = pattern[(open + 1)..close].Split('|').Concat(pattern[open] == '[' ? [""] : Array.Empty<string>());
        return from choice in choices from way in Ways(pattern[..open] + choice + pattern[(close + 1)..]) select way;
    }

    /// <summary>The places of a pattern, one after the other: at each, what may be said there.</summary>
    /// <exception cref="FormatException">A bracket is not closed.</exception>
    public static IEnumerable<IEnumerable<string>> Places(string pattern)
    {
        var begun = 0;
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] is '(' or '[')
            {
                at = Close(pattern, at);
            }
            else if (pattern[at] == ' ')
            {
                yield return Ways(pattern[begun..at]);
                begun = at + 1;
            }
        }

        yield return Ways(pattern[begun..]);
    }

    private static int Close(string pattern, int open) =>
        pattern.IndexOf(pattern[open] == '(' ? ')' : ']', open) is var close and >= 0 ? close : throw new FormatException($"the bracket opened in \"{pattern}\" is not closed; close it");

    private static string Tidy(string phrase) => string.Join(' ', phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
