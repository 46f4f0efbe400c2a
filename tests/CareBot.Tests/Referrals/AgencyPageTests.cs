using System.Net;
using CareBot.Care.Alerts;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;
using CareBot.Dialogs.ReferPatient;
using CareBot.Tests.Host;
using Microsoft.AspNetCore.Mvc.Testing;

namespace CareBot.Tests.Referrals;

/// <summary>The page that an agency opens: what it shows, what a press does, and what it does not.</summary>
public sealed class AgencyPageTests : IAsyncDisposable
{
    private static readonly PatientId Rosa = new("rosa");

    private readonly BotFixture _bot = new(at: "2026-03-02T20:00:00Z");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_shows_the_need_and_how_to_reach_her_and_nothing_of_her_chart()
    {
        var (http, link, _) = await SentAsync();
        var page = await http.GetStringAsync(link, Cancelled);
        foreach (var shown in new[] { "Lakeside Family Practice asks for help with food.", "Rosa Delgado", "Spanish", "Maria Ortiz", "555-0142" })
            Assert.Contains(shown, page, StringComparison.Ordinal);
        foreach (var hidden in new[] { "heart", "80", "weight", "rosa/", "green", "es-US" })
            Assert.DoesNotContain(hidden, page.Replace("1980", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Opening_it_changes_nothing_and_pressing_twice_is_pressing_once()
    {
        var (http, link, id) = await SentAsync();
        await http.GetStringAsync(link, Cancelled);
        Assert.Equal(["proposed", "sent"], await EventsAsync(id));
        await PressAsync(http, link, ("answer", "accepted"));
        await PressAsync(http, link, ("answer", "accepted"));
        Assert.Equal(["proposed", "sent", "answered"], await EventsAsync(id));
    }

    [Theory]
    [InlineData("accepted", ReferralState.Accepted, null)]
    [InlineData("waitlisted", ReferralState.Waitlisted, null)]
    [InlineData("full", ReferralState.Declined, NoReason.Full)]
    [InlineData("declined", ReferralState.Declined, NoReason.NotEligible)]
    [InlineData("scheduled", ReferralState.Scheduled, null)]
    [InlineData("delivered", ReferralState.Delivered, null)]
    public async Task Every_button_says_what_stands_on_it(string answer, ReferralState state, NoReason? reason)
    {
        var (http, link, id) = await SentAsync();
        var page = await PressAsync(http, link, ("answer", answer), ("reason", "NotEligible"), ("day", "2026-03-05"));
        var after = (await _bot.Get<ReferralDesk>().FindAsync(Rosa, id, Cancelled))!;
        Assert.Equal((state, reason, state == ReferralState.Scheduled ? new DateOnly(2026, 3, 5) : null), (after.State, after.Reason, after.Day));
        Assert.Contains("Your answer now:", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scheduled", "2026-03-01", "OutOfArea", "Please choose a day")]
    [InlineData("scheduled", "", "OutOfArea", "Please choose a day")]
    [InlineData("scheduled", "tomorrow", "OutOfArea", "Please choose a day")]
    [InlineData("declined", "2026-03-05", "", "Please choose why.")]
    [InlineData("declined", "2026-03-05", "NoConsent", "Please choose why.")]
    [InlineData("nonsense", "", "", "Please choose a day")]
    public async Task What_lacks_something_changes_nothing_says_what_and_keeps_what_was_filled_in(string answer, string day, string reason, string asked)
    {
        var (http, link, id) = await SentAsync();
        using var refused = await PostAsync(http, link, ("answer", answer), ("day", day), ("reason", reason), ("note", "Ring the <bell>"), ("once", "o1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Cancelled));
        Assert.Contains(asked, page, StringComparison.Ordinal);
        Assert.Contains("Ring the <bell></textarea>", page, StringComparison.Ordinal);
        Assert.Contains("name=\"once\" value=\"o1\"", page, StringComparison.Ordinal);
        Assert.Equal(reason == "OutOfArea" ? 1 : 0, page.Split("selected").Length - 1);
        Assert.Equal(["proposed", "sent"], await EventsAsync(id));
    }

    [Fact]
    public async Task No_reason_is_chosen_before_somebody_chooses_one()
    {
        var (http, link, _) = await SentAsync();
        var page = await http.GetStringAsync(link, Cancelled);
        Assert.DoesNotContain("selected", page, StringComparison.Ordinal);
        Assert.Contains("Choose one", page.Split("<option")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emergency_in_an_answer_that_lacks_something_is_heard_once_however_often_it_is_sent()
    {
        var (http, link, _) = await SentAsync();
        (string, string)[] fields = [("answer", "scheduled"), ("note", "She says she wants to kill herself"), ("once", "o1")];
        using var refused = await PostAsync(http, link, [.. fields, ("day", "")]);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Cancelled));
        Assert.Contains("call 911", page, StringComparison.Ordinal);
        Assert.Contains("Please choose a day", page, StringComparison.Ordinal);
        await PressAsync(http, link, [.. fields, ("day", "2026-03-05")]);
        Assert.Equal(1, Assert.Single((await _bot.ChartAsync("rosa")).OpenAlerts).Notice);
    }

    [Fact]
    public async Task What_is_no_form_or_far_too_long_changes_nothing()
    {
        var (http, link, id) = await SentAsync();
        using var json = await http.PostAsync(link, new StringContent("{\"answer\":\"accepted\"}", System.Text.Encoding.UTF8, "application/json"), Cancelled);
        Assert.Equal(HttpStatusCode.SeeOther, json.StatusCode);
        await PressAsync(http, link, ("answer", "accepted"), ("note", new string('x', 20_000)));
        Assert.Equal(["proposed", "sent"], await EventsAsync(id));
    }

    [Fact]
    public async Task A_link_opens_up_to_its_last_second_and_then_says_whom_to_call_without_a_name()
    {
        var (http, link, id) = await SentAsync();
        _bot.Clock.Advance(TimeSpan.FromDays(60) - TimeSpan.FromSeconds(1));
        Assert.Contains("Rosa Delgado", await http.GetStringAsync(link, Cancelled), StringComparison.Ordinal);
        _bot.Clock.Advance(TimeSpan.FromSeconds(1));
        using var expired = await http.GetAsync(link, Cancelled);
        var words = await expired.Content.ReadAsStringAsync(Cancelled);
        Assert.Equal(HttpStatusCode.Gone, expired.StatusCode);
        Assert.Contains("This link has expired", words, StringComparison.Ordinal);
        Assert.Contains("555-0142", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Rosa", words, StringComparison.Ordinal);
        await PressAsync(http, link, ("answer", "accepted"));
        Assert.Equal(["proposed", "sent"], await EventsAsync(id));
    }

    [Fact]
    public async Task A_link_that_was_changed_opens_nothing()
    {
        var (http, link, id) = await SentAsync();
        var forged = link[..^4] + "AAAA";
        using var answer = await http.GetAsync(forged, Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("This link does not work", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        await PressAsync(http, forged, ("answer", "accepted"));
        Assert.Equal(["proposed", "sent"], await EventsAsync(id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("accepted")]
    [InlineData("full")]
    [InlineData("declined")]
    [InlineData("delivered")]
    public async Task Once_she_takes_her_permission_back_the_page_shows_nothing_of_her_whatever_was_answered(string answered)
    {
        var (http, link, _) = await SentAsync();
        if (answered.Length > 0) await PressAsync(http, link, ("answer", answered), ("reason", "NotEligible"));
        await _bot.Get<ReferralDesk>().RevokeAsync(Rosa, new Author(Roles.Patient, "rosa", "r"), _bot.Clock.GetUtcNow(), Cancelled);
        var page = await http.GetStringAsync(link, Cancelled);
        Assert.Contains("This request is closed", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Rosa", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("She says she wants to kill herself", "E988")]
    [InlineData("dice que le duele el pecho y no puede respirar", "E911")]
    public async Task An_emergency_in_the_note_reaches_a_human_and_whoever_wrote_it_hears_911(string note, string heard)
    {
        var (http, link, id) = await SentAsync();
        var page = await PressAsync(http, link, ("answer", "accepted"), ("note", note));
        Assert.Contains("call 911", page, StringComparison.Ordinal);
        var alert = Assert.Single((await _bot.ChartAsync("rosa")).OpenAlerts);
        Assert.Equal((heard, Roles.Agency, "help.agency"), (alert.EmergencyClass, alert.SaidBy, alert.PatientTold));
        Assert.Equal((note, Roles.Agency), (Assert.Single(alert.Words).Text, alert.Words[0].By));
        Assert.Equal(["proposed", "sent", "answered"], await EventsAsync(id));
    }

    [Fact]
    public async Task The_same_words_are_one_emergency_on_a_page_and_another_on_the_page_that_is_opened_later()
    {
        const string Note = "She says she wants to kill herself";
        var (http, link, _) = await SentAsync();
        var (first, later) = (Once(await http.GetStringAsync(link, Cancelled)), Once(await http.GetStringAsync(link, Cancelled)));
        await PressAsync(http, link, ("answer", "accepted"), ("note", Note), ("once", first));
        await PressAsync(http, link, ("answer", "accepted"), ("note", Note), ("once", first));
        var alert = Assert.Single((await _bot.ChartAsync("rosa")).OpenAlerts);
        Assert.Equal(1, alert.Notice);
        await _bot.Get<AlertDesk>().CloseAsync(Rosa, alert.Id, null, AlertOutcome.Spoke, "She is safe.", new Author(Roles.Coordinator, "maria", "closes"), _bot.Clock.GetUtcNow(), Cancelled);
        await PressAsync(http, link, ("answer", "accepted"), ("note", Note), ("once", later));
        Assert.Equal(Note, Assert.Single((await _bot.ChartAsync("rosa")).OpenAlerts.Single().Words).Text);

        static string Once(string page) => page.Split("name=\"once\" value=\"")[1].Split('"')[0];
    }

    [Fact]
    public async Task What_an_agency_writes_asks_the_patient_nothing_and_leaves_what_they_were_told()
    {
        var (http, link, _) = await SentAsync();
        await PressAsync(http, link, ("answer", "accepted"), ("note", "She says she wants to kill herself"));
        _bot.Clock.Advance(TimeSpan.FromMinutes(30));
        await _bot.RunOutreachAsync();
        Assert.Empty(await _bot.TranscriptAsync("rosa"));
        await _bot.SayAsync("rosa", "me duele el pecho ahora");
        var told = Assert.Single((await _bot.ChartAsync("rosa")).OpenAlerts);
        Assert.Equal("emergency.e911", told.PatientTold);
        await PressAsync(http, link, ("answer", "accepted"), ("note", "She fell and can not breathe"));
        var alert = Assert.Single((await _bot.ChartAsync("rosa")).OpenAlerts);
        Assert.Equal((told.PatientTold, told.SaidBy, told.Notice + 1), (alert.PatientTold, alert.SaidBy, alert.Notice));
    }

    [Fact]
    public async Task It_speaks_Spanish_and_sends_forms_only_to_itself()
    {
        var (http, link, _) = await SentAsync();
        using var answer = await http.GetAsync(link + "?lang=es", Cancelled);
        Assert.Contains("Sí, podemos ayudar", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancelled)), StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("script-src 'nonce-", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_question_whether_there_is_room_names_nobody_and_its_answer_is_kept_for_the_service()
    {
        var (http, _, id) = await SentAsync();
        var service = (await _bot.Get<ReferralDesk>().FindAsync(Rosa, id, Cancelled))!.Service.Id;
        var link = await _bot.Get<ReferralLinks>().OfRoomAsync(service, "food-insecurity", _bot.Clock.GetUtcNow().AddDays(1), Cancelled);
        var page = await http.GetStringAsync(link, Cancelled);
        Assert.Contains("Do you have room now?", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Rosa", page, StringComparison.Ordinal);
        await PressAsync(http, link, ("answer", "no-capacity"));
        var known = (await _bot.Get<DirectoryServices>().ReadAsync(service, Cancelled))!;
        Assert.Equal(("no-capacity", _bot.Clock.GetUtcNow()), (known.Capacity, known.CapacityAt));
    }

    [Fact]
    public async Task Her_coordinators_card_is_dealt_anew_as_it_stands_when_Teams_shows_it_again_and_nothing_happens()
    {
        var (http, link, id) = await SentAsync();
        Assert.Contains("Referred, no answer yet", (await _bot.SendAsync(Presses.Refresh("maria", "rosa", id))).Body, StringComparison.Ordinal);
        await PressAsync(http, link, ("answer", "accepted"));
        var card = (await _bot.SendAsync(Presses.Refresh("maria", "rosa", id))).Body;
        Assert.Contains("Accepted", card, StringComparison.Ordinal);
        Assert.Contains("Referred Monday, March 2", card, StringComparison.Ordinal);
        Assert.DoesNotContain("Referred, no answer yet", card, StringComparison.Ordinal);
        Assert.Equal(["proposed", "sent", "answered"], await EventsAsync(id));
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    private async Task<(HttpClient Http, string Link, string Id)> SentAsync()
    {
        var http = _bot.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        var (desk, now, maria) = (_bot.Get<ReferralDesk>(), _bot.Clock.GetUtcNow(), new Author(Roles.Coordinator, "maria", "a1"));
        var found = await _bot.Get<DirectoryServices>().FindAsync("food near 60629", "es", now, Cancelled);
        var proposed = (ReferralAnswer.Changed)await desk.ProposeAsync(Rosa, (found.Category!, found.IsSensitive), found.Best[0].Service, [], null, maria, now, Cancelled);
        var sent = (ReferralAnswer.Changed)await desk.ConsentAsync(Rosa, proposed.Referral.Id, "spoken", maria, now, Cancelled);
        return (http, await _bot.Get<ReferralLinks>().OfAsync(Rosa, sent.Referral, Cancelled), sent.Referral.Id);
    }

    /// <summary>Presses a button as a browser does, and reads the page that it leads to.</summary>
    private static async Task<string> PressAsync(HttpClient http, string link, params (string Name, string Value)[] fields)
    {
        using var answer = await PostAsync(http, link, fields);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        using var page = await http.GetAsync(new Uri(new Uri("http://localhost"), answer.Headers.Location!), Cancelled);
        return WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Cancelled));
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string link, params (string Name, string Value)[] fields) =>
        http.PostAsync(link, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), Cancelled);

    private async Task<IEnumerable<string>> EventsAsync(string id) => (await _bot.Get<ReferralDesk>().HistoryAsync(Rosa, id, Cancelled)).Select(one => one.What);
}
