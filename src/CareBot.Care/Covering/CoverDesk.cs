using CareBot.Care.Alerts;
using CareBot.Care.Caseload;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Covering;

/// <summary>Hands patients over from one member of staff to another, and back when the time is over. Nobody covers who did not say yes.</summary>
public sealed class CoverDesk(Charts charts, CaseloadDesk caseload, Agenda agenda)
{
    /// <summary>Asks somebody to look after patients, each of whom is in no open cover.</summary>
    public async Task AskAsync(IReadOnlyList<PatientId> patients, StaffId of, StaffId by, DateTimeOffset from, DateTimeOffset? until, Author author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = CauseId.Of("cover", of.Value, author.ActivityId);
        // The one that leads is written last: who is asked can take what stands.
        foreach (var (index, patient) in patients.Index().Reverse())
        {
            await ChangeAsync(
                patient,
                chart => chart.Coordinator != of || chart.Cover is { IsOpen: true } || chart.Cover?.Id == id ? null
                    : new Cover { Id = id, For = of, By = by, AskedAt = now, From = from, Until = until, Leads = index == 0, Patients = patients.Count },
                author, now, cancellationToken);
        }
    }

    /// <summary>What somebody was asked and has not answered, with the chart that leads it; in the order in which it was asked.</summary>
    public async Task<IReadOnlyList<(Cover Cover, ChartSummary Chart)>> AskedAsync(StaffId by, IReadOnlyList<StaffId> staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var asked = new List<(Cover Cover, ChartSummary Chart)>();
        foreach (var of in staff)
        {
            foreach (var row in await caseload.ReadAsync(of, now, cancellationToken))
            {
                var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
                if (chart.Cover is { Leads: true } cover && cover.For == of && cover.By == by && IsAsked(cover, now))
                {
                    asked.Add((cover, chart));
                }
            }
        }

        return [.. asked.OrderBy(one => one.Cover.AskedAt).ThenBy(one => one.Cover.Id, StringComparer.Ordinal)];
    }

    /// <summary>What somebody was asked says yes or no to.</summary>
    /// <param name="cover">Which cover; no other one of the same colleague is answered.</param>
    /// <param name="of">Whose patients they are.</param>
    /// <param name="by">Who answers.</param>
    /// <param name="accepts">Yes or no.</param>
    /// <param name="author">Who says so.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Cancels between charts.</param>
    /// <returns>The cover as it stands now; null where it waits for no answer.</returns>
    public Task<Cover?> AnswerAsync(string cover, StaffId of, StaffId by, bool accepts, Author author, DateTimeOffset now, CancellationToken cancellationToken) => EachAsync(
        [of], of, one => one.Id == cover && one.By == by && IsAsked(one, now), one => one with { State = accepts ? CoverState.Accepted : CoverState.Declined }, author, now, cancellationToken);

    private static bool IsAsked(Cover cover, DateTimeOffset now) => cover.State == CoverState.Asked && !(cover.Until <= now);

    /// <summary>Calls off what was asked or accepted, and ends what has begun, at the word of whose patients they are.</summary>
    /// <param name="of">Whose patients they are.</param>
    /// <param name="staff">With whom they may be.</param>
    /// <param name="author">Who says so.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Cancels between charts.</param>
    /// <returns>The cover that ended; null where there was none.</returns>
    public Task<Cover?> EndAsync(StaffId of, IReadOnlyList<StaffId> staff, Author author, DateTimeOffset now, CancellationToken cancellationToken) => EachAsync(
        staff, of, cover => cover.IsOpen, cover => cover with { State = CoverState.Over, EndedEarly = cover.State == CoverState.Begun, Until = now, Told = [.. cover.Told, nameof(CoverNews.Ended)] }, author, now, cancellationToken);

    /// <summary>Takes the step whose time has come, if there is one.</summary>
    /// <returns>The chart afterwards.</returns>
    public async Task<OpenChart> StepAsync(OpenChart chart, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (Step(chart.Summary.Cover, now) is { } step)
        {
            var (summary, entries) = Placed(chart.Summary, step, new Author(Roles.Bot, "", $"cover/{step.Id}/{step.State}"), now);
            if (await charts.AppendAsync(chart, summary, entries, cancellationToken) == Appended.EntryExists)
            {
                break;
            }

            chart = await charts.OpenAsync(summary.Patient, cancellationToken);
        }

        return chart;
    }

    /// <summary>What time makes of a cover. Pure.</summary>
    /// <returns>Null where there is no step to take.</returns>
    public static Cover? Step(Cover? cover, DateTimeOffset now) => cover switch
    {
        { IsOpen: true } when cover.Until <= now => cover with { State = CoverState.Over },
        { State: CoverState.Accepted } when cover.From <= now => cover with { State = CoverState.Begun },
        _ => null,
    };

    private async Task<Cover?> EachAsync(IReadOnlyList<StaffId> with, StaffId of, Func<Cover, bool> isMeant, Func<Cover, Cover> change, Author author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Cover? changed = null;
        foreach (var staff in with)
        {
            foreach (var row in await caseload.ReadAsync(staff, now, cancellationToken))
            {
                changed = await ChangeAsync(row.Patient, chart => chart.Cover is { } cover && cover.For == of && isMeant(cover) ? change(cover) : null, author, now, cancellationToken) ?? changed;
            }
        }

        return changed;
    }

    private async Task<Cover?> ChangeAsync(PatientId patient, Func<ChartSummary, Cover?> decide, Author author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var intent = await agenda.IntendAsync(patient, now, cancellationToken);
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            if (decide(chart.Summary) is not { } cover)
            {
                return null;
            }

            var (summary, entries) = Placed(chart.Summary, cover, author, now);
            switch (await charts.AppendAsync(chart, summary, entries, cancellationToken))
            {
                case Appended.Done:
                    await agenda.HappenedAsync(intent, now, cancellationToken);
                    return cover;
                case Appended.EntryExists:
                    return null;
            }
        }
    }

    /// <summary>The summary with a cover as it stands. Whoever the patient goes to is shown what is open; a cover that ends before it began moves nobody.</summary>
    private static (ChartSummary Summary, IReadOnlyList<ChartEntry> Entries) Placed(ChartSummary chart, Cover cover, Author author, DateTimeOffset now)
    {
        var entry = Charts.Entry($"cover:{cover.Id}:{cover.State}", new CoverEvent { At = now, By = author, After = cover }, CareJson.Default.CoverEvent);
        var summary = chart with { Cover = cover, Coordinator = cover.Holder };
        if (summary.Coordinator == chart.Coordinator)
        {
            return (summary, [entry]);
        }

        List<ChartEntry> entries = [entry];
        foreach (var alert in chart.OpenAlerts)
        {
            (summary, _, var shown) = AlertDesk.Place(summary, (alert with { Notice = alert.Notice + 1 }, "handed-over"), author, now);
            entries.Add(shown);
        }

        return (summary, entries);
    }
}
