using CareBot.Care.Appointments;
using CareBot.Care.Links;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>How visits are spoken of: always with weekday, date and time of the patient's own zone.</summary>
public sealed class VisitWords(ProviderDesk providers, VisitTypes types, Outlooks outlooks, LinkTokens links, PublicAddress address)
{
    /// <summary>The purpose that a calendar link is signed for.</summary>
    public const string CalendarPurpose = "calendar";

    public static string When(DateTimeOffset start, ChartSummary chart, Talk talk) => talk.When(start, chart.TimeZone);

    public async Task<string> LineAsync(Appointment visit, ChartSummary chart, Talk talk, CancellationToken cancellationToken) =>
        talk.Say("visit.line", ("when", When(visit.Start, chart, talk)), ("name", await NameAsync(visit.Provider, cancellationToken)));

    public async Task<string> NameAsync(string provider, CancellationToken cancellationToken) => (await providers.FindAsync(provider, cancellationToken))?.Name ?? provider;

    /// <summary>How the provider may be called: the name, the family name, and what patients call such a doctor.</summary>
    public static AnswerOption Option(CareProvider provider, Talk talk)
    {
        var specialty = talk.Option(provider.Id, $"specialty.{provider.Specialty}");
        return new AnswerOption(provider.Id, Label(provider, talk), [provider.Name, Family(provider), $"doctor {Family(provider)}", $"doctora {Family(provider)}", $"dr {Family(provider)}", .. specialty.Also]);
    }

    private static string Family(CareProvider provider) => provider.Name.Split(' ')[^1];

    public static string Label(CareProvider provider, Talk talk) => talk.Say("visit.provider", ("name", provider.Name), ("specialty", talk.Say($"specialty.{provider.Specialty}")));

    /// <summary>The offers as a question, one time a line and a button.</summary>
    public static (string Text, IReadOnlyList<string> Buttons) Offers(string lead, IReadOnlyList<DateTimeOffset> times, ChartSummary chart, Talk talk)
    {
        var labels = times.Select(time => When(time, chart, talk)).ToList();
        return (DailyCheckIn.CheckInWords.Numbered(lead, labels), [.. labels, talk.Say("visit.button.other"), talk.Say("visit.button.wait")]);
    }

    /// <summary>What was booked: when, where, what comes along, and how to prepare.</summary>
    public async Task<string> BookedAsync(string key, Appointment visit, ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        var provider = (await providers.FindAsync(visit.Provider, cancellationToken))!;
        var outlook = await outlooks.ForAsync(chart, cancellationToken);
        List<string> paragraphs = [talk.Say(key, ("when", When(visit.Start, chart, talk)), ("name", provider.Name), ("location", provider.Location), ("address", provider.Address), ("coordinator", outlook.Coordinator))];
        if (visit.Ride is not null)
        {
            paragraphs.Add(talk.Say("visit.rideAsked", ("coordinator", outlook.Coordinator)));
        }

        if (visit.Interpreter is not null)
        {
            paragraphs.Add(talk.Say("visit.interpreter"));
        }

        paragraphs.Add(Preparation(visit, talk));
        paragraphs.Add(talk.Say("visit.askThree"));
        return string.Join("\n\n", paragraphs);
    }

    /// <summary>What a coordinator reads when a visit is booked for a patient.</summary>
    public async Task<string> ForCoordinatorAsync(Appointment visit, ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        var provider = (await providers.FindAsync(visit.Provider, cancellationToken))!;
        return talk.Say("coordinator.visit.booked", ("patient", chart.Name.Full), ("when", When(visit.Start, chart, talk)), ("name", provider.Name), ("location", provider.Location));
    }

    public async Task<string> RemindAsync(Appointment visit, ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        var provider = (await providers.FindAsync(visit.Provider, cancellationToken))!;
        return $"{talk.Say("visit.remind", ("when", When(visit.Start, chart, talk)), ("name", provider.Name), ("location", provider.Location))}\n\n{Preparation(visit, talk)}";
    }

    /// <summary>The button that opens the calendar file.</summary>
    public async Task<IReadOnlyList<(string Label, string Address)>> CalendarAsync(Appointment visit, ChartSummary chart, Talk talk, CancellationToken cancellationToken) =>
        [(talk.Say("visit.calendar"), await LinkAsync(visit, chart.Patient, cancellationToken))];

    /// <summary>A link to the visit as a calendar file; it opens nothing any more when the visit is over.</summary>
    public async Task<string> LinkAsync(Appointment visit, PatientId patient, CancellationToken cancellationToken) =>
        address.Of($"calendar/{await links.SignAsync(CalendarPurpose, $"{patient.Value}/{visit.Id}", visit.End, cancellationToken)}.ics");

    private string Preparation(Appointment visit, Talk talk) =>
        $"{talk.Say("visit.prepare")}\n{string.Join('\n', types.Of(visit.VisitType).Preparation.Select(key => "- " + talk.Say(key)))}";
}
