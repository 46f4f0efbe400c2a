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

    public bool WithAlerts { get; init; }

    public bool Paused { get; init; }

    public bool IsAll => Zones.Count + Languages.Count + Programmes.Count == 0 && SilentDays is null && !WithAlerts && !Paused;

    /// <summary>Whether a patient is meant, as they stand now.</summary>
    public bool Holds(CaseloadRow row, DateTimeOffset now) =>
        (Zones.Count == 0 || (Zones.Contains(CaseloadRules.Now(row, now).Zone) && (row.Pause is null || row.TopPriority == Alerts.AlertPriority.P0)))
        && (Languages.Count == 0 || Languages.Contains(row.Language))
        && (Programmes.Count == 0 || Programmes.Intersect(row.Programmes).Any())
        && (SilentDays is not { } days || IsSilent(row, days, now))
        && (!WithAlerts || row.OpenAlerts > 0)
        && (!Paused || row.Pause is not null);

    private static bool IsSilent(CaseloadRow row, int days, DateTimeOffset now) =>
        row is { Programmes.Count: > 0, Pause: null }
        && (row.Standing is not { } standing || PatientDay.Of(now, row.TimeZone).DayNumber - standing.LastCheckIn.DayNumber >= days);
}
