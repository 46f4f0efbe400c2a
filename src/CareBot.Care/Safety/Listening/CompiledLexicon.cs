using CareBot.Care.Content;

namespace CareBot.Care.Safety.Listening;

/// <summary>Parts that must stand near each other in either order, or a single part.</summary>
internal readonly record struct Near(int First, int? Second);

/// <summary>One way of saying something: all of its parts, anywhere in the message.</summary>
internal sealed record Saying(Near[] Parts);

/// <param name="SureFrom">The standing from which on the rule is acted on without asking; null: always ask.</param>
internal sealed record CompiledRule(string Id, SafetyClass Class, Standing? SureFrom, RuleContext? When, Saying[] Sayings, int[] Unless);

/// <summary>The lexicon made ready for matching.</summary>
internal sealed class CompiledLexicon
{
    public required Grammar Grammar { get; init; }

    public required ScopeSymbols Scopes { get; init; }

    public required CompiledRule[] Rules { get; init; }

    /// <summary>By the symbol of the saying's first part.</summary>
    private (int Rule, Saying Saying)[][] BySymbol { get; set; } = [];

    public required IReadOnlyList<(TriageLevel Level, Saying[] Sayings)> Levels { get; init; }

    public required IReadOnlyList<CompiledComplaint> Complaints { get; init; }

    public required TimeSymbols Times { get; init; }

    /// <summary>Null when nothing was learned.</summary>
    public required SecondOpinion? SecondOpinion { get; init; }

    /// <summary>The ways of saying something that become possible with a symbol, each with the index of its rule.</summary>
    public ReadOnlySpan<(int Rule, Saying Saying)> SayingsOf(int symbol) => BySymbol[symbol];

    /// <exception cref="ContentException">A pattern cannot be read; the message names it and the remedy.</exception>
    public static CompiledLexicon Compile(RedFlagLexicon lexicon)
    {
        var builder = new GrammarBuilder();
        foreach (var (name, content) in lexicon.Files)
        {
            foreach (var (list, items) in content.Lists)
            {
                var pointer = $"/lists/{list}";
                for (var i = 0; i < items.Length; i++)
                    builder.AddToList(list, items[i], new Place(name, pointer, i));
            }
        }

        var rules = lexicon.Files.SelectMany(file => file.Content.Rules.Select((rule, i) => ReadRule(rule, new Place(file.Name, $"/rules/{i}"), builder))).ToArray();
        var levels = lexicon.Files.SelectMany(file => file.Content.Levels.Select((level, i) => ReadLevel(level, new Place(file.Name, $"/levels/{i}"), builder))).ToArray();
        var complaints = lexicon.Files.SelectMany(file => file.Content.Complaints.Select((entry, i) => ReadComplaint(entry, new Place(file.Name, $"/complaints/{i}"), builder))).ToArray();
        var compiled = new CompiledLexicon
        {
            Rules = rules,
            Levels = levels,
            Complaints = complaints,
            Times = TimeSymbols.Find(builder),
            SecondOpinion = lexicon.Files.Select(file => file.Content.SecondOpinion).OfType<SecondOpinionEntry>().Select(entry => new SecondOpinion(entry)).FirstOrDefault(),
            Scopes = ScopeSymbols.Find(builder),
            Grammar = builder.Build(
                Merge(lexicon.Files.SelectMany(file => file.Content.NumberWords)),
                Merge(lexicon.Files.SelectMany(file => file.Content.Misspellings)),
                lexicon.Files.SelectMany(file => file.Content.PlainWords).ToHashSet(StringComparer.Ordinal)),
        };
        compiled.BySymbol = Index(compiled);
        return compiled;
    }

    private static CompiledRule ReadRule(RuleEntry rule, Place place, GrammarBuilder builder)
    {
        _ = SafetyClassNames.TryParse(rule.Class, out var safetyClass);
        return new(rule.Id!, safetyClass, SureFrom(rule), rule.When, ReadSayings(rule.Say, place, builder), ReadExceptions(rule.Unless, place, builder));
    }

    private static Standing? SureFrom(RuleEntry rule) => rule.Ask ? null : rule.EvenInQuestions ? Standing.Asked : Standing.Stands;

    private static (TriageLevel Level, Saying[] Sayings) ReadLevel(LevelEntry entry, Place place, GrammarBuilder builder) =>
        (LevelOf(entry.Level, "level", place), ReadSayings(entry.Say, place, builder));

    private static CompiledComplaint ReadComplaint(ComplaintEntry entry, Place place, GrammarBuilder builder)
    {
        var fresh = LevelOf(entry.New, "new", place);
        var lasting = entry.Lasting is null ? fresh : LevelOf(entry.Lasting, "lasting", place);
        var worse = entry.Worse is null ? fresh : LevelOf(entry.Worse, "worse", place);
        return new(ReadSayings(entry.Say, place, builder), fresh, entry.LastingFromDays, lasting, worse);
    }

    private static TriageLevel LevelOf(string? name, string member, Place place) => TriageLevelNames.TryParse(name, out var level)
        ? level
        : throw new ContentException(place.File, $"{place.Pointer}/{member}", $"is \"{name}\"; write emergency, see_clinician_48h, see_clinician_weeks or self_care");

    private static Saying[] ReadSayings(IReadOnlyDictionary<string, string[]> say, Place place, GrammarBuilder builder) =>
        ReadAll(say, "say", place, (text, at) => ReadSaying(text, at, builder));

    private static int[] ReadExceptions(IReadOnlyDictionary<string, string[]> unless, Place place, GrammarBuilder builder) =>
        ReadAll(unless, "unless", place, (text, at) => ReadException(text, at, builder));

    private static T[] ReadAll<T>(IReadOnlyDictionary<string, string[]> patterns, string member, Place place, Func<string, Place, T> read)
    {
        var all = new List<T>();
        foreach (var (language, texts) in patterns)
        {
            var pointer = $"{place.Pointer}/{member}/{language}";
            for (var i = 0; i < texts.Length; i++)
                all.Add(read(texts[i], new Place(place.File, pointer, i)));
        }

        return [.. all];
    }

    private static int ReadException(string text, Place place, GrammarBuilder builder) => text.Contains('&', StringComparison.Ordinal) || text.Contains('~', StringComparison.Ordinal)
        ? throw place.Fault("joins parts with & or ~; write one phrase, an exception reaches only the words near it")
        : builder.AddPhrase(text, place);

    private static Saying ReadSaying(string text, Place place, GrammarBuilder builder) =>
        new(text.Split(" & ").Select(part => ReadNear(part, place, builder)).ToArray());

    private static Near ReadNear(string text, Place place, GrammarBuilder builder)
    {
        var pair = text.Split(" ~ ");
        return pair.Length switch
        {
            1 => new(builder.AddPhrase(pair[0].Trim(), place), null),
            2 => new(builder.AddPhrase(pair[0].Trim(), place), builder.AddPhrase(pair[1].Trim(), place)),
            _ => throw place.Fault("has more than one ~; put two parts near each other and join the rest with &"),
        };
    }

    private static (int Rule, Saying Saying)[][] Index(CompiledLexicon compiled)
    {
        var bySymbol = compiled.Rules
            .SelectMany((rule, i) => rule.Sayings.Select(saying => (Rule: i, Saying: saying)))
            .ToLookup(pair => pair.Saying.Parts[0].First);
        return Enumerable.Range(0, compiled.Grammar.SymbolCount).Select(symbol => bySymbol[symbol].ToArray()).ToArray();
    }

    private static Dictionary<string, T> Merge<T>(IEnumerable<KeyValuePair<string, T>> pairs)
    {
        var merged = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
            merged[key] = value;
        return merged;
    }
}
