using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>One of the answers that every yes-or-no question shares.</summary>
/// <param name="ids">The option ids it stands for.</param>
/// <param name="words">Words that say it at the beginning of a longer answer.</param>
/// <param name="exactly">Whole answers that say it.</param>
internal sealed class CommonAnswer(IReadOnlyList<string> ids, IReadOnlyList<string> words, IReadOnlyList<string> exactly)
{
    // A shorter one within a longer answer says nothing.
    private const int ShortestWithin = 4;

    private readonly FrozenSet<string> _ids = ids.ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _words = words.ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _exactly = exactly.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The whole answers that say it within a longer one too.</summary>
    public string[] Within { get; } = [.. exactly.Where(phrase => phrase.Length >= ShortestWithin)];

    public bool BeginsWith(string word) => _words.Contains(word);

    public bool Is(string said) => _exactly.Contains(said) || _words.Contains(said);

    /// <summary>Whether an option that is offered is this answer itself.</summary>
    public bool IsItself(AnswerOption option) => _ids.Contains(option.Id);

    /// <summary>Whether an option that is offered says it in its words.</summary>
    public bool IsSaidBy(AnswerOption option)
    {
        foreach (var phrase in option.Words.Phrases)
            if (Is(phrase)) return true;
        return false;
    }
}

/// <summary>The words of choosing: <c>words/choices.json</c>.</summary>
internal sealed class ChoiceWords
{
    public ChoiceWords(ContentFile file)
    {
        var content = file.ReadObject();
        Ordinals = file.Object(content["ordinals"], "ordinals").ToFrozenDictionary(one => one.Key, one => (int)file.Number(one.Value, "ordinals/" + one.Key), StringComparer.Ordinal);
        NumberFillers = file.Strings(content["numberFillers"], "numberFillers").ToFrozenSet(StringComparer.Ordinal);
        PlaceMarks = file.Strings(content["placeMarks"], "placeMarks").ToFrozenSet(StringComparer.Ordinal);
        NoPlaces = file.Strings(content["noPlaces"], "noPlaces").ToFrozenSet(StringComparer.Ordinal);
        NumberMarks = file.Strings(content["numberMarks"], "numberMarks").ToFrozenSet(StringComparer.Ordinal);
        OrMore = [.. file.Strings(content["orMore"], "orMore")];
        LessThan = [.. file.Strings(content["lessThan"], "lessThan")];
        RangeWords = [.. file.Strings(content["rangeWords"], "rangeWords")];
        Negations = file.Strings(content["negations"], "negations").ToFrozenSet(StringComparer.Ordinal);
        AroundNo = file.Strings(content["aroundNo"], "aroundNo").ToFrozenSet(StringComparer.Ordinal);
        Common = [.. file.Object(content["common"], "common").Select(one => Answer(file, one.Key, one.Value))];
    }

    /// <summary>-1 is the last.</summary>
    public FrozenDictionary<string, int> Ordinals { get; }
    public FrozenSet<string> NumberFillers { get; }

    /// <summary>Words that make a figure the number of an option and nothing else.</summary>
    public FrozenSet<string> NumberMarks { get; }

    /// <summary>After these a bare figure is a place in a list: "the 2", "del 2".</summary>
    public FrozenSet<string> PlaceMarks { get; }

    /// <summary>What is counted otherwise than a list: after an ordinal these make it no place.</summary>
    public FrozenSet<string> NoPlaces { get; }

    /// <summary>Words that make a figure the lowest of what an option means, and the first that it does not mean any more.</summary>
    public IReadOnlyList<string> OrMore { get; }
    public IReadOnlyList<string> LessThan { get; }

    /// <summary>Words between figures, which say nothing of what is counted.</summary>
    public HashSet<string> RangeWords { get; }
    public FrozenSet<string> Negations { get; }

    /// <summary>Words beside a "no" that deny nothing in particular.</summary>
    public FrozenSet<string> AroundNo { get; }
    public CommonAnswer[] Common { get; }

    private static CommonAnswer Answer(ContentFile file, string name, JsonNode? node)
    {
        var place = "common/" + name;
        var answer = file.Object(node, place);
        return new(file.Strings(answer["ids"], place + "/ids"), file.Strings(answer["words"], place + "/words"), file.Strings(answer["exactly"], place + "/exactly"));
    }
}
