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

    private readonly FrozenSet<string> _names;

    private readonly IReadOnlyList<(string Name, string Phrase)> _examples;

    // Each phrase under the rarest words of which it needs one: a message without them is another.
    private readonly Dictionary<string, List<Entry>> _byKey = new(StringComparer.Ordinal);

    private readonly List<Entry> _withoutKey = [];

    private readonly HashSet<string> _words;

    private readonly Spelling _spelling;

    private readonly Shorthand _shorthand;

    private Heard? _newest;

    private PhraseBook(IEnumerable<string> names, IReadOnlyList<Entry> entries, HashSet<string> words, IReadOnlyList<(string Name, string Phrase)> examples, Shorthand shorthand)
    {
        _shorthand = shorthand;
        (_names, _words, _examples) = (names.ToFrozenSet(StringComparer.Ordinal), words, examples);
        var counts = entries.SelectMany(entry => entry.Phrase.Literals).CountBy(word => word, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var keys = entry.Phrase.Keys(counts);
            foreach (var key in keys)
            {
                if (!_byKey.TryGetValue(key, out var some))
                    _byKey[key] = some = [];
                some.Add(entry);
            }

            if (keys.Count == 0)
                _withoutKey.Add(entry);
        }

        _spelling = new Spelling(_words, []);
    }

    /// <exception cref="ContentException">A file cannot be read, or names a phrase twice.</exception>
    public static PhraseBook Load(string contentRoot)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var words = new HashSet<string>(StringComparer.Ordinal);
        var entries = new List<Entry>();
        var examples = new List<(string Name, string Phrase)>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(contentRoot, "dialogs"), "phrases.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var file = Path.GetRelativePath(contentRoot, path);
            foreach (var (name, patterns) in Read(path, file))
            {
                if (!names.Add(name))
                    throw new ContentException(file, $"/{name}", "stands in another phrases.json already; give it another name");
                entries.AddRange(patterns.Select((pattern, place) => new Entry(name, place, Compile(pattern, words, name, file))));
                examples.AddRange(patterns.Take(1).Select(pattern => (name, PhrasePattern.Ways(pattern).First())));
            }
        }

        return new PhraseBook(names, entries, words, examples, Shorthand.Load(contentRoot));
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

    /// <summary>The message in whole words, without the politeness around it.</summary>
    /// <returns>Null where that is how it was said.</returns>
    public string? Plain(string text) => text.Length > LongestMessage ? null : _shorthand.Plain(text);

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
    public bool IsWhole(string text) => text.Length <= LongestMessage && Split(text) is { Length: > 0 } words && Candidates(words).Any(entry => entry.Phrase.IsWhole(words));

    /// <summary>Finds all that a message asks for.</summary>
    private Heard Hear(string text)
    {
        if (text.Length > LongestMessage)
        {
            return new Heard(text, null);
        }

        Dictionary<string, (int Place, string Words)>? found = null;
        var words = Split(text);
        foreach (var entry in Candidates(words))
        {
            // Of several phrases of one name the first counts.
            if (!(found is not null && found.TryGetValue(entry.Name, out var other) && other.Place <= entry.Place) && entry.Phrase.Find(words) is { } open)
                (found ??= new(StringComparer.Ordinal))[entry.Name] = (entry.Place, open);
        }

        return new Heard(text, found);
    }

    private static string[] Split(string text) => Folding.Words(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private IEnumerable<Entry> Candidates(string[] words)
    {
        foreach (var entry in _withoutKey)
            yield return entry;
        foreach (var word in words)
        {
            if (_byKey.TryGetValue(word, out var entries))
            {
                foreach (var entry in entries)
                    yield return entry;
            }
        }
    }

    /// <param name="Place">Among the phrases of that name.</param>
    private sealed record Entry(string Name, int Place, SpokenPhrase Phrase);

    /// <param name="Found">By name, the words that stand for <c>{words}</c>; null for nothing.</param>
    private sealed record Heard(string Text, IReadOnlyDictionary<string, (int Place, string Words)>? Found);

    private static SpokenPhrase Compile(string pattern, HashSet<string> words, string name, string file)
    {
        try
        {
            return SpokenPhrase.Read(pattern, words) ?? throw new ContentException(file, $"/{name}", $"\"{pattern}\" leaves more than {SpokenPhrase.MostGaps} places open; write it as several phrases");
        }
        catch (FormatException broken)
        {
            throw new ContentException(file, $"/{name}", broken.Message);
        }
    }

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
