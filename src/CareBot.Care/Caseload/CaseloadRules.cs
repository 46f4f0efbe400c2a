using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;

namespace CareBot.Care.Caseload;

/// <summary>How a caseload is read: what a zone is worth today, and who comes first.</summary>
public static class CaseloadRules
{
    /// <summary>
    /// The zone as it holds now and since when. A zone lasts through the patient's day after the check-in that gave it; then it is
    /// unknown, never green (care reference 3.5, silence). While an emergency is open it is red, whatever the check-in said; and once it is
    /// closed, a green of before it is unknown until a newer check-in.
    /// </summary>
    public static (Zone Zone, DateOnly? Since) Now(CaseloadRow row, DateTimeOffset now)
    {
        if (row.TopPriority == AlertPriority.P0)
        {
            return (Zone.Red, null);
        }

        if (row.Standing is not { } standing)
        {
            return (Zone.Unknown, null);
        }

        var today = PatientDay.Of(now, row.TimeZone);
        var over = standing.LastCheckIn.AddDays(1);
        return IsAfterEmergency(row) && PatientDay.Of(row.Emergency!.Value, row.TimeZone) is var day && day <= over ? (Zone.Unknown, day)
            : over >= today ? (standing.Zone, standing.Since)
            : (Zone.Unknown, over);
    }

    /// <summary>Whether an emergency is why nobody knows how the patient is: none is open, and the newest check-in was before it and gave no colour that holds.</summary>
    public static bool IsAfterEmergency(CaseloadRow row) => row is { Emergency: not null, TopPriority: not AlertPriority.P0, Standing.Zone: Zone.Green or Zone.Unknown };

    /// <summary>
    /// Whose chart a member of staff may open, by words and by presses alike: their own patients, and whoever has an open alert that
    /// reached them. An emergency reaches everybody on call.
    /// </summary>
    public static bool MayOpen(CaseloadRow row, StaffId staff, Practice practice) =>
        row.Coordinator == staff || row.Reached.Contains(staff) || (row.TopPriority == AlertPriority.P0 && practice.OnCall.Contains(staff));

    /// <summary>The order of attention: open alerts, then who is not paused, then zone, then who has waited longest, then the name.</summary>
    public static IReadOnlyList<CaseloadRow> InOrder(IEnumerable<CaseloadRow> rows, DateTimeOffset now) =>
    [
        .. rows.OrderBy(row => row.TopPriority is { } top ? (int)top : int.MaxValue)
            .ThenBy(row => row.Pause is not null)
            .ThenByDescending(row => Now(row, now).Zone)
            .ThenBy(row => row.Standing?.LastCheckIn ?? DateOnly.MinValue)
            .ThenBy(row => row.Name.Family, StringComparer.Ordinal)
            .ThenBy(row => row.Patient.Value, StringComparer.Ordinal),
    ];
}
