using System.Collections.Concurrent;
using CareBot.Care.Content;
using CareBot.Care.Safety.Listening;

namespace CareBot.Care.Safety;

/// <summary>Hears emergencies in any message, in all languages of the lexicon at once. Compiled once, shared by all threads.</summary>
public sealed class RedFlagListener
{
    /// <summary>The id under which the second opinion stands among the rules that were heard.</summary>
    public const string SecondOpinion = Listening.SecondOpinion.RuleId;

    private readonly CompiledLexicon _lexicon;
    private readonly List<KeyValuePair<string, string>> _signs;
    private readonly ConcurrentBag<Ear> _ears = [];

    /// <exception cref="ContentException">A pattern cannot be read; the message names it and the remedy.</exception>
    public RedFlagListener(RedFlagLexicon lexicon)
    {
        _lexicon = CompiledLexicon.Compile(lexicon);
        _signs = [.. lexicon.Files.SelectMany(file => file.Content.Signs)];
        Version = lexicon.Version;
        Languages = lexicon.Languages;
        Programmes = [.. lexicon.Files.SelectMany(file => file.Content.Rules).SelectMany(rule => rule.When?.Programmes ?? []).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Those that it hears, as primary tags.</summary>
    public IReadOnlyList<string> Languages { get; }

    /// <summary>Programmes and conditions by which its rules tell people apart.</summary>
    public IReadOnlyList<string> Programmes { get; }

    /// <summary>The lexicon's version, for the trace of what was heard.</summary>
    public string Version { get; }

    /// <summary>Listens to one message. The same text and context always give the same answer.</summary>
    /// <remarks>The cost grows in proportion to the text: about 0.1 ms for 300 characters.</remarks>
    public Heard Listen(string text, RedFlagContext context) => WithEar(text, ear => Heard.Of(ear.Rules(context)));

    /// <summary>How soon somebody should look at the complaint: red flags first, then the lexicon's levels.</summary>
    public TriageLevel Triage(string text, RedFlagContext context) => WithEar(text, ear => ear.Level(context));

    /// <summary>Whether the text says that something is not so.</summary>
    /// <param name="text">A message or a sentence of a note.</param>
    /// <param name="concept">The words in question, as they stand in the text.</param>
    public bool IsNegated(string text, string concept) => WithEar(Spelt(text), ear => ear.IsNegated(concept));

    /// <summary>Whether this word, folded, stands in some pattern of the lexicon.</summary>
    public bool Uses(string word) => _lexicon.Grammar.Words.ContainsKey(word);

    /// <summary>The work that a text takes, in places looked at; it grows in proportion to the text.</summary>
    public long CostOf(string text) => WithEar(text, ear => ear.Steps);

    /// <summary>What the second opinion sees of a text, for those who train it.</summary>
    public IReadOnlyList<string> TraitsOf(string text) => WithEar(text, ear =>
    {
        var traits = new List<string>();
        ear.ReadTraits(trait => traits.Add(trait.ToString()));
        return traits;
    });

    private string Spelt(string note) => _signs.Aggregate(note, (text, sign) => text.Replace(sign.Key, $" {sign.Value} ", StringComparison.Ordinal));

    private T WithEar<T>(string text, Func<Ear, T> answer)
    {
        if (!_ears.TryTake(out var ear))
            ear = new Ear(_lexicon);
        ear.Take(text);
        var result = answer(ear);
        _ears.Add(ear);
        return result;
    }
}
