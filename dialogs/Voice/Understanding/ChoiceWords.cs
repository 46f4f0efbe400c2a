using System.Text.Json.Nodes;

namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>One of the answers that every yes-or-no question shares.</summary>
/// <param name="Ids">The option ids it stands for.</param>
/// <param name="Words">Words that say it at the beginning of a longer answer.</param>
/// <param name="Exactly">Whole answers that say it.</param>
internal sealed record CommonAnswer(string Name, HashSet<string> Ids, HashSet<string> Words, HashSet<string> Exactly);

/// <summary>The words of choosing: <c>words/choices.json</c>.</summary>
internal sealed class ChoiceWords
{
    public ChoiceWords(ContentFile file)
    {
        var content = file.ReadObject();
        Ordinals = file.Object(content["ordinals"], "ordinals").ToDictionary(one => one.Key, one => (int)file.Number(one.Value, "ordinals/" + one.Key));
        NumberFillers = [.. file.Strings(content["numberFillers"], "numberFillers")];
        NumberMarks = [.. file.Strings(content["numberMarks"], "numberMarks")];
        OrMore = [.. file.Strings(content["orMore"], "orMore")];
        LessThan = [.. file.Strings(content["lessThan"], "lessThan")];
        RangeWords = [.. file.Strings(content["rangeWords"], "rangeWords")];
        Negations = [.. file.Strings(content["negations"], "negations")];
        Common = [.. file.Object(content["common"], "common").Select(one => Answer(file, one.Key, one.Value))];
    }

    /// <summary>-1 is the last.</summary>
    public IReadOnlyDictionary<string, int> Ordinals { get; }
    public HashSet<string> NumberFillers { get; }

    /// <summary>Words that make a figure the number of an option and nothing else.</summary>
    public HashSet<string> NumberMarks { get; }

    /// <summary>Words that make a figure the lowest of what an option means, and the first that it does not mean any more.</summary>
    public IReadOnlyList<string> OrMore { get; }
    public IReadOnlyList<string> LessThan { get; }

    /// <summary>Words between figures, which say nothing of what is counted.</summary>
    public HashSet<string> RangeWords { get; }
    public HashSet<string> Negations { get; }
    public IReadOnlyList<CommonAnswer> Common { get; }

    private static CommonAnswer Answer(ContentFile file, string name, JsonNode? node)
    {
        var place = "common/" + name;
        var answer = file.Object(node, place);
        return new(
            name,
            [.. file.Strings(answer["ids"], place + "/ids")],
            [.. file.Strings(answer["words"], place + "/words")],
            [.. file.Strings(answer["exactly"], place + "/exactly")]);
    }
}
