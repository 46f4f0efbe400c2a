using System.Text.Json;
using CareBot.Care.Content;

namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>
/// Whole messages that ask for something, by name: the <c>phrases.json</c> of each dialog folder. <c>{words}</c> stands for any words and
/// is handed on, <c>*</c> for any words or none; accents, case and punctuation do not count.
/// </summary>
public sealed class PhraseBook
{
    private const int LongestMessage = 300;

    private readonly Dictionary<string, SpokenPhrase[]> _phrases;

    private readonly IReadOnlyList<string> _examples;

    private readonly Spelling _spelling;

    private Folded? _newest;

    private PhraseBook(Dictionary<string, SpokenPhrase[]> phrases, IReadOnlyList<string> examples)
    {
        (_phrases, _examples) = (phrases, examples);
        _spelling = new Spelling(phrases.Values.SelectMany(some => some).SelectMany(phrase => phrase.Literals), []);
    }

    /// <exception cref="ContentException">A file cannot be read, or names a phrase twice.</exception>
    public static PhraseBook Load(string contentRoot)
    {
        var phrases = new Dictionary<string, SpokenPhrase[]>(StringComparer.Ordinal);
        var examples = new List<string>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(contentRoot, "dialogs"), "phrases.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var file = Path.GetRelativePath(contentRoot, path);
            foreach (var (name, patterns) in Read(path, file))
            {
                var ways = patterns.SelectMany(pattern => Ways(pattern, name, file)).ToList();
                examples.AddRange(ways.Take(1));
                if (!phrases.TryAdd(name, [.. ways.Select(way => Compile(way, name, file))]))
                {
                    throw new ContentException(file, $"/{name}", "stands in another phrases.json already; give it another name");
                }
            }
        }

        return new PhraseBook(phrases, examples);
    }

    /// <summary>One message for each name, as a person may type it.</summary>
    /// <param name="words">What stands for <c>{words}</c>.</param>
    public IEnumerable<string> Examples(string words) =>
        _examples.Select(phrase => string.Join(' ', phrase.Split(' ').Where(part => part != "*").Select(part => part == "{words}" ? words : part)));

    public bool Knows(string name) => _phrases.ContainsKey(name);

    public bool Matches(string name, string text) => Find(name, text) is not null;

    /// <returns>The words that stand for <c>{words}</c>, empty where the phrase has none; null when the message is another.</returns>
    public string? Find(string name, string text)
    {
        if (text.Length > LongestMessage)
        {
            return null;
        }

        // A message is asked by one dialog after the other whether it is theirs.
        if (_newest is not { } newest || !ReferenceEquals(newest.Text, text))
        {
            _newest = newest = new Folded(text, Folding.Words(text).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        foreach (var phrase in _phrases[name])
        {
            if (phrase.Find(newest.Words) is { } words)
            {
                return words;
            }
        }

        return null;
    }

    /// <summary>The message with each word mended to one that phrases are made of, where one slip of the finger lies between.</summary>
    /// <returns>Null where there is nothing to mend.</returns>
    public string? Mended(string text)
    {
        var words = text.Length > LongestMessage ? "" : Folding.Words(text);
        var mended = string.Join(' ', words.Split(' ').Select(_spelling.Correct));
        return mended == words ? null : mended;
    }

    /// <summary>Whether a message is one of the phrases to the letter, with nothing left open in it.</summary>
    public bool IsWhole(string text)
    {
        var words = Folding.Words(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 && text.Length <= LongestMessage && _phrases.Values.Any(phrases => phrases.Any(phrase => phrase.Is(words)));
    }

    private sealed record Folded(string Text, string[] Words);

    private static IReadOnlyList<string> Ways(string pattern, string name, string file)
    {
        try
        {
            return [.. PhrasePattern.Ways(pattern)];
        }
        catch (FormatException broken)
        {
            throw new ContentException(file, $"/{name}", broken.Message);
        }
    }

    private static SpokenPhrase Compile(string pattern, string name, string file) =>
        SpokenPhrase.Read(pattern) ?? throw new ContentException(file, $"/{name}", $"\"{pattern}\" leaves more than {SpokenPhrase.MostGaps} places open; write it as several phrases");

    private static Dictionary<string, string[]> Read(string path, string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), DialogsJson.Default.DictionaryStringStringArray)!;
        }
        catch (JsonException broken)
        {
            throw new ContentException(file, broken.Path ?? "", "write an object of lists: { \"name\": [\"words\"] }");
        }
    }
}
