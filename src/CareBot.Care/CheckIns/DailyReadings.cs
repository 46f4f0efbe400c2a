namespace CareBot.Care.CheckIns;

/// <summary>A plausible reading that speaks for its day.</summary>
/// <param name="Canonical">In the question's canonical unit, unrounded.</param>
public sealed record DailyReading(string EntryId, DateOnly Date, CheckInAnswer.Quantity Said, decimal Canonical)
{
    public ReasonInput AsInput(string linkId) => new(EntryId, linkId, Said.Value, Said.Unit, null, Said.At);
}

/// <summary>One reading a day: the first plausible one. Of two for the same moment the one that was said later corrects the other.</summary>
/// <remarks>"The first before noon, else the first" is the same reading: whenever a day has one before noon, the day's first is.</remarks>
public static class DailyReadings
{
    /// <param name="checkIns">Those that count, corrections in the place of what they correct.</param>
    /// <returns>Oldest first, a day at most once.</returns>
    public static IReadOnlyList<DailyReading> Of(CheckInQuestion.Quantity question, IEnumerable<CheckIn> checkIns) =>
    [
        .. checkIns
            .OrderByDescending(checkIn => checkIn.SubmittedAt).ThenBy(checkIn => checkIn.Id, StringComparer.Ordinal)
            .Select(checkIn => Read(question, checkIn))
            .OfType<DailyReading>()
            .OrderBy(reading => reading.Date).ThenBy(reading => reading.Said.At)
            .DistinctBy(reading => reading.Date),
    ];

    private static DailyReading? Read(CheckInQuestion.Quantity question, CheckIn checkIn) =>
        checkIn.Answers.GetValueOrDefault(question.LinkId) is CheckInAnswer.Quantity said
        && question.Unit(said.Unit) is { } unit && unit.Believes(said.Value)
            ? new(checkIn.Id, checkIn.Date, said, question.Canonical(said.Value, said.Unit))
            : null;
}
