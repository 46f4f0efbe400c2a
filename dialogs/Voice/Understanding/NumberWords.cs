using System.Collections.Frozen;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>One unit that people type.</summary>
/// <param name="Code">UCUM code; null for a word such as "degrees" that leaves the unit open.</param>
/// <param name="Smaller">The unit that may follow, as ounces follow pounds; <paramref name="PerSmaller"/> of them make one.</param>
/// <param name="BareTailDigits">How many digits typed after the unit are the smaller unit without its name: 80 kg 500. 0: none.</param>
/// <param name="Aside">A duration or a count of times, which beside another number is not the answer.</param>
internal sealed record UnitWord(string? Code, string? Smaller, decimal PerSmaller, int BareTailDigits, bool Aside, bool Supported);

/// <summary>The words of numbers and units: <c>words/numbers.json</c>.</summary>
internal sealed class NumberWords
{
    private readonly ContentFile _file;
    private readonly JsonObject _content;

    public NumberWords(ContentFile file)
    {
        (_file, _content) = (file, file.ReadObject());
        English = Values("english");
        Spanish = Values("spanish");
        OnlyBeforeNumber = Values("onlyBeforeNumber");
        Fractions = Values("fractions");
        LongestFraction = Fractions.Keys.Select(figures => figures.Length).DefaultIfEmpty().Max();
        (Hundred, Thousand) = (Set("hundred"), Set("thousand"));
        Misspelled = Section("misspelled").ToFrozenDictionary(one => one.Key, one => _file.String(one.Value, "misspelled/" + one.Key), StringComparer.Ordinal);
        SoundsLike = Set("soundsLike");
        (Loose, NeedsUnit) = (Set("loose"), Set("needsUnit"));
        (And, Article, Point, With, Half) = (Set("and"), Set("article"), Set("point"), Set("with"), Set("half"));
        (ZeroLetters, Over, AsideBefore) = (Set("zeroLetters"), Set("over"), Set("asideBefore"));
        (OutOf, About) = (List("outOf"), List("about"));
        Scales = [.. ((JsonArray)_content["scales"]!).Select(one => _file.Number(one, "scales"))];
        Exactly = Section("exactly").ToDictionary(one => one.Key, one => ((JsonArray)one.Value!).Select(n => _file.Number(n, "exactly")).ToArray());
        var offScale = Section("offScale");
        High = [.. _file.Strings(offScale["high"], "offScale/high")];
        Low = [.. _file.Strings(offScale["low"], "offScale/low")];
        OffScaleFillers = [.. _file.Strings(offScale["fillers"], "offScale/fillers")];
        OfNumbers = [.. English.Keys, .. Spanish.Keys, .. OnlyBeforeNumber.Keys, .. Hundred, .. Thousand, .. Half, .. ZeroLetters];
        OfOffScale = [.. High.Concat(Low).SelectMany(words => words.Split(' ')), .. OffScaleFillers];
        Units = ReadUnits();
        LongestUnit = Units.Keys.Max(words => words.Count(c => c == ' ') + 1);
        NotNumbers = new Regex(string.Join('|', List("notNumbers")), RegexOptions.CultureInvariant);
        Spelling = new Spelling([.. English.Keys, .. Spanish.Keys, .. Hundred, .. Thousand, .. Units.Keys], [.. Set("ordinary"), .. About, .. Point, .. Half]);
    }

    public IReadOnlyDictionary<string, decimal> English { get; }
    public IReadOnlyDictionary<string, decimal> Spanish { get; }

    /// <summary>Words that are numbers only where a number follows: "siento ochenta" is ciento misspelled, "siento" is I feel.</summary>
    public IReadOnlyDictionary<string, decimal> OnlyBeforeNumber { get; }
    public IReadOnlyDictionary<string, decimal> Fractions { get; }
    public int LongestFraction { get; }
    public IReadOnlyDictionary<string, decimal[]> Exactly { get; }
    public IReadOnlyDictionary<string, UnitWord> Units { get; }
    public int LongestUnit { get; }
    /// <summary>Misspellings that are no slip of a finger: "sinco".</summary>
    public FrozenDictionary<string, string> Misspelled { get; }

    /// <summary>Ordinary words that a number may have been heard as: "eighty for".</summary>
    public HashSet<string> SoundsLike { get; }
    public HashSet<string> Hundred { get; }
    public HashSet<string> Thousand { get; }
    public HashSet<string> Loose { get; }
    public HashSet<string> NeedsUnit { get; }
    public HashSet<string> And { get; }
    public HashSet<string> Article { get; }
    public HashSet<string> Point { get; }
    public HashSet<string> With { get; }
    public HashSet<string> Half { get; }
    public HashSet<string> ZeroLetters { get; }
    public HashSet<string> Over { get; }
    public HashSet<string> AsideBefore { get; }
    public IReadOnlyList<string> OutOf { get; }
    public IReadOnlyList<string> About { get; }
    public IReadOnlyList<decimal> Scales { get; }
    public HashSet<string> High { get; }
    public HashSet<string> Low { get; }
    public HashSet<string> OffScaleFillers { get; }

    /// <summary>All words without one of which, or a figure, nothing is a number, and all of which a message off the scale is made.</summary>
    public HashSet<string> OfNumbers { get; }
    public HashSet<string> OfOffScale { get; }

    /// <summary>Dates, times, telephone numbers and the like.</summary>
    public Regex NotNumbers { get; }
    public Spelling Spelling { get; }

    private Dictionary<string, UnitWord> ReadUnits()
    {
        var units = new Dictionary<string, UnitWord>(StringComparer.Ordinal);
        foreach (var (code, node) in Section("units"))
        {
            var one = _file.Object(node, "units/" + code);
            var smaller = one["smaller"] as JsonObject;
            var unit = new UnitWord(
                one["silent"] is null ? code : null,
                smaller is null ? null : _file.String(smaller["unit"], "units/" + code + "/smaller/unit"),
                smaller is null ? 1 : _file.Number(smaller["per"], "units/" + code + "/smaller/per"),
                one["bareTailDigits"] is { } digits ? (int)_file.Number(digits, "units/" + code + "/bareTailDigits") : 0,
                one["aside"] is not null,
                Supported: true);
            foreach (var word in _file.Strings(one["words"], "units/" + code + "/words"))
                if (!units.TryAdd(Spaced(word), unit)) throw _file.Fault("units/" + code, $"the word \"{word}\" belongs to another unit already; remove one");
        }

        foreach (var word in List("unsupported")) units[word] = new UnitWord(null, null, 1, 0, false, Supported: false);
        return units;
    }

    /// <summary>Words as the reader cuts them: "mg/dl" is typed as three pieces.</summary>
    private static string Spaced(string word) => string.Join(' ', NumberToken.Cut(word).Select(token => token.Text));

    private JsonObject Section(string name) => _file.Object(_content[name], name);

    private Dictionary<string, decimal> Values(string name) => Section(name).ToDictionary(one => one.Key, one => _file.Number(one.Value, name + "/" + one.Key));

    private IReadOnlyList<string> List(string name) => _file.Strings(_content[name], name);

    private HashSet<string> Set(string name) => [.. List(name)];
}
