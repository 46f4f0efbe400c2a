using System.Globalization;

namespace CareBot.BotFramework;

/// <summary>Finds the choice that a text names by value, button or synonym, said exactly, or by number. Case and accents do not matter.</summary>
public class ChoiceRecognizers
{
    private const CompareOptions Loose = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreWidth;

    private static readonly CompareInfo Compare = CultureInfo.InvariantCulture.CompareInfo;

    public static List<ModelResult<FoundChoice>> RecognizeChoices(
        string? utterance, IList<string> choices, FindChoicesOptions? options = null) =>
        RecognizeChoices(utterance, [.. choices.Select(choice => new Choice(choice))], options);

    /// <returns>At most one choice: what names two of them names none.</returns>
    public static List<ModelResult<FoundChoice>> RecognizeChoices(string? utterance, IList<Choice> list, FindChoicesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(list);
        options ??= new FindChoicesOptions();
        var said = utterance?.Trim().Trim('.', '!', '?', '¡', '¿', '"', '\'', '(', ')') ?? string.Empty;
        if (said.Length == 0) return [];
        var named = list.Select((choice, index) => Match(said, choice, index, options)).OfType<FoundChoice>().ToList();
        var found = named.Count > 0 ? named : ByNumber(said, list, options);
        return found.Count != 1
            ? []
            : [new() { Text = said, Start = 0, End = said.Length - 1, TypeName = "choice", Resolution = found[0] }];
    }

    private static FoundChoice? Match(string said, Choice choice, int index, FindChoicesOptions options)
    {
        var words = choice.Synonyms ?? [];
        var title = options.NoAction ? null : choice.Action?.Title;
        var value = options.NoValue ? null : choice.Value;
        var matched = words.Prepend(title).Prepend(value)
            .FirstOrDefault(word => word is not null && Compare.Compare(word.Trim(), said, Loose) == 0);
        if (matched is null) return null;
        return new FoundChoice { Index = index, Value = choice.Value, Score = 1, Synonym = matched == choice.Value ? null : matched };
    }

    private static List<FoundChoice> ByNumber(string said, IList<Choice> list, FindChoicesOptions options) =>
        options.RecognizeNumbers
        && int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= 1
        && number <= list.Count
            ? [new FoundChoice { Index = number - 1, Value = list[number - 1].Value, Score = 1 }]
            : [];
}
