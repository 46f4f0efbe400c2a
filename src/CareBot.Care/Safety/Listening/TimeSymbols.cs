namespace CareBot.Care.Safety.Listening;

/// <summary>The lists that tell times and severity; filled in <c>triage.json</c> and the words beside it.</summary>
internal sealed record TimeSymbols
{
    public required IReadOnlyList<(int Symbol, double Days)> Units { get; init; }

    /// <summary>"A", "last": one of them.</summary>
    public required int Single { get; init; }

    /// <summary>"Several": more than two.</summary>
    public required int Few { get; init; }

    /// <summary>"Weeks" without a number are more than one; "this week" is not.</summary>
    public required int Plurals { get; init; }

    /// <summary>"Twice a month", "every four days": how often, and not how long.</summary>
    public required int Rates { get; init; }

    public required int Age { get; init; }

    public required int AgeBefore { get; init; }

    public required int After { get; init; }

    /// <summary>"For six weeks after a fall" is how long, "six weeks after surgery" is when.</summary>
    public required int LastingBefore { get; init; }

    /// <summary>"Chronic", "since childhood".</summary>
    public required int Long { get; init; }

    /// <summary>"Since yesterday": what has lasted for long may be new in this.</summary>
    public required int Recent { get; init; }

    public required int Worse { get; init; }

    /// <summary>"Gone now", "only once", "after the flu shot": over, or to be expected.</summary>
    public required int Eased { get; init; }

    /// <summary>"Slight", "can walk on it".</summary>
    public required int Slight { get; init; }

    /// <summary>The second opinion was learned without these, and how many lists a message touches counts with it.</summary>
    public IEnumerable<int> Unlearned => [Single, Plurals, Rates, LastingBefore, Recent, Eased, Slight];

    /// <summary>From when on a complaint that nobody knows has lasted long enough to be seen.</summary>
    public const double LastingFromDays = 14;

    /// <summary>From when on "getting worse" is slow, and no reason to hurry.</summary>
    public const double SlowFromDays = 60;

    public static TimeSymbols Find(GrammarBuilder builder) => new()
    {
        Units = [(builder.ListSymbol("hours"), 1 / 24.0), (builder.ListSymbol("days"), 1), (builder.ListSymbol("weeks"), 7), (builder.ListSymbol("months"), 30), (builder.ListSymbol("years"), 365)],
        Single = builder.ListSymbol("time-single"),
        Few = builder.ListSymbol("few"),
        Plurals = builder.ListSymbol("time-plurals"),
        Rates = builder.ListSymbol("rates"),
        Age = builder.ListSymbol("age-after"),
        AgeBefore = builder.ListSymbol("age-before"),
        After = builder.ListSymbol("time-of-event"),
        LastingBefore = builder.ListSymbol("lasting-before"),
        Long = builder.ListSymbol("long-lasting"),
        Recent = builder.ListSymbol("recent"),
        Worse = builder.ListSymbol("worse"),
        Eased = builder.ListSymbol("eased"),
        Slight = builder.ListSymbol("slight"),
    };
}
