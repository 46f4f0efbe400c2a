namespace CareBot.BotFramework;

/// <summary>One of the answers that a prompt offers.</summary>
public class Choice(string? value = null)
{
    public string? Value { get; set; } = value;

    /// <summary>The button to show for it; made from <see cref="Value"/> when null.</summary>
    public CardAction? Action { get; set; }

    public List<string>? Synonyms { get; set; }
}

public class FoundChoice
{
    public string? Value { get; set; }

    /// <summary>Counted from zero.</summary>
    public int Index { get; set; }

    /// <summary>Between 0 and 1; what is recognized here was said exactly, so 1.</summary>
    public float Score { get; set; }

    /// <summary>What was matched, when it was not the value itself.</summary>
    public string? Synonym { get; set; }
}

public enum ListStyle
{
    None,
    Auto,
    Inline,
    List,
    SuggestedAction,
    HeroCard,
}

/// <summary>The words between choices that are written as text. None are given by default: they belong to a language.</summary>
public class ChoiceFactoryOptions
{
    public ChoiceFactoryOptions()
    {
    }

    public ChoiceFactoryOptions(string inlineSeparator, string inlineOr, string inlineOrMore, bool? includeNumbers) =>
        (InlineSeparator, InlineOr, InlineOrMore, IncludeNumbers) = (inlineSeparator, inlineOr, inlineOrMore, includeNumbers);

    public string? InlineSeparator { get; set; }

    /// <summary>Between two choices.</summary>
    public string? InlineOr { get; set; }

    /// <summary>Before the last of three or more.</summary>
    public string? InlineOrMore { get; set; }

    /// <summary>True when null.</summary>
    public bool? IncludeNumbers { get; set; }
}

public class FindChoicesOptions
{
    /// <summary>Leaves the values out: only synonyms and buttons are looked for.</summary>
    public bool NoValue { get; set; }

    public bool NoAction { get; set; }

    /// <summary>Whether "2" means the second choice.</summary>
    public bool RecognizeNumbers { get; set; } = true;
}

public class ModelResult<T>
{
    public string? Text { get; set; }

    public int Start { get; set; }

    public int End { get; set; }

    public string? TypeName { get; set; }

    public T? Resolution { get; set; }
}
