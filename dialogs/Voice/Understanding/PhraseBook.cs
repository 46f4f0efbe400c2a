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

    private PhraseBook(Dictionary<string, SpokenPhrase[]> phrases) => _phrases = phrases;

    /// <exception cref="ContentException">A file cannot be read, or names a phrase twice.</exception>
    public static PhraseBook Load(string contentRoot)
    {
        var phrases = new Dictionary<string, SpokenPhrase[]>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(Path.Combine(contentRoot, "dialogs"), "phrases.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var file = Path.GetRelativePath(contentRoot, path);
            foreach (var (name, patterns) in Read(path, file))
            {
                if (!phrases.TryAdd(name, [.. patterns.Select(pattern => Compile(pattern, name, file))]))
                {
                    throw new ContentException(file, $"/{name}", "stands in another phrases.json already; give it another name");
                }
            }
        }

        return new PhraseBook(phrases);
    }

    public bool Knows(string name) => _phrases.ContainsKey(name);

    public bool Matches(string name, string text) => Find(name, text) is not null;

    /// <returns>The words that stand for <c>{words}</c>, empty where the phrase has none; null when the message is another.</returns>
    public string? Find(string name, string text)
    {
        if (text.Length > LongestMessage)
        {
            return null;
        }

        var said = Folding.Words(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return _phrases[name].Select(phrase => phrase.Find(said)).FirstOrDefault(words => words is not null);
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
