using System.Globalization;
using CareBot.Care.Content;

namespace CareBot.Dialogs.Voice;

/// <summary>Every word that CareBot says: a key and a language give a text, with its values written the way that language writes them.</summary>
public sealed class Texts
{
    private static readonly string[] Folders = ["dialogs", "cards"];

    private readonly Dictionary<string, Dictionary<string, Phrase>> _phrases;
    private readonly Dictionary<string, Locale> _locales;

    private Texts(Dictionary<string, Dictionary<string, Phrase>> phrases)
    {
        _phrases = phrases;
        _locales = Languages.All.ToDictionary(language => language, language => new Locale(language, key => _phrases[language][key].Source));
    }

    /// <summary>The keys of all languages, which are equal; with a prefix, only those beneath it.</summary>
    public IEnumerable<string> Keys(string prefix = "") =>
        _phrases[Languages.English].Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal));

    public bool Has(string key) => _phrases[Languages.English].ContainsKey(key);

    /// <summary>The text as it stands in the file, placeholders unfilled.</summary>
    public string Source(string? language, string key) => Find(Languages.Of(language), key).Source;

    public Locale In(string? language) => _locales[Languages.Of(language)];

    /// <summary>Says a text. A key that exists only as <c>key.one</c> and <c>key.other</c> is chosen by the value named <c>count</c>.</summary>
    /// <remarks>Numbers, dates (with their weekday), times and lists are written in the language; an instant first becomes the person's
    /// local time: <see cref="Locale.When"/>.</remarks>
    /// <exception cref="KeyNotFoundException">No text has this key.</exception>
    /// <exception cref="ArgumentException">A placeholder has no value.</exception>
    public string Say(string? language, string key, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var spoken = Languages.Of(language);
        var phrases = _phrases[spoken];
        var chosen = phrases.ContainsKey(key) ? key : key + PluralForm(values);
        return Find(spoken, chosen).Fill(chosen, _locales[spoken], values);
    }

    private Phrase Find(string language, string key) =>
        _phrases[language].TryGetValue(key, out var phrase) ? phrase : throw new KeyNotFoundException($"No text has the key {key}.");

    private static string PluralForm(ReadOnlySpan<(string Name, object? Value)> values)
    {
        foreach (var (name, value) in values)
            if (name == "count") return Convert.ToDecimal(value, CultureInfo.InvariantCulture) == 1 ? ".one" : ".other";
        return "";
    }

    /// <summary>Reads every <c>texts.&lt;language&gt;.json</c> and <c>common.&lt;language&gt;.json</c> beneath the content root's dialogs and cards.</summary>
    /// <exception cref="ContentException">A file cannot be read, a key is given twice, or the languages differ.</exception>
    public static Texts Load(string contentRoot)
    {
        var gathered = Languages.All.ToDictionary(language => language, language => Gather(contentRoot, language));
        foreach (var language in Languages.All)
            foreach (var (key, text) in gathered[language])
                Compare(key, text, language, gathered);
        return new Texts(gathered.ToDictionary(
            one => one.Key, one => one.Value.ToDictionary(entry => entry.Key, entry => entry.Value.Phrase, StringComparer.Ordinal)));
    }

    private static Dictionary<string, (Phrase Phrase, ContentFile File)> Gather(string root, string language)
    {
        var texts = new Dictionary<string, (Phrase, ContentFile File)>(StringComparer.Ordinal);
        foreach (var file in Files(root, language))
            foreach (var (key, node) in file.ReadObject())
            {
                var phrase = new Phrase(file.String(node, key));
                if (string.IsNullOrWhiteSpace(phrase.Source)) throw file.Fault(key, "is empty; write the words");
                if (!texts.TryAdd(key, (phrase, file))) throw file.Fault(key, $"stands in {texts[key].File.Name} already; give one of them another key");
            }

        return texts;
    }

    private static IEnumerable<ContentFile> Files(string root, string language) =>
        from folder in Folders
        let path = Path.Combine(root, folder)
        where Directory.Exists(path)
        from found in Directory.EnumerateFiles(path, $"*.{language}.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        where Path.GetFileName(found).StartsWith("texts.", StringComparison.Ordinal) || Path.GetFileName(found).StartsWith("common.", StringComparison.Ordinal)
        select new ContentFile(root, found);

    private static void Compare(
        string key, (Phrase Phrase, ContentFile File) text, string language, Dictionary<string, Dictionary<string, (Phrase Phrase, ContentFile File)>> all)
    {
        foreach (var other in Languages.All.Where(other => other != language))
        {
            if (!all[other].TryGetValue(key, out var twin))
                throw text.File.Fault(key, $"has no {other} text; add the key to the {other} file beside it");
            if (!text.Phrase.Names.SequenceEqual(twin.Phrase.Names))
                throw text.File.Fault(key, $"has {Named(text.Phrase)} but {twin.File.Name} has {Named(twin.Phrase)}; use the same placeholders in both");
        }

        if (key.EndsWith(".one", StringComparison.Ordinal) && !all[language].ContainsKey(key[..^4] + ".other"))
            throw text.File.Fault(key, "has no partner for other counts; add " + key[..^4] + ".other");
    }

    private static string Named(Phrase phrase) => phrase.Names.Count == 0 ? "no placeholder" : string.Join(" ", phrase.Names.Select(name => "{" + name + "}"));
}
