namespace CareBot.Care.CheckIns.Rules;

/// <summary><c>distance-from-personal</c>: how far today's reading lies from a value of the patient's own, above or below.</summary>
public sealed record DistanceFromPersonal(RuleLabel Label, CheckInQuestion.Quantity Question, string Personal, Threshold Limit)
    : CheckInRule(Label)
{
    public override Threshold Threshold => Limit;

    public override CheckInQuestion.Quantity Measured => Question;

    public override Finding Assess(DayFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Personal(Personal, Question) is not { } known)
            return new Finding.Unsaid(Question.LinkId, NotAssessedCause.NoPersonalValue);
        return facts.Today(Question) is { } today
            ? facts.Compare(this, known.Input, today, Math.Abs(today.Canonical - known.Canonical))
            : facts.Missing(Question);
    }
}
