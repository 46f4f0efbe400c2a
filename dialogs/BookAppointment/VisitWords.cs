using CareBot.Care.Appointments;
using CareBot.Care.Links;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>How visits are spoken of: always with weekday, date and time, which is that of the place; staff read the practice's.</summary>
public sealed class VisitWords(ProviderDesk providers, PeopleDesk people, VisitTypes types, Outlooks outlooks, LinkTokens links, PublicAddress address)
{
    /// <summary>The purpose that a calendar link is signed for.</summary>
    public const string CalendarPurpose = "calendar";

    /// <summary>When it is there; the zone is named where the clock of the patient shows something else.</summary>
    /// <param name="chart">With the zone in which it is told, as <c>ThereAsync</c> gives it.</param>
    public static string When(DateTimeOffset start, ChartSummary chart, Talk talk)
    {
        var when = talk.When(start, chart.TimeZone);
        return Home(chart, talk).TimeZone is var home && Offset(start, home) == Offset(start, chart.TimeZone) ? when : talk.Say("visit.zone", ("when", when), ("place", Place(chart.TimeZone)));
    }

    /// <summary>The chart with the zone in which a visit is told: staff read the practice's, patients and family that of the place, or their own where nobody goes anywhere.</summary>
    /// <param name="provider">Null where it is not known yet.</param>
    public async Task<ChartSummary> ThereAsync(string? provider, bool isVirtual, ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        if (talk.Speaker is Speaker.OfStaff)
        {
            return chart with { TimeZone = (await people.PracticeAsync(cancellationToken)).TimeZone };
        }

        var place = provider is null || isVirtual ? null : await providers.FindAsync(provider, cancellationToken);
        return chart with { TimeZone = place?.TimeZone ?? Home(chart, talk).TimeZone };
    }

    public Task<ChartSummary> ThereAsync(Appointment visit, ChartSummary chart, Talk talk, CancellationToken cancellationToken) => ThereAsync(visit.Provider, visit.IsVirtual, chart, talk, cancellationToken);

    /// <summary>The chart with the zone of whoever reads it.</summary>
    public static ChartSummary Home(ChartSummary chart, Talk talk) => talk.Speaker is Speaker.OfPatient or Speaker.OfFamily ? talk.Chart : chart;

    /// <summary>A zone by the town that it is named for.</summary>
    public static string Place(string zone) => zone.Split('/')[^1].Replace('_', ' ');

    private static TimeSpan Offset(DateTimeOffset at, string zone) => TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(at);

    public async Task<string> LineAsync(Appointment visit, ChartSummary chart, Talk talk, CancellationToken cancellationToken) => talk.Say(
        visit.IsVirtual ? "visit.line.virtual" : "visit.line",
        ("when", When(visit.Start, await ThereAsync(visit, chart, talk, cancellationToken), talk)), ("name", await NameAsync(visit.Provider, cancellationToken)));

    /// <summary>When, with whom and where.</summary>
    public async Task<string> PlaceLineAsync(Appointment visit, ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        var line = await LineAsync(visit, chart, talk, cancellationToken);
        return visit.IsVirtual || await providers.FindAsync(visit.Provider, cancellationToken) is not { } provider ? line : talk.Say("visit.line.place", ("visit", line), ("location", provider.Location), ("address", provider.Address));
    }

    public async Task<string> NameAsync(string provider, CancellationToken cancellationToken) => (await providers.FindAsync(provider, cancellationToken))?.Name ?? provider;

    /// <summary>How the provider may be called: the name, the family name, and what patients call such a doctor.</summary>
    public static AnswerOption Option(CareProvider provider, Talk talk)
    {
        var specialty = talk.Option(provider.Id, $"specialty.{provider.Specialty}");
        return new AnswerOption(provider.Id, Label(provider, talk), [provider.Name, Family(provider), $"doctor {Family(provider)}", $"doctora {Family(provider)}", $"dr {Family(provider)}", .. specialty.Also]);
    }

    private static string Family(CareProvider provider) => Family(provider.Name);

    /// <summary>The family name of a provider.</summary>
    public static string Family(string name) => name.Split(' ')[^1];

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
        chart = await ThereAsync(visit, chart, talk, cancellationToken);
        var provider = (await providers.FindAsync(visit.Provider, cancellationToken))!;
        var outlook = await outlooks.ForAsync(chart, cancellationToken);
        List<string> paragraphs = [Say(key, visit, provider, chart, talk, ("who", visit.AgreedBy is { Role: Roles.Calendar } ? provider.Location : await WhoAsync(visit.AgreedBy, chart, cancellationToken)))];
        paragraphs.AddRange(Support(visit, outlook.Coordinator, talk));
        paragraphs.Add(Preparation(visit, talk));
        paragraphs.Add(talk.Say("visit.askThree"));
        return string.Join("\n\n", paragraphs);
    }

    /// <summary>What somebody reads who has booked or moved a visit for a patient.</summary>
    public async Task<string> ForOtherAsync(BookingRun run, Appointment visit, ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        chart = await ThereAsync(visit, chart, talk, cancellationToken);
        var provider = (await providers.FindAsync(visit.Provider, cancellationToken))!;
        var outlook = await outlooks.ForAsync(chart, cancellationToken);
        var said = Say(run, chart, talk, (run.What == "move" ? "visit.moved" : "visit.booked") + (visit.IsVirtual ? ".virtual" : ""), ("when", When(visit.Start, chart, talk)), ("name", provider.Name), ("location", provider.Location));
        return string.Join("\n\n", Support(visit, outlook.Coordinator, talk, chart.Name.Given).Prepend(said));
    }

    /// <summary>What family who look after the visits read of one, with how ride and interpreter stand where it is still to come.</summary>
    public async Task<string> ToFamilyAsync(string key, Appointment visit, ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        chart = await ThereAsync(visit, chart, talk, cancellationToken);
        var provider = await providers.FindAsync(visit.Provider, cancellationToken);
        var said = talk.Say(
            key,
            ("patient", talk.NameOf(chart)), ("given", chart.Name.Given), ("when", When(visit.Start, chart, talk)), ("name", provider?.Name ?? visit.Provider), ("location", provider?.Location ?? ""), ("address", provider?.Address ?? ""));
        return visit.State == AppointmentState.Cancelled ? said : string.Join("\n\n", Support(visit, (await outlooks.ForAsync(chart, cancellationToken)).Coordinator, talk, chart.Name.Given).Prepend(said));
    }

    /// <summary>Words to the patient, or about the patient to whoever acts for them.</summary>
    public static string Say(BookingRun run, ChartSummary chart, Talk talk, string key, params ReadOnlySpan<(string Name, object? Value)> values) => run.Patient is null
        ? talk.Say(key, values)
        : talk.Say("other." + key, [.. values, ("patient", talk.NameOf(chart)), ("given", chart.Name.Given)]);

    /// <summary>Who did something for the patient: the given name of a family member or of a member of staff.</summary>
    public async Task<string> WhoAsync(Author? by, ChartSummary chart, CancellationToken cancellationToken) => by switch
    {
        { Role: Roles.Family } when chart.Family.FirstOrDefault(one => one.Id == by.Id) is { } member => member.Name.Given,
        { Role: Roles.Coordinator } when await people.FindAsync(new StaffId(by.Id), cancellationToken) is { } staff => staff.Name.Given,
        _ => (await outlooks.ForAsync(chart, cancellationToken)).Coordinator,
    };

    /// <summary>How ride and interpreter stand, a sentence each.</summary>
    /// <param name="given">The patient's name, where somebody else reads it.</param>
    public static IEnumerable<string> Support(Appointment visit, string coordinator, Talk talk, string? given = null) =>
        from kind in SupportRules.Kinds
        let support = SupportRules.Of(visit, kind)
        where support is not null && support.State != SupportState.NotNeeded
        let state = support switch { { State: SupportState.Arranged, Note: not null } => "arrangedBy", { State: SupportState.Arranged } => "arranged", { State: SupportState.FellThrough } => "fellThrough", _ => "requested" }
        select talk.Say($"{(given is null ? "" : "other.")}visit.{SupportRules.Word(kind)}.{state}", ("coordinator", coordinator), ("note", support.Note ?? ""), ("given", given));

    /// <summary>What is left to somebody who cannot get there.</summary>
    public async Task<IReadOnlyList<string>> WaysAsync(Appointment visit, Talk talk, CancellationToken cancellationToken)
    {
        var offersVirtual = !visit.IsVirtual && await providers.FindAsync(visit.Provider, cancellationToken) is { OffersVirtual: true };
        return offersVirtual ? [talk.Say("visit.button.virtual"), talk.Say("visit.button.move")] : [talk.Say("visit.button.move")];
    }

    /// <summary>Words about a visit; where nobody has to go there, those that say so.</summary>
    private static string Say(string key, Appointment visit, CareProvider provider, ChartSummary chart, Talk talk, params ReadOnlySpan<(string Name, object? Value)> more) => talk.Say(
        visit.IsVirtual ? key + ".virtual" : key,
        [("when", When(visit.Start, chart, talk)), ("name", provider.Name), ("location", provider.Location), ("address", provider.Address), ("phone", provider.Phone), .. more]);

    public async Task<string> RemindAsync(Appointment visit, ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        chart = await ThereAsync(visit, chart, talk, cancellationToken);
        var provider = (await providers.FindAsync(visit.Provider, cancellationToken))!;
        var outlook = await outlooks.ForAsync(chart, cancellationToken);
        return string.Join("\n\n", [Say("visit.remind", visit, provider, chart, talk), .. Support(visit, outlook.Coordinator, talk), Preparation(visit, talk)]);
    }

    /// <summary>The question about a ride; for some kinds of visits it says why one is needed.</summary>
    public string RideQuestion(CareProvider? provider) => provider is not null && types.Of(provider.VisitType).NeedsRide ? "visit.ride.needed" : "visit.ride";

    /// <summary>The button that opens the calendar file.</summary>
    public async Task<IReadOnlyList<(string Label, string Address)>> CalendarAsync(Appointment visit, ChartSummary chart, Talk talk, CancellationToken cancellationToken) =>
        [(talk.Say("visit.calendar"), await LinkAsync(visit, chart.Patient, talk.Speaker is Speaker.OfFamily { Member.Id: var member } ? member : null, cancellationToken))];

    /// <summary>A link to the visit as a calendar file; it opens nothing any more when the visit is over.</summary>
    /// <param name="member">The one of the family who holds it: it opens only while the patient lets them; null where the patient does.</param>
    public async Task<string> LinkAsync(Appointment visit, PatientId patient, string? member, CancellationToken cancellationToken) =>
        address.Of($"calendar/{await links.SignAsync(CalendarPurpose, member is null ? $"{patient.Value}/{visit.Id}" : $"{patient.Value}/{visit.Id}/{member}", visit.End, cancellationToken)}.ics");

    /// <summary>How to prepare for a visit, a line each.</summary>
    public string Preparation(Appointment visit, Talk talk) =>
        $"{talk.Say("visit.prepare")}\n{string.Join('\n', types.Of(visit.VisitType).Preparation.Select(key => "- " + talk.Say(key)))}";
}
