using System.Security.Cryptography.X509Certificates;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace CareBot.BotFramework;

/// <summary>The three ways to a token of the bot's own: a secret, a certificate, the managed identity of the machine.</summary>
internal static class MsalTokens
{
    public static AcquireAppToken WithSecret(string appId, string secret, Authority authority, string audience, HttpClient? http) =>
        FromAuthority(ConfidentialClientApplicationBuilder.Create(appId).WithClientSecret(secret), authority, audience, http);

    public static AcquireAppToken WithCertificate(
        string appId, X509Certificate2 certificate, bool sendX5c, Authority authority, string audience, HttpClient? http) =>
        FromAuthority(ConfidentialClientApplicationBuilder.Create(appId).WithCertificate(certificate, sendX5c), authority, audience, http);

    public static AcquireAppToken WithManagedIdentity(string appId, string audience, HttpClient? http)
    {
        var builder = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(appId));
        if (http is not null) builder = builder.WithHttpClientFactory(new OneHttpClient(http));
        var app = builder.Build();
        return async (fresh, cancellationToken) =>
            Token(await app.AcquireTokenForManagedIdentity(audience).WithForceRefresh(fresh).ExecuteAsync(cancellationToken));
    }

    private static AcquireAppToken FromAuthority(
        ConfidentialClientApplicationBuilder builder, Authority authority, string audience, HttpClient? http)
    {
        builder = builder.WithAuthority(authority.Https, authority.Validate);
        if (!authority.Validate) builder = builder.WithInstanceDiscovery(false);
        if (authority.IsPlainLoopback) builder = builder.WithHttpClientFactory(new OneHttpClient(new HttpClient(new PlainLoopback())));
        else if (http is not null) builder = builder.WithHttpClientFactory(new OneHttpClient(http));
        var app = builder.Build();
        string[] scopes = [audience.EndsWith("/.default", StringComparison.Ordinal) ? audience : audience + "/.default"];
        return async (fresh, cancellationToken) =>
            Token(await app.AcquireTokenForClient(scopes).WithForceRefresh(fresh).ExecuteAsync(cancellationToken));
    }

    private static AppToken Token(AuthenticationResult result) => new(result.AccessToken, result.ExpiresOn);

    private sealed class OneHttpClient(HttpClient http) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => http;
    }

    /// <summary>MSAL refuses an authority on plain http, which a local issuer in development is; nothing but loopback is let through.</summary>
    private sealed class PlainLoopback() : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri is not { IsLoopback: true } url) throw new HttpRequestException("A local issuer may name loopback addresses only.");
            request.RequestUri = new UriBuilder(url) { Scheme = Uri.UriSchemeHttp, Port = url.Port }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
