using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using CareBot.Care.Patients;
using CareBot.Mail;
using CareBot.Tests.Appointments;
using CareBot.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace CareBot.Tests.Mail;

/// <summary>Letters and answers travel encrypted, and only to a server that proves who it is.</summary>
public sealed class MailTlsTests : IDisposable
{
    private readonly Certificates _certificates = new Certificates().Written();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _certificates.Dispose();

    [Theory]
    [InlineData("Tls")]
    [InlineData("StartTls")]
    public async Task An_invitation_goes_out_and_its_answer_comes_in_over_TLS_when_the_authority_is_named(string security)
    {
        using var certificate = _certificates.Of();
        await using var server = new SmtpCapture(certificate, upgrades: security == "StartTls");
        await using var box = new Pop3Server(certificate);
        await using var bot = new BotFixture();
        await using var host = With(bot, server, box, security, _certificates.File);
        await InviteAsync(host);
        Assert.Equal(1, await host.Services.GetRequiredService<MailSender>().SendDueAsync(Cancelled));
        box.Letters.Add(CalendarReplyTests.Answer(await CalendarReplyTests.CalendarOfAsync(Assert.Single(server.Taken)), "ACCEPTED"));
        Assert.Equal(1, await host.Services.GetRequiredService<MailInbox>().ReadAsync(Cancelled));
        Assert.Empty(box.Letters);
        Assert.True(Assert.Single((await host.Services.GetRequiredService<Charts>().OpenAsync(new PatientId("walt"), Cancelled)).Summary.Appointments).IsConfirmed);
    }

    public static TheoryData<string, bool, int, string> Strangers => new()
    {
        { "127.0.0.1", false, 30, "signed by nobody who is trusted here; name its authority in CareBot:Mail:Authority" },
        { "127.0.0.2", true, 30, "for another name than the one that is set" },
        { "127.0.0.1", true, -1, "not valid today" },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task A_server_that_does_not_prove_who_it_is_gets_no_letter_and_no_password_and_the_log_says_why_and_nothing_of_the_patient(string address, bool named, int days, string reason)
    {
        using var certificate = _certificates.Of(address, days);
        await using var server = new SmtpCapture(certificate);
        await using var box = new Pop3Server(certificate);
        await using var bot = new BotFixture();
        await using var host = With(bot, server, box, "Tls", named ? _certificates.File : null);
        await InviteAsync(host);
        bot.Log.Lines.Clear();
        box.Letters.Add("Subject: hello\r\nFrom: a@b.example\r\n\r\nhello");
        Assert.Equal(0, await host.Services.GetRequiredService<MailSender>().SendDueAsync(Cancelled));
        Assert.Equal(0, await host.Services.GetRequiredService<MailInbox>().ReadAsync(Cancelled));
        Assert.Equal(0, server.Offered);
        Assert.Single(box.Letters);
        var lines = bot.Log.Lines.Where(line => line.StartsWith("Warning", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, lines.Count(line => line.Contains(reason, StringComparison.Ordinal)));
        Assert.All(lines, line => Assert.DoesNotContain("walt", line, StringComparison.OrdinalIgnoreCase));
        Assert.All(lines, line => Assert.DoesNotContain("   at ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_machine_that_trusts_a_certificate_already_needs_no_authority()
    {
        using var certificate = _certificates.Of();
        Assert.True(new CertificateCheck([]).Accept(this, certificate, null, System.Net.Security.SslPolicyErrors.None));
        Assert.False(new CertificateCheck([]).Accept(this, certificate, null, System.Net.Security.SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.True(new CertificateCheck(new X509Certificate2Collection { X509CertificateLoader.LoadCertificateFromFile(_certificates.File) }).Accept(this, certificate, null, System.Net.Security.SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.False(new CertificateCheck([]).Accept(this, null, null, System.Net.Security.SslPolicyErrors.RemoteCertificateNotAvailable));
    }

    [Fact]
    public async Task An_authority_that_is_no_certificate_stops_the_start_and_names_the_setting()
    {
        await File.WriteAllTextAsync(_certificates.File, "no certificate", Cancelled);
        var (code, said) = await HostProcess.RefuseAsync("Production", "--data", ":memory:", "--CareBot:Mail:Authority", _certificates.File);
        Assert.Equal((2, "CareBot:Mail:Authority is no readable file with a certificate; write the path of a PEM file."), (code, said.Trim()));
    }

    private static Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactory<Program> With(BotFixture bot, SmtpCapture server, Pop3Server box, string security, string? authority) => bot.WithWebHostBuilder(builder =>
    {
        builder.UseSetting("CareBot:Mail:Host", "127.0.0.1");
        builder.UseSetting("CareBot:Mail:Port", server.Port.ToString(CultureInfo.InvariantCulture));
        builder.UseSetting("CareBot:Mail:From", "Lakeside <care@lakeside.example>");
        builder.UseSetting("CareBot:Mail:Security", security);
        builder.UseSetting("CareBot:Mail:Authority", authority ?? "");
        builder.UseSetting("CareBot:Mail:Inbox:Host", "127.0.0.1");
        builder.UseSetting("CareBot:Mail:Inbox:Port", box.Port.ToString(CultureInfo.InvariantCulture));
        builder.UseSetting("CareBot:Mail:Inbox:User", "care");
        builder.UseSetting("CareBot:Mail:Inbox:Password", "secret");
    });

    /// <summary>Walt, who gave his address, books a visit.</summary>
    private static async Task InviteAsync(Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactory<Program> host)
    {
        await host.Services.GetRequiredService<Charts>().ChangeAsync(new PatientId("walt"), chart => chart with { Email = "walt@example.org" }, Cancelled);
        foreach (var text in new[] { "book an appointment with Shah tomorrow at 10", "1", "yes", "no" })
        {
            using var answer = await host.CreateClient().PostAsync("/api/messages", new StringContent(BotFixture.Message("walt", text).ToJsonString(), System.Text.Encoding.UTF8, "application/json"), Cancelled);
        }
    }
}
