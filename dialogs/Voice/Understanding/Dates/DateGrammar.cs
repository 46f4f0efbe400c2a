using System.Text.Json.Nodes;

namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>One way to say something, and what to make of it.</summary>
internal sealed record DateRule(DatePattern Pattern, DateMaking Make);

/// <summary>A word or several as the reader cuts them, and what they mean.</summary>
internal sealed record DateWord(string[] Words, DateMeaning Meaning);

/// <summary>The words and ways of one language: <c>words/dates.&lt;language&gt;.json</c>.</summary>
internal sealed class DateGrammar
{
    /// <summary>The rule that stands for everything that is looked for in a message.</summary>
    public const string Phrase = "phrase";

    // Categories of the words files.
    private static readonly string[] BoundWords = ["bound", "orLater"];
    private static readonly string[] CountWords = ["unit", "periodUnit", "dayUnit", "minuteWord", "quarter", "units", "teens", "tens"];

    private readonly ContentFile _file;
    private readonly Dictionary<string, DateWays<DateRule>> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateWays<DateWord>> _words = new(StringComparer.Ordinal);

    public DateGrammar(ContentFile file)
    {
        _file = file;
        var content = file.ReadObject();
        DayFirst = content["dayFirst"] is JsonValue value && value.TryGetValue(out bool dayFirst) && dayFirst;
        foreach (var (name, node) in file.Object(content["words"], "words")) Words.Add(name, Category(name, node));
        foreach (var (name, node) in file.Object(content["rules"], "rules")) Rules.Add(name, [.. Ways(name, node)]);
        foreach (var (name, rules) in Rules)
            foreach (var unknown in rules.SelectMany(rule => rule.Pattern.Rules).Where(rule => !Rules.ContainsKey(rule) && !Words.ContainsKey(rule) && !DateDigits.Knows(rule)))
                throw file.Fault("rules/" + name, $"names {{{unknown}}}, which stands neither under words nor under rules; add it or correct the name");
        if (!Rules.ContainsKey(Phrase)) throw file.Fault("rules", $"has no rule \"{Phrase}\"; add what is to be looked for");
        foreach (var (name, words) in Words) _words.Add(name, Sorted(words));
        foreach (var name in Rules.Keys) Starts(name, []);
    }

    /// <summary>Figures name the day before the month: 12/5 is the twelfth of May.</summary>
    public bool DayFirst { get; }

    /// <summary>By category, the longest first.</summary>
    public Dictionary<string, IReadOnlyList<DateWord>> Words { get; } = new(StringComparer.Ordinal);

    /// <summary>How a phrase bounds what it says: <c>after</c>, <c>from</c>, <c>before</c> or <c>until</c>; null where it does not, as "about three".</summary>
    public string? BoundIn(List<DateToken> tokens, int at, int end)
    {
        var bounds = BoundWords.SelectMany(category => Words.GetValueOrDefault(category, [])).Where(one => one.Meaning is DateMeaning.Word { Text.Length: > 0 });
        return bounds.Where(one => Enumerable.Range(at, Math.Max(0, end - at - one.Words.Length + 1)).Any(place => one.Words.Index().All(word => tokens[place + word.Index].Text == word.Item) && (place == at || !Counts(tokens[place - 1])) && !(place > at && IsAfterNext(tokens, place, end))))
            .OrderByDescending(one => one.Words.Length).Select(one => ((DateMeaning.Word)one.Meaning).Text).FirstOrDefault();
    }

    /// <summary>"A day after", "a quarter before": how far from something, and not beyond it.</summary>
    private bool Counts(DateToken token) => token.IsDigits || CountWords
        .Any(category => Words.GetValueOrDefault(category, []).Any(one => one.Words[^1] == token.Text));

    /// <summary>"The Tuesday after next" is a day, and not what comes after one.</summary>
    private bool IsAfterNext(List<DateToken> tokens, int place, int end) =>
        Words.GetValueOrDefault("afterNextWord", []).Any(one => place + one.Words.Length == end && one.Words.Index().All(word => tokens[place + word.Index].Text == word.Item));

    public Dictionary<string, IReadOnlyList<DateRule>> Rules { get; } = new(StringComparer.Ordinal);

    /// <summary>The ways of a rule that can begin with a piece; null where there is no such rule.</summary>
    public IReadOnlyList<DateRule>? RulesOf(string rule, DateToken piece) => _rules.GetValueOrDefault(rule)?.For(piece);

    /// <summary>The words of a category that begin with a piece; null where there is no such category.</summary>
    public IReadOnlyList<DateWord>? WordsOf(string category, DateToken piece) => _words.GetValueOrDefault(category)?.For(piece);

    private static DateWays<DateWord> Sorted(IReadOnlyList<DateWord> words)
    {
        var ways = new DateWays<DateWord>();
        foreach (var word in words) ways.Add(word, word.Words[0]);
        return ways;
    }

    /// <summary>With what a rule, a category or figures can begin; sorts the ways of the rule by it.</summary>
    /// <param name="name">Of it.</param>
    /// <param name="open">Rules that are looked at.</param>
    private IReadOnlyCollection<string> Starts(string name, HashSet<string> open)
    {
        if (_words.TryGetValue(name, out var words)) return words.Starts;
        if (!Rules.TryGetValue(name, out var rules)) return [DateWays<DateRule>.Figures];
        if (_rules.TryGetValue(name, out var sorted)) return sorted.Starts;
        if (!open.Add(name)) throw _file.Fault("rules/" + name, "begins with itself, and would never end; begin it with something else");
        sorted = new();
        foreach (var rule in rules) rule.Pattern.Begin(other => Starts(other, open), start => sorted.Add(rule, start));
        _rules.Add(name, sorted);
        return sorted.Starts;
    }

    private IReadOnlyList<DateWord> Category(string name, JsonNode? node) =>
    [
        .. from entry in _file.Object(node, "words/" + name)
           let meaning = Meaning(name, entry.Key, entry.Value)
           from word in entry.Key.Split('|')
           let cut = DateToken.Cut(word).Select(token => token.Text).ToArray()
           orderby cut.Length descending
           select new DateWord(cut, meaning),
    ];

    private DateMeaning Meaning(string category, string word, JsonNode? node) => node is JsonValue value && value.TryGetValue(out decimal number)
        ? new DateMeaning.Amount(number)
        : new DateMeaning.Word(_file.String(node, $"words/{category}/{word}"));

    private IEnumerable<DateRule> Ways(string name, JsonNode? node)
    {
        foreach (var (making, patterns) in _file.Object(node, "rules/" + name))
        {
            var place = $"rules/{name}/{making}";
            // The same making may stand twice under one rule, where others come between: "monthDay" and "monthDay:2".
            var make = DateMakings.Find(making.Split(':')[0]) ?? throw _file.Fault(place, "is nothing that can be made of words; the names stand in Understanding/Dates");
            foreach (var pattern in _file.Strings(patterns, place)) yield return Tried(new(Parse(pattern, place), make), pattern, place);
        }
    }

    /// <summary>Tries what is made of a pattern with the slots that it always fills: one that is needed and left out is found here, and not in a message.</summary>
    private DateRule Tried(DateRule rule, string pattern, string place)
    {
        try
        {
            rule.Make(new DateContext(new DateTime(2020, 1, 1), DayFirst, null, rule.Pattern.Always.ToHashSet(StringComparer.Ordinal)));
        }
        catch (FormatException)
        {
            // The words that stand for the slots are no dates; the slots are there.
        }
        catch (Exception lacking) when (lacking is InvalidOperationException or NullReferenceException or ArgumentNullException)
        {
            throw _file.Fault(place, $"leaves out of \"{pattern}\" a slot that {place.Split('/')[^1]} needs; add it, as its other patterns have it");
        }

        return rule;
    }

    private DatePattern Parse(string pattern, string place)
    {
        try
        {
            return DatePattern.Parse(pattern);
        }
        catch (FormatException fault)
        {
            throw _file.Fault(place, fault.Message);
        }
    }
}
