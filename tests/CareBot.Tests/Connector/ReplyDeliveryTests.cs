using System.Net;
using CareBot.Tests.Authentication;
using Microsoft.Extensions.Time.Testing;

namespace CareBot.Tests.Connector;

/// <summary>What becomes of a reply when the connector is in trouble.</summary>
public sealed class ReplyDeliveryTests : IAsyncLifetime
{
    private readonly SkippingClock _clock = new();
    private ConnectorStub _connector = null!;

    public async ValueTask InitializeAsync() => _connector = await ConnectorStub.StartAsync();

    public ValueTask DisposeAsync() => _connector.DisposeAsync();

    [Theory]
    [InlineData(412)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_reply_that_meets_a_passing_trouble_arrives_exactly_once(int status)
    {
        _connector.Next(status);
        Assert.Equal("sent-1", await ReplyAsync());
        Assert.Equal("hello", (string?)Assert.Single(_connector.Accepted)["text"]);
        Assert.Equal(2, _connector.Requests.Count);
    }

    [Fact]
    public async Task A_reply_whose_connection_breaks_arrives_exactly_once()
    {
        _connector.NextBreaks();
        await ReplyAsync();
        Assert.Single(_connector.Accepted);
    }

    [Fact]
    public async Task A_reply_whose_connection_breaks_after_it_was_taken_arrives_twice_rather_than_perhaps_never()
    {
        _connector.NextIsTakenAndBreaks();
        await ReplyAsync();
        Assert.Equal(2, _connector.Accepted.Count);
    }

    [Fact]
    public async Task A_reply_gets_five_tries()
    {
        _connector.Next(503).NextBreaks().Next(429).Next(502);
        await ReplyAsync();
        Assert.Single(_connector.Accepted);
    }

    [Fact]
    public async Task After_five_tries_the_connectors_last_word_is_reported()
    {
        for (var i = 0; i < 6; i++) _connector.Next(503);
        var error = await Assert.ThrowsAsync<ErrorResponseException>(ReplyAsync);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, error.Response!.StatusCode);
        Assert.Equal(ConnectorRetry.Tries, _connector.Requests.Count);
    }

    [Fact]
    public async Task The_connector_says_how_long_to_wait_and_is_left_alone_that_long()
    {
        _connector.Next(429, retryAfter: "7");
        await ReplyAsync();
        Assert.Equal([TimeSpan.FromSeconds(7)], _clock.Waits);
    }

    [Fact]
    public async Task Without_a_word_from_the_connector_the_waits_are_uneven_so_that_many_bots_do_not_come_back_at_once()
    {
        _connector.Next(503).Next(503).Next(503).Next(503);
        await ReplyAsync();
        Assert.Equal(4, _clock.Waits.Count);
        Assert.All(_clock.Waits, wait => Assert.InRange(wait, TimeSpan.Zero, ConnectorRetry.LongestWait));
        Assert.Equal(4, _clock.Waits.Distinct().Count());
    }

    [Theory]
    [InlineData("9")]
    [InlineData("3600")]
    [InlineData("Wed, 01 Jan 2098 00:00:00 GMT")]
    public async Task A_wait_beyond_the_patience_is_reported_at_once(string retryAfter)
    {
        _connector.Next(429, retryAfter);
        var error = await Assert.ThrowsAsync<ErrorResponseException>(ReplyAsync);
        Assert.Equal(HttpStatusCode.TooManyRequests, error.Response!.StatusCode);
        Assert.Single(_connector.Requests);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task One_refused_token_is_replaced_and_the_reply_arrives_exactly_once()
    {
        _connector.Next(401);
        await ReplyAsync(new CountedTokens());
        Assert.Single(_connector.Accepted);
        Assert.Equal(["Bearer token 1", "Bearer token 2"], _connector.Tokens);
    }

    [Fact]
    public async Task A_second_refused_token_is_reported()
    {
        _connector.Next(401).Next(401);
        var error = await Assert.ThrowsAsync<ErrorResponseException>(() => ReplyAsync(new CountedTokens()));
        Assert.Equal(HttpStatusCode.Unauthorized, error.Response!.StatusCode);
        Assert.Equal(2, _connector.Requests.Count);
    }

    [Theory]
    [InlineData(400, "BadArgument")]
    [InlineData(403, "BotDisabledByAdmin")]
    [InlineData(404, "ConversationNotFound")]
    [InlineData(500, "ServiceError")]
    public async Task A_refusal_is_reported_at_once_with_its_code_and_without_its_words(int status, string code)
    {
        _connector.Next(status, body: $$$"""{"error":{"code":"{{{code}}}","message":"Ana's weight is 82 kg"}}""");
        var error = await Assert.ThrowsAsync<ErrorResponseException>(ReplyAsync);
        Assert.Equal(status, (int)error.Response!.StatusCode);
        Assert.Equal(code, error.Body!.Error!.Code);
        Assert.DoesNotContain("Ana", error.ToString(), StringComparison.Ordinal);
        Assert.Single(_connector.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Forbidden</html>")]
    [InlineData("[]")]
    [InlineData("""{"error":"Ana"}""")]
    [InlineData("""{"error":{"code":"Ana's weight is 82 kg"}}""")]
    public async Task A_refusal_without_a_code_is_reported_by_its_status(string body)
    {
        _connector.Next(403, body: body);
        var error = await Assert.ThrowsAsync<ErrorResponseException>(ReplyAsync);
        Assert.Equal("The connector answered 403.", error.Message);
        Assert.Null(error.Body);
    }

    [Fact]
    public async Task A_connector_that_is_down_is_reported_after_five_tries()
    {
        var url = _connector.Url;
        await _connector.DisposeAsync();
        await using var bot = NewBot(_clock);
        await Assert.ThrowsAsync<HttpRequestException>(() => ReplyAsync(bot, url));
        Assert.Equal(ConnectorRetry.Tries - 1, _clock.Waits.Count);
    }

    [Fact]
    public async Task A_connector_that_hangs_is_given_up_within_twenty_seconds()
    {
        for (var i = 0; i < ConnectorRetry.Tries; i++) _connector.NextHangs();
        var clock = new FakeTimeProvider();
        var start = clock.GetUtcNow();
        await using var bot = NewBot(clock);
        var reply = ReplyAsync(bot, _connector.Url);
        await RequestedAsync(); // The patience has begun; before that, moving the clock would mean nothing.
        while (!reply.IsCompleted && clock.GetUtcNow() - start < ConnectorRetry.PatienceInAll)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        // From here on the clock stands still: what is not given up by now never is.
        await Assert.ThrowsAsync<HttpRequestException>(() => reply.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.True(clock.GetUtcNow() - start >= ConnectorRetry.PatienceForOne);
        Assert.Empty(_connector.Accepted);
    }

    [Fact]
    public async Task A_connector_that_takes_fourteen_seconds_to_answer_gets_the_reply_once()
    {
        var word = new TaskCompletionSource();
        _connector.NextIsTakenAndAnsweredAfter(word.Task);
        var clock = new FakeTimeProvider();
        await using var bot = NewBot(clock);
        var reply = ReplyAsync(bot, _connector.Url);
        await RequestedAsync();
        for (var passed = 0; passed < 140; passed++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        word.SetResult();
        Assert.Equal("late", await reply);
        Assert.Single(_connector.Accepted);
    }

    [Fact]
    public async Task A_turn_that_is_cancelled_stops_waiting_for_the_connector()
    {
        _connector.NextHangs();
        using var given = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var bot = NewBot(_clock);
        var reply = ReplyUntilAsync(bot, _connector.Url, given.Token);
        await RequestedAsync();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reply);
    }

    private async Task RequestedAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (_connector.Requests.IsEmpty) await Task.Delay(1, patience.Token);
    }

    [Theory]
    [InlineData("https://elsewhere.test/")]
    [InlineData("http://smba.trafficmanager.net/amer/")]
    [InlineData("https://smba.trafficmanager.net.elsewhere.test/")]
    [InlineData("https://botframework.com.elsewhere.test/")]
    [InlineData("https://evilbotframework.com/")]
    public async Task No_token_goes_to_a_host_that_no_verified_activity_named(string serviceUrl)
    {
        var tokens = new CountedTokens();
        await using var bot = NewBot(_clock, tokens);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ReplyAsync(bot, serviceUrl));
        Assert.Equal(0, tokens.Given);
    }

    [Fact]
    public async Task Outside_development_this_machine_gets_no_token_either()
    {
        var tokens = new CountedTokens();
        await using var bot = new BotUnderTest([], _clock, tokens, "Production");
        await Assert.ThrowsAsync<InvalidOperationException>(() => ReplyAsync(bot, _connector.Url));
        Assert.Equal(0, tokens.Given);
        Assert.Empty(_connector.Requests);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/amer/v3", true)]
    [InlineData("https://webchat.botframework.com/", true)]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/teams", true)]
    [InlineData("https://smba.infra.gov.teams.microsoft.us/gcch", true)]
    [InlineData("https://europe.elsewhere.test/", false)]
    [InlineData("http://webchat.botframework.com/", false)]
    [InlineData("https://localhost/", false)]
    public void The_bot_frameworks_own_hosts_are_trusted_from_the_start(string url, bool isTrusted)
    {
        var hosts = new ServiceHosts(isDevelopment: false);
        Assert.Equal(isTrusted, hosts.Allows(new Uri(url), isAnonymous: false));
        Assert.False(hosts.Allows(new Uri(url), isAnonymous: true));
    }

    [Fact]
    public void A_host_that_a_verified_activity_named_is_trusted_from_then_on()
    {
        var hosts = new ServiceHosts(isDevelopment: false);
        hosts.Trust("https://channel.test/amer/");
        Assert.True(hosts.Allows(new Uri("https://channel.test/emea/v3"), isAnonymous: false));
        Assert.False(hosts.Allows(new Uri("http://channel.test/amer/"), isAnonymous: false));
        Assert.False(hosts.Allows(new Uri("https://other.channel.test/"), isAnonymous: false));
    }

    private Task<string?> ReplyAsync() => ReplyAsync(credentials: null);

    private async Task<string?> ReplyAsync(CountedTokens? credentials)
    {
        await using var bot = NewBot(_clock, credentials);
        return await ReplyAsync(bot, _connector.Url);
    }

    private static Task<string?> ReplyAsync(BotUnderTest bot, string serviceUrl) =>
        ReplyUntilAsync(bot, serviceUrl, TestContext.Current.CancellationToken);

    private static async Task<string?> ReplyUntilAsync(BotUnderTest bot, string serviceUrl, CancellationToken cancellationToken)
    {
        string? id = null;
        await bot.Adapter.ContinueConversationAsync(
            CountedTokens.AppId,
            new ConversationReference { ServiceUrl = serviceUrl, ChannelId = "msteams", Conversation = new ConversationAccount(id: "a:1") },
            async (turn, token) => id = (await turn.SendActivityAsync(MessageFactory.Text("hello"), token)).Id,
            cancellationToken);
        return id;
    }

    private static BotUnderTest NewBot(TimeProvider clock, CountedTokens? credentials = null) => new([], clock, credentials);

    /// <summary>The identity service: every token it gives is another one.</summary>
    private sealed class CountedTokens : ServiceClientCredentialsFactory
    {
        public const string AppId = "an-app";

        public int Given { get; private set; }

        public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(appId == AppId);

        public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(false);

        public override Task<ServiceClientCredentials> CreateCredentialsAsync(
            string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
            Task.FromResult<ServiceClientCredentials>(new AppTokenCredentials(
                (_, _) => Task.FromResult(new AppToken($"token {++Given}", TimeProvider.System.GetUtcNow().AddHours(1))), TimeProvider.System));
    }
}
