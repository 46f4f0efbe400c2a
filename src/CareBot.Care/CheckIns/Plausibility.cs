namespace CareBot.Care.CheckIns;

/// <summary>Whether a number can be believed before any rule sees it.</summary>
public abstract record Plausibility
{
    private Plausibility()
    {
    }

    /// <param name="Canonical">In the question's canonical unit, unrounded.</param>
    public sealed record Plausible(decimal Canonical) : Plausibility;

    /// <param name="Lowest">In the unit that was said; included.</param>
    /// <param name="Highest">In the unit that was said; included.</param>
    /// <param name="DidYouMean">The same number in another unit, where that would be plausible; else null.</param>
    public sealed record OutOfRange(decimal Lowest, decimal Highest, string Unit, CheckInAnswer.Quantity? DidYouMean) : Plausibility;

    /// <summary>In range, but further from the last reading than is believed at once. Right if the person says it again.</summary>
    /// <param name="Previous">The last reading, as it was said.</param>
    /// <param name="Difference">In the unit that was said now, unrounded; negative for a fall.</param>
    /// <param name="DidYouMean">The same number in another unit, where that would be plausible; else null.</param>
    public sealed record BigChange(
        CheckInAnswer.Quantity Previous, decimal Difference, string Unit, CheckInAnswer.Quantity? DidYouMean) : Plausibility;

    /// <param name="said">The number, in one of the question's units.</param>
    /// <param name="previous">The last reading that counts, or null.</param>
    /// <exception cref="ArgumentException">The question is not measured in that unit.</exception>
    public static Plausibility Of(CheckInQuestion.Quantity question, CheckInAnswer.Quantity said, CheckInAnswer.Quantity? previous)
    {
        var canonical = question.Canonical(said.Value, said.Unit);
        var unit = question.Unit(said.Unit)!;
        if (!unit.Believes(said.Value))
            return new OutOfRange(unit.Lowest, unit.Highest, said.Unit, OtherUnit(question, said, previous));
        if (previous is null || IsNear(question, said, previous))
            return new Plausible(canonical);
        var difference = question.FromCanonical(canonical - question.Canonical(previous.Value, previous.Unit), said.Unit);
        return new BigChange(previous, difference, said.Unit, OtherUnit(question, said, previous));
    }

    private static CheckInAnswer.Quantity? OtherUnit(
        CheckInQuestion.Quantity question, CheckInAnswer.Quantity said, CheckInAnswer.Quantity? previous) =>
        question.Units
            .Where(unit => unit.Name != said.Unit && unit.Believes(said.Value))
            .Select(unit => said with { Unit = unit.Name })
            .FirstOrDefault(other => previous is null || IsNear(question, other, previous));

    // The allowance is for a day; after a gap of n days it is n times as much.
    private static bool IsNear(CheckInQuestion.Quantity question, CheckInAnswer.Quantity said, CheckInAnswer.Quantity previous)
    {
        var days = Math.Max(1m, Math.Ceiling((decimal)(said.At - previous.At).TotalDays));
        var allowed = question.Canonical(question.Unit(said.Unit)!.MostChangePerDay, said.Unit) * days;
        return Math.Abs(question.Canonical(said.Value, said.Unit) - question.Canonical(previous.Value, previous.Unit)) <= allowed;
    }
}
