namespace CareBot.Care.Safety;

/// <summary>A file of <c>dialogs/GetHelpNow/lexicon</c>, as written. The notation of its patterns: dialogs/GetHelpNow/README.md.</summary>
public sealed record LexiconFile
{
    public string? Title { get; set; }

    public string? Version { get; set; }

    public string? Source { get; set; }

    /// <summary>Who answers for the content, and since when; or that nobody does yet.</summary>
    public string? Signatory { get; set; }

    /// <summary>The language of the lists; rules name theirs.</summary>
    public string? Language { get; set; }

    public IReadOnlyDictionary<string, string[]> Lists { get; set; } = new Dictionary<string, string[]>();

    public IReadOnlyDictionary<string, string> Misspellings { get; set; } = new Dictionary<string, string>();

    /// <summary>Signs of professionals' notes, and the word that each stands for: "(-)" for "negative".</summary>
    public IReadOnlyDictionary<string, string> Signs { get; set; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, double> NumberWords { get; set; } = new Dictionary<string, double>();

    /// <summary>Real words that come close to words of the lexicon and are not their misspellings.</summary>
    public IReadOnlyList<string> PlainWords { get; set; } = [];

    public IReadOnlyList<RuleEntry> Rules { get; set; } = [];

    public IReadOnlyList<LevelEntry> Levels { get; set; } = [];

    public IReadOnlyList<ComplaintEntry> Complaints { get; set; } = [];

    /// <summary>Stands in one file, or in none.</summary>
    public SecondOpinionEntry? SecondOpinion { get; set; }
}

/// <summary>What was learned from the sentences that we wrote: see docs/decisions on the second opinion. Lists run in the order of the classes.</summary>
public sealed record SecondOpinionEntry
{
    /// <summary>The classes that are told apart, <c>none</c> among them.</summary>
    public IReadOnlyList<string> Classes { get; set; } = [];

    /// <summary>One number a class.</summary>
    public IReadOnlyList<double> Start { get; set; } = [];

    /// <summary>How much must speak for the red classes against the others before a message is asked about.</summary>
    public double AskFrom { get; set; }

    /// <summary>The same, before a message is acted on.</summary>
    public double SureFrom { get; set; }

    /// <summary>How much must speak for SAMEDAY against <c>none</c> in a message that is not red.</summary>
    public double TodayFrom { get; set; }

    /// <summary>Hundredths, by trait; one a class.</summary>
    public TraitWeights Weights { get; set; } = new();
}

/// <summary>A red flag: what it is called, and in which words people say it.</summary>
public sealed record RuleEntry
{
    public string? Id { get; set; }

    public string? Class { get; set; }

    public string? Title { get; set; }

    public string? Source { get; set; }

    /// <summary>The words alone leave a doubt: ask one soft question.</summary>
    public bool Ask { get; set; }

    /// <summary>A question alarms as much as a statement: nobody asks idly how to die.</summary>
    public bool EvenInQuestions { get; set; }

    /// <summary>Null: in everybody's case.</summary>
    public RuleContext? When { get; set; }

    /// <summary>Patterns by language.</summary>
    public IReadOnlyDictionary<string, string[]> Say { get; set; } = new Dictionary<string, string[]>();

    /// <summary>Patterns by language; the rule is silent about the words near one of them, in its sentence.</summary>
    public IReadOnlyDictionary<string, string[]> Unless { get; set; } = new Dictionary<string, string[]>();
}

/// <summary>A complaint that is no red flag by itself: how soon somebody should see it depends on how long it lasts and how bad it is.</summary>
public sealed record ComplaintEntry
{
    public string? Id { get; set; }

    public string? Source { get; set; }

    /// <summary>The level while it is new.</summary>
    public string? New { get; set; }

    /// <summary>From so many days on it lasts; null: it never counts as lasting.</summary>
    public double? LastingFromDays { get; set; }

    /// <summary>The level when it lasts; null: as when it is new.</summary>
    public string? Lasting { get; set; }

    /// <summary>The level when it is bad or gets worse; null: as when it is new.</summary>
    public string? Worse { get; set; }

    public IReadOnlyDictionary<string, string[]> Say { get; set; } = new Dictionary<string, string[]>();
}

/// <summary>Signs that decide a level whatever else is told.</summary>
public sealed record LevelEntry
{
    public string? Level { get; set; }

    public string? Source { get; set; }

    public IReadOnlyDictionary<string, string[]> Say { get; set; } = new Dictionary<string, string[]>();
}
