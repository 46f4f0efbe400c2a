using System.Collections.Frozen;
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

    /// <summary>Each way to say a phrase takes memory and time at start; a few open places do what thousands of them would.</summary>
    private const int MostWays = 6000;

    private readonly FrozenSet<string> _names;

    private readonly IReadOnlyList<(string Name, string Phrase)> _examples;

    // Each phrase under the rarest of its words: a message without that word is another.
    private readonly FrozenDictionary<string, Way[]> _byRarestWord;

    private readonly Way[] _withoutWords;

    private readonly FrozenSet<string> _whole;

    private readonly Spelling _spelling;

    private readonly FrozenSet<string> _words;

    private Heard? _newest;

    private PhraseBook(Dictionary<string, SpokenPhrase[]> phrases, IReadOnlyList<(string Name, string Phrase)> examples)
    {
        (_names, _examples) = (phrases.Keys.ToFrozenSet(StringComparer.Ordinal), examples);
        var ways = phrases.SelectMany(some => some.Value.Select((phrase, place) => new Way(some.Key, place, phrase))).ToList();
        var counts = ways.SelectMany(way => way.Phrase.Literals).CountBy(word => word, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var byWord = ways.ToLookup(way => way.Phrase.Literals.MinBy(word => counts[word]), StringComparer.Ordinal);
        _withoutWords = [.. byWord[null]];
        _byRarestWord = byWord.Where(some => some.Key is not null).ToFrozenDictionary(some => some.Key!, some => some.ToArray(), StringComparer.Ordinal);
        _whole = ways.Select(way => way.Phrase.Whole).OfType<string>().ToFrozenSet(StringComparer.Ordinal);
        _words = counts.Keys.ToFrozenSet(StringComparer.Ordinal);
        _spelling = new Spelling(_words, []);
    }

    /// <exception cref="ContentException">A file cannot be read, or names a phrase twice.</exception>
    public static PhraseBook Load(string contentRoot)
    {
        var phrases = new Dictionary<string, SpokenPhrase[]>(StringComparer.Ordinal);
        var examples = new List<(string Name, string Phrase)>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(contentRoot, "dialogs"), "phrases.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var file = Path.GetRelativePath(contentRoot, path);
            foreach (var (name, patterns) in Read(path, file))
            {
                var ways = patterns.SelectMany(pattern => Ways(pattern, name, file)).ToList();
                examples.AddRange(ways.Take(1).Select(way => (name, way)));
                if (!phrases.TryAdd(name, [.. ways.Select(way => Compile(way, name, file))]))
                {
                    throw new ContentException(file, $"/{name}", "stands in another phrases.json already; give it another name");
                }
            }
        }

        return new PhraseBook(phrases, examples);
    }

    /// <summary>One message for each name, as a person of this language may type it: a name that ends in another language is not for them.</summary>
    /// <param name="words">What stands for <c>{words}</c>.</param>
    /// <param name="language">Of <see cref="Languages.All"/>.</param>
    public IEnumerable<string> Examples(string words, string language) =>
        from one in _examples
        where Languages.All.All(other => other == language || !one.Name.EndsWith($".{other}", StringComparison.Ordinal))
        select string.Join(' ', one.Phrase.Split(' ').Where(part => part != "*").Select(part => part == "{words}" ? words : part));

    public bool Knows(string name) => _names.Contains(name);

    public bool Matches(string name, string text) => Find(name, text) is not null;

    /// <returns>The words that stand for <c>{words}</c>, empty where the phrase has none; null when the message is another.</returns>
    /// <exception cref="KeyNotFoundException">No phrase has the name.</exception>
    public string? Find(string name, string text)
    {
        if (!Knows(name))
        {
            throw new KeyNotFoundException($"No phrase has the name {name}.");
        }

        // A message is asked by one dialog after the other whether it is theirs.
        if (_newest is not { } newest || !ReferenceEquals(newest.Text, text))
        {
            _newest = newest = Hear(text);
        }

        return newest.Found is { } found && found.TryGetValue(name, out var way) ? way.Words : null;
    }

    /// <summary>The message with each word mended to one that phrases are made of, where one slip of the finger lies between.</summary>
    /// <returns>Null where there is nothing to mend.</returns>
    public string? Mended(string text)
    {
        var words = text.Length > LongestMessage ? "" : Folding.Words(text);
        var mended = _spelling.CorrectAll(words);
        return mended == words ? null : mended;
    }

    /// <summary>Whether some phrase is made of this word, folded.</summary>
    public bool Uses(string word) => _words.Contains(word);

    /// <summary>Whether a message is one of the phrases to the letter, with nothing left open in it.</summary>
    public bool IsWhole(string text) => text.Length <= LongestMessage && Folding.Words(text) is { Length: > 0 } words && _whole.Contains(words);

    /// <summary>Finds all that a message asks for.</summary>
    private Heard Hear(string text)
    {
        if (text.Length > LongestMessage)
        {
            return new Heard(text, null);
        }

        Dictionary<string, (int Place, string Words)>? found = null;
        var folded = Folding.Words(text);
        string[]? words = null;
        Take(_withoutWords, folded, ref words, ref found);
        foreach (var word in folded.AsSpan().Split(' '))
        {
            if (_byRarestWord.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(folded.AsSpan()[word], out var ways))
            {
                Take(ways, folded, ref words, ref found);
            }
        }

        return new Heard(text, found);
    }

    private static void Take(Way[] ways, string folded, ref string[]? words, ref Dictionary<string, (int Place, string Words)>? found)
    {
        foreach (var way in ways)
        {
            words ??= folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            // Of several phrases of one name the first counts.
            if (way.Phrase.Find(words) is { } open && !(found is not null && found.TryGetValue(way.Name, out var other) && other.Place <= way.Place))
            {
                (found ??= new(StringComparer.Ordinal))[way.Name] = (way.Place, open);
            }
        }
    }

    /// <param name="Place">Among the phrases of that name.</param>
    private readonly record struct Way(string Name, int Place, SpokenPhrase Phrase);

    /// <param name="Found">By name, the words that stand for <c>{words}</c>; null for nothing.</param>
    private sealed record Heard(string Text, IReadOnlyDictionary<string, (int Place, string Words)>? Found);

    private static IReadOnlyList<string> Ways(string pattern, string name, string file)
    {
        try
        {
            var ways = PhrasePattern.Ways(pattern).Take(MostWays + 1).ToList();
            return ways.Count <= MostWays ? ways : throw new ContentException(file, $"/{name}", $"\"{pattern}\" can be said in more than {MostWays} ways; write * for some of its words, or several phrases");
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
