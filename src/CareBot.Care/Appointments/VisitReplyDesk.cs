using System.Text.Json;
using CareBot.Care.Alerts;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Appointments;

/// <summary>
/// What patients answer from their calendars. A yes confirms; a no cancels nothing, because anybody can write a mail in somebody's name: the
/// patient is asked in chat, and the coordinator gets a task.
/// </summary>
public sealed class VisitReplyDesk(IRecordStore store, Charts charts, AppointmentDesk desk, AlertDesk alerts)
{
    private const string Table = "mail";
    private const string Partition = "invited";

    /// <summary>The alert for a visit that the patient cannot come to, as the calendar said.</summary>
    public const string DeclinedFamily = "visit-declined";

    /// <summary>Before an invitation goes out: keeps whose visit it is, because a calendar answers with the visit's id alone.</summary>
    public async Task InvitedAsync(string appointment, PatientId patient, CancellationToken cancellationToken)
    {
        var invited = JsonSerializer.SerializeToUtf8Bytes(new InvitedVisit { Patient = patient }, CareJson.Default.InvitedVisit);
        await store.CommitAsync(Table, Partition, [new RecordChange.Put(appointment, invited)], cancellationToken);
    }

    /// <summary>Whether an invitation to it ever went out: who had none needs no end of it.</summary>
    public async Task<bool> IsInvitedAsync(string appointment, CancellationToken cancellationToken) => (await store.FindAsync(Table, Partition, [appointment], cancellationToken)).Count > 0;

    /// <summary>Takes an answer. The same mail again changes nothing.</summary>
    /// <param name="cause">What the answer came by, such as the Message-ID.</param>
    public async Task<ReplyOutcome> HearAsync(CalendarReply reply, string cause, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(Table, Partition, [reply.Appointment], cancellationToken) is not [var record]
            || JsonSerializer.Deserialize(record.Json.Span, CareJson.Default.InvitedVisit) is not { Patient: var patient }
            || await charts.FindAsync(patient, cancellationToken) is not { Summary: var chart }
            || !string.Equals(chart.Email, reply.Attendee, StringComparison.OrdinalIgnoreCase))
        {
            return ReplyOutcome.NotOurs;
        }

        if (chart.Appointments.FirstOrDefault(one => one.Id == reply.Appointment) is not { } visit || !visit.IsAhead(now) || reply.Sequence < visit.Sequence)
        {
            return ReplyOutcome.TooLate;
        }

        var by = new Author(Roles.Patient, patient.Value, $"mail/{CauseId.Of(cause)}");
        if (reply.Comes)
        {
            await desk.ChangeAsync(patient, visit.Id, "confirmed", before => before is { IsConfirmed: true, Declined: false } ? null : before with { IsConfirmed = true, Declined = false }, by, now, cancellationToken);
            await alerts.SettleAsync(patient, DeclinedFamily, visit.Id, by, now, cancellationToken);
            return ReplyOutcome.Confirmed;
        }

        await desk.ChangeAsync(patient, visit.Id, "declined", before => before.Declined ? null : before with { IsConfirmed = false, Declined = true }, by, now, cancellationToken);
        await alerts.RaiseWishAsync(
            patient, DeclinedFamily, SupportDesk.About(visit), "visit.declined", by, now, cancellationToken);
        return ReplyOutcome.Declined;
    }
}

/// <summary>What somebody's calendar answered to an invitation.</summary>
/// <param name="Sequence">Of the invitation that it answers.</param>
/// <param name="Attendee">The address that answers.</param>
public sealed record CalendarReply(string Appointment, bool Comes, int Sequence, string Attendee);

/// <summary>What came of an answer.</summary>
public enum ReplyOutcome
{
    /// <summary>No visit of ours, or not from the address that was invited.</summary>
    NotOurs,

    /// <summary>The visit moved since, is off or has begun.</summary>
    TooLate,
    Confirmed,
    Declined,
}

/// <summary>Whose visit an invitation is about.</summary>
public sealed record InvitedVisit
{
    public string Kind { get; init; } = "invited-visit";

    public int V { get; init; } = 1;

    public required PatientId Patient { get; init; }
}
