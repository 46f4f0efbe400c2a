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
    public static IEnumerable<string[]> Places(string pattern)
    {
        for (var begun = 0; begun < pattern.Length;)
        {
            var open = pattern.IndexOfAny(['(', '['], begun);
            var place = open < 0 ? pattern.Length : Math.Max(begun, pattern.LastIndexOf(' ', open) + 1);
            if (place > begun) yield return [pattern[begun..place]];
            var end = Math.Max(place, open);
            while (end < pattern.Length && pattern[end] != ' ')
                end = pattern[end] is '(' or '[' ? Close(pattern, end) + 1 : end + 1;
            if (end > place) yield return [.. Ways(pattern[place..end])];
            begun = end;
        }
    }

    private static int Close(string pattern, int open) =>
        pattern.IndexOf(pattern[open] == '(' ? ')' : ']', open) is var close and >= 0 ? close : throw new FormatException($"the bracket opened in \"{pattern}\" is not closed; close it");

    private static string Tidy(string phrase) => string.Join(' ', phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
