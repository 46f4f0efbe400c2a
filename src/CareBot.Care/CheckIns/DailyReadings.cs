namespace CareBot.Care.CheckIns;

/// <summary>A plausible reading that speaks for its day.</summary>
/// <param name="Canonical">In the question's canonical unit, unrounded.</param>
public sealed record DailyReading(string EntryId, DateOnly Date, CheckInAnswer.Quantity Said, decimal Canonical)
{
    public ReasonInput AsInput(string linkId) => new(EntryId, linkId, Said.Value, Said.Unit, null, Said.At);
}

/// <summary>One reading a day: the first plausible one before noon (the protocol says when noon is), else the first plausible one.</summary>
public static class DailyReadings
{
    /// <param name="checkIns">Those that count, corrections in the place of what they correct.</param>
    /// <returns>Oldest first, a day at most once.</returns>
    public static IReadOnlyList<DailyReading> Of(CheckInQuestion.Quantity question, IEnumerable<CheckIn> checkIns) =>
    [
        .. checkIns
            .Select(checkIn => (CheckIn: checkIn, Reading: Read(question, checkIn)))
            .Where(item => item.Reading is not null)
            .GroupBy(item => item.CheckIn.Date)
            .OrderBy(day => day.Key)
            .Select(day => day
                .OrderBy(item => IsLate(question, item.CheckIn, item.Reading!))
                .ThenBy(item => item.Reading!.Said.At)
                .ThenBy(item => item.CheckIn.Id, StringComparer.Ordinal)
                .First().Reading!),
    ];

    private static DailyReading? Read(CheckInQuestion.Quantity question, CheckIn checkIn) =>
        checkIn.Answers.GetValueOrDefault(question.LinkId) is CheckInAnswer.Quantity said
        && question.Unit(said.Unit) is { } unit && unit.Believes(said.Value)
            ? new(checkIn.Id, checkIn.Date, said, question.Canonical(said.Value, said.Unit))
            : null;

    private static bool IsLate(CheckInQuestion.Quantity question, CheckIn checkIn, DailyReading reading) =>
        PatientDay.TimeOf(reading.Said.At, checkIn.TimeZone) >= question.PreferBefore;
}
