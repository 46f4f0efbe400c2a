using CareBot.Care.Patients;

namespace CareBot.Care.Outreach;

/// <summary>What a pause silences. Pure.</summary>
public static class PauseRules
{
    /// <summary>
    /// Whether an item is not said while the pause lasts: nothing to the patient, and after a death nothing to family and agencies either.
    /// Staff hear everything; and whoever types an emergency in the patient's chat is answered and asked again like anybody.
    /// </summary>
    public static bool Silences(Pause pause, OutreachItem item, ChartSummary chart) => item switch
    {
        { Staff: not null } => false,
        { Family: not null } or { IsForAgency: true } => pause.Cause == PauseCause.Died,
        OutreachItem.CheckOnPatient check => !IsSince(pause, check.AlertId, chart),
        OutreachItem.TellPatient tell => !IsSince(pause, tell.AlertId, chart),
        _ => true,
    };

    private static bool IsSince(Pause pause, string alertId, ChartSummary chart) =>
        chart.OpenAlerts.FirstOrDefault(alert => alert.Id == alertId) is { } alert && (alert.HeardAt ?? alert.RaisedAt) >= pause.At;
}
