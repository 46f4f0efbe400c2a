using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CareBot.Care.Links;
using CareBot.Care.Patients;
using CareBot.Tests.Host;

namespace CareBot.Tests.Links;

/// <summary>How a patient comes into their own chat: a link from the practice that opens once, a day of birth that is chosen, and a device that stays signed in.</summary>
public sealed partial class EnterTests
{
    private const string Born = "1948-10-03";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_link_and_the_day_of_birth_open_the_patients_own_chat_and_the_device_stays_signed_in()
    {
        await using var bot = new BotFixture();
        var (link, phone) = (await LinkAsync(bot), bot.CreateClient());
        var page = await phone.GetStringAsync(link, Cancelled);
        Assert.DoesNotContain("Walt", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Novak", page, StringComparison.Ordinal);
        Assert.Equal(6, Days(page).Count);
        Assert.Contains(Born, Days(page));
        Assert.Equal(Days(page), Days(await phone.GetStringAsync(link, Cancelled)));

        using var opened = await AnswerAsync(phone, link, Born);
        Assert.Equal("/chat", opened.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("Sign out", await opened.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Equal("walt", await PersonAsync(phone));
        bot.Clock.Advance(ChatLinkDesk.SessionLasts - TimeSpan.FromMinutes(1));
        Assert.Equal("walt", await PersonAsync(phone));
        bot.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await PersonAsync(phone));
    }

    [Fact]
    public async Task A_link_opens_once_and_whoever_opens_it_again_on_that_device_is_in_their_chat()
    {
        await using var bot = new BotFixture();
        var (link, phone, other) = (await LinkAsync(bot), bot.CreateClient(), bot.CreateClient());
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Days(await phone.GetStringAsync(link, Cancelled)), Days(await phone.GetStringAsync(await LinkAsync(bot), Cancelled)));
        using var first = await AnswerAsync(phone, link, Born);
        using var second = await AnswerAsync(other, link, Born);
        Assert.Equal(HttpStatusCode.Gone, second.StatusCode);
        Assert.NotEqual("walt", await PersonAsync(other));
        using var again = await phone.GetAsync(link, Cancelled);
        Assert.Equal("/chat", again.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task A_wrong_day_closes_the_link()
    {
        await using var bot = new BotFixture();
        var (link, phone) = (await LinkAsync(bot), bot.CreateClient());
        var wrong = Days(await phone.GetStringAsync(link, Cancelled)).First(day => day != Born);
        using var refused = await AnswerAsync(phone, link, wrong);
        Assert.Equal(HttpStatusCode.Gone, refused.StatusCode);
        Assert.Contains("That is not the date that we have", await refused.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        using var right = await AnswerAsync(phone, link, Born);
        Assert.Equal(HttpStatusCode.Gone, right.StatusCode);
        foreach (var more in new[] { "%20", "=", "%0A", "%25" })
        {
            using var spelled = await AnswerAsync(phone, link + more, Born);
            Assert.Equal(HttpStatusCode.NotFound, spelled.StatusCode);
        }

        Assert.Null(await PersonAsync(phone));
    }

    [Fact]
    public async Task The_true_day_stands_at_any_place_among_the_others_and_its_year_stands_out_by_nothing()
    {
        await using var bot = new BotFixture();
        var places = new int[6];
        for (var i = 0; i < 240; i++)
        {
            var born = new DateOnly(1940, 1, 1).AddDays(61 * i);
            await bot.Get<Charts>().ChangeAsync(new PatientId("walt"), chart => chart with { Health = new HealthFacts { BornOn = born } }, Cancelled);
            var link = await bot.Get<ChatLinkDesk>().SignAsync(new PatientId("walt"), Cancelled);
            var days = ((ChatLink.Open)await bot.Get<ChatLinkDesk>().ReadAsync(link, Cancelled)).Days;
            Assert.Equal((6, true), (days.Select(day => day.Year).Distinct().Count(), days[^1].Year - days[0].Year < 10));
            places[days.ToList().IndexOf(born)]++;
        }

        // Forty are expected at each; so few or so many come once in some ten thousand practices.
        Assert.All(places, count => Assert.InRange(count, 16, 68));
    }

    [Theory]
    [InlineData("1990-01-01")] // none of those that are offered
    [InlineData("soon")]
    [InlineData("")]
    public async Task What_is_no_answer_asks_again_and_closes_nothing(string said)
    {
        await using var bot = new BotFixture();
        var (link, phone) = (await LinkAsync(bot), bot.CreateClient());
        using var asked = await AnswerAsync(phone, link, said);
        Assert.Equal((HttpStatusCode.OK, 6), (asked.StatusCode, Days(await asked.Content.ReadAsStringAsync(Cancelled)).Count));
        using var right = await AnswerAsync(phone, link, Born);
        Assert.Equal("walt", await PersonAsync(phone));
    }

    [Fact]
    public async Task Another_sites_page_opens_nothing_and_signs_nobody_out()
    {
        await using var bot = new BotFixture();
        var (link, phone) = (await LinkAsync(bot), bot.CreateClient());
        using var foreign = await AnswerAsync(phone, link, Born, site: "cross-site");
        Assert.Equal(6, Days(await foreign.Content.ReadAsStringAsync(Cancelled)).Count);
        using var own = await AnswerAsync(phone, link, Born);
        using var out1 = await PostAsync(phone, "/chat/out", [], "cross-site");
        Assert.Equal("walt", await PersonAsync(phone));
        using var out2 = await PostAsync(phone, "/chat/out", [], "same-origin");
        Assert.Null(await PersonAsync(phone));
    }

    [Fact]
    public async Task A_link_that_is_changed_or_old_opens_nothing()
    {
        await using var bot = new BotFixture();
        var (link, phone) = (await LinkAsync(bot), bot.CreateClient());
        using var changed = await phone.GetAsync(link[..^3] + "AAA", Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, changed.StatusCode);
        bot.Clock.Advance(ChatLinkDesk.LinkLasts + TimeSpan.FromMinutes(1));
        using var old = await AnswerAsync(phone, link, Born);
        Assert.Equal(HttpStatusCode.Gone, old.StatusCode);
        Assert.Null(await PersonAsync(phone));
    }

    [Fact]
    public async Task A_locked_chat_lets_no_device_in_that_was_signed_in_before_and_no_older_link()
    {
        await using var bot = new BotFixture();
        var (link, unused, phone) = (await LinkAsync(bot), await LinkAsync(bot), bot.CreateClient());
        using var opened = await AnswerAsync(phone, link, Born);
        var token = await TokenAsync(phone);
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await bot.SayAsync("maria", "Walt lost his phone");
        Assert.Null(await PersonAsync(phone));
        Assert.Equal(HttpStatusCode.Forbidden, await RefreshAsync(phone, token));
        using var page = await phone.GetAsync("/chat?lang=es", Cancelled);
        var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.All((string[])["Su sesión está cerrada en este aparato", "555-0142", "/family?lang=es"], words => Assert.Contains(words, html, StringComparison.Ordinal));
        Assert.DoesNotContain("Walt", html, StringComparison.Ordinal);
        using var old = await phone.GetAsync(unused, Cancelled);
        Assert.Equal(HttpStatusCode.Gone, old.StatusCode);

        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        using var again = await AnswerAsync(phone, await LinkAsync(bot), Born);
        Assert.Equal("walt", await PersonAsync(phone));
        Assert.Equal(HttpStatusCode.OK, await RefreshAsync(phone, await TokenAsync(phone)));
    }

    [Theory]
    [InlineData("maria", "invite Amina")] // another's patient
    [InlineData("walt", "invite Walt")]
    [InlineData("stranger", "invite Walt")]
    public async Task Only_a_patients_own_coordinator_gets_a_link(string who, string words)
    {
        await using var bot = new BotFixture();
        await bot.RunOutreachAsync();
        Assert.DoesNotContain("/enter/", (await bot.SayAsync(who, words)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_day_of_birth_there_is_no_link_and_it_is_said_why()
    {
        await using var bot = new BotFixture();
        await bot.Get<Charts>().ChangeAsync(new PatientId("walt"), chart => chart with { Health = null }, Cancelled);
        await bot.RunOutreachAsync();
        Assert.Contains("import health", (await bot.SayAsync("maria", "invite Walt")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_days_of_birth_at_both_ends_of_the_calendar_six_are_offered()
    {
        await using var bot = new BotFixture();
        foreach (var born in new[] { "1924-02-29", "2008-12-31", "2024-02-29" })
        {
            await bot.Get<Charts>().ChangeAsync(new PatientId("walt"), chart => chart with { Health = new HealthFacts { BornOn = DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture) } }, Cancelled);
            var days = Days(await bot.CreateClient().GetStringAsync(await LinkAsync(bot), Cancelled));
            Assert.Equal((6, 6), (days.Count, days.Distinct().Count()));
            Assert.Contains(born, days);
            Assert.All(days, day => Assert.True(string.CompareOrdinal(day, "2026-03-02") < 0, $"{day} has not come yet."));
        }
    }

    [Theory]
    [InlineData("walt", HttpStatusCode.OK, "walt")]
    [InlineData("nobody", HttpStatusCode.BadRequest, null)]
    [InlineData("", HttpStatusCode.BadRequest, null)]
    public async Task A_portal_that_holds_the_secret_says_whose_chat_it_opens(string patient, HttpStatusCode status, string? person)
    {
        await using var bot = new BotFixture(settings: [("CareBot:DirectLine:Secret", "portal")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/tokens/generate") { Content = new StringContent(new JsonObject { ["patient"] = patient }.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "portal");
        using var answer = await bot.CreateClient().SendAsync(request, Cancelled);
        Assert.Equal(status, answer.StatusCode);
        if (person is not null)
        {
            Assert.Equal(person, PersonIn((string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!["token"]!));
        }
    }

    private static async Task<string> LinkAsync(BotFixture bot)
    {
        await bot.RunOutreachAsync();
        return new Uri(Link().Match((await bot.SayAsync("maria", "invite Walt")).Text).Value).PathAndQuery;
    }

    private static List<string> Days(string page) => [.. Day().Matches(page).Select(day => day.Groups[1].Value)];

    private static Task<HttpResponseMessage> AnswerAsync(HttpClient phone, string link, string day, string site = "same-origin") => PostAsync(phone, link, [new("born", day)], site);

    private static Task<HttpResponseMessage> PostAsync(HttpClient phone, string path, IEnumerable<KeyValuePair<string, string>> fields, string site)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Sec-Fetch-Site", site);
        return phone.SendAsync(request, Cancelled);
    }

    private static async Task<HttpStatusCode> RefreshAsync(HttpClient phone, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/tokens/refresh");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await phone.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }

    private static async Task<string> TokenAsync(HttpClient phone)
    {
        using var answer = await AskAsync(phone);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!["token"]!;
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient phone) => phone.PostAsync("/chat/token", new StringContent("""{"door":"chat","as":"me"}""", Encoding.UTF8, "application/json"), Cancelled);

    /// <summary>Whom the chat takes this browser for; null where it lets nobody in.</summary>
    private static async Task<string?> PersonAsync(HttpClient phone)
    {
        using var answer = await AskAsync(phone);
        return answer.StatusCode == HttpStatusCode.Forbidden ? null : PersonIn(await TokenAsync(phone));
    }

    private static string? PersonIn(string token) =>
        (string?)JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]))!["person"];

    [GeneratedRegex(@"https?://\S+/enter/[A-Za-z0-9_.\-]+[A-Za-z0-9_\-]")]
    private static partial Regex Link();

    [GeneratedRegex("name=\"born\" value=\"([0-9-]+)\"")]
    private static partial Regex Day();
}
