using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace CareBot.BotFramework;

/// <summary>A bot that proves itself by a certificate.</summary>
public class CertificateServiceClientCredentialsFactory : ServiceClientCredentialsFactory
{
    private readonly X509Certificate2 _certificate;
    private readonly string _appId;
    private readonly string? _tenantId;
    private readonly HttpClient? _httpClient;
    private readonly bool _sendX5c;

    /// <param name="tenantId">The tenant of a single-tenant bot; empty for a multi-tenant one.</param>
    /// <param name="logger">Not used: nothing here may be logged.</param>
    /// <param name="sendX5c">Sends the certificate's chain along, which subject-name and issuer authentication needs.</param>
    public CertificateServiceClientCredentialsFactory(
        X509Certificate2 certificate, string appId, string? tenantId = null, HttpClient? httpClient = null, ILogger? logger = null, bool sendX5c = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(appId);
        _certificate = certificate;
        _appId = appId;
        _tenantId = tenantId;
        _httpClient = httpClient;
        _sendX5c = sendX5c;
    }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) =>
        Task.FromResult(string.Equals(appId, _appId, StringComparison.OrdinalIgnoreCase));

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(
        string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken)
    {
        if (!string.Equals(appId, _appId, StringComparison.OrdinalIgnoreCase)) throw new InvalidOperationException("Not this bot's app id.");
        var authority = Authority.Of(loginEndpoint, _tenantId, validateAuthority);
        var acquire = MsalTokens.WithCertificate(_appId, _certificate, _sendX5c, authority, audience, _httpClient);
        return Task.FromResult<ServiceClientCredentials>(new AppTokenCredentials(acquire, TimeProvider.System));
    }
}
