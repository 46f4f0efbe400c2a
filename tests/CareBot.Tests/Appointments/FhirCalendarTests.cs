using System.Text;
using System.Text.Json.Nodes;
using CareBot.Care.Appointments;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Patients;
using CareBot.Tests.Assessments;
using CareBot.Tests.Host;

namespace CareBot.Tests.Appointments;

/// <summary>A calendar that is kept elsewhere, as FHIR: taken in once, changed by a newer file, written out and read again.</summary>
public sealed class FhirCalendarTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_does_not_undo_what_was_said_in_chat_meanwhile()
    {
        await using var bot = new BotFixture();
        var first = await ImportAsync(bot, FhirFiles.Clinic());
        Assert.Equal((1, 3, 1), (first.Providers, first.Opened, first.AddedVisits));
        Assert.True((await ImportAsync(bot, FhirFiles.Clinic())).IsNothing);
        await bot.SayAllAsync("walt", "cancel my appointment", "yes");
        Assert.True((await ImportAsync(bot, FhirFiles.Clinic())).IsNothing);
        Assert.Empty((await bot.ChartAsync("walt")).Appointments);
    }

    [Fact]
    public async Task An_imported_calendar_is_booked_from_in_chat_at_the_offices_own_hours()
    {
        await using var bot = new BotFixture();
        await ImportAsync(bot, FhirFiles.Clinic());
        var said = (await bot.SayAsync("rosa", "quiero una cita con Ruiz")).Text;
        Assert.Contains("Dra. Elena Ruiz", said, StringComparison.Ordinal);
        Assert.Contains("jueves 5 de marzo, 10 am", said, StringComparison.Ordinal);
        Assert.DoesNotContain("9 am", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_file_moves_the_visit_and_the_patient_is_told()
    {
        await using var bot = new BotFixture();
        await ImportAsync(bot, FhirFiles.Clinic());
        var visit = Assert.Single((await bot.ChartAsync("walt")).Appointments);
        var change = await ImportAsync(bot, FhirFiles.Clinic(start: "2026-03-05T11:00:00-06:00"));
        Assert.Equal((1, 0), (change.MovedVisits, change.AddedVisits));
        var moved = Assert.Single((await bot.ChartAsync("walt")).Appointments);
        Assert.Equal((visit.Id, visit.Start.AddHours(2), true), (moved.Id, moved.Start, moved.IsNews));
        await bot.SayAsync("walt", "hello");
        await bot.RunOutreachAsync();
        Assert.Contains((await bot.TranscriptAsync("walt")), said => said.Text?.Contains("moved your visit", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_visit_that_is_cancelled_and_booked_again_is_booked_as_often_as_the_file_says_so()
    {
        await using var bot = new BotFixture();
        await ImportAsync(bot, FhirFiles.Clinic());
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(1, (await ImportAsync(bot, FhirFiles.Clinic(status: "cancelled"))).CancelledVisits);
            Assert.Empty((await bot.ChartAsync("walt")).Appointments);
            Assert.Equal(1, (await ImportAsync(bot, FhirFiles.Clinic())).AddedVisits);
            Assert.True((await ImportAsync(bot, FhirFiles.Clinic())).IsNothing);
        }

        var visit = Assert.Single((await bot.ChartAsync("walt")).Appointments);
        Assert.Equal((AppointmentState.Booked, true), (visit.State, visit.IsNews));
        Assert.Equal((SlotState.Taken, true), await bot.Get<SlotDesk>().FindAsync(visit.Provider, visit.Start, Cancelled) is { } slot ? (slot.State, slot.IsSealed) : default);
    }

    [Fact]
    public async Task Somebody_who_shares_no_language_with_the_doctor_gets_an_interpreter_asked_for_and_called_off_again()
    {
        await using var bot = new BotFixture();
        var english = FhirFiles.Clinic(patient: "rosa").Replace("es-MX", "en-US", StringComparison.Ordinal);
        await ImportAsync(bot, english);
        var asked = Assert.Single((await bot.ChartAsync("rosa")).OpenAlerts);
        Assert.Equal(("visit-interpreter", Roles.Calendar), (asked.Family, asked.SaidBy));
        await ImportAsync(bot, english.Replace("\"status\": \"booked\"", "\"status\": \"cancelled\"", StringComparison.Ordinal));
        Assert.Empty((await bot.ChartAsync("rosa")).OpenAlerts);
    }

    [Fact]
    public async Task A_doctor_with_two_offices_has_two_calendars_and_a_visit_is_in_the_one_that_it_names()
    {
        await using var bot = new BotFixture();
        var change = await ImportAsync(bot, FhirFiles.TwoOffices());
        Assert.Equal((2, 2, 1, 0), (change.Providers, change.Opened, change.AddedVisits, change.Refused.Count));
        Assert.Equal("ruiz-l2", Assert.Single((await bot.ChartAsync("walt")).Appointments).Provider);
        Assert.True((await ImportAsync(bot, FhirFiles.TwoOffices())).IsNothing);
    }

    [Fact]
    public void A_visit_that_may_be_in_either_office_is_refused_by_name() => Assert.EndsWith(
        "several calendars fit; name the Slot, or the Practitioner and the Location",
        Assert.Single(Read(FhirFiles.TwoOffices("""{"actor": {"reference": "Practitioner/ruiz"}, "status": "accepted"}""")).Refused), StringComparison.Ordinal);

    [Fact]
    public async Task An_office_that_was_taken_in_alone_keeps_its_calendar_when_the_doctor_opens_another()
    {
        await using var bot = new BotFixture();
        await ImportAsync(bot, FhirFiles.Clinic());
        var later = Read(FhirFiles.TwoOffices(), Read(FhirFiles.Clinic()).Providers);
        Assert.Empty(later.Refused);
        await bot.Get<CalendarDesk>().ImportAsync(later, bot.Clock.GetUtcNow(), Cancelled);
        Assert.Equal(["ruiz", "ruiz-l2"], (await bot.ChartAsync("walt")).Appointments.Select(visit => visit.Provider).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("cancelled", 0, null)]
    [InlineData("fulfilled", 1, AppointmentState.Fulfilled)]
    [InlineData("noshow", 1, AppointmentState.NoShow)]
    public async Task A_newer_file_says_how_the_visit_ended(string status, int left, AppointmentState? state)
    {
        await using var bot = new BotFixture();
        await ImportAsync(bot, FhirFiles.Clinic());
        await ImportAsync(bot, FhirFiles.Clinic(status: status));
        var visits = (await bot.ChartAsync("walt")).Appointments;
        Assert.Equal(left, visits.Count);
        Assert.Equal(state, visits is [{ State: var ended }] ? ended : (AppointmentState?)null);
    }

    [Fact]
    public async Task A_time_that_is_busy_elsewhere_is_offered_no_more_and_one_that_is_booked_here_stays_so()
    {
        await using var bot = new BotFixture();
        await ImportAsync(bot, FhirFiles.Clinic());
        await bot.SayAllAsync("dot", "book an appointment with Ruiz on Thursday at 11", "1", "yes", "no");
        var change = await ImportAsync(bot, FhirFiles.Clinic(times: "busy"));
        Assert.Equal((2, 1), (change.Closed, change.Kept));
        Assert.Contains("no free time", (await bot.SayAsync("sam", "book an appointment with Ruiz")).Text, StringComparison.Ordinal);
        Assert.Equal(2, (await ImportAsync(bot, FhirFiles.Clinic())).Opened);
    }

    [Fact]
    public async Task What_is_written_out_is_valid_FHIR_and_reads_back_as_it_was()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "book an appointment with Shah on Thursday at 10", "1", "yes", "no");
        var (providers, now) = (await bot.Get<ProviderDesk>().AllAsync(Cancelled), bot.Clock.GetUtcNow());
        var slots = new List<Slot>();
        foreach (var provider in providers) slots.AddRange(await bot.Get<SlotDesk>().AllAsync(provider.Id, now, Cancelled));
        var visit = Assert.Single((await bot.ChartAsync("walt")).Appointments);
        var bundle = FhirCalendarWriter.Bundle(Practice.Visits, providers, slots, [(new PatientId("walt"), visit)]);

        var read = Assert.IsType<Hl7.Fhir.Model.Bundle>(R4.Strict(bundle));
        Assert.Equal((providers.Count, slots.Count, 1), (read.Entry.Count(one => one.Resource is Hl7.Fhir.Model.Schedule), read.Entry.Count(one => one.Resource is Hl7.Fhir.Model.Slot), read.Entry.Count(one => one.Resource is Hl7.Fhir.Model.Appointment)));

        var again = Read(bundle.ToJsonString());
        Assert.Empty(again.Refused);
        Assert.Equal(providers.Select(Shown), again.Providers.OrderBy(one => one.Name, StringComparer.Ordinal).Select(Shown));
        Assert.Equal(slots.Select(slot => (slot.Provider, slot.Start, slot.Minutes, slot.State == SlotState.Free)).Order(), again.Times.Select(time => (time.Provider, time.Start, time.Minutes, time.IsFree)).Order());
        Assert.Equal(("walt", "shah", visit.Start, 30), again.Visits.Select(one => (one.Patient, one.Provider, one.Start, one.Minutes)).Single());

        await using var other = new BotFixture();
        var change = await other.Get<CalendarDesk>().ImportAsync(again, now, Cancelled);
        Assert.Equal((0, 1), (change.Providers, change.AddedVisits));
        Assert.Equal(visit.Start, Assert.Single((await other.ChartAsync("walt")).Appointments).Start);
    }

    [Fact]
    public void Lines_with_a_resource_each_say_the_same_as_a_bundle()
    {
        var bundle = JsonNode.Parse(FhirFiles.Clinic())!["entry"]!.AsArray().Select(entry => entry!["resource"]!.ToJsonString());
        var reader = Reader();
        reader.Add(Encoding.UTF8.GetBytes(string.Join('\n', bundle) + "\n"), "clinic.ndjson");
        var (lines, whole) = (reader.Read([]), Read(FhirFiles.Clinic()));
        Assert.Empty(lines.Refused);
        Assert.Equal((whole.Providers.Single().Name, whole.Times.Count, whole.Visits.Single().Id), (lines.Providers.Single().Name, lines.Times.Count, lines.Visits.Single().Id));
    }

    public static TheoryData<string, string, string> Broken => new()
    {
        { "\"start\":\"2026-03-05T10:00:00-06:00\"", "\"start\":\"2026-03-05\"", "clinic.json#/entry/5/resource/start: is \"2026-03-05\"; write the instant in whole minutes with its zone" },
        { "\"end\":\"2026-03-05T10:30:00-06:00\"", "\"end\":\"2026-03-05T09:30:00-06:00\"", "clinic.json#/entry/5/resource/end" },
        { "\"status\":\"free\"", "\"status\":\"open\"", "clinic.json#/entry/5/resource/status: is \"open\"; write free, busy" },
        { "\"reference\":\"Schedule/s1\"", "\"reference\":\"Schedule/s9\"", "clinic.json#/entry/5/resource/schedule/reference: is \"Schedule/s9\"; no Schedule of that name" },
        { "\"reference\":\"Location/l1\"", "\"reference\":\"Location/l9\"", "clinic.json#/entry/4/resource/actor/2/reference: is \"Location/l9\"; there is no such resource" },
        { "\"reference\":\"Patient/walt\"", "\"reference\":\"Device/walt\"", "clinic.json#/entry/8/resource/participant: is a list; name the patient" },
        { "\"status\":\"booked\"", "\"status\":\"proposed\"", "clinic.json#/entry/8/resource/status: is \"proposed\"; only a visit with an agreed time" },
        { "\"valueCode\":\"America/Chicago\"", "\"valueCode\":\"Chicago time\"", "clinic.json#/entry/1/resource/extension/0/valueCode: is \"Chicago time\"; is no zone" },
        { "\"family\":\"Ruiz\"", "\"family\":7", "clinic.json#/entry/0/resource/name/0/family: is 7; write words in quotes" },
        { "{\"resourceType\":\"Bundle\"", "[{\"resourceType\":\"Bundle\"", "clinic.json#line" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_broken_is_named_by_file_and_place_with_its_remedy(string right, string wrong, string named)
    {
        var calendar = Read(FhirFiles.Clinic().Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace(right.Replace(" ", "", StringComparison.Ordinal), wrong, StringComparison.Ordinal));
        Assert.Contains(calendar.Refused, one => one.StartsWith(named, StringComparison.Ordinal));
    }

    [Fact]
    public void A_broken_slot_leaves_the_others_as_they_are()
    {
        var calendar = Read(FhirFiles.Clinic().Replace("\"end\": \"2026-03-05T10:30:00-06:00\"", "\"end\": \"soon\"", StringComparison.Ordinal));
        Assert.Single(calendar.Refused);
        Assert.Equal((1, 2, 1), (calendar.Providers.Count, calendar.Times.Count, calendar.Visits.Count));
    }

    [Fact]
    public void A_resource_that_is_none_leaves_the_others_of_its_file_as_they_are()
    {
        var calendar = Read(FhirFiles.Clinic().Replace("\"resourceType\": \"PractitionerRole\"", "\"resourceType\": 5", StringComparison.Ordinal).Replace("PractitionerRole/r1", "Practitioner/ruiz", StringComparison.Ordinal));
        Assert.Equal("clinic.json#/entry/3/resource/resourceType: is 5; write words in quotes", Assert.Single(calendar.Refused));
        Assert.Equal((1, 3, 1), (calendar.Providers.Count, calendar.Times.Count, calendar.Visits.Count));
    }

    [Fact]
    public async Task A_visit_of_somebody_without_a_chart_is_named_and_everything_else_is_taken()
    {
        await using var bot = new BotFixture();
        var change = await ImportAsync(bot, FhirFiles.Clinic(patient: "nobody"));
        Assert.Contains("admit the patient first", Assert.Single(change.Refused), StringComparison.Ordinal);
        Assert.Equal((1, 3, 0), (change.Providers, change.Opened, change.AddedVisits));
    }

    [Fact]
    public void A_specialty_is_known_by_its_code_and_an_office_that_takes_referrals_by_phone_is_booked_by_phone()
    {
        var provider = Read(FhirFiles.Clinic()).Providers.Single();
        Assert.Equal(("cardiology", "heart", false, "555-0170"), (provider.Specialty, provider.VisitType, provider.IsPhoneOnly, provider.Phone));
        Assert.Equal(["es", "en"], provider.Languages);
        Assert.True(Read(FhirFiles.Clinic(referral: "phone")).Providers.Single().IsPhoneOnly);
        Assert.Equal("other", Read(FhirFiles.Clinic().Replace("394579002", "000000000", StringComparison.Ordinal)).Providers.Single().Specialty);
    }

    private static string Shown(CareProvider one) => $"{one.Id}|{one.Name}|{one.Specialty}|{one.VisitType}|{one.Location}|{one.Address}|{one.TimeZone}|{string.Join(',', one.Languages)}|{one.Phone}|{one.IsPhoneOnly}|{one.OffersVirtual}";

    private static FhirCalendarReader Reader() => new(Practice.Visits, "America/Chicago", "555-0142");

    private static FhirCalendar Read(string file, params IReadOnlyList<CareProvider> known)
    {
        var reader = Reader();
        reader.Add(Encoding.UTF8.GetBytes(file), "clinic.json");
        return reader.Read(known);
    }

    private static Task<CalendarChange> ImportAsync(BotFixture bot, string file) => bot.Get<CalendarDesk>().ImportAsync(Read(file), bot.Clock.GetUtcNow(), Cancelled);
}
