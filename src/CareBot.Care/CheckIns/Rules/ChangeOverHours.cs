namespace CareBot.Care.CheckIns.Rules;

/// <summary>
/// <c>change-over-hours</c>: today's reading against the nearest earlier day's reading of an age between two bounds, both included.
/// Without one of that age the rule is not assessed: three pounds over four days is not three pounds in a day.
/// </summary>
/// <remarks>Ages are elapsed time from measurement to measurement, so a clock change moves no boundary.</remarks>
public sealed record ChangeOverHours(
    RuleLabel Label, CheckInQuestion.Quantity Question, ChangeDirection Direction, Threshold Limit, int FromHours, int ToHours)
    : CheckInRule(Label)
{
    public override Threshold Threshold => Limit;

    public override CheckInQuestion.Quantity Measured => Question;

    public override int DaysBack => (ToHours / 24) + 1;

    public override Finding Assess(DayFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Today(Question) is not { } today)
            return facts.Missing(Question);
        var earlier = facts.Earlier(Question).LastOrDefault(reading => IsOfAge(today.Said.At - reading.Said.At));
        return earlier is null
            ? facts.NothingToCompare(Question)
            : facts.Compare(this, earlier.AsInput(Question.LinkId), today, Direction.Of(today.Canonical - earlier.Canonical));
    }

    private bool IsOfAge(TimeSpan age) => age >= TimeSpan.FromHours(FromHours) && age <= TimeSpan.FromHours(ToHours);
}
