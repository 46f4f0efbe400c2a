using CareBot.Care.Alerts;
using CareBot.Care.Appointments;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>What a visit needs a human for: each is an alert to the coordinator first, and then said to the patient.</summary>
public sealed class VisitTroubles(AlertDesk alerts, Outlooks outlooks)
{
    public const string RideFamily = "visit-ride";
    public const string PhoneFamily = "visit-phone";
    public const string MissedFamily = "visit-missed";

    /// <summary>The office books by telephone: the patient gets the number, the coordinator the wish.</summary>
    public async Task PhoneOnlyAsync(Talk talk, ChartSummary chart, CareProvider provider, CancellationToken cancellationToken)
    {
        await alerts.RaiseWishAsync(chart.Patient, PhoneFamily, new Dictionary<string, string> { ["name"] = provider.Name, ["phone"] = provider.Phone }, "visit.byPhone", talk.Author, talk.Now, cancellationToken);
        var outlook = await outlooks.ForAsync(chart, cancellationToken);
        await talk.SendAsync(
            talk.Say("visit.byPhone", ("name", provider.Name), ("phone", provider.Phone), ("coordinator", outlook.Coordinator)), [], [(provider.Phone, $"tel:{provider.Phone}")], cancellationToken);
    }

    /// <summary>A ride is part of a booking: somebody has to find it.</summary>
    public Task RideWantedAsync(Talk talk, ChartSummary chart, Appointment visit, CancellationToken cancellationToken) =>
        alerts.RaiseWishAsync(chart.Patient, RideFamily, At(visit), "visit.noRide", talk.Author, talk.Now, cancellationToken);

    /// <summary>The ride has fallen.</summary>
    public async Task NoRideAsync(Talk talk, ChartSummary chart, Appointment visit, CancellationToken cancellationToken)
    {
        var when = VisitWords.When(visit.Start, chart, talk);
        var alert = await alerts.RaiseWishAsync(chart.Patient, RideFamily, At(visit), "visit.noRide", talk.Author, talk.Now, cancellationToken);
        var outlook = await outlooks.ForAsync(chart, cancellationToken);
        await talk.SendAsync(talk.Say("visit.noRide", ("coordinator", outlook.Coordinator), ("when", when), ("by", outlook.By(alert, talk)), ("phone", outlook.Practice.NurseLine)), cancellationToken);
    }

    /// <summary>What kept the patient from a visit is a barrier that somebody has to take away.</summary>
    public Task MissedAsync(Talk talk, ChartSummary chart, string reason, CancellationToken cancellationToken) =>
        alerts.RaiseWishAsync(chart.Patient, MissedFamily, new Dictionary<string, string> { ["reason"] = reason }, "visit.whyNoted", talk.Author, talk.Now, cancellationToken);

    private static Dictionary<string, string> At(Appointment visit) => new() { ["when"] = visit.Start.ToString("O", System.Globalization.CultureInfo.InvariantCulture) };
}
