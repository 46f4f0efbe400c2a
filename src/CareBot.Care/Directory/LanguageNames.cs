namespace CareBot.Care.ResourceDirectory;

/// <summary>The names by which languages are called in English and Spanish, for understanding; never said to anybody.</summary>
public static class LanguageNames
{
    private static readonly (string Code, string Three, string[] Names)[] All =
    [
        ("en", "eng", ["english", "ingles"]), ("es", "spa", ["spanish", "espanol", "espanola", "castellano"]),
        ("ht", "hat", ["haitian creole", "kreyol", "creole", "criollo haitiano", "criollo", "creol", "haitiano"]), ("fr", "fra", ["french", "frances"]),
        ("pt", "por", ["portuguese", "portugues"]), ("pl", "pol", ["polish", "polaco", "polaca"]), ("ru", "rus", ["russian", "ruso", "rusa"]),
        ("zh", "zho", ["chinese", "mandarin", "cantonese", "chino", "taiwanese"]), ("ar", "ara", ["arabic", "arabe"]), ("he", "heb", ["hebrew", "hebreo"]),
        ("yi", "yid", ["yiddish"]), ("vi", "vie", ["vietnamese", "vietnamita"]), ("ko", "kor", ["korean", "coreano"]), ("ja", "jpn", ["japanese", "japones"]),
        ("tl", "tgl", ["tagalog", "filipino"]), ("hi", "hin", ["hindi"]), ("ur", "urd", ["urdu"]), ("gu", "guj", ["gujarati"]), ("pa", "pan", ["punjabi", "panyabi"]),
        ("bn", "ben", ["bengali", "bangla"]), ("sd", "snd", ["sindhi"]), ("fa", "fas", ["farsi", "persian", "dari"]), ("ps", "pus", ["pashto"]),
        ("so", "som", ["somali"]), ("am", "amh", ["amharic", "amarico"]), ("ti", "tir", ["tigrinya"]), ("sw", "swa", ["swahili"]), ("uk", "ukr", ["ukrainian", "ucraniano"]),
        ("de", "deu", ["german", "aleman"]), ("it", "ita", ["italian", "italiano"]), ("el", "ell", ["greek", "griego"]), ("ro", "ron", ["romanian", "rumano"]),
        ("nl", "nld", ["dutch", "holandes"]), ("sv", "swe", ["swedish", "sueco"]), ("da", "dan", ["danish", "danes"]), ("no", "nor", ["norwegian", "noruego"]),
        ("is", "isl", ["icelandic"]), ("th", "tha", ["thai", "tailandes"]), ("hmn", "hmn", ["hmong"]), ("km", "khm", ["khmer", "cambodian"]), ("lo", "lao", ["laotian"]),
        ("my", "mya", ["burmese"]), ("ne", "nep", ["nepali"]), ("sr", "srp", ["serbian", "bosnian", "croatian"]), ("sq", "sqi", ["albanian"]), ("hu", "hun", ["hungarian"]),
        ("cs", "ces", ["czech"]), ("sk", "slk", ["slovak"]), ("lt", "lit", ["lithuanian"]), ("tr", "tur", ["turkish", "turco"]), ("qu", "que", ["quechua"]),
        ("myn", "myn", ["mayan", "mam", "quiche"]), ("ase", "ase", ["american sign language", "sign language", "asl", "lenguaje de senas", "lengua de senas"]),
    ];

    private static readonly Dictionary<string, string> ByName = All.SelectMany(one => one.Names.Select(name => (name, one.Code))).ToDictionary(pair => pair.name, pair => pair.Code, StringComparer.Ordinal);

    private static readonly Dictionary<string, string> ByCode =
        All.SelectMany(one => new[] { one.Code, one.Three }.Distinct().Select(written => (written, one.Code))).ToDictionary(pair => pair.written, pair => pair.Code, StringComparer.Ordinal);

    /// <summary>The bit of a language in a set of 64; -1 for one that is not known here.</summary>
    public static int Bit(string code) => Array.FindIndex(All, one => one.Code == code);

    public static bool IsCode(string text) => ByCode.ContainsKey(text.ToLowerInvariant());

    /// <summary>The short code of a known one, whichever form it was written in.</summary>
    public static string Code(string code) => ByCode.GetValueOrDefault(code.ToLowerInvariant(), code);

    /// <summary>The languages that are named, and the words that name them.</summary>
    /// <param name="folded">Folded words.</param>
    public static IEnumerable<(string Code, string Words)> In(string folded)
    {
        var words = folded.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            for (var length = Math.Min(3, words.Length - i); length > 0; length--)
            {
                var name = string.Join(' ', words, i, length);
                if (!ByName.TryGetValue(name, out var code))
                    continue;
                yield return (code, name);
                i += length - 1;
                break;
            }
        }
    }
}
