using CareBot.Care.Alerts;
using CareBot.Care.Appointments;
using CareBot.Care.Barriers;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>What a visit needs a human for: each is an alert to the coordinator first, with its reason and its clock, and then said to the patient.</summary>
public sealed class VisitTroubles(AlertDesk alerts, SupportDesk support, BarrierDesk barriers, Outlooks outlooks)
{
    public const string PhoneFamily = "visit-phone";
    public const string MissedFamily = "visit-missed";
    public const string VirtualFamily = "visit-virtual";

    /// <summary>How a barrier became known.</summary>
    public const string MissedVisit = "missed-visit";

    /// <summary>The office books by telephone: the patient gets the number, the coordinator the wish.</summary>
    public async Task PhoneOnlyAsync(Talk talk, ChartSummary chart, CareProvider provider, string key, CancellationToken cancellationToken)
    {
        await alerts.RaiseWishAsync(chart.Patient, PhoneFamily, new Dictionary<string, string> { ["name"] = provider.Name, ["phone"] = provider.Phone }, "visit.byPhone", talk.Author, talk.Now, cancellationToken);
        var outlook = await outlooks.ForAsync(chart, cancellationToken);
        await talk.SendAsync(
            talk.Say(key, ("name", provider.Name), ("phone", provider.Phone), ("coordinator", outlook.Coordinator), ("given", chart.Name.Given)), [], [(provider.Phone, $"tel:{provider.Phone}")], cancellationToken);
    }

    /// <summary>Ride and interpreter as they stand now: what somebody has to find or to call off is asked for, what is done is asked for no more.</summary>
    /// <returns>The alert about the ride; null where nobody has to do anything about it.</returns>
    public async Task<Alert?> PlanAsync(Talk talk, ChartSummary chart, Appointment visit, CancellationToken cancellationToken)
    {
        if (chart.OpenAlerts.Any(alert => alert.Family == VisitReplyDesk.DeclinedFamily))
        {
            await SettleDeclinedAsync(talk, chart, visit, cancellationToken);
        }

        return await support.PlanAsync(chart.Patient, visit, talk.Author, talk.Now, cancellationToken);
    }

    /// <summary>The office does not see people by telephone or video by itself: the coordinator asks there.</summary>
    public Task<Alert> WantsVirtualAsync(Talk talk, ChartSummary chart, Appointment visit, CancellationToken cancellationToken) =>
        alerts.RaiseWishAsync(chart.Patient, VirtualFamily, SupportDesk.About(visit), "visit.virtual.asked", visit.Start, talk.Author, talk.Now, cancellationToken);

    /// <summary>What kept the patient from a visit is a barrier that somebody has to take away.</summary>
    public async Task MissedAsync(Talk talk, ChartSummary chart, string appointment, string kind, string? words, CancellationToken cancellationToken)
    {
        await barriers.OpenAsync(chart.Patient, kind, words, MissedVisit, appointment, talk.Author, talk.Now, cancellationToken);
        await alerts.RaiseWishAsync(
            chart.Patient, MissedFamily, new Dictionary<string, string> { [AlertDesk.About] = appointment, ["reason"] = words ?? $"visit.why.{kind}" }, "visit.whyNoted", talk.Author, talk.Now, cancellationToken);
    }

    /// <summary>The barrier is gone, and with it the task about the visit that it cost.</summary>
    public Task SolvedAsync(Talk talk, PatientId patient, CareBarrier barrier, CancellationToken cancellationToken) =>
        alerts.SettleAsync(patient, MissedFamily, barrier.Appointment, talk.Author, talk.Now, cancellationToken);

    /// <summary>What the patient says in chat counts before what their calendar said.</summary>
    public Task SettleDeclinedAsync(Talk talk, ChartSummary chart, Appointment visit, CancellationToken cancellationToken) =>
        alerts.SettleAsync(chart.Patient, VisitReplyDesk.DeclinedFamily, visit.Id, talk.Author, talk.Now, cancellationToken);
}
