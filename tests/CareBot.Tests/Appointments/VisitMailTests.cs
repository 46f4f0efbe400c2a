using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CareBot.Care.Appointments;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Patients;
using CareBot.Mail;
using CareBot.Tests.Host;
using CareBot.Tests.Mail;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CareBot.Tests.Appointments;

/// <summary>A visit that is booked, moved and cancelled, in chat or in another system's calendar, as it arrives in the patient's mailbox.</summary>
public sealed partial class VisitMailTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invitation_its_change_and_its_end_arrive_once_each()
    {
        await using var server = new SmtpCapture();
        await using var bot = new BotFixture();
        await using var host = Mailing(bot, server);
        await LetMailAsync(host);
        var client = host.CreateClient();
        foreach (var text in new[] { "I need to see Dr. Shah tomorrow", "1", "yes", "no", "move it", "2", "yes", "cancel my appointment", "yes" })
        {
            using var answer = await client.PostAsync("/api/messages", new StringContent(BotFixture.Message("walt", text).ToJsonString(), Encoding.UTF8, "application/json"), Cancelled);
        }

        await SendAsync(host);
        await SendAsync(host);
        Assert.All(server.Taken, letter => Assert.Contains("To: walt@example.org", letter, StringComparison.Ordinal));
        Assert.Equal(["REQUEST 0", "REQUEST 1", "CANCEL 2"], server.Taken.Select(Told));
        Assert.DoesNotContain(server.Taken, letter => letter.Contains("Subject: Dr", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_another_calendar_sets_moves_and_calls_off_arrives_once_each_and_the_same_file_again_sends_nothing()
    {
        await using var server = new SmtpCapture();
        await using var bot = new BotFixture();
        await using var host = Mailing(bot, server);
        await LetMailAsync(host);
        foreach (var file in new[] { FhirFiles.Clinic(), FhirFiles.Clinic(start: "2026-03-05T11:00:00-06:00"), FhirFiles.Clinic(status: "cancelled", start: "2026-03-05T11:00:00-06:00") })
        {
            for (var time = 1; time <= 2; time++)
            {
                await ImportAsync(host, file);
                await SendAsync(host);
            }
        }

        Assert.Equal(["REQUEST 0", "REQUEST 1", "CANCEL 2"], server.Taken.Select(Told));
        Assert.Single(server.Taken.Select(letter => Uid().Match(letter).Value).Distinct());
        Assert.All(server.Taken, letter => Assert.Contains("To: walt@example.org", letter, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_patient_without_an_address_gets_no_letter_and_one_who_was_never_invited_no_end_of_it()
    {
        await using var server = new SmtpCapture();
        await using var bot = new BotFixture();
        await using var host = Mailing(bot, server);
        await ImportAsync(host, FhirFiles.Clinic());
        await ImportAsync(host, FhirFiles.Clinic(start: "2026-03-05T11:00:00-06:00"));
        await LetMailAsync(host);
        await ImportAsync(host, FhirFiles.Clinic(status: "cancelled", start: "2026-03-05T11:00:00-06:00"));
        await SendAsync(host);
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task A_visit_that_the_patient_moved_since_is_not_sent_as_the_other_calendar_had_it()
    {
        await using var server = new SmtpCapture();
        await using var bot = new BotFixture();
        await using var host = Mailing(bot, server);
        await LetMailAsync(host);
        await ImportAsync(host, FhirFiles.Clinic());
        var client = host.CreateClient();
        foreach (var text in new[] { "move it", "1", "yes" })
        {
            using var answer = await client.PostAsync("/api/messages", new StringContent(BotFixture.Message("walt", text).ToJsonString(), Encoding.UTF8, "application/json"), Cancelled);
        }

        await RunAsync(host);
        await SendAsync(host);
        Assert.Equal(["REQUEST 0", "REQUEST 1"], server.Taken.Select(Told));
    }

    private static WebApplicationFactory<Program> Mailing(BotFixture bot, SmtpCapture server) => bot.WithWebHostBuilder(builder =>
    {
        builder.UseSetting("CareBot:Mail:Host", "127.0.0.1");
        builder.UseSetting("CareBot:Mail:Port", server.Port.ToString(CultureInfo.InvariantCulture));
        builder.UseSetting("CareBot:Mail:From", "Lakeside <care@lakeside.example>");
        builder.UseSetting("CareBot:Mail:Security", "None");
    });

    private static Task LetMailAsync(WebApplicationFactory<Program> host) =>
        host.Services.GetRequiredService<Charts>().ChangeAsync(new PatientId("walt"), chart => chart with { Email = "walt@example.org" }, Cancelled);

    /// <summary>Takes a file in, and does what is due by it.</summary>
    private static async Task ImportAsync(WebApplicationFactory<Program> host, string file)
    {
        var reader = new FhirCalendarReader(Practice.Visits, "America/Chicago", "555-0142");
        reader.Add(Encoding.UTF8.GetBytes(file), "clinic.json");
        await host.Services.GetRequiredService<CalendarDesk>().ImportAsync(reader.Read([]), host.Services.GetRequiredService<TimeProvider>().GetUtcNow(), Cancelled);
        await RunAsync(host);
    }

    private static Task<int> RunAsync(WebApplicationFactory<Program> host) => host.Services.GetRequiredService<CareBot.Care.Outreach.OutreachDesk>()
        .RunDueAsync(host.Services.GetRequiredService<TimeProvider>(), host.Services.GetRequiredService<CareBot.Background.Outreach>().SayAsync, Cancelled);

    private static async Task SendAsync(WebApplicationFactory<Program> host)
    {
        await host.Services.GetRequiredService<MailSender>().SendDueAsync(Cancelled);
    }

    private static string Told(string letter) => $"{Method().Match(letter).Groups[1].Value} {Sequence().Match(Calendar(letter)).Groups[1].Value}";

    /// <summary>The calendar file of a letter, whether it goes as it is or in Base64.</summary>
    private static string Calendar(string letter) => letter.Contains("BEGIN:VCALENDAR", StringComparison.Ordinal) ? letter
        : Encoding.UTF8.GetString(Convert.FromBase64String(Encoded().Match(letter).Groups[1].Value));

    [GeneratedRegex("method=\"?([A-Z]+)")]
    private static partial Regex Method();

    [GeneratedRegex(@"SEQUENCE:(\d+)")]
    private static partial Regex Sequence();

    [GeneratedRegex(@"UID:\S+")]
    private static partial Regex Uid();

    [GeneratedRegex(@"Content-Type: text/calendar(?:[^\n]+\n|\s+[^\n]+\n)*?\n([A-Za-z0-9+/=\s]+)")]
    private static partial Regex Encoded();
}
