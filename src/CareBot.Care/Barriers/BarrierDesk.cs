using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Barriers;

/// <summary>Opens barriers and closes them; the chart keeps every step, its summary those that are open.</summary>
public sealed class BarrierDesk(Charts charts, Agenda agenda)
{
    /// <summary>Opens a barrier. The same activity opens one, and one of the same kind for the same visit is one.</summary>
    public async Task<CareBarrier> OpenAsync(PatientId patient, string kind, string? words, string source, string? appointment, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var fresh = new CareBarrier { Id = CauseId.Of("barrier", patient.Value, by.ActivityId), Kind = kind, Words = words, Source = source, Appointment = appointment, Since = now };
        return await ChangeAsync(patient, "opened", chart => chart.Barriers.Any(one => one.Id == fresh.Id || (one.Kind == kind && one.Appointment == appointment)) ? null : fresh, by, now, cancellationToken) ?? fresh;
    }

    /// <summary>Closes a barrier that is open.</summary>
    /// <returns>The barrier as it ended; null where it was closed before.</returns>
    public Task<CareBarrier?> SolveAsync(PatientId patient, string id, string? solution, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, "solved", chart => chart.Barriers.FirstOrDefault(one => one.Id == id) is { } open ? open with { State = BarrierState.Solved, Solution = solution } : null, by, now, cancellationToken);

    /// <summary>Everything that happened to a patient's barriers, those that are solved included.</summary>
    public Task<IReadOnlyList<BarrierEvent>> HistoryAsync(PatientId patient, CancellationToken cancellationToken) =>
        charts.EntriesAsync(patient, KeyRange.StartingWith("barrier:"), 1000, CareJson.Default.BarrierEvent, cancellationToken);

    private async Task<CareBarrier?> ChangeAsync(PatientId patient, string what, Func<ChartSummary, CareBarrier?> decide, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await agenda.IntendAsync(patient, now, cancellationToken);
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            if (decide(chart.Summary) is not { } changed)
            {
                return null;
            }

            var after = changed with { Events = changed.Events + 1 };
            var summary = chart.Summary with { Barriers = [.. chart.Summary.Barriers.Where(one => one.Id != after.Id), .. after.State == BarrierState.Open ? [after] : Array.Empty<CareBarrier>()] };
            var entry = Charts.Entry($"barrier:{after.Id}:{after.Events:D4}", new BarrierEvent { What = what, At = now, By = by, After = after }, CareJson.Default.BarrierEvent);
            switch (await charts.AppendAsync(chart, summary, [entry], cancellationToken))
            {
                case Appended.Done:
                    await agenda.HappenedAsync(patient, now, cancellationToken);
                    return after;
                case Appended.EntryExists:
                    return null;
            }
        }
    }
}
