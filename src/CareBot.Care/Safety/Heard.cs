namespace CareBot.Care.Safety;

/// <summary>A rule that a message set off.</summary>
public sealed record HeardRule(string Id, SafetyClass Class, Certainty Certainty);

/// <summary>What was heard in one message.</summary>
/// <param name="Rules">What leads comes first: red classes to act on, red classes to ask about, then what can wait until later today.</param>
public sealed record Heard(IReadOnlyList<HeardRule> Rules)
{
    public static Heard Nothing { get; } = new([]);

    /// <summary>Null when nothing was heard.</summary>
    public SafetyClass? Class => Rules.Count == 0 ? null : Rules[0].Class;

    /// <summary>Null when nothing was heard.</summary>
    public Certainty? Certainty => Rules.Count == 0 ? null : Rules[0].Certainty;

    /// <summary>The most severe class to act on at once, without asking; null when there is none.</summary>
    public SafetyClass? ActOn => Rules.Where(rule => rule.Certainty == Safety.Certainty.Now).Select(rule => (SafetyClass?)rule.Class).Min();

    /// <summary>No rule heard anything: it is the second opinion alone that says so.</summary>
    public bool IsOpinionOnly => Rules.Count > 0 && Rules.All(rule => rule.Id == Listening.SecondOpinion.RuleId);

    /// <summary>The same without the second opinion: what the rules heard, which name what is happening.</summary>
    public Heard ByRules => Rules.Any(rule => rule.Id == Listening.SecondOpinion.RuleId) ? new([.. Rules.Where(rule => rule.Id != Listening.SecondOpinion.RuleId)]) : this;

    internal static Heard Of(List<HeardRule> rules)
    {
        if (rules.Count == 0)
            return Nothing;
        rules.Sort((a, b) => Rank(a) != Rank(b) ? Rank(a).CompareTo(Rank(b)) : string.CompareOrdinal(a.Id, b.Id));
        return new(rules.ToArray());
    }

    // A question about a heart attack goes before an infected wound, and after a threat.
    private static int Rank(HeardRule rule) => (rule.Class, rule.Certainty) switch
    {
        (SafetyClass.SameDay, var certainty) => 10 + (int)certainty,
        (var red, Safety.Certainty.Now) => (int)red,
        (var red, _) => 5 + (int)red,
    };
}
