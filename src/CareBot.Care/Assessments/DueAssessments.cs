using CareBot.Care.Patients;

namespace CareBot.Care.Assessments;

/// <summary>How an instrument stands for a patient.</summary>
public enum DueState
{
    Never,
    Known,
    Due,
    Sent,
    Open,
}

/// <param name="Line">The newest line of this instrument; null when there is none.</param>
/// <param name="DueOn">When it is due again; null where no calendar asks for it.</param>
public sealed record DueAssessment(Instrument Instrument, DueState State, AssessmentLine? Line, DateTimeOffset? DueOn);

/// <summary>What is due or known of each instrument, and what is overdue in a caseload: pure.</summary>
public static class DueAssessments
{
    private static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    public static IReadOnlyList<DueAssessment> Of(ChartSummary chart, IReadOnlyList<Instrument> instruments, DateTimeOffset now) =>
        [.. instruments.Select(instrument => Of(chart, instrument, now)).OrderBy(one => one.State switch { DueState.Open => 0, DueState.Sent => 1, DueState.Due => 2, DueState.Known => 3, _ => 4 })];

    /// <summary>Not done by the day that was set; where none was, a week after it was sent or begun.</summary>
    public static IEnumerable<AssessmentLine> Overdue(ChartSummary chart, DateTimeOffset now) =>
        chart.Assessments.Where(line => line.State is AssessmentState.Sent or AssessmentState.Started && (line.SentAt ?? line.StartedAt) is { } since && now >= (line.DueBy ?? since + Patience));

    private static DueAssessment Of(ChartSummary chart, Instrument instrument, DateTimeOffset now)
    {
        var lines = chart.Assessments.Where(line => line.Name == instrument.Name).ToList();
        var newest = lines.LastOrDefault(line => line.State is AssessmentState.Sent or AssessmentState.Started) ?? lines.MaxBy(line => line.CompletedAt);
        var dueOn = newest?.CompletedAt is { } done && instrument.Interpretation?.RepeatDays is { } days ? done.AddDays(days) : (DateTimeOffset?)null;
        var state = newest?.State switch
        {
            null => DueState.Never,
            AssessmentState.Sent => DueState.Sent,
            AssessmentState.Started => DueState.Open,
            _ => dueOn <= now ? DueState.Due : DueState.Known,
        };
        return new DueAssessment(instrument, state, newest, dueOn);
    }
}
