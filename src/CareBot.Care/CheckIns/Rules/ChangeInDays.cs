namespace CareBot.Care.CheckIns.Rules;

/// <summary>
/// <c>change-in-days</c>: a rise from the lowest, or a fall from the highest, of the readings that speak for the days before, up to
/// <paramref name="Days"/> calendar days back, that day included.
/// </summary>
/// <param name="OrPersonal">A personal value to compare with where there is no such reading, as on the first day at home; it must be
/// of a day in the same window. Null for none.</param>
public sealed record ChangeInDays(
    RuleLabel Label, CheckInQuestion.Quantity Question, ChangeDirection Direction, Threshold Limit, int Days, string? OrPersonal)
    : CheckInRule(Label)
{
    public override Threshold Threshold => Limit;

    public override CheckInQuestion.Quantity Measured => Question;

    public override int DaysBack => Days;

    public override Finding Assess(DayFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Today(Question) is not { } today)
            return facts.Missing(Question);
        var window = facts.Earlier(Question).Where(reading => IsInWindow(reading.Date, facts)).ToList();
        if (window.Count > 0)
        {
            var extreme = Direction == ChangeDirection.Rise
                ? window.MinBy(reading => reading.Canonical)!
                : window.MaxBy(reading => reading.Canonical)!;
            return facts.Compare(this, extreme.AsInput(Question.LinkId), today, Direction.Of(today.Canonical - extreme.Canonical));
        }

        return OrPersonal is not null && facts.Personal(OrPersonal, Question) is { } known && IsInWindow(known.Date, facts)
            ? facts.Compare(this, known.Input, today, Direction.Of(today.Canonical - known.Canonical))
            : facts.NothingToCompare(Question);
    }

    private bool IsInWindow(DateOnly day, DayFacts facts) => day >= facts.Date.AddDays(-Days);
}
