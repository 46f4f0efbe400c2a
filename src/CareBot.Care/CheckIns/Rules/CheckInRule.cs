namespace CareBot.Care.CheckIns.Rules;

/// <summary>One rule of a protocol. There is one file for each kind that an author can write.</summary>
/// <param name="Family">Rules of one family speak of one thing.</param>
/// <param name="Text">Text key; <c>.patient</c> and <c>.coordinator</c> behind it are the words.</param>
/// <param name="Owner">The role that answers for what the rule raises.</param>
public sealed record RuleLabel(string Id, string Family, Zone Severity, string Text, string Source, string Owner);

/// <summary>A number that has to be reached, in one of its question's units.</summary>
public sealed record Threshold(decimal Value, string Unit);

/// <summary>A rule: looks at the facts of a day and says whether it fires.</summary>
public abstract record CheckInRule(RuleLabel Label)
{
    /// <summary>Null for a rule without a number; such a rule cannot be changed for one patient.</summary>
    public virtual Threshold? Threshold => null;

    /// <summary>The quantity that <see cref="Threshold"/> is about.</summary>
    public virtual CheckInQuestion.Quantity? Measured => null;

    /// <summary>How many calendar days back it looks.</summary>
    public virtual int DaysBack => 0;

    /// <summary>Pure.</summary>
    public abstract Finding Assess(DayFacts facts);
}

/// <summary>What a rule found.</summary>
public abstract record Finding
{
    private Finding()
    {
    }

    /// <summary>Assessed; nothing to say.</summary>
    public sealed record Quiet : Finding
    {
        public static Quiet Instance { get; } = new();
    }

    /// <summary>Assessed and true.</summary>
    /// <param name="Change">In the canonical unit, without a sign; null where nothing is measured.</param>
    public sealed record Fired(IReadOnlyList<ReasonInput> Inputs, decimal? Change = null) : Finding;

    /// <summary>Not assessed.</summary>
    public sealed record Unsaid(string LinkId, NotAssessedCause Cause) : Finding;
}

/// <summary>Which way a value moved.</summary>
public enum ChangeDirection
{
    Rise,
    Fall,
}
