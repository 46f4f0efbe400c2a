using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Outreach;

/// <summary>Stops what the bot says first to a patient at the practice's word, or the family's after a death, until the patient writes, and lets it go on; the chart keeps who said so and when.</summary>
public sealed class PauseDesk(Charts charts, Agenda agenda)
{
    /// <summary>Pauses, or gives a standing pause another cause; the same again changes nothing.</summary>
    public Task PauseAsync(PatientId patient, PauseCause cause, Author by, DateTimeOffset now, CancellationToken cancellationToken) => ChangeAsync(
        patient,
        chart => chart.Pause?.Cause == cause ? null : (chart with { Pause = new Pause(cause, new StaffId(by.Id), now) }, Entry("paused", cause, by, now)),
        now, cancellationToken);

    /// <summary>Ends the pause, whatever its cause.</summary>
    public Task ResumeAsync(PatientId patient, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, chart => Resumed(chart, by, now), now, cancellationToken);

    /// <summary>The summary without its pause, and the entry that says so; null where there is none.</summary>
    internal static (ChartSummary Summary, ChartEntry Entry)? Resumed(ChartSummary chart, Author by, DateTimeOffset now) =>
        chart.Pause is { } pause ? (chart with { Pause = null, ResumedOn = PatientDay.Of(now, chart.TimeZone) }, Entry("resumed", pause.Cause, by, now)) : null;

    private static ChartEntry Entry(string what, PauseCause cause, Author by, DateTimeOffset now) =>
        Charts.Entry($"pause:{CauseId.Of(by.ActivityId, what)}", new PauseEvent { What = what, At = now, By = by, Cause = cause }, CareJson.Default.PauseEvent);

    private async Task ChangeAsync(PatientId patient, Func<ChartSummary, (ChartSummary Summary, ChartEntry Entry)?> decide, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await agenda.IntendAsync(patient, now, cancellationToken);
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            if (decide(chart.Summary) is not var (summary, entry) || await charts.AppendAsync(chart, summary, [entry], cancellationToken) != Appended.ChartChanged)
            {
                break;
            }
        }

        await agenda.HappenedAsync(patient, now, cancellationToken);
    }
}
