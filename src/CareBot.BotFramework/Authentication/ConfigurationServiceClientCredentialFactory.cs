using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace CareBot.BotFramework;

/// <summary>The bot's app id and credentials as the settings give them.</summary>
/// <remarks>
/// <c>MicrosoftAppId</c>, <c>MicrosoftAppPassword</c>, <c>MicrosoftAppTenantId</c> and <c>MicrosoftAppType</c>: <c>MultiTenant</c> (default),
/// <c>SingleTenant</c> or <c>UserAssignedMSI</c>. Without an app id the other three are not read and authentication is off.
/// A certificate is given in code: <see cref="CertificateServiceClientCredentialsFactory"/>.
/// </remarks>
public class ConfigurationServiceClientCredentialFactory : ServiceClientCredentialsFactory
{
    private readonly ServiceClientCredentialsFactory _inner;

    /// <exception cref="ArgumentException">A setting is missing or unknown; the message names it and the remedy.</exception>
    public ConfigurationServiceClientCredentialFactory(IConfiguration configuration, HttpClient? httpClient = null, ILogger? logger = null)
    {
        var appId = configuration["MicrosoftAppId"];
        var password = configuration["MicrosoftAppPassword"];
        _inner = BotApp.TypeIn(configuration) switch
        {
            BotAppType.UserAssignedMSI => new ManagedIdentityServiceClientCredentialsFactory(appId!, httpClient, logger),
            BotAppType.SingleTenant => new PasswordServiceClientCredentialFactory(appId, password, BotApp.TenantIn(configuration), httpClient, logger),
            _ => new PasswordServiceClientCredentialFactory(appId, password, tenantId: null, httpClient, logger),
        };
    }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) =>
        _inner.IsValidAppIdAsync(appId, cancellationToken);

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) =>
        _inner.IsAuthenticationDisabledAsync(cancellationToken);

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(
        string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
        _inner.CreateCredentialsAsync(appId, audience, loginEndpoint, validateAuthority, cancellationToken);
}
