using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace CareBot.Tests.Authentication;

public sealed class AppTokenTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<bool> _asked = [];

    [Fact]
    public async Task A_token_is_asked_for_once_and_kept_until_five_minutes_before_it_expires()
    {
        using var credentials = NewCredentials();
        Assert.Equal("token 1", await ShownAsync(credentials));
        _clock.Advance(TimeSpan.FromMinutes(55) - TimeSpan.FromSeconds(1));
        Assert.Equal("token 1", await ShownAsync(credentials));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("token 2", await ShownAsync(credentials));
        Assert.Equal([false, false], _asked);
    }

    [Fact]
    public async Task A_refused_token_is_replaced_by_a_fresh_one()
    {
        using var credentials = NewCredentials();
        credentials.Drop(await ShownAsync(credentials));
        Assert.Equal("token 2", await ShownAsync(credentials));
        Assert.Equal([false, true], _asked);
    }

    [Fact]
    public async Task A_refusal_that_comes_late_does_not_drop_the_token_that_replaced_the_refused_one()
    {
        using var credentials = NewCredentials();
        var first = await ShownAsync(credentials);
        credentials.Drop(first);
        await ShownAsync(credentials);
        credentials.Drop(first);
        Assert.Equal("token 2", await ShownAsync(credentials));
    }

    [Fact]
    public async Task A_bot_with_a_secret_gets_its_token_from_the_issuer_that_the_settings_name()
    {
        await using var issuer = await LocalIssuer.StartAsync();
        var factory = Factory(("MicrosoftAppId", "an-app"), ("MicrosoftAppPassword", "the secret"));
        var credentials = await factory.CreateCredentialsAsync("an-app", "https://api.botframework.com", $"{issuer.Url}/tenant", true, Cancel);
        Assert.Equal("https://api.botframework.com/.default#1", (await ShownAsync(credentials)).Split(' ')[0]);
        await ShownAsync(credentials);
        Assert.Equal(1, issuer.TokensIssued);
    }

    [Fact]
    public async Task A_token_that_a_service_refused_is_not_taken_from_a_cache_again()
    {
        await using var issuer = await LocalIssuer.StartAsync();
        var factory = Factory(("MicrosoftAppId", "an-app"), ("MicrosoftAppPassword", "the secret"));
        var credentials = await factory.CreateCredentialsAsync("an-app", "scope", $"{issuer.Url}/tenant", true, Cancel);
        ((AppTokenCredentials)credentials).Drop(await ShownAsync(credentials));
        await ShownAsync(credentials);
        Assert.Equal(2, issuer.TokensIssued);
    }

    [Theory]
    [InlineData("MultiTenant", "https://login.microsoftonline.com/botframework.com")]
    [InlineData("SingleTenant", "https://login.microsoftonline.com/our-tenant")]
    public void A_single_tenant_bot_asks_its_own_tenant(string type, string authority)
    {
        var settings = Settings(("MicrosoftAppId", "an-app"), ("MicrosoftAppType", type), ("MicrosoftAppTenantId", "our-tenant"));
        Assert.Equal(authority, Authority.Of(AuthenticationConstants.ToChannelFromBotLoginUrl, BotApp.TenantIn(settings), validate: true).Https);
    }

    [Fact]
    public async Task A_bot_without_an_app_id_shows_nothing()
    {
        var factory = Factory();
        Assert.True(await factory.IsAuthenticationDisabledAsync(Cancel));
        Assert.False(await factory.IsValidAppIdAsync("", Cancel));
        var credentials = await factory.CreateCredentialsAsync("", "scope", "https://login.test/tenant", true, Cancel);
        using var request = new HttpRequestMessage();
        await credentials.ProcessHttpRequestAsync(request, Cancel);
        Assert.Null(request.Headers.Authorization);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AppTokenCredentials NewCredentials() => new(
        (fresh, _) =>
        {
            _asked.Add(fresh);
            return Task.FromResult(new AppToken($"token {_asked.Count}", _clock.GetUtcNow().AddHours(1)));
        },
        _clock);

    private static async Task<string> ShownAsync(ServiceClientCredentials credentials)
    {
        using var request = new HttpRequestMessage();
        await credentials.ProcessHttpRequestAsync(request, Cancel);
        return request.Headers.Authorization!.Parameter!;
    }

    private static ConfigurationServiceClientCredentialFactory Factory(params (string Key, string? Value)[] settings) => new(Settings(settings));

    private static IConfiguration Settings(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value)).Build();
}
