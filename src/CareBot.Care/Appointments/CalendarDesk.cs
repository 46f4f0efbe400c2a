using System.Globalization;
using System.Text.Json;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Appointments;

/// <summary>
/// Takes in a calendar that is kept elsewhere. What was booked here stays; what a file says of a visit is done once, by its id there and what it
/// says, so that the same file again changes nothing and does not undo what happened in chat meanwhile.
/// </summary>
public sealed class CalendarDesk(IRecordStore store, Charts charts, ProviderDesk providers, SlotDesk slots, AppointmentDesk desk, SupportDesk support)
{
    private const string Table = "calendar";
    private const string Partition = "imported";

    public async Task<CalendarChange> ImportAsync(FhirCalendar calendar, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var change = new CalendarChange();
        foreach (var provider in calendar.Providers)
        {
            if (!Same(await providers.FindAsync(provider.Id, cancellationToken), provider))
            {
                await providers.PutAsync(provider, cancellationToken);
                change.Providers++;
            }
        }

        // The time of a visit is taken by booking it.
        var visited = calendar.Visits.Where(visit => visit.State == AppointmentState.Booked).Select(visit => (visit.Provider, visit.Start)).ToHashSet();
        foreach (var time in calendar.Times.Where(time => time.Start > now && !visited.Contains((time.Provider, time.Start))))
        {
            change.Add(await slots.ImportAsync(time, now, cancellationToken));
        }

        foreach (var visit in calendar.Visits)
        {
            await TakeAsync(visit, change, now, cancellationToken);
        }

        return change;
    }

    private async Task TakeAsync(CalendarVisit visit, CalendarChange change, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var patient = new PatientId(visit.Patient);
        if (await charts.FindAsync(patient, cancellationToken) is null)
        {
            change.Refused.Add($"{visit.Place}: is the visit of a patient who has no chart here; admit the patient first, then import again");
            return;
        }

        var found = await store.FindAsync(Table, Partition, [visit.Id], cancellationToken);
        var before = found.Count == 0 ? null : JsonSerializer.Deserialize(found[0].Json.Span, CareJson.Default.ImportedVisit);
        if (before?.Says == Says(visit))
        {
            change.SameVisits++;
            return;
        }

        if (await DoAsync(visit, before, patient, change, now, cancellationToken) is { } appointment)
        {
            var after = new ImportedVisit { Appointment = appointment, Says = Says(visit), Provider = visit.Provider, Changes = ChangesWith(before) };
            await store.CommitAsync(Table, Partition, [new RecordChange.Put(visit.Id, JsonSerializer.SerializeToUtf8Bytes(after, CareJson.Default.ImportedVisit))], cancellationToken);
        }
    }

    /// <returns>The appointment that it is here; null where nothing was done.</returns>
    private async Task<string?> DoAsync(CalendarVisit visit, ImportedVisit? before, PatientId patient, CalendarChange change, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A visit that is cancelled and booked again says what it said before: it is another cause. What is new to a patient who has it already is told.
        var by = new Author(Roles.Calendar, visit.Id, string.Create(CultureInfo.InvariantCulture, $"fhir/{visit.Id}/{ChangesWith(before)}/{Says(visit)}"), before is null ? null : patient.Value);
        switch (visit.State)
        {
            case AppointmentState.Cancelled:
                change.CancelledVisits += before is not null && await CancelAsync(patient, before.Appointment, by, now, cancellationToken) ? 1 : 0;
                return before?.Appointment ?? "";
            case AppointmentState.Fulfilled when before is not null:
                await desk.ChangeAsync(patient, before.Appointment, "attended", one => one.State == AppointmentState.Booked ? one with { State = AppointmentState.Fulfilled } : null, by, now, cancellationToken);
                change.ClosedVisits++;
                return before.Appointment;
            case AppointmentState.NoShow when before is not null:
                await desk.ChangeAsync(patient, before.Appointment, "missed", one => AppointmentRules.Miss(one, null), by, now, cancellationToken);
                change.ClosedVisits++;
                return before.Appointment;
            case AppointmentState.Booked when visit.Start > now:
                break;
            default:
                change.PastVisits++;
                return null;
        }

        await slots.ImportAsync(new CalendarTime(visit.Provider, visit.Start, visit.Minutes, IsFree: true), now, cancellationToken);
        var moves = before is not null && before.Provider == visit.Provider && (await charts.OpenAsync(patient, cancellationToken)).Summary.Appointments.Any(one => one.Id == before.Appointment && one.State == AppointmentState.Booked);
        if (before is { Appointment.Length: > 0 } && !moves)
        {
            await CancelAsync(patient, before.Appointment, by, now, cancellationToken);
        }

        switch (moves ? await desk.MoveAsync(patient, before!.Appointment, visit.Start, by, now, cancellationToken) : await desk.BookAsync(patient, new BookingRequest(visit.Provider, visit.Start, NeedsRide: false), by, now, cancellationToken))
        {
            case Booking.Confirmed { Appointment: var booked }:
                change.AddedVisits += moves ? 0 : 1;
                change.MovedVisits += moves ? 1 : 0;
                await support.PlanAsync(patient, booked, by, now, cancellationToken);
                return booked.Id;
            case Booking.ByPhoneOnly:
                change.Refused.Add($"{visit.Place}: is a visit to an office that books by telephone only; take referralMethod out of its HealthcareService, or the Appointment");
                return null;
            default:
                change.Refused.Add($"{visit.Place}: is a time that is taken here by another visit; cancel one of the two, then import again");
                return null;
        }
    }

    /// <summary>The visit is off, and what was to come along is called off.</summary>
    private async Task<bool> CancelAsync(PatientId patient, string appointment, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await desk.CancelAsync(patient, appointment, null, by, now, cancellationToken) is not { } gone)
        {
            return false;
        }

        await support.PlanAsync(patient, gone, by, now, cancellationToken);
        return true;
    }

    private static int ChangesWith(ImportedVisit? before) => (before?.Changes ?? 0) + 1;

    private static string Says(CalendarVisit visit) => CauseId.Of(visit.Patient, visit.Provider, Slot.KeyOf(visit.Start), visit.State.ToString());

    private static bool Same(CareProvider? here, CareProvider there) => here is not null
        && JsonSerializer.SerializeToUtf8Bytes(here, CareJson.Default.CareProvider).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(there, CareJson.Default.CareProvider));
}

/// <summary>What an imported visit is here, and what was said of it last.</summary>
public sealed record ImportedVisit
{
    public string Kind { get; init; } = "imported-visit";

    public int V { get; init; } = 1;

    public required string Appointment { get; init; }

    public required string Says { get; init; }

    public required string Provider { get; init; }

    /// <summary>How often something new was said of it, the first time included.</summary>
    public int Changes { get; init; }
}

/// <summary>What an import did with one time.</summary>
public enum TimeChange
{
    Same,
    Opened,
    Closed,

    /// <summary>It is booked or held here, and stays so.</summary>
    Kept,
}

/// <summary>What an import changed.</summary>
public sealed class CalendarChange
{
    public int Providers { get; set; }

    public int Opened { get; private set; }

    public int Closed { get; private set; }

    public int Kept { get; private set; }

    public int SameTimes { get; private set; }

    public int AddedVisits { get; set; }

    public int MovedVisits { get; set; }

    public int CancelledVisits { get; set; }

    /// <summary>That took place, or did not.</summary>
    public int ClosedVisits { get; set; }

    public int SameVisits { get; set; }

    /// <summary>That lay behind when they were first seen.</summary>
    public int PastVisits { get; set; }

    public List<string> Refused { get; } = [];

    public bool IsNothing => Providers + Opened + Closed + AddedVisits + MovedVisits + CancelledVisits + ClosedVisits == 0;

    internal void Add(TimeChange time)
    {
        switch (time)
        {
            case TimeChange.Opened:
                Opened++;
                break;
            case TimeChange.Closed:
                Closed++;
                break;
            case TimeChange.Kept:
                Kept++;
                break;
            default:
                SameTimes++;
                break;
        }
    }
}
