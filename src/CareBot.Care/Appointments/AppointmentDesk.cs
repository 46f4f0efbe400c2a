using System.Globalization;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Appointments;

/// <summary>
/// Books, moves and cancels. The slot is claimed first, then the chart is written, then the slot is sealed: whoever dies in between leaves a
/// claim that <see cref="SlotDesk"/> settles. What is to leave a slot makes the claim doubtful
/// first, and is settled the same way. Reminders, ride and interpreter follow from the chart, so none of them can be left behind.
/// </summary>
public sealed class AppointmentDesk(Charts charts, SlotDesk slots, ProviderDesk providers, WaitingList waiting, Agenda agenda, VisitTypes types)
{
    internal static string KeyOf(string appointment, int step) => $"appointment:{appointment}:{step.ToString("D4", CultureInfo.InvariantCulture)}";

    /// <summary>Good offers for a patient; fewer than three, or none, where there are not more.</summary>
    /// <param name="provider">Whom to see.</param>
    /// <param name="patient">For whom.</param>
    /// <param name="windows">When they want to come; empty for any time.</param>
    /// <param name="now">Offers begin after it.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    public async Task<IReadOnlyList<Slot>> OffersAsync(CareProvider provider, ChartSummary patient, IReadOnlyList<VisitWindow> windows, DateTimeOffset now, CancellationToken cancellationToken) =>
        provider.IsPhoneOnly ? [] : SlotRules.Choose(await slots.OpenAsync(provider.Id, patient.Patient, now, cancellationToken), windows, patient.TimeZone);

    /// <summary>Keeps a slot while the patient decides.</summary>
    public Task<bool> HoldAsync(string provider, DateTimeOffset start, PatientId patient, DateTimeOffset now, CancellationToken cancellationToken) =>
        slots.HoldAsync(provider, start, patient, now + SlotRules.Hold, now, cancellationToken);

    public Task ReleaseAsync(string provider, DateTimeOffset start, PatientId patient, DateTimeOffset now, CancellationToken cancellationToken) =>
        slots.ReleaseAsync(provider, start, patient, now, cancellationToken);

    /// <summary>Books a slot. The same activity again gives the same appointment.</summary>
    public async Task<Booking> BookAsync(PatientId patient, BookingRequest request, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await providers.FindAsync(request.Provider, cancellationToken) is not { IsPhoneOnly: false } provider)
        {
            return await providers.FindAsync(request.Provider, cancellationToken) is { } office ? new Booking.ByPhoneOnly(office) : new Booking.Gone();
        }

        // A turn that died may have been given up for dead by somebody who wanted the same time: then the message that is sent again begins anew.
        for (var life = 1; ; life++)
        {
            var id = life == 1 ? CauseId.Of("appointment", patient.Value, by.ActivityId) : CauseId.Of("appointment", patient.Value, by.ActivityId, life.ToString(CultureInfo.InvariantCulture));
            var claim = new SlotClaim(id, 1);
            var chart = (await charts.OpenAsync(patient, cancellationToken)).Summary;
            if (chart.Appointments.FirstOrDefault(one => one.Id == id) is { } standing)
            {
                return new Booking.Confirmed(standing);
            }

            if (await IsAbandonedAsync(patient, claim, cancellationToken))
            {
                continue;
            }

            var booking = await TakeAsync(patient, request.Provider, request.Start, claim, "booked", (current, slot) => AppointmentRules.New(id, current, provider, slot, request.NeedsRide, by, now), by, now, cancellationToken);
            if (booking is not null && (booking is not Booking.SlotTaken || !await IsAbandonedAsync(patient, claim, cancellationToken)))
            {
                return booking;
            }
        }
    }

    /// <summary>Moves a visit to another slot of the same provider; the old slot is given back.</summary>
    public async Task<Booking> MoveAsync(PatientId patient, string appointment, DateTimeOffset start, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Booked((await charts.OpenAsync(patient, cancellationToken)).Summary, appointment) is not { } before)
            {
                return new Booking.Gone();
            }

            if (before.Start == start)
            {
                return new Booking.Confirmed(before);
            }

            await slots.DoubtAsync(before.Provider, before.Start, appointment, now, cancellationToken);
            var moved = await TakeAsync(
                patient, before.Provider, start, new SlotClaim(appointment, before.Events + 1), "moved",
                (current, slot) => Booked(current, appointment) is { } standing ? AppointmentRules.Move(standing, slot, by, now) : null, by, now, cancellationToken);
            if (moved is Booking.Confirmed)
            {
                await slots.FreeAsync(before.Provider, before.Start, appointment, now, cancellationToken);
                await waiting.OfferAsync(before.Provider, before.Start, null, now, cancellationToken);
            }

            if (moved is not null)
            {
                return moved;
            }
        }
    }

    private static Appointment? Booked(ChartSummary chart, string appointment) => chart.Appointments.FirstOrDefault(one => one.Id == appointment && one.State == AppointmentState.Booked);

    /// <summary>Cancels a visit with all that belongs to it; its time is offered to who waits for one.</summary>
    /// <returns>The appointment as it is now; null when there is none ahead under this id.</returns>
    public async Task<Appointment?> CancelAsync(PatientId patient, string appointment, string? reason, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if ((await charts.OpenAsync(patient, cancellationToken)).Summary.Appointments.FirstOrDefault(one => one.Id == appointment) is { State: AppointmentState.Booked } standing)
        {
            await slots.DoubtAsync(standing.Provider, standing.Start, appointment, now, cancellationToken);
        }

        var cancelled = await ChangeAsync(patient, appointment, "cancelled", before => before.State == AppointmentState.Booked ? AppointmentRules.Cancel(before, reason, now) : null, by, now, cancellationToken)
            ?? await CancelledByAsync(patient, appointment, by, cancellationToken);
        if (cancelled is not null)
        {
            await slots.FreeAsync(cancelled.Provider, cancelled.Start, appointment, now, cancellationToken);
            await waiting.OfferAsync(cancelled.Provider, cancelled.Start, null, now, cancellationToken);
        }

        return cancelled;
    }

    /// <summary>The same message again: it cancelled the visit before its turn died.</summary>
    private async Task<Appointment?> CancelledByAsync(PatientId patient, string appointment, Author by, CancellationToken cancellationToken)
    {
        var entries = await charts.EntriesAsync(patient, KeyRange.StartingWith($"appointment:{appointment}:"), 1000, CareJson.Default.AppointmentEvent, cancellationToken);
        return entries is [.., { What: "cancelled", After: { } after, By: var author }] && author.ActivityId == by.ActivityId ? after : null;
    }

    /// <summary>Changes what is known of a visit: confirmed, no ride, a question, attended, missed.</summary>
    /// <param name="what">The name of the entry, as <see cref="AppointmentEvent.What"/> lists them.</param>
    /// <param name="change">Pure; null when there is nothing to change.</param>
    /// <returns>The appointment after the change; null when nothing was changed.</returns>
    public async Task<Appointment?> ChangeAsync(PatientId patient, string appointment, string what, Func<Appointment, Appointment?> change, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await agenda.IntendAsync(patient, now, cancellationToken);
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            if (chart.Summary.Appointments.FirstOrDefault(one => one.Id == appointment) is not { } before || change(before) is not { } changed)
            {
                return null;
            }

            if (await AppendAsync(chart, changed with { Events = before.Events + 1 }, what, by, now, cancellationToken) is { } after)
            {
                await agenda.HappenedAsync(patient, now, cancellationToken);
                return after;
            }
        }
    }

    private async Task<bool> IsAbandonedAsync(PatientId patient, SlotClaim claim, CancellationToken cancellationToken) =>
        await charts.EntriesAsync(patient, KeyRange.StartingWith(KeyOf(claim.Appointment, claim.Step)), 1, CareJson.Default.AppointmentEvent, cancellationToken) is [{ After: null }];

    /// <returns>Null when something else was written under the step: read again, decide again.</returns>
    private async Task<Booking?> TakeAsync(PatientId patient, string provider, DateTimeOffset start, SlotClaim claim, string what, Func<ChartSummary, Slot, Appointment?> decide, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await agenda.IntendAsync(patient, now, cancellationToken);
        if (!await slots.ClaimAsync(provider, start, patient, claim, now, cancellationToken)
            || (await slots.FindAsync(provider, start, cancellationToken)) is not { } slot)
        {
            return await TakenAsync(patient, provider, now, cancellationToken);
        }

        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            var entries = await charts.EntriesAsync(patient, KeyRange.StartingWith(KeyOf(claim.Appointment, claim.Step)), 1, CareJson.Default.AppointmentEvent, cancellationToken);
            if (entries is [{ After: { } done } entry])
            {
                // The id of an appointment derives from the activity that booked it; any later step may be somebody else's.
                if (claim.Step == 1 || (entry.What == what && done.Start == start && entry.By.ActivityId == by.ActivityId))
                {
                    return new Booking.Confirmed(done);
                }

                if (done.Start != start)
                {
                    await slots.ForgoAsync(provider, start, claim, now, cancellationToken);
                }

                return null;
            }

            if (entries.Count > 0 || decide(chart.Summary, slot) is not { } decided)
            {
                await slots.ForgoAsync(provider, start, claim, now, cancellationToken);
                return entries.Count > 0 ? await TakenAsync(patient, provider, now, cancellationToken) : new Booking.Gone();
            }

            if (await AppendAsync(chart, decided with { Events = claim.Step }, what, by, now, cancellationToken) is { } after)
            {
                await slots.SealAsync(provider, start, claim, now, cancellationToken);
                await agenda.HappenedAsync(patient, now, cancellationToken);
                return new Booking.Confirmed(after);
            }
        }
    }

    private async Task<Booking> TakenAsync(PatientId patient, string provider, DateTimeOffset now, CancellationToken cancellationToken) =>
        new Booking.SlotTaken(await providers.FindAsync(provider, cancellationToken) is { } office
            ? await OffersAsync(office, (await charts.OpenAsync(patient, cancellationToken)).Summary, [], now, cancellationToken)
            : []);

    private async Task<Appointment?> AppendAsync(OpenChart chart, Appointment after, string what, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var entry = Charts.Entry(KeyOf(after.Id, after.Events), new AppointmentEvent { What = what, At = now, By = by, After = after }, CareJson.Default.AppointmentEvent);
        var summary = AppointmentRules.Forget(AppointmentRules.Place(chart.Summary, after), types, now);
        summary = what == "cancelled" && (by.OnBehalfOf is not null || summary.Family.Any(member => member.Hears(now)))
            ? summary with { CalledOff = [.. summary.CalledOff, new CalledOff(after, by, IsTold: by.OnBehalfOf is null, now)] }
            : summary;
        // Whoever has a time waits no longer for one with the same provider.
        summary = what is "booked" or "moved" ? summary with { Waiting = [.. summary.Waiting.Where(place => place.Provider != after.Provider)] } : summary;
        return await charts.AppendAsync(chart, summary, [entry], cancellationToken) == Appended.Done ? after : null;
    }
}
