using CareBot.Care.Appointments;
using CareBot.Care.CheckIns;

namespace CareBot.Care.Caseload;

/// <summary>Which patients of a caseload are meant. What is not named does not narrow; of several of one kind any will do.</summary>
public sealed record CaseloadFilter
{
    public IReadOnlyList<Zone> Zones { get; init; } = [];

    public IReadOnlyList<string> Languages { get; init; } = [];

    public IReadOnlyList<string> Programmes { get; init; } = [];

    /// <summary>No check-in for at least so many of the patient's days, today among them; only who takes part in a programme and is not paused.</summary>
    public int? SilentDays { get; init; }

    /// <summary>Out of hospital for at most so many of the patient's days.</summary>
    public int? DischargedDays { get; init; }

    /// <summary>More years of age than these; nobody whose birth is not known.</summary>
    public int? OlderThan { get; init; }

    /// <summary>Fewer years of age than these; nobody whose birth is not known.</summary>
    public int? YoungerThan { get; init; }

    public bool WithAlerts { get; init; }

    /// <summary>An open alert that nobody has acknowledged yet.</summary>
    public bool Unacknowledged { get; init; }

    /// <summary>No visit is booked from now on.</summary>
    public bool WithoutVisit { get; init; }

    public bool Paused { get; init; }

    public bool IsAll => Zones.Count + Languages.Count + Programmes.Count == 0 && SilentDays is null && DischargedDays is null && OlderThan is null && YoungerThan is null
        && !WithAlerts && !Unacknowledged && !WithoutVisit && !Paused;

    /// <summary>Whether a patient is meant, as they stand now.</summary>
    public bool Holds(CaseloadRow row, DateTimeOffset now) =>
        (Zones.Count == 0 || (Zones.Contains(CaseloadRules.Now(row, now).Zone) && (row.Pause is null || row.TopPriority == Alerts.AlertPriority.P0)))
        && (Languages.Count == 0 || Languages.Contains(row.Language))
        && (Programmes.Count == 0 || Programmes.Intersect(row.Programmes).Any())
        && (SilentDays is not { } silent || IsSilent(row, silent, now))
        && (DischargedDays is not { } since || (row.DischargedOn is { } left && PatientDay.Of(now, row.TimeZone).DayNumber - left.DayNumber is >= 0 and var days && days <= since))
        && (OlderThan is not { } over || Age(row, now) > over)
        && (YoungerThan is not { } under || Age(row, now) < under)
        && (!WithAlerts || row.OpenAlerts > 0)
        && (!Unacknowledged || row.Waiting)
        && (!WithoutVisit || !row.Visits.Any(visit => visit.State == AppointmentState.Booked && visit.Start >= now))
        && (!Paused || row.Pause is not null);

    /// <summary>In whole years, on the patient's own day; null where the birth is not known.</summary>
    private static int? Age(CaseloadRow row, DateTimeOffset now)
    {
        var today = PatientDay.Of(now, row.TimeZone);
        return row.BornOn is { } born ? today.Year - born.Year - (today < born.AddYears(today.Year - born.Year) ? 1 : 0) : null;
    }

    private static bool IsSilent(CaseloadRow row, int days, DateTimeOffset now) =>
        row is { Programmes.Count: > 0, Pause: null }
        && (row.Standing is not { } standing || PatientDay.Of(now, row.TimeZone).DayNumber - standing.LastCheckIn.DayNumber >= days);
}
