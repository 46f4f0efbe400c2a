using System.Globalization;
using CareBot.Care.Appointments;
using CareBot.Care.Patients;
using CareBot.Mail;
using CareBot.Tests.Host;
using CareBot.Tests.Mail;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Calendar = Ical.Net.Calendar;

namespace CareBot.Tests.Appointments;

/// <summary>What a patient's calendar answers to an invitation, from the letter that was sent to what the chat says then.</summary>
public sealed class CalendarReplyTests : IAsyncDisposable
{
    private readonly SmtpCapture _out = new();
    private readonly Pop3Server _box = new();
    private readonly BotFixture _bot = new();
    private readonly WebApplicationFactory<Program> _host;

    public CalendarReplyTests() => _host = _bot.WithWebHostBuilder(builder =>
    {
        builder.UseSetting("CareBot:Mail:Host", "127.0.0.1");
        builder.UseSetting("CareBot:Mail:Port", _out.Port.ToString(CultureInfo.InvariantCulture));
        builder.UseSetting("CareBot:Mail:From", "Lakeside <care@lakeside.example>");
        builder.UseSetting("CareBot:Mail:Security", "None");
        builder.UseSetting("CareBot:Mail:Inbox:Host", "127.0.0.1");
        builder.UseSetting("CareBot:Mail:Inbox:Port", _box.Port.ToString(CultureInfo.InvariantCulture));
        builder.UseSetting("CareBot:Mail:Inbox:Security", "None");
        builder.UseSetting("CareBot:Mail:Inbox:User", "care");
        builder.UseSetting("CareBot:Mail:Inbox:Password", "secret");
    });

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _bot.DisposeAsync();
        await _out.DisposeAsync();
        await _box.DisposeAsync();
    }

    [Fact]
    public async Task The_address_is_asked_read_back_and_kept_and_the_visit_arrives_there()
    {
        Assert.Contains("E-mail it", await SayAsync("book an appointment with Shah tomorrow at 10", "1", "yes", "no"), StringComparison.Ordinal);
        Assert.Contains("What e-mail should I send it to?", await SayAsync("e-mail it"), StringComparison.Ordinal);
        Assert.Contains("walt@example.org", await SayAsync("it is walt@example.org."), StringComparison.Ordinal);
        Assert.Null((await ChartAsync()).Email);
        await SayAsync("yes");
        Assert.Equal("walt@example.org", (await ChartAsync()).Email);
        await _host.Services.GetRequiredService<MailSender>().SendDueAsync(Cancelled);
        var letter = Assert.Single(_out.Taken);
        Assert.Contains("To: walt@example.org", letter, StringComparison.Ordinal);
        await SayAsync("stop e-mail");
        Assert.Null((await ChartAsync()).Email);
    }

    [Fact]
    public async Task A_yes_from_the_calendar_confirms_the_visit_once_and_is_taken_out_of_the_mailbox()
    {
        var invitation = await InvitedAsync();
        _box.Letters.Add(Answer(invitation, "ACCEPTED"));
        Assert.Equal(1, await ReadAsync());
        Assert.True(Assert.Single((await ChartAsync()).Appointments).IsConfirmed);
        Assert.Empty(_box.Letters);
        var events = Assert.Single((await ChartAsync()).Appointments).Events;
        _box.Letters.Add(Answer(invitation, "ACCEPTED"));
        await ReadAsync();
        Assert.Equal(events, Assert.Single((await ChartAsync()).Appointments).Events);
    }

    [Fact]
    public async Task A_no_cancels_nothing_by_itself_asks_the_patient_in_chat_and_gives_the_coordinator_a_task()
    {
        _box.Letters.Add(Answer(await InvitedAsync(), "DECLINED"));
        Assert.Equal(1, await ReadAsync());
        var chart = await ChartAsync();
        Assert.Equal(AppointmentState.Booked, Assert.Single(chart.Appointments).State);
        Assert.Equal("visit-declined", Assert.Single(chart.OpenAlerts).Family);
        var rules = _host.Services.GetRequiredService<CareBot.Care.Outreach.OutreachRules>();
        var due = rules.Due(chart, await _host.Services.GetRequiredService<PeopleDesk>().PracticeAsync(Cancelled), _bot.Clock.GetUtcNow());
        Assert.Contains(due.OfType<VisitItem.Remind>(), item => item.Name == VisitReminders.DeclinedByMail);
        Assert.Contains("See you on", await SayAsync("I will come"), StringComparison.Ordinal);
        chart = await ChartAsync();
        Assert.Empty(chart.OpenAlerts);
        Assert.True(Assert.Single(chart.Appointments).IsConfirmed);
    }

    [Fact]
    public async Task An_answer_to_the_time_before_the_visit_moved_counts_no_more()
    {
        var before = await InvitedAsync();
        await SayAsync("move it", "2", "yes");
        _box.Letters.Add(Answer(before, "ACCEPTED"));
        Assert.Equal(1, await ReadAsync());
        Assert.False(Assert.Single((await ChartAsync()).Appointments).IsConfirmed);
    }

    [Theory]
    [InlineData("mallory@example.org", null)]
    [InlineData("mallory@example.org", "walt@example.org")]
    public async Task Somebody_elses_answer_changes_nothing_and_stays_for_a_human(string from, string? attendee)
    {
        var invitation = await InvitedAsync();
        _box.Letters.Add(Answer(invitation, "DECLINED", from, attendee ?? from));
        Assert.Equal(0, await ReadAsync());
        Assert.Single(_box.Letters);
        Assert.Empty((await ChartAsync()).OpenAlerts);
    }

    [Theory]
    [InlineData("Subject: hello\r\nFrom: a@b.example\r\nTo: care@lakeside.example\r\n\r\nWhen are you open?")]
    [InlineData("Subject: x\r\nFrom: a@b.example\r\nContent-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:nonsense\r\n")]
    [InlineData("\r\n.\r\n\r\n")]
    public async Task Other_letters_stay_in_the_mailbox(string letter)
    {
        _box.Letters.Add(letter);
        Assert.Equal(0, await ReadAsync());
        Assert.Equal(0, await ReadAsync());
        Assert.Single(_box.Letters);
    }

    [Fact]
    public async Task A_mailbox_that_does_not_answer_is_tried_again_later()
    {
        var inbox = _host.Services.GetRequiredService<MailInbox>();
        await _box.DisposeAsync();
        Assert.Equal(0, await inbox.ReadAsync(Cancelled));
    }

    private Task<int> ReadAsync() => _host.Services.GetRequiredService<MailInbox>().ReadAsync(Cancelled);

    private async Task<ChartSummary> ChartAsync() => (await _host.Services.GetRequiredService<Charts>().OpenAsync(new PatientId("walt"), Cancelled)).Summary;

    /// <summary>Books a visit for Walt, who gave his address, and sends it.</summary>
    /// <returns>The invitation as it arrived.</returns>
    private async Task<Calendar> InvitedAsync()
    {
        await _host.Services.GetRequiredService<Charts>().ChangeAsync(new PatientId("walt"), chart => chart with { Email = "walt@example.org" }, Cancelled);
        await SayAsync("book an appointment with Shah tomorrow at 10", "1", "yes", "no");
        await _host.Services.GetRequiredService<MailSender>().SendDueAsync(Cancelled);
        return await CalendarOfAsync(_out.Taken.Last());
    }

    /// <summary>The calendar file of a letter.</summary>
    internal static async Task<Calendar> CalendarOfAsync(string sent)
    {
        using var letter = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(sent));
        var part = (await MimeMessage.LoadAsync(letter, Cancelled)).BodyParts.OfType<MimePart>().Single(one => one.ContentType.MimeType == "text/calendar");
        using var content = new MemoryStream();
        await part.Content!.DecodeToAsync(content, Cancelled);
        return Calendar.Load(System.Text.Encoding.UTF8.GetString(content.ToArray()))!;
    }

    /// <summary>The letter that a calendar sends to the organizer.</summary>
    internal static string Answer(Calendar invitation, string answer, string from = "walt@example.org", string attendee = "walt@example.org")
    {
        var visit = invitation.Events.Single();
        Assert.Equal("mailto:care@lakeside.example", visit.Organizer!.Value!.ToString());
        return string.Join("\r\n", [
            $"From: <{from}>", "To: care@lakeside.example", "Subject: Re: Your appointment", "Message-ID: <1@example.org>", "MIME-Version: 1.0", "Content-Type: text/calendar; method=REPLY; charset=utf-8", "",
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", "METHOD:REPLY", "BEGIN:VEVENT", $"UID:{visit.Uid}", $"SEQUENCE:{visit.Sequence}", "DTSTAMP:20260302T150000Z",
            $"ATTENDEE;PARTSTAT={answer}:mailto:{attendee}", "ORGANIZER:mailto:care@lakeside.example", "END:VEVENT", "END:VCALENDAR", "",
        ]);
    }

    private async Task<string> SayAsync(params string[] texts)
    {
        var last = "";
        foreach (var text in texts)
        {
            using var answer = await _host.CreateClient().PostAsync("/api/messages", new StringContent(BotFixture.Message("walt", text).ToJsonString(), System.Text.Encoding.UTF8, "application/json"), Cancelled);
            last = await answer.Content.ReadAsStringAsync(Cancelled);
        }

        return last;
    }
}
