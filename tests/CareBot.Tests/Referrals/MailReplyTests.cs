using System.Globalization;
using CareBot.Care.Alerts;
using CareBot.Care.Mail;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Care.Referrals;
using CareBot.Dialogs.ReferPatient;
using CareBot.Mail;
using CareBot.Tests.Host;
using CareBot.Tests.Mail;

namespace CareBot.Tests.Referrals;

/// <summary>An agency answers by a word in an e-mail that is read from the practice's mailbox.</summary>
public sealed class MailReplyTests : IAsyncDisposable
{
    private const string Agency = "intake@puerta-abierta.example";
    private static readonly PatientId Rosa = new("rosa");

    private readonly Pop3Server _box = new();
    private readonly BotFixture _bot;

    public MailReplyTests() => _bot = new(at: "2026-03-02T20:00:00Z", settings:
    [
        ("CareBot:Mail:Host", "127.0.0.1"), ("CareBot:Mail:Port", "1"), ("CareBot:Mail:From", "care@lakeside.example"), ("CareBot:Mail:Inbox:Host", "127.0.0.1"),
        ("CareBot:Mail:Inbox:Port", _box.Port.ToString(CultureInfo.InvariantCulture)), ("CareBot:Mail:Inbox:Security", "None"), ("CareBot:Mail:Inbox:User", "care"), ("CareBot:Mail:Inbox:Password", "secret"),
    ]);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_yes_is_an_answer_and_the_coordinator_is_told()
    {
        var id = await SentAsync();
        Assert.Equal("taken", await ReplyAsync("Yes, we can help."));
        var after = (await _bot.ChartAsync("rosa")).Referrals.Single(one => one.Id == id);
        Assert.Equal((ReferralState.Accepted, 1), (after.State, after.Notice));
        Assert.Equal("taken", await ReplyAsync("Yes, we can help."));
        Assert.Equal(["proposed", "sent", "answered"], await EventsAsync(id));
    }

    [Fact]
    public async Task What_is_no_plain_answer_is_kept_for_the_coordinator_to_read()
    {
        var id = await SentAsync();
        Assert.Equal("kept", await ReplyAsync("Please call me, it depends on her rent."));
        var after = (await _bot.ChartAsync("rosa")).Referrals.Single(one => one.Id == id);
        Assert.Equal((ReferralState.Sent, "Please call me, it depends on her rent.", 1), (after.State, after.AgencyNote, after.Notice));
    }

    [Fact]
    public async Task An_emergency_in_the_mail_reaches_a_human_first()
    {
        await SentAsync();
        var story = string.Join('\n', Enumerable.Repeat("She came to our pantry on Monday and took two bags.", 20));
        await ReplyAsync($"{story}\nShe says she wants to kill herself");
        var alert = Assert.Single((await _bot.ChartAsync("rosa")).OpenAlerts);
        Assert.Equal(("E988", Roles.Agency, "help.agencyMail"), (alert.EmergencyClass, alert.SaidBy, alert.PatientTold));
        Assert.Equal("She says she wants to kill herself", Assert.Single(alert.Words).Text);
    }

    [Fact]
    public async Task The_same_mail_is_one_emergency_and_the_same_words_in_another_are_told_again()
    {
        await SentAsync();
        await ReplyAsync("She says she wants to kill herself");
        await ReplyAsync("She says she wants to kill herself");
        Assert.Equal(1, Assert.Single((await _bot.ChartAsync("rosa")).OpenAlerts).Notice);
        await _bot.Get<AlertDesk>().CloseAsync(Rosa, Assert.Single((await _bot.ChartAsync("rosa")).OpenAlerts).Id, null, AlertOutcome.Spoke, "She is safe.", new Author(Roles.Coordinator, "maria", "closes"), _bot.Clock.GetUtcNow(), Cancelled);
        await ReplyAsync("She says she wants to kill herself");
        Assert.Empty((await _bot.ChartAsync("rosa")).OpenAlerts);
        await ReplyAsync("She says she wants to kill herself", "<2@agency.example>");
        Assert.Single((await _bot.ChartAsync("rosa")).OpenAlerts);
    }

    [Theory]
    [InlineData("somebody@else.example", "<referral.test.1@lakeside.example>")]
    [InlineData(Agency, "<referral.test.2@lakeside.example>")]
    [InlineData(Agency, "<CAF7-x/y@mail.example>")]
    public async Task Who_was_not_written_to_and_what_answers_no_letter_of_ours_changes_nothing(string from, string inReplyTo)
    {
        var id = await SentAsync();
        Assert.Equal("unknown", await _bot.Get<AgencyMail>().HearAsync(new AgencyLetter("<1@agency.example>", inReplyTo, from, "accepted"), Cancelled));
        Assert.Equal(["proposed", "sent"], await EventsAsync(id));
    }

    [Theory]
    [InlineData("capacity", "consent-needed")]
    [InlineData("no-capacity", "room-said")]
    public async Task The_page_about_room_names_nobody_and_its_yes_alone_moves_the_request_that_waits(string says, string last)
    {
        var (desk, now, maria) = (_bot.Get<ReferralDesk>(), _bot.Clock.GetUtcNow(), new Author(Roles.Coordinator, "maria", "a1"));
        var found = await _bot.Get<DirectoryServices>().FindAsync("food near 60629", "es", now, Cancelled);
        var proposed = ((ReferralAnswer.Changed)await desk.ProposeAsync(Rosa, ("food-insecurity", false), found.Best[0].Service, [], null, maria, now, Cancelled)).Referral;
        await _bot.Get<AgencyLetters>().AskRoomAsync(Rosa, proposed, Agency, new StaffId("maria"), now, Cancelled);
        await desk.AskRoomAsync(Rosa, proposed.Id, maria, now, Cancelled);
        var link = await _bot.Get<ReferralLinks>().OfRoomAsync(proposed, now.AddDays(1), Cancelled);
        using var http = _bot.CreateClient();
        var page = await http.GetStringAsync(link, Cancelled);
        Assert.Contains("Do you have room now?", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Rosa", page, StringComparison.OrdinalIgnoreCase);
        using var pressed = await http.PostAsync(link, new FormUrlEncodedContent([KeyValuePair.Create("answer", says)]), Cancelled);
        Assert.Equal(["proposed", "room-asked", last], await EventsAsync(proposed.Id));
    }

    [Theory]
    [InlineData("en", null, "A request from", "lang=en")]
    [InlineData("es", null, "Un pedido de", "lang=es")]
    [InlineData("en", "es", "Un pedido de", "lang=es")]
    [InlineData("es", "en,ht", "A request from", "lang=en")]
    [InlineData("en", "es,en", "A request from", "lang=en")]
    [InlineData("es", "pl", "Un pedido de", "lang=es")]
    public async Task An_agency_is_written_to_in_the_practices_language_unless_it_serves_in_the_other_alone(string practice, string? serves, string subject, string page)
    {
        await _bot.Get<PeopleDesk>().PutAsync(await _bot.Get<PeopleDesk>().PracticeAsync(Cancelled) with { Language = practice }, Cancelled);
        var asked = Cases.Proposed with { Service = Cases.Proposed.Service with { Languages = serves } };
        await _bot.Get<AgencyLetters>().AskRoomAsync(Rosa, asked, Agency, new StaffId("maria"), _bot.Clock.GetUtcNow(), Cancelled);
        var letter = (await _bot.Get<MailDesk>().FindAsync(AgencyLetters.RoomLetter(asked.Id), Cancelled))!;
        Assert.StartsWith(subject, letter.Subject, StringComparison.Ordinal);
        Assert.Contains(page, letter.Text, StringComparison.Ordinal);
        using var http = _bot.CreateClient();
        var link = letter.Text.Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal));
        Assert.Contains(page.EndsWith("es", StringComparison.Ordinal) ? "Tienen cupo ahora?" : "Do you have room now?", await http.GetStringAsync(link, Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_in_the_practices_mailbox_is_heard_once_and_taken_out()
    {
        var id = await SentAsync();
        _box.Letters.Add($"From: Ewa <{Agency}>\r\nTo: care@lakeside.example\r\nSubject: Re: A request\r\nMessage-ID: <1@pantry.example>\r\nIn-Reply-To: <referral.test.1@lakeside.example>\r\n\r\nFull\r\n");
        _box.Letters.Add($"From: {Agency}\r\nTo: care@lakeside.example\r\nSubject: Newsletter\r\nMessage-ID: <2@pantry.example>\r\n\r\naccepted\r\n");
        Assert.Equal(1, await _bot.Get<MailInbox>().ReadAsync(Cancelled));
        Assert.Contains("Newsletter", Assert.Single(_box.Letters), StringComparison.Ordinal);
        var after = (await _bot.ChartAsync("rosa")).Referrals.Single(one => one.Id == id);
        Assert.Equal((ReferralState.Declined, NoReason.Full), (after.State, after.Reason));
    }

    [Fact]
    public async Task A_letter_that_cannot_be_handled_holds_up_no_other_is_not_read_again_and_stays_for_a_human()
    {
        var id = await SentAsync();
        _box.Letters.Add(Reply("1", "accepted"));
        _box.Letters.Add(Reply("2", "Full"));
        var once = true;
        _bot.Store.Before = call =>
        {
            if (call.Table != "mail" || !once) return Task.CompletedTask;
            once = false;
            throw new NotSupportedException("secret: a bug about Rosa");
        };
        Assert.Equal(1, await _bot.Get<MailInbox>().ReadAsync(Cancelled));
        Assert.Equal(NoReason.Full, (await _bot.ChartAsync("rosa")).Referrals.Single(one => one.Id == id).Reason);
        Assert.Contains("accepted", Assert.Single(_box.Letters), StringComparison.Ordinal);
        var warning = Assert.Single(_bot.Log.Lines, line => line.Contains("A letter in the mailbox", StringComparison.Ordinal));
        Assert.DoesNotContain("secret", warning, StringComparison.OrdinalIgnoreCase);

        var read = _box.Read;
        Assert.Equal(0, await _bot.Get<MailInbox>().ReadAsync(Cancelled));
        Assert.Equal(read, _box.Read);
    }

    [Fact]
    public async Task A_letter_that_the_mailbox_does_not_hand_out_now_is_asked_for_again()
    {
        await SentAsync();
        _box.Letters.Add(Reply("1", "Full"));
        _box.IsBusy = true;
        Assert.Equal(0, await _bot.Get<MailInbox>().ReadAsync(Cancelled));
        _box.IsBusy = false;
        Assert.Equal(1, await _bot.Get<MailInbox>().ReadAsync(Cancelled));
    }

    [Fact]
    public async Task While_the_store_is_away_no_letter_is_given_up()
    {
        await SentAsync();
        _box.Letters.Add(Reply("1", "Full"));
        _bot.Store.Break(call => call.Table == "mail");
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _bot.Get<MailInbox>().ReadAsync(Cancelled));
        _bot.Store.Mend();
        Assert.Equal(1, await _bot.Get<MailInbox>().ReadAsync(Cancelled));
        Assert.Empty(_box.Letters);
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied\r\n", false)]
    [InlineData("Precedence: bulk\r\nX-Autoreply: yes\r\n", false)]
    [InlineData("Return-Path: <>\r\n", false)]
    [InlineData("Auto-Submitted: no\r\n", true)]
    [InlineData("", true)]
    public async Task A_machine_raises_no_alarm_and_answers_nothing_and_a_human_does(string header, bool isHeard)
    {
        var id = await SentAsync();
        _box.Letters.Add(header + Reply("1", "She wants to kill herself"));
        Assert.Equal(1, await _bot.Get<MailInbox>().ReadAsync(Cancelled));
        Assert.Equal(isHeard ? 1 : 0, (await _bot.ChartAsync("rosa")).OpenAlerts.Count);
        Assert.Equal("She wants to kill herself", (await _bot.ChartAsync("rosa")).Referrals.Single(one => one.Id == id).AgencyNote);
        _box.Letters.Add(header + Reply("2", "Yes, we can help."));
        await _bot.Get<MailInbox>().ReadAsync(Cancelled);
        Assert.Equal(isHeard ? ReferralState.Accepted : ReferralState.Sent, (await _bot.ChartAsync("rosa")).Referrals.Single(one => one.Id == id).State);
    }

    [Fact]
    public async Task Advice_under_every_letter_of_an_agency_raises_no_alarm_and_what_stands_above_it_does()
    {
        await SentAsync();
        const string Under = "If this is a medical emergency, call 911.\n-- \nEwa\nIf you are thinking about suicide, call 988.";
        await ReplyAsync($"Please call me about her.\n{Under}");
        Assert.Empty((await _bot.ChartAsync("rosa")).OpenAlerts);
        await ReplyAsync($"> Can you help?\nShe wants to kill herself.\n{Under}", "<2@agency.example>");
        Assert.Equal("E988", Assert.Single((await _bot.ChartAsync("rosa")).OpenAlerts).EmergencyClass);
    }

    private static string Reply(string id, string words) =>
        $"From: Ewa <{Agency}>\r\nTo: care@lakeside.example\r\nSubject: Re: A request\r\nMessage-ID: <{id}@pantry.example>\r\nIn-Reply-To: <referral.test.1@lakeside.example>\r\n\r\n{words}\r\n";

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _box.DisposeAsync();
    }

    /// <param name="text">What they write.</param>
    /// <param name="id">The mail's own Message-ID.</param>
    private Task<string> ReplyAsync(string text, string? id = "<1@agency.example>") =>
        _bot.Get<AgencyMail>().HearAsync(new AgencyLetter(id, "<referral.test.1@lakeside.example>", Agency, text), Cancelled);

    private async Task<string> SentAsync()
    {
        var (desk, now, maria) = (_bot.Get<ReferralDesk>(), _bot.Clock.GetUtcNow(), new Author(Roles.Coordinator, "maria", "a1"));
        var found = await _bot.Get<DirectoryServices>().FindAsync("food near 60629", "es", now, Cancelled);
        var proposed = (ReferralAnswer.Changed)await desk.ProposeAsync(Rosa, (found.Category!, found.IsSensitive), found.Best[0].Service, [], null, maria, now, Cancelled);
        await desk.ConsentAsync(Rosa, proposed.Referral.Id, "spoken", maria, now, Cancelled);
        await _bot.Get<MailDesk>().PostAsync(new Letter { Id = "referral:test:1", To = Agency, Subject = "A request", Text = "t", About = $"rosa/{proposed.Referral.Id}", Since = now }, Cancelled);
        return proposed.Referral.Id;
    }

    private async Task<IEnumerable<string>> EventsAsync(string id) => (await _bot.Get<ReferralDesk>().HistoryAsync(Rosa, id, Cancelled)).Select(one => one.What);
}
