using System.Globalization;
using CareBot.Care.Mail;
using CareBot.Mail;
using CareBot.Storage;
using CareBot.Tests.Host;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CareBot.Tests.Mail;

/// <summary>A letter is sent once, tried again while the mail server is away, and given up aloud.</summary>
public sealed class MailTests : IAsyncDisposable
{
    private readonly List<string> _lost = [];
    private static readonly Letter Letter = new()
    {
        Id = "referral:r1:1",
        To = "intake@pantry.example",
        Subject = "A request from Lakeside Care",
        Text = "Please answer here: https://care.example/r/abc",
        Since = DateTimeOffset.Parse("2026-03-02T14:00:00Z", CultureInfo.InvariantCulture),
    };

    private readonly SqliteRecordStore _store = SqliteRecordStore.OpenTemporary();
    private readonly SmtpCapture _server = new();
    private readonly FakeTimeProvider _clock = new(Letter.Since);
    private readonly LogLines _log = new();
    private readonly LoggerFactory _loggers;

    public MailTests() => _loggers = new LoggerFactory([_log]);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_letter_arrives_as_it_was_written()
    {
        var (desk, sender) = Host();
        await desk.PostAsync(Letter with { Enclosure = new LetterEnclosure("visit.ics", "text/calendar; method=PUBLISH", "BEGIN:VCALENDAR") }, Cancelled);
        Assert.Equal(1, await sender.SendDueAsync(Cancelled));
        var taken = Assert.Single(_server.Taken);
        Assert.Contains("To: intake@pantry.example", taken, StringComparison.Ordinal);
        Assert.Contains("From: Lakeside Care <care@lakeside.example>", taken, StringComparison.Ordinal);
        Assert.Contains("Subject: A request from Lakeside Care", taken, StringComparison.Ordinal);
        Assert.Contains("Please answer here: https://care.example/r/abc", taken, StringComparison.Ordinal);
        Assert.Contains("visit.ics", taken, StringComparison.Ordinal);
        Assert.Contains("Message-Id: <referral.r1.1@lakeside.example>", taken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_that_is_asked_for_twice_is_sent_once_even_long_after()
    {
        var (desk, sender) = Host();
        await desk.PostAsync(Letter, Cancelled);
        await desk.PostAsync(Letter, Cancelled);
        await sender.SendDueAsync(Cancelled);
        _clock.Advance(TimeSpan.FromDays(3));
        await desk.PostAsync(Letter with { Since = _clock.GetUtcNow() }, Cancelled);
        Assert.Equal(0, await sender.SendDueAsync(Cancelled));
        Assert.Equal(1, _server.Offered);
    }

    [Fact]
    public async Task Two_hosts_with_one_store_send_a_letter_once()
    {
        var (desk, sender) = Host();
        var (_, other) = Host();
        await desk.PostAsync(Letter, Cancelled);
        await Task.WhenAll(sender.SendDueAsync(Cancelled), other.SendDueAsync(Cancelled));
        Assert.Equal(1, _server.Offered);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again_later_and_not_before()
    {
        var (desk, sender) = Host();
        _server.Answer = times => times == 1 ? "451 busy" : "250 taken";
        await desk.PostAsync(Letter, Cancelled);
        Assert.Equal(0, await sender.SendDueAsync(Cancelled));
        _clock.Advance(TimeSpan.FromSeconds(28));
        Assert.Equal(0, await sender.SendDueAsync(Cancelled));
        Assert.Equal(1, _server.Offered);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await sender.SendDueAsync(Cancelled));
        Assert.Equal(LetterState.Sent, (await desk.FindAsync(Letter.Id, Cancelled))!.State);
    }

    [Fact]
    public async Task A_host_that_died_in_the_middle_leaves_the_letter_to_the_next_one()
    {
        var (desk, sender) = Host();
        await desk.PostAsync(Letter, Cancelled);
        Assert.NotNull(await desk.TakeAsync(_clock.GetUtcNow(), Cancelled));
        _clock.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromSeconds(2));
        Assert.Equal(0, await sender.SendDueAsync(Cancelled));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await sender.SendDueAsync(Cancelled));
    }

    [Fact]
    public async Task A_letter_that_is_refused_for_good_is_given_up_at_once_and_said_so_without_its_reader()
    {
        var (desk, sender) = Host();
        _server.Answer = _ => "550 nobody here";
        await desk.PostAsync(Letter, Cancelled);
        await sender.SendDueAsync(Cancelled);
        Assert.Equal(LetterState.GivenUp, (await desk.FindAsync(Letter.Id, Cancelled))!.State);
        Assert.Equal([Letter.Id], _lost);
        var line = Assert.Single(_log.Lines);
        Assert.Contains("550", line, StringComparison.Ordinal);
        Assert.DoesNotContain("pantry", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MAIL", "553 5.7.1 not the owner of this sender", "CareBot:Mail:From")]
    [InlineData("MAIL", "530 5.7.0 authentication required", "CareBot:Mail:User")]
    [InlineData("RCPT", "554 5.7.1 relay access denied", "554")]
    [InlineData("RCPT", "450 4.2.1 try later", "450")]
    public async Task What_a_server_says_of_us_throws_no_letter_away_is_told_and_can_be_mended(string command, string says, string told)
    {
        var (desk, sender) = Host();
        _server.Command = line => line.StartsWith(command, StringComparison.OrdinalIgnoreCase) ? says : null;
        await desk.PostAsync(Letter, Cancelled);
        await desk.PostAsync(Letter with { Id = "referral:r2:1" }, Cancelled);
        Assert.Equal(0, await sender.SendDueAsync(Cancelled));
        Assert.Equal(2, _log.Lines.Count(line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains(told, StringComparison.Ordinal)));
        _server.Command = _ => null;
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, await sender.SendDueAsync(Cancelled));
    }

    [Fact]
    public async Task A_reader_who_is_unknown_is_for_good()
    {
        var (desk, sender) = Host();
        _server.Command = line => line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase) ? "550 5.1.1 no such user" : null;
        await desk.PostAsync(Letter, Cancelled);
        await sender.SendDueAsync(Cancelled);
        Assert.Equal([Letter.Id], _lost);
    }

    [Fact]
    public async Task After_an_outage_the_newest_of_a_series_arrives_alone()
    {
        var (desk, sender) = Host();
        var moved = Letter with { Id = "visit:v1:0", Series = "visit:v1:", Subject = "Your visit" };
        _server.Command = _ => "451 busy";
        await desk.PostAsync(moved, Cancelled);
        await desk.PostAsync(moved with { Id = "visit:v2:0", Series = "visit:v2:", Subject = "Another visit" }, Cancelled);
        await sender.SendDueAsync(Cancelled);
        _server.Command = _ => null;
        await desk.PostAsync(moved with { Id = "visit:v1:1", Subject = "Your visit has moved", Since = _clock.GetUtcNow().AddSeconds(1) }, Cancelled);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(2, await sender.SendDueAsync(Cancelled));
        Assert.Equal(LetterState.Overtaken, (await desk.FindAsync("visit:v1:0", Cancelled))!.State);
        Assert.Contains(_server.Taken, letter => letter.Contains("Your visit has moved", StringComparison.Ordinal));
        Assert.Contains(_server.Taken, letter => letter.Contains("Another visit", StringComparison.Ordinal));
        Assert.Empty(_lost);
    }

    [Fact]
    public async Task A_server_that_is_never_there_is_given_up_after_the_time_that_is_set()
    {
        var (desk, sender) = Host(port: 1);
        await desk.PostAsync(Letter, Cancelled);
        _clock.Advance(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(1));
        await sender.SendDueAsync(Cancelled);
        Assert.Equal(LetterState.Waiting, (await desk.FindAsync(Letter.Id, Cancelled))!.State);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await sender.SendDueAsync(Cancelled);
        Assert.Equal(LetterState.GivenUp, (await desk.FindAsync(Letter.Id, Cancelled))!.State);
    }

    [Fact]
    public async Task What_is_sent_is_not_kept()
    {
        var (desk, sender) = Host();
        await desk.PostAsync(Letter, Cancelled);
        await sender.SendDueAsync(Cancelled);
        Assert.Equal("", (await desk.FindAsync(Letter.Id, Cancelled))!.Text);
    }

    [Fact]
    public async Task Without_a_mail_server_no_letter_is_taken_in()
    {
        var desk = new MailDesk(_store, new MailSwitch(false));
        await Assert.ThrowsAsync<InvalidOperationException>(() => desk.PostAsync(Letter, Cancelled));
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(6, 960)]
    [InlineData(7, 1800)]
    [InlineData(60, 1800)]
    public void The_wait_doubles_up_to_half_an_hour(int tries, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), MailSender.WaitAfter(tries));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _loggers.Dispose();
        _store.Dispose();
    }

    private (MailDesk Desk, MailSender Sender) Host(int? port = null)
    {
        var options = Options.Create(new MailOptions { Host = "127.0.0.1", Port = port ?? _server.Port, Security = MailSecurity.None, From = "Lakeside Care <care@lakeside.example>" });
        var desk = new MailDesk(_store, new MailSwitch(true));
        return (desk, new MailSender(desk, new MailPost(options, new MailTrust(options)), (letter, _, _) => { _lost.Add(letter.Id); return Task.CompletedTask; }, options, _clock, _loggers.CreateLogger<MailSender>()));
    }
}
