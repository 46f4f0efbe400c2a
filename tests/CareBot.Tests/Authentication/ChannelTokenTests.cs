using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace CareBot.Tests.Authentication;

public sealed class ChannelTokenTests : IAsyncLifetime
{
    private const string AppId = "5f1f0e8c-1111-4c0b-9d5e-000000000001";
    private const string Tenant = "5f1f0e8c-2222-4c0b-9d5e-000000000002";
    private const string ServiceUrl = "https://smba.trafficmanager.net/amer/";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
    private LocalIssuer _issuer = null!;
    private BotUnderTest _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await LocalIssuer.StartAsync();
        _issuer.Publish(TestKey.First, "msteams", "webchat");
        _bot = NewBot();
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task A_token_of_the_channel_for_this_bot_and_this_service_url_is_let_in() =>
        await LetInAsync(TestKey.First.Sign(Claims()));

    [Fact]
    public async Task A_token_is_let_in_again_without_reading_the_keys_again()
    {
        await LetInAsync(TestKey.First.Sign(Claims()));
        await LetInAsync(TestKey.First.Sign(Claims()));
        Assert.Equal(1, _issuer.Fetches);
    }

    [Fact]
    public async Task A_token_signed_with_a_new_key_is_let_in_as_soon_as_the_issuer_publishes_the_key()
    {
        await LetInAsync(TestKey.First.Sign(Claims()));
        _issuer.Publish(TestKey.Second, "msteams");
        await LetInAsync(TestKey.Second.Sign(Claims()));
    }

    [Fact]
    public async Task A_token_signed_with_a_key_that_was_withdrawn_is_refused_once_the_keys_are_read_again()
    {
        var token = TestKey.First.Sign(Claims(expires: TimeSpan.FromDays(3)));
        await LetInAsync(token);
        _issuer.Withdraw(TestKey.First);
        _clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        await RefuseAsync(token);
    }

    [Fact]
    public async Task A_token_signed_with_a_key_the_issuer_never_published_is_refused() =>
        await RefuseAsync(TestKey.Second.Sign(Claims()));

    [Fact]
    public async Task A_token_signed_with_another_key_under_a_published_name_is_refused() =>
        await RefuseAsync(TestKey.Second.Sign(Claims(), keyId: TestKey.First.Id));

    [Fact]
    public async Task Tokens_with_invented_key_names_make_the_bot_read_the_keys_ten_times_a_minute_at_most()
    {
        for (var i = 0; i < 30; i++) await RefuseAsync(TestKey.Second.Sign(Claims(), keyId: $"invented {i}"));
        Assert.Equal(10, _issuer.Fetches);
        _clock.Advance(TimeSpan.FromMinutes(1));
        _issuer.Publish(TestKey.Second, "msteams");
        await LetInAsync(TestKey.Second.Sign(Claims()));
    }

    [Fact]
    public async Task While_the_issuer_is_down_the_known_keys_serve_on()
    {
        await LetInAsync(TestKey.First.Sign(Claims(expires: TimeSpan.FromDays(3))));
        _issuer.IsDown = true;
        _clock.Advance(TimeSpan.FromDays(2));
        await LetInAsync(TestKey.First.Sign(Claims()));
    }

    [Fact]
    public async Task While_the_issuer_is_down_a_bot_without_keys_refuses_and_serves_soon_after_it_is_back()
    {
        _issuer.IsDown = true;
        await RefuseAsync(TestKey.First.Sign(Claims()));
        _issuer.IsDown = false;
        _clock.Advance(TimeSpan.FromSeconds(5));
        await LetInAsync(TestKey.First.Sign(Claims()));
    }

    [Fact]
    public async Task An_expired_token_is_let_in_for_five_minutes_and_refused_from_then_on()
    {
        var token = TestKey.First.Sign(Claims(expires: TimeSpan.FromHours(1)));
        _clock.Advance(TimeSpan.FromMinutes(65) - TimeSpan.FromSeconds(1));
        await LetInAsync(token);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await RefuseAsync(token);
        await RefuseAsync(TestKey.First.Sign(Claims(expires: TimeSpan.FromMinutes(-5))));
    }

    [Fact]
    public async Task A_token_that_never_expires_is_refused()
    {
        var claims = Claims();
        claims.Remove("exp");
        await RefuseAsync(TestKey.First.Sign(claims));
    }

    [Fact]
    public async Task A_token_is_let_in_from_five_minutes_before_its_start()
    {
        await RefuseAsync(TestKey.First.Sign(Claims(starts: TimeSpan.FromSeconds(301))));
        await LetInAsync(TestKey.First.Sign(Claims(starts: TimeSpan.FromSeconds(300))));
    }

    [Fact]
    public async Task A_token_for_another_bot_is_refused() => await RefuseAsync(TestKey.First.Sign(With("aud", "another-bot")));

    [Fact]
    public async Task A_token_for_no_bot_is_refused()
    {
        var claims = Claims();
        claims.Remove("aud");
        await RefuseAsync(TestKey.First.Sign(claims));
    }

    [Fact]
    public async Task A_token_for_this_bot_and_another_is_refused() =>
        await RefuseAsync(TestKey.First.Sign(With("aud", new JsonArray(AppId, "another-bot"))));

    [Fact]
    public async Task A_token_of_another_issuer_is_refused() => await RefuseAsync(TestKey.First.Sign(With("iss", "https://elsewhere.test")));

    [Fact]
    public async Task A_token_of_another_tenant_is_refused_to_a_single_tenant_bot()
    {
        await RefuseAsync(TestKey.First.Sign(OwnToken("5f1f0e8c-9999-4c0b-9d5e-000000000009")));
        await RefuseAsync(TestKey.First.Sign(With("tid", "5f1f0e8c-9999-4c0b-9d5e-000000000009")));
    }

    [Fact]
    public async Task A_token_that_the_directory_of_the_own_tenant_issued_to_the_bot_itself_is_let_in() =>
        await LetInAsync(TestKey.First.Sign(OwnToken(Tenant)));

    [Fact]
    public async Task A_token_that_the_directory_issued_to_another_app_is_refused()
    {
        var claims = OwnToken(Tenant);
        claims["appid"] = "another-app";
        await RefuseAsync(TestKey.First.Sign(claims));
    }

    [Fact]
    public async Task A_key_speaks_only_for_the_channels_it_is_endorsed_for()
    {
        await LetInAsync(TestKey.First.Sign(Claims()), channelId: "webchat");
        await RefuseAsync(TestKey.First.Sign(Claims()), channelId: "directline");
    }

    [Fact]
    public async Task A_key_without_endorsements_speaks_for_every_channel()
    {
        _issuer.Publish(TestKey.Elliptic);
        await LetInAsync(TestKey.Elliptic.Sign(Claims()), channelId: "directline");
    }

    [Fact]
    public async Task An_unsigned_token_is_refused() => await RefuseAsync(TestKey.First.Unsigned(Claims()));

    [Fact]
    public async Task A_token_signed_with_the_public_key_as_a_shared_secret_is_refused() =>
        await RefuseAsync(TestKey.First.SignWithPublicKeyAsSecret(Claims()));

    [Fact]
    public async Task A_token_that_was_changed_after_signing_is_refused()
    {
        var genuine = TestKey.First.Sign(With("serviceurl", "https://elsewhere.test/")).Split('.');
        var wanted = TestKey.Second.Sign(Claims()).Split('.');
        await RefuseAsync($"{genuine[0]}.{wanted[1]}.{genuine[2]}");
    }

    [Theory]
    [InlineData("https://elsewhere.test/")]
    [InlineData("https://smba.trafficmanager.net/emea/")]
    public async Task A_token_for_another_service_url_is_refused(string claimed) =>
        await RefuseAsync(TestKey.First.Sign(With("serviceurl", claimed)));

    [Fact]
    public async Task A_token_for_no_service_url_is_refused()
    {
        var claims = Claims();
        claims.Remove("serviceurl");
        await RefuseAsync(TestKey.First.Sign(claims));
    }

    [Fact]
    public async Task A_slash_at_the_end_of_the_service_url_makes_no_difference() =>
        await LetInAsync(TestKey.First.Sign(With("serviceurl", ServiceUrl.TrimEnd('/'))));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer not-a-token")]
    [InlineData("Bearer e30.e30.")]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer \u00e9\u00e9.\u00e9.\u00e9")]
    public async Task Without_a_readable_token_nobody_is_let_in(string? header)
    {
        var response = await _bot.PostAsync(Message("msteams"), header);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(0, _bot.Turns);
    }

    [Fact]
    public async Task A_refusal_says_that_a_token_is_wanted_and_nothing_else()
    {
        var response = await _bot.PostAsync(Message("msteams"), $"Bearer {TestKey.Second.Sign(Claims())}");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
        Assert.Equal(["status", "title", "traceId", "type"], body.Select(member => member.Key).Order());
    }

    [Fact]
    public async Task A_host_that_a_verified_activity_named_is_answered_with_a_token_and_no_other_is()
    {
        var network = new WholeWorld(_issuer, "https://channel.test/");
        await using var bot = NewBot(network);
        bot.Does = turn => turn.SendActivityAsync("hello");
        var claims = With("serviceurl", "https://channel.test/amer/");
        var message = Message("msteams").Replace(ServiceUrl, "https://channel.test/amer/", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.PostAsync(message, $"Bearer {TestKey.Second.Sign(claims)}")).StatusCode);
        await Assert.ThrowsAsync<InvalidOperationException>(() => SpeakFirstAsync(bot));
        Assert.Empty(network.Tokens);
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(message, $"Bearer {TestKey.First.Sign(claims)}")).StatusCode);
        await SpeakFirstAsync(bot);
        Assert.Equal(2, network.Tokens.Count);
        Assert.All(network.Tokens, token => Assert.StartsWith("https://api.botframework.com/.default", token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_turn_adds_to_the_callers_identity_does_not_reach_the_next_turn()
    {
        var seen = new List<int>();
        _bot.Does = turn =>
        {
            var identity = turn.TurnState.Get<System.Security.Claims.ClaimsIdentity>(BotAdapter.BotIdentityKey)!;
            seen.Add(identity.Claims.Count());
            identity.AddClaim(new("added", "by the turn"));
            return Task.CompletedTask;
        };
        var token = TestKey.First.Sign(Claims());
        await LetInAsync(token);
        await LetInAsync(token);
        Assert.Equal(seen[0], seen[1]);
    }

    private async Task LetInAsync(string token, string channelId = "msteams")
    {
        var before = _bot.Turns;
        var response = await _bot.PostAsync(Message(channelId), $"Bearer {token}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(before + 1, _bot.Turns);
    }

    private async Task RefuseAsync(string token, string channelId = "msteams")
    {
        var before = _bot.Turns;
        var response = await _bot.PostAsync(Message(channelId), $"Bearer {token}");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(before, _bot.Turns);
    }

    private static string Message(string channelId) => new JsonObject
    {
        ["type"] = "message",
        ["id"] = "1",
        ["channelId"] = channelId,
        ["serviceUrl"] = ServiceUrl,
        ["text"] = "hello",
        ["conversation"] = new JsonObject { ["id"] = "a:1" },
        ["from"] = new JsonObject { ["id"] = "u" },
        ["recipient"] = new JsonObject { ["id"] = "b" },
    }.ToJsonString();

    private JsonObject Claims(TimeSpan? expires = null, TimeSpan? starts = null) => new()
    {
        ["iss"] = LocalIssuer.Issuer,
        ["aud"] = AppId,
        ["serviceurl"] = ServiceUrl,
        ["nbf"] = (_clock.GetUtcNow() + (starts ?? TimeSpan.Zero)).ToUnixTimeSeconds(),
        ["exp"] = (_clock.GetUtcNow() + (expires ?? TimeSpan.FromHours(1))).ToUnixTimeSeconds(),
    };

    private JsonObject With(string claim, JsonNode value)
    {
        var claims = Claims();
        claims[claim] = value;
        return claims;
    }

    /// <summary>What an emulator shows that was given the bot's own credentials.</summary>
    private JsonObject OwnToken(string tenant)
    {
        var claims = Claims();
        claims["iss"] = $"https://sts.windows.net/{tenant}/";
        claims["ver"] = "1.0";
        claims["appid"] = AppId;
        claims.Remove("serviceurl");
        return claims;
    }

    private static Task SpeakFirstAsync(BotUnderTest bot) => bot.Adapter.ContinueConversationAsync(
        AppId,
        new ConversationReference { ServiceUrl = "https://channel.test/emea/", Conversation = new ConversationAccount(id: "a:1") },
        (turn, token) => turn.SendActivityAsync(MessageFactory.Text("Good morning"), token),
        TestContext.Current.CancellationToken);

    private BotUnderTest NewBot(IHttpClientFactory? http = null) => new(
        new()
        {
            ["MicrosoftAppType"] = "SingleTenant",
            ["MicrosoftAppId"] = AppId,
            ["MicrosoftAppTenantId"] = Tenant,
            ["MicrosoftAppPassword"] = "the secret",
            ["ToChannelFromBotLoginUrl"] = $"{_issuer.Url}/{Tenant}",
            ["ToBotFromChannelTokenIssuer"] = LocalIssuer.Issuer,
            ["ToBotFromChannelOpenIdMetadataUrl"] = _issuer.MetadataUrl,
            ["ToBotFromEmulatorOpenIdMetadataUrl"] = _issuer.MetadataUrl,
        },
        _clock,
        http: http);

    /// <summary>The network outside this machine: one connector that takes everything. The issuer is reached as it is.</summary>
    private sealed class WholeWorld(LocalIssuer issuer, string connector) : DelegatingHandler(new SocketsHttpHandler()), IHttpClientFactory
    {
        public List<string> Tokens { get; } = [];

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var url = request.RequestUri!.ToString();
            if (url.StartsWith(issuer.Url, StringComparison.Ordinal)) return base.SendAsync(request, cancellationToken);
            Assert.StartsWith(connector, url, StringComparison.Ordinal);
            Tokens.Add(request.Headers.Authorization!.Parameter!);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.Created) { Content = new StringContent("""{"id":"1"}""") });
        }
    }
}
