using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CareBot.Care.Links;
using CareBot.Care.Patients;
using CareBot.DirectLine;
using CareBot.Tests.SpeakingFirst;
using Microsoft.IdentityModel.JsonWebTokens;

namespace CareBot.Tests.DirectLine;

public sealed class TokenTests
{
    [Fact]
    public async Task A_server_with_the_secret_gets_a_token_with_the_user_that_it_names()
    {
        await using var host = await WebHost.StartAsync();
        var answer = await WebClient.JsonAsync(await GenerateAsync(host, """{"user":{"id":"dl_ana","name":"Ana"}}"""));
        Assert.Equal(1800, (int)answer["expires_in"]!);
        var token = new JsonWebToken((string)answer["token"]!);
        Assert.Equal("HS256", token.Alg);
        Assert.Equal("dl_ana", token.GetClaim("user").Value);
        Assert.Equal((string)answer["conversationId"]!, token.GetClaim("conv").Value);
        Assert.Equal(GrantRoles.Visitor, token.GetClaim("role").Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"user":{}}""")]
    public async Task A_server_that_names_no_user_gets_one_made_up(string body)
    {
        await using var host = await WebHost.StartAsync();
        var answer = await WebClient.JsonAsync(await GenerateAsync(host, body));
        Assert.Matches("^dl_.{22}$", new JsonWebToken((string)answer["token"]!).GetClaim("user").Value);
    }

    [Fact]
    public async Task A_user_id_that_a_browser_could_have_chosen_itself_is_refused()
    {
        await using var host = await WebHost.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await GenerateAsync(host, """{"user":{"id":"ana"}}""")).StatusCode);
    }

    [Fact]
    public async Task Without_the_secret_nobody_generates_a_token_and_without_a_configured_one_the_door_is_not_there()
    {
        await using var host = await WebHost.StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await GenerateAsync(host, "", "guess")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GenerateAsync(host, "", null)).StatusCode);
        await using var shut = await WebHost.StartAsync(withSecret: false);
        Assert.Equal(HttpStatusCode.NotFound, (await GenerateAsync(shut, "", "")).StatusCode);
    }

    [Fact]
    public async Task A_token_lives_thirty_minutes_and_then_says_403_which_ends_the_clients_patience()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        host.Clock.Advance(DirectLineTokens.Life - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("still here", "k1")).StatusCode);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SayAsync("too late", "k2")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(HttpMethod.Post, "tokens/refresh")).StatusCode);
    }

    [Fact]
    public async Task Refreshing_keeps_the_conversation_and_the_user_for_at_most_twelve_hours()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        var user = new JsonWebToken(client.Token).GetClaim("user").Value;
        for (var passed = TimeSpan.Zero; passed < DirectLineVisits.Longest - TimeSpan.FromMinutes(15); passed += TimeSpan.FromMinutes(15))
        {
            host.Clock.Advance(TimeSpan.FromMinutes(15));
            var answer = await WebClient.JsonAsync(await client.SendAsync(HttpMethod.Post, "tokens/refresh"));
            Assert.Equal(client.Conversation, (string)answer["conversationId"]!);
            client.Token = (string)answer["token"]!;
        }

        Assert.Equal(user, new JsonWebToken(client.Token).GetClaim("user").Value);
        host.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(HttpMethod.Post, "tokens/refresh")).StatusCode);
    }

    [Fact]
    public async Task After_twelve_hours_neither_coming_back_nor_starting_again_gives_another_token()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        for (var passed = TimeSpan.Zero; passed < DirectLineVisits.Longest - TimeSpan.FromMinutes(20); passed += TimeSpan.FromMinutes(20))
        {
            host.Clock.Advance(TimeSpan.FromMinutes(20));
            client.Token = (string)(await client.ReconnectAsync(""))["token"]!;
        }

        host.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("still here", "k1")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(HttpMethod.Get, $"conversations/{client.Conversation}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(HttpMethod.Post, "conversations")).StatusCode);
        Assert.DoesNotContain(host.Bot.Heard, heard => heard.Type == ActivityTypes.ConversationUpdate);
    }

    [Theory]
    [InlineData("https://care.example", "wss://care.example/v3/directline/")]
    [InlineData("https://care.example:8443/bot/", "wss://care.example:8443/bot/v3/directline/")]
    [InlineData("http://care.local", "ws://care.local/v3/directline/")]
    public async Task Behind_a_proxy_the_stream_is_where_people_outside_reach_the_host(string address, string expected)
    {
        await using var host = await WebHost.StartAsync(publicAddress: address);
        Assert.StartsWith(expected, (string?)(await (await host.EnterAsync()).StartAsync())["streamUrl"], StringComparison.Ordinal);
        using var page = await host.Http.GetAsync("/chat", TestContext.Current.CancellationToken);
        var origin = string.Join('/', expected.Split('/')[..3]);
        Assert.Contains($"connect-src 'self' {origin};", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_practice_locks_a_chat_no_token_that_is_out_opens_anything_and_a_new_one_does()
    {
        await using var host = await WebHost.StartAsync();
        Assert.True(await host.Get<Charts>().CreateAsync(People.Rosa, TestContext.Current.CancellationToken));
        var (stolen, visitor) = (await host.EnterAsync("rosa"), await host.EnterAsync());
        var address = (string)(await stolen.StartAsync())["streamUrl"]!;
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.Get<ChatLinkDesk>().LockAsync(People.Rosa.Patient, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, (await stolen.SayAsync("hello", "k1")).StatusCode);
        foreach (var (method, path) in new[] { ("GET", $"conversations/{stolen.Conversation}/activities"), ("GET", $"conversations/{stolen.Conversation}"), ("POST", "tokens/refresh"), ("POST", "conversations") })
            Assert.Equal(HttpStatusCode.Forbidden, (await stolen.SendAsync(new HttpMethod(method), path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await WebClient.RefusedAsync(address));
        Assert.Equal(HttpStatusCode.OK, (await visitor.SayAsync("hello", "k1")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await (await host.EnterAsync("rosa")).SayAsync("hello", "k2")).StatusCode);
    }

    [Fact]
    public async Task Nobody_reads_in_a_streams_address_who_it_is()
    {
        await using var host = await WebHost.StartAsync();
        var address = (string)(await (await host.EnterAsync("rosa")).StartAsync())["streamUrl"]!;
        var parts = address[(address.IndexOf("&t=", StringComparison.Ordinal) + 3)..].Split('.');
        Assert.DoesNotContain(parts, part => System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(part)).Contains("rosa", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_opens_its_own_conversation_and_no_other()
    {
        await using var host = await WebHost.StartAsync();
        var (ana, ben) = (await host.EnterAsync(), await host.EnterAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await ana.PostAsync("""{"type":"message","text":"x"}""", ben.Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await ana.SendAsync(HttpMethod.Get, $"conversations/{ben.Conversation}/activities")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await ana.SendAsync(HttpMethod.Get, $"conversations/{ben.Conversation}")).StatusCode);
    }

    [Fact]
    public async Task A_request_without_a_token_is_not_told_that_the_chat_is_over()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        var answer = await host.Http.PostAsync($"/v3/directline/conversations/{client.Conversation}/activities",
            new StringContent("{}", Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_that_was_forged_or_tampered_with_opens_nothing()
    {
        await using var host = await WebHost.StartAsync();
        await using var stranger = await WebHost.StartAsync();
        var client = await host.EnterAsync("rosa");
        var foreign = await stranger.EnterAsync("rosa");
        var parts = client.Token.Split('.');
        var claims = JsonNode.Parse(Base64UrlDecode(parts[1]))!.AsObject();
        claims["role"] = "coordinator";
        var unsigned = Encode("""{"alg":"none"}""") + "." + Encode(claims.ToJsonString()) + ".";
        var tampered = parts[0] + "." + Encode(claims.ToJsonString()) + "." + parts[2];
        foreach (var token in new[] { foreign.Token, unsigned, tampered, "nonsense" })
            Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync("""{"type":"message","text":"x"}""", token)).StatusCode);
        Assert.Empty(host.Bot.Heard);

        static string Encode(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
        static string Base64UrlDecode(string part) => Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(part));
    }

    [Fact]
    public async Task Demo_patients_are_there_in_Development_only()
    {
        await using var developer = await WebHost.StartAsync();
        await using var clinic = await WebHost.StartAsync("Production");
        Assert.Equal("rosa", new JsonWebToken((await developer.EnterAsync("rosa")).Token).GetClaim("person").Value);
        using var refused = await clinic.Http.PostAsync("/chat/token", new StringContent("""{"door":"chat","as":"rosa"}"""), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var visitor = new JsonWebToken((await clinic.EnterAsync()).Token);
        Assert.StartsWith("visitor:", visitor.GetClaim("person").Value, StringComparison.Ordinal);
        Assert.Equal(GrantRoles.Visitor, visitor.GetClaim("role").Value);
    }

    [Fact]
    public async Task Another_sites_page_gets_no_token()
    {
        await using var host = await WebHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat/token") { Content = new StringContent("{}") };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    private static Task<HttpResponseMessage> GenerateAsync(WebHost host, string body, string? secret = WebHost.Secret)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/tokens/generate") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (secret is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {secret}");
        return host.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
