using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CareBot.Care.Consent;
using CareBot.Tests.Host;

namespace CareBot.Tests.Appointments;

/// <summary>How somebody of the family comes in: written down by the coordinator, by a link of their own, and only as far as the patient lets them.</summary>
public sealed partial class FamilyLinkTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_link_that_the_coordinator_gets_opens_a_chat_as_that_family_member_and_no_other()
    {
        await using var bot = new BotFixture();
        var link = await LinkAsync(bot);
        using var page = await bot.CreateClient().GetAsync(link, Cancelled);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("Lena Mercer", await PersonAsync(bot, Token(link)));
        Assert.Null(await PersonAsync(bot, Token(link)[..^4] + "AAAA"));
        bot.Clock.Advance(TimeSpan.FromDays(91));
        Assert.Null(await PersonAsync(bot, Token(link)));
    }

    [Theory]
    [InlineData("lock chat of Lena")]
    [InlineData("Lena Mercer lost her phone")]
    public async Task A_locked_link_and_whoever_came_in_by_it_see_nothing_more_until_there_is_a_new_one(string words)
    {
        await using var bot = new BotFixture();
        var link = await LinkAsync(bot);
        using var entered = await AskAsync(bot, Token(link));
        var token = (string)JsonNode.Parse(await entered.Content.ReadAsStringAsync(Cancelled))!["token"]!;
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("signed in as Lena Mercer (sister of Dot Mercer)", (await bot.SayAsync("maria", words)).Text, StringComparison.Ordinal);
        Assert.Null(await PersonAsync(bot, Token(link)));
        using var refresh = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/tokens/refresh");
        refresh.Headers.Authorization = new("Bearer", token);
        using var refused = await bot.CreateClient().SendAsync(refresh, Cancelled);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("Lena Mercer", await PersonAsync(bot, Token(await LinkAsync(bot))));
    }

    [Theory]
    [InlineData("en", "This link no longer works", "?lang=es&amp;link=")]
    [InlineData("es", "Este enlace ya no funciona", "?lang=en&amp;link=")]
    public async Task A_link_that_opens_nothing_any_more_says_so_and_whom_to_ask_in_place_of_a_strangers_chat(string language, string says, string other)
    {
        await using var bot = new BotFixture();
        var link = await LinkAsync(bot);
        bot.Clock.Advance(TimeSpan.FromDays(91));
        foreach (var dead in new[] { link, link[..^4] + "AAAA", "/chat?link=x" })
        {
            using var page = await bot.CreateClient().GetAsync($"{dead}&lang={language}", Cancelled);
            var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Cancelled));
            Assert.Equal(HttpStatusCode.Gone, page.StatusCode);
            Assert.All((string[])[says, "555-0142", $"/family?lang={language}", WebUtility.HtmlDecode(other)], words => Assert.Contains(words, html, StringComparison.Ordinal));
            Assert.DoesNotContain("Dot", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Written_down_twice_somebody_is_one_person_who_may_do_nothing_until_the_patient_says_so()
    {
        await using var bot = new BotFixture();
        var before = (await bot.ChartAsync("dot")).Family.Count;
        await LinkAsync(bot);
        await LinkAsync(bot);
        var family = (await bot.ChartAsync("dot")).Family;
        Assert.Equal(before + 1, family.Count);
        Assert.False(family.Single(one => one.Name.Given == "Lena").MayBook);
        await bot.SayAllAsync("dot", "let Lena book for me", "yes");
        Assert.True((await bot.ChartAsync("dot")).Family.Single(one => one.Name.Given == "Lena").MayBook);
    }

    [Theory]
    [InlineData("family of Zebulon: Lena Mercer, sister")]
    [InlineData("family of Amina: Lena Mercer, sister")]
    public async Task Only_the_family_of_ones_own_patients_can_be_written_down(string words)
    {
        await using var bot = new BotFixture();
        Assert.DoesNotContain("chat?link=", (await bot.SayAsync("maria", words)).Text, StringComparison.Ordinal);
    }

    private static async Task<string> LinkAsync(BotFixture bot)
    {
        await bot.RunOutreachAsync();
        var said = (await bot.SayAsync("maria", "family of Dot: Lena Mercer, sister")).Text;
        return new Uri(Link().Match(said).Value).PathAndQuery;
    }

    private static string Token(string link) => link[(link.IndexOf("link=", StringComparison.Ordinal) + 5)..];

    /// <summary>Who the chat takes the holder for; null where it lets nobody in.</summary>
    private static async Task<string?> PersonAsync(BotFixture bot, string token)
    {
        using var answer = await AskAsync(bot, token);
        if (answer.StatusCode == HttpStatusCode.Forbidden) return null;
        var payload = ((string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!["token"]!).Split('.');
        var claims = payload.Select(Decode).First(part => part?["person"] is not null)!;
        return await bot.Get<FamilyDesk>().FindAsync((string)claims["person"]!, Cancelled) is { Member: var member } ? member.Name.Full : null;
    }

    private static Task<HttpResponseMessage> AskAsync(BotFixture bot, string token) =>
        bot.CreateClient().PostAsync("/chat/token", new StringContent(new JsonObject { ["door"] = "chat", ["as"] = token }.ToJsonString(), Encoding.UTF8, "application/json"), Cancelled);

    private static JsonNode? Decode(string part)
    {
        try
        {
            return JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(part));
        }
        catch (Exception nothing) when (nothing is FormatException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"https?://\S+chat\?link=[A-Za-z0-9_.\-]+[A-Za-z0-9_\-]")]
    private static partial Regex Link();
}
