using System.Text.Json;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using NodaTime;

namespace CareBot.Care.Appointments;

/// <summary>
/// Those who wait for a time. The place stands on the patient's chart; a record of the provider's partition says only whose chart to look
/// at, and is written before the place. A free time is held for one patient at a time, and offered by what the chart says.
/// </summary>
public sealed class WaitingList(IRecordStore store, Charts charts, SlotDesk slots, Agenda agenda)
{
    private const string Table = "waiting";

    /// <summary>How long an offered time is kept.</summary>
    public static readonly TimeSpan Keep = TimeSpan.FromHours(2);

    private static readonly byte[] Nothing = "{}"u8.ToArray();

    /// <summary>Takes a place, or changes when one wants to come; the place in the row stays.</summary>
    public async Task JoinAsync(PatientId patient, string provider, IReadOnlyList<VisitWindow> windows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await store.CommitAsync(Table, provider, [new RecordChange.Put(patient.Value, Nothing)], cancellationToken);
        await agenda.IntendAsync(patient, now, cancellationToken);
        await charts.ChangeAsync(patient, chart => chart with
        {
            Waiting = [.. chart.Waiting.Where(place => place.Provider != provider), (chart.Waiting.FirstOrDefault(place => place.Provider == provider) ?? new WaitingPlace { Provider = provider, Since = now }) with { Windows = windows }],
        }, cancellationToken);
        await agenda.HappenedAsync(patient, now, cancellationToken);
    }

    /// <summary>Gives up a place; a time that was kept is offered to the next.</summary>
    public async Task LeaveAsync(PatientId patient, string provider, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var place = (await charts.OpenAsync(patient, cancellationToken)).Summary.Waiting.FirstOrDefault(one => one.Provider == provider);
        await charts.ChangeAsync(patient, chart => chart.Waiting.Any(one => one.Provider == provider) ? chart with { Waiting = [.. chart.Waiting.Where(one => one.Provider != provider)] } : chart, cancellationToken);
        await store.CommitAsync(Table, provider, [new RecordChange.Delete(patient.Value)], cancellationToken);
        await PassOnAsync(patient, place, now, cancellationToken);
    }

    /// <summary>Keeps a free time for the one who has waited longest and wants it, and has that chart looked at.</summary>
    /// <param name="except">Who let it pass; null for nobody.</param>
    /// <returns>For whom it is kept; null when nobody wants it.</returns>
    public async Task<PatientId?> OfferAsync(string provider, DateTimeOffset start, PatientId? except, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var (chart, place) in await WaitingForAsync(provider, start, now, cancellationToken))
        {
            if (chart.Patient == except)
            {
                continue;
            }

            // In case the process dies before the chart says so, and once more when the time is not kept any longer.
            await slots.ExpectLookAsync(provider, start, now + SlotRules.Lease, cancellationToken);
            await slots.ExpectLookAsync(provider, start, now + Keep + SlotRules.Lease, cancellationToken);
            if (!await slots.HoldAsync(provider, start, chart.Patient, now + Keep, now, cancellationToken))
            {
                return null;
            }

            if (await KeepAsync(chart.Patient, provider, start, now + Keep, now, cancellationToken))
            {
                return chart.Patient;
            }

            await slots.ReleaseAsync(provider, start, chart.Patient, now, cancellationToken);
        }

        return null;
    }

    /// <summary>Writes on the chart that a time is kept for the patient, and has it looked at.</summary>
    /// <returns>False where they do not wait any more, or another time is kept for them.</returns>
    internal async Task<bool> KeepAsync(PatientId patient, string provider, DateTimeOffset start, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await agenda.IntendAsync(patient, now, cancellationToken);
        var after = await charts.ChangeAsync(patient, current => Kept(current, provider, start, until), cancellationToken);
        if (after.Waiting.Any(one => one.Provider == provider && one.Offered == start))
        {
            await agenda.HappenedAsync(patient, now, cancellationToken);
            return true;
        }

        return false;
    }

    /// <summary>Ends the offers that nobody answered in time: the patient keeps the place, and the time goes to the next. Whoever dies in between leaves a
    /// time that is kept for nobody any more, and is offered when its look is due.</summary>
    /// <returns>The summary afterwards.</returns>
    public async Task<ChartSummary> ExpireAsync(ChartSummary chart, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var over = chart.Waiting.Where(place => place.Until <= now).ToList();
        if (over.Count == 0)
        {
            return chart;
        }

        var after = await charts.ChangeAsync(chart.Patient, current => Ended(current, now), cancellationToken);
        foreach (var place in over)
        {
            await PassOnAsync(chart.Patient, place, now, cancellationToken);
        }

        return after;
    }

    /// <summary>The place moves behind the others, so that an offer nobody answers does not go round and round.</summary>
    private static ChartSummary Ended(ChartSummary chart, DateTimeOffset now) => chart.Waiting.All(place => !(place.Until <= now)) ? chart : chart with
    {
        Waiting = [.. chart.Waiting.Select(place => place.Until <= now ? place with { Offered = null, Until = null, IsTold = false, Since = now, Ended = place.IsTold ? place.Until : place.Ended } : place)],
    };

    private async Task PassOnAsync(PatientId patient, WaitingPlace? place, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (place is { Offered: { } start })
        {
            await slots.ReleaseAsync(place.Provider, start, patient, now, cancellationToken);
            await OfferAsync(place.Provider, start, patient, now, cancellationToken);
        }
    }

    private static ChartSummary Kept(ChartSummary chart, string provider, DateTimeOffset start, DateTimeOffset until) => chart with
    {
        Waiting = [.. chart.Waiting.Select(place => place.Provider == provider && place.Offered is null ? place with { Offered = start, Until = until, IsTold = false, Ended = null } : place)],
    };

    private async Task<IReadOnlyList<(ChartSummary Chart, WaitingPlace Place)>> WaitingForAsync(string provider, DateTimeOffset start, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var page = await store.ReadAsync(Table, provider, new KeyRange(), 1000, null, cancellationToken);
        var waiting = new List<(ChartSummary Chart, WaitingPlace Place)>();
        foreach (var patient in page.Records.Select(record => new PatientId(record.Key)))
        {
            if (await ReadAsync(patient, now, cancellationToken) is { Pause: null } chart
                && chart.Waiting.FirstOrDefault(place => place.Provider == provider && place.Offered is null) is { } place && Wants(place, start, chart.TimeZone))
            {
                waiting.Add((chart, place));
            }
        }

        return [.. waiting.Where(_ => start > now).OrderBy(one => one.Place.Since)];
    }

    /// <summary>A chart of somebody who waits. One that cannot be read keeps no time from the others; the look at it tells of it.</summary>
    private async Task<ChartSummary?> ReadAsync(PatientId patient, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return (await charts.FindAsync(patient, cancellationToken))?.Summary;
        }
        catch (JsonException)
        {
            await agenda.ExpectAsync(patient, now, cancellationToken);
            return null;
        }
    }

    private static bool Wants(WaitingPlace place, DateTimeOffset start, string timeZone)
    {
        var local = Instant.FromDateTimeOffset(start).InZone(DateTimeZoneProviders.Tzdb[timeZone]).ToDateTimeUnspecified();
        return place.Windows.Count == 0 || place.Windows.Any(window => window.Holds(local));
    }
}
