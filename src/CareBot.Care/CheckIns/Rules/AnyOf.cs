namespace CareBot.Care.CheckIns.Rules;

/// <summary>
/// <c>any-of</c>: at least one of these values was chosen. What was chosen counts even where the rest is missing; without any of them
/// the rule is quiet only if every question it names has an answer that is understood.
/// </summary>
public sealed record AnyOf(RuleLabel Label, IReadOnlyList<AnyOf.Sign> Signs) : CheckInRule(Label)
{
    public override Finding Assess(DayFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var questions = Signs.GroupBy(sign => sign.Question).ToList();
        var found = questions
            .Select(group => facts.ChosenAmong(group.Key, [.. group.Select(sign => sign.Value)]))
            .OfType<ReasonInput>()
            .ToList();
        if (found.Count > 0)
            return new Finding.Fired(found);
        return questions.Select(group => group.Key).FirstOrDefault(question => !facts.Understands(question)) is { } open
            ? facts.Missing(open)
            : Finding.Quiet.Instance;
    }

    /// <summary>A value of a choice or yes-or-no question.</summary>
    public sealed record Sign(CheckInQuestion Question, string Value);
}
