namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>How people in a hurry shorten words, and the politeness around what they ask: <c>words/shorthand.json</c>.</summary>
internal sealed class Shorthand
{
    private readonly Dictionary<string, string> _whole = new(StringComparer.Ordinal);
    private readonly string[] _before;
    private readonly string[] _after;

    private Shorthand(ContentFile file)
    {
        var parts = file.ReadObject();
        foreach (var (whole, node) in parts["words"]!.AsObject())
        {
            foreach (var shorter in file.Strings(node, whole).Select(Folding.Words))
            {
                if (!_whole.TryAdd(shorter, Folding.Words(whole)))
                {
                    throw file.Fault(whole, $"\"{shorter}\" is short for {_whole[shorter]} already; remove one");
                }
            }
        }

        (_before, _after) = (Longest("before"), Longest("after"));

        string[] Longest(string part) => [.. file.Strings(parts[part], part).Select(Folding.Words).OrderByDescending(words => words.Length)];
    }

    /// <exception cref="Care.Content.ContentException">The file cannot be read, or one short form stands for two words.</exception>
    public static Shorthand Load(string contentRoot) => new(new ContentFile(contentRoot, Path.Combine(contentRoot, "dialogs/Voice/Understanding/words/shorthand.json")));

    /// <summary>The same message in whole words, and without politeness; what is handed on of it keeps its capitals and stops.</summary>
    /// <returns>Null where nothing is short and nothing polite.</returns>
    public string? Plain(string text)
    {
        string[] said = [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => Folding.Words(word).Length > 0)];
        string[] whole = [.. said.Select(word => _whole.GetValueOrDefault(Folding.Words(word), word))];
        ReadOnlySpan<string> plain = whole;
        while (plain.Length > 1 && Polite(plain, _before, fromEnd: false) is > 0 and var before && before < plain.Length)
        {
            plain = plain[before..];
        }

        while (plain.Length > 1 && Polite(plain, _after, fromEnd: true) is > 0 and var after && after < plain.Length)
        {
            plain = plain[..^after];
        }

        return plain.SequenceEqual(said) ? null : string.Join(' ', plain!);
    }

    /// <summary>How many words of politeness stand there.</summary>
    private static int Polite(ReadOnlySpan<string> words, string[] phrases, bool fromEnd)
    {
        foreach (var phrase in phrases)
        {
            var count = phrase.Count(letter => letter == ' ') + 1;
            if (count <= words.Length && Folding.Words(string.Join(' ', (fromEnd ? words[^count..] : words[..count])!)) == phrase)
            {
                return count;
            }
        }

        return 0;
    }
}
