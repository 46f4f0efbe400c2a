using System.Text;
using CareBot.Care.Appointments;
using CareBot.Care.Links;
using CareBot.Care.Patients;
using CareBot.Dialogs.BookAppointment;
using CareBot.Dialogs.Voice;

namespace CareBot.Endpoints;

/// <summary>Hands out a visit as a calendar file to whoever holds its signed link.</summary>
public static class CalendarEndpoint
{
    public static void MapCalendar(this WebApplication app) => app.MapGet("/calendar/{token}.ics", ReadAsync);

    private static async Task<IResult> ReadAsync(
        string token, LinkTokens links, Charts charts, ProviderDesk providers, Texts texts, PublicAddress address, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await links.ReadAsync(VisitWords.CalendarPurpose, token, cancellationToken) is not LinkReading.Good { Subject: var subject }
            || subject.Split('/') is not [var patient, var appointment, .. var holder]
            || await charts.FindAsync(new PatientId(patient), cancellationToken) is not { Summary: var chart }
            || !MayHold(holder, chart)
            || chart.Appointments.FirstOrDefault(one => one.Id == appointment) is not { } visit
            || await providers.FindAsync(visit.Provider, cancellationToken) is not { } provider)
        {
            return TypedResults.NotFound();
        }

        var title = texts.Say(chart.Language, "visit.calendarTitle", ("location", provider.Location));
        var file = VisitCalendar.Write(visit, provider, chart.TimeZone, CalendarMethod.Publish, $"no-reply@{address.Origin.Host}", null, title, clock.GetUtcNow());
        return TypedResults.File(Encoding.UTF8.GetBytes(file), "text/calendar; charset=utf-8; method=PUBLISH", "visit.ics");
    }

    /// <summary>The patient's own link holds; that of the family as long as the patient lets them see the visits.</summary>
    private static bool MayHold(string[] holder, ChartSummary chart) => holder switch
    {
        [] => true,
        [var member] => chart.Family.Any(one => one.Id == member && one.MayBook),
        _ => false,
    };
}
