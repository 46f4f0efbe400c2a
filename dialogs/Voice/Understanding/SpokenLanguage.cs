namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>Tells by common words in which language a message is written: <c>words/languages.json</c>.</summary>
public sealed class SpokenLanguage
{
    // One word may be borrowed; two of one language and none of the other are no accident.
    private const int Enough = 2;

    private readonly Dictionary<string, string> _languageOf;

    private SpokenLanguage(Dictionary<string, string> languageOf) => _languageOf = languageOf;

    /// <param name="contentRoot">The folder that holds <c>dialogs/</c>.</param>
    /// <exception cref="Care.Content.ContentException">A language has no words, or a word stands under two.</exception>
    public static SpokenLanguage Load(string contentRoot)
    {
        var file = new ContentFile(contentRoot, Path.Combine(contentRoot, "dialogs/Voice/Understanding/words/languages.json"));
        var (content, languageOf) = (file.ReadObject(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var language in Languages.All)
        {
            foreach (var word in file.Strings(content[language], language))
            {
                if (!languageOf.TryAdd(word, language))
                {
                    throw file.Fault(language, $"has the word '{word}' twice or under two languages; take it out of one");
                }
            }
        }

        return new SpokenLanguage(languageOf);
    }

    /// <returns>The language, of <see cref="Languages.All"/>; null where the words do not tell, as one word never does.</returns>
    public string? Read(string text)
    {
        var counts = Folding.Words(text).Split(' ').Select(word => _languageOf.GetValueOrDefault(word)).OfType<string>().CountBy(language => language).OrderByDescending(one => one.Value).ToList();
        return counts switch
        {
            [{ Value: >= Enough } only] => only.Key,
            [{ Value: > Enough } first, var second] when first.Value > 2 * second.Value => first.Key,
            _ => null,
        };
    }
}
