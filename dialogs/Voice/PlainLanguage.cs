using System.Globalization;
using System.Text.RegularExpressions;

namespace CareBot.Dialogs.Voice;

/// <param name="Remedy">What is wrong and what to do, for whoever edits the text.</param>
public sealed record PlainLanguageFinding(string Language, string Key, string Remedy);

/// <summary>Finds texts to patients that are hard to read, say what must never be said, or ask two things at once: <c>plain-language.json</c>.</summary>
public sealed partial class PlainLanguage
{
    // Stands for a value while a text is measured: a name or a time is short.
    private const string AnyValue = "Ana";

    private readonly IReadOnlyList<string> _notForPatients;
    private readonly int _fewestWords;
    private readonly Dictionary<string, (string Formula, double Limit, IReadOnlyList<string> Banned)> _rules = [];

    private PlainLanguage(ContentFile file)
    {
        var content = file.ReadObject();
        _notForPatients = file.Strings(content["notForPatients"], "notForPatients");
        _fewestWords = (int)file.Number(content["fewestWords"], "fewestWords");
        foreach (var language in Languages.All)
        {
            var rules = file.Object(content[language], language);
            var formula = file.String(rules["formula"], language + "/formula");
            if (formula is not ("flesch-kincaid" or "szigriszt-pazos")) throw file.Fault(language + "/formula", "is unknown; write flesch-kincaid or szigriszt-pazos");
            _rules[language] = (formula, (double)file.Number(rules["limit"], language + "/limit"), file.Strings(rules["banned"], language + "/banned"));
        }
    }

    /// <exception cref="Care.Content.ContentException">The rules cannot be read.</exception>
    public static PlainLanguage Load(string contentRoot) => new(new ContentFile(contentRoot, Path.Combine(contentRoot, "dialogs/Voice/plain-language.json")));

    public IEnumerable<PlainLanguageFinding> Check(Texts texts) =>
        from key in texts.Keys()
        where !_notForPatients.Any(part => part[0] == '.' ? key.EndsWith(part, StringComparison.Ordinal) : key.StartsWith(part, StringComparison.Ordinal))
        from language in Languages.All
        from remedy in Check(language, texts.Source(language, key))
        select new PlainLanguageFinding(language, key, remedy);

    /// <summary>What is wrong with one text; its {placeholders} count as short words.</summary>
    public IEnumerable<string> Check(string language, string text)
    {
        var (formula, limit, banned) = _rules[language];
        var plain = Markup().Replace(Placeholder().Replace(text, AnyValue), "");
        foreach (var phrase in banned)
            if (Regex.IsMatch(plain, $@"(?<!\p{{L}}){Regex.Escape(phrase)}(?!\p{{L}})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant))
                yield return $"says \"{phrase}\"; find other words";
        if (plain.Count(letter => letter == '?') > 1) yield return "asks more than one question; keep one";
        // A few words have no reading level.
        if (Readability.Words(plain) < _fewestWords) yield break;
        if (formula == "flesch-kincaid" && Math.Round(Readability.EnglishGrade(plain), 1) is var grade && grade > limit)
            yield return $"reads at grade {Told(grade)}; bring it to {limit} with shorter sentences and words";
        if (formula == "szigriszt-pazos" && Math.Round(Readability.SpanishEase(plain), 1) is var ease && ease < limit)
            yield return $"reads at {Told(ease)} of 100 for ease; bring it to {limit} with shorter sentences and words";
    }

    private static string Told(double measure) => measure.ToString("0.0", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{[a-zA-Z0-9]+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\*\*|^- ", RegexOptions.Multiline)]
    private static partial Regex Markup();
}
