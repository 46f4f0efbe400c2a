using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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
    public async Task A_bot_with_a_certificate_proves_that_it_holds_its_key_and_another_certificate_gets_nothing()
    {
        await using var issuer = await LocalIssuer.StartAsync();
        using var certificate = NewCertificate();
        using var other = NewCertificate();
        issuer.Trusts = certificate;
        Assert.Equal("https://api.botframework.com/.default#1", (await ShownAsync(await CredentialsAsync(certificate))).Split(' ')[0]);
        var refused = await CredentialsAsync(other);
        await Assert.ThrowsAnyAsync<Exception>(() => ShownAsync(refused));
        Assert.Equal(1, issuer.TokensIssued);
        Assert.False(await new CertificateServiceClientCredentialsFactory(certificate, "an-app").IsValidAppIdAsync("another-app", Cancel));

        Task<ServiceClientCredentials> CredentialsAsync(X509Certificate2 proof) =>
            new CertificateServiceClientCredentialsFactory(proof, "an-app").CreateCredentialsAsync("an-app", "https://api.botframework.com", $"{issuer.Url}/tenant", true, Cancel);
    }

    [Fact]
    public async Task A_bot_with_a_managed_identity_asks_the_machine_for_the_identitys_token()
    {
        using var machine = new MachineIdentity();
        using var http = new HttpClient(machine);
        var factory = new ConfigurationServiceClientCredentialFactory(Settings(("MicrosoftAppId", "an-app"), ("MicrosoftAppType", "UserAssignedMSI"), ("MicrosoftAppTenantId", "our-tenant")), http);
        var credentials = await factory.CreateCredentialsAsync("an-app", "https://api.botframework.com", "https://login.test/tenant", true, Cancel);
        Assert.Equal("token of the machine", await ShownAsync(credentials));
        Assert.Contains("client_id=an-app", machine.Asked!.Query, StringComparison.Ordinal);
        Assert.Contains("resource=https://api.botframework.com", Uri.UnescapeDataString(machine.Asked.Query), StringComparison.Ordinal);
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

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=carebot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    /// <summary>The metadata service of a machine in Azure.</summary>
    private sealed class MachineIdentity : HttpMessageHandler
    {
        public Uri? Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith("/oauth2/token", StringComparison.Ordinal))
                return Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.NotFound) { Content = new StringContent("{}") });
            Asked = request.RequestUri;
            var expires = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var token = $$"""{"access_token":"token of the machine","client_id":"an-app","expires_in":"3600","expires_on":"{{expires}}","resource":"https://api.botframework.com","token_type":"Bearer"}""";
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent(token, System.Text.Encoding.UTF8, "application/json") });
        }
    }
}
