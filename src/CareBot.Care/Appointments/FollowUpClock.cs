using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;

namespace CareBot.Care.Appointments;

/// <summary>The clocks of visits: by when a visit has to be after a discharge, and who has waited too long for one. Pure.</summary>
public static class FollowUpClock
{
    /// <summary>How a discharged patient stands.</summary>
    /// <param name="DueBy">The last day on which the visit counts.</param>
    /// <param name="Days">Within how many days that is.</param>
    /// <param name="IsLate">That day has passed without a visit.</param>
    public sealed record Reading(DateOnly DueBy, int Days, bool IsLate);

    /// <summary>The clock that runs for a patient: the shortest that can still be met, else the longest, which is late then.</summary>
    /// <param name="days">Within how many days a visit has to be, as content says it.</param>
    /// <returns>Null where no clock runs: not discharged, seen since, a visit is booked that meets it, or the patient is paused (in the hospital again).</returns>
    public static Reading? Of(CaseloadRow row, IReadOnlyList<int> days, DateTimeOffset now)
    {
        if (row.DischargedOn is not { } home || row.Pause is not null)
        {
            return null;
        }

        var today = PatientDay.Of(now, row.TimeZone);
        var shortest = days.Order().Cast<int?>().FirstOrDefault(one => home.AddDays(one!.Value) >= today) ?? days.Max();
        var due = home.AddDays(shortest);
        return row.Visits.Any(visit => IsMetBy(visit, home, row.TimeZone, days)) ? null : new Reading(due, shortest, due < today);
    }

    /// <summary>Whether a visit is the follow-up of a discharge. The day of the discharge itself does not count.</summary>
    public static bool IsMetBy(Appointment visit, DateOnly? home, string timeZone, IReadOnlyList<int> days) =>
        visit.State is AppointmentState.Booked or AppointmentState.Fulfilled && PatientDay.Of(visit.Start, timeZone) is var day && day > home && day <= home.Value.AddDays(days.Max());

    /// <summary>For how many days the patient has waited for a time, where that is too long; null where it is not.</summary>
    /// <param name="limit">How many days may pass.</param>
    public static int? Waiting(CaseloadRow row, int limit, DateTimeOffset now) =>
        row.WaitingFor.Select(place => (int)(now - place.Since).TotalDays).Where(waited => waited > limit).Cast<int?>().Max();
}
