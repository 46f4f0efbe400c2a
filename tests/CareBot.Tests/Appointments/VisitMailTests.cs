using System.Globalization;
using System.Text.RegularExpressions;
using CareBot.Care.Patients;
using CareBot.Mail;
using CareBot.Tests.Host;
using CareBot.Tests.Mail;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CareBot.Tests.Appointments;

/// <summary>A visit that is booked, moved and cancelled in chat, as it arrives in the patient's mailbox.</summary>
public sealed partial class VisitMailTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invitation_its_change_and_its_end_arrive_once_each()
    {
        await using var server = new SmtpCapture();
        await using var bot = new BotFixture();
        await using var host = bot.WithWebHostBuilder(builder =>
        {
            builder.UseSetting("CareBot:Mail:Host", "127.0.0.1");
            builder.UseSetting("CareBot:Mail:Port", server.Port.ToString(CultureInfo.InvariantCulture));
            builder.UseSetting("CareBot:Mail:From", "Lakeside <care@lakeside.example>");
            builder.UseSetting("CareBot:Mail:Security", "None");
            // Sent when the test says so.
            builder.ConfigureTestServices(services => services.Remove(services.Single(service => service.ImplementationType == typeof(MailWorker))));
        });
        var charts = host.Services.GetRequiredService<Charts>();
        await charts.ChangeAsync(new PatientId("walt"), chart => chart with { Email = "walt@example.org" }, Cancelled);
        var client = host.CreateClient();
        foreach (var text in new[] { "I need to see Dr. Shah tomorrow", "1", "yes", "no", "move it", "2", "yes", "cancel my appointment", "yes" })
        {
            using var answer = await client.PostAsync("/api/messages", new StringContent(BotFixture.Message("walt", text).ToJsonString(), System.Text.Encoding.UTF8, "application/json"), Cancelled);
        }

        var sender = host.Services.GetRequiredService<MailSender>();
        await sender.SendDueAsync(Cancelled);
        await sender.SendDueAsync(Cancelled);
        Assert.Equal(3, server.Taken.Count);
        Assert.All(server.Taken, letter => Assert.Contains("To: walt@example.org", letter, StringComparison.Ordinal));
        Assert.Equal(["REQUEST", "REQUEST", "CANCEL"], server.Taken.Select(letter => Method().Match(letter).Groups[1].Value));
        Assert.DoesNotContain(server.Taken, letter => letter.Contains("Subject: Dr", StringComparison.Ordinal));
    }

    [GeneratedRegex("method=\"?([A-Z]+)")]
    private static partial Regex Method();
}
