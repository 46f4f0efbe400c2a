using Microsoft.Extensions.Logging;

namespace CareBot.BotFramework;

/// <summary>A bot that proves itself by a secret. Without an app id, authentication is off.</summary>
public class PasswordServiceClientCredentialFactory : ServiceClientCredentialsFactory
{
    private readonly HttpClient? _httpClient;

    public PasswordServiceClientCredentialFactory()
    {
    }

    /// <param name="tenantId">The tenant of a single-tenant bot; empty for a multi-tenant one.</param>
    /// <param name="logger">Not used: nothing here may be logged.</param>
    public PasswordServiceClientCredentialFactory(string? appId, string? password, string? tenantId, HttpClient? httpClient, ILogger? logger)
    {
        AppId = appId;
        Password = password;
        TenantId = tenantId;
        _httpClient = httpClient;
    }

    public string? AppId { get; set; }

    public string? Password { get; set; }

    public string? TenantId { get; set; }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) =>
        Task.FromResult(!string.IsNullOrEmpty(AppId) && string.Equals(appId, AppId, StringComparison.OrdinalIgnoreCase));

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) =>
        Task.FromResult(string.IsNullOrEmpty(AppId));

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(
        string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(AppId)) return Task.FromResult<ServiceClientCredentials>(NoCredentials.Instance);
        if (!string.Equals(appId, AppId, StringComparison.OrdinalIgnoreCase)) throw new InvalidOperationException("Not this bot's app id.");
        // A bot that only ever answers in its HTTP responses needs no secret: its lack is an error when a token is asked for.
        AcquireAppToken acquire = string.IsNullOrEmpty(Password)
            ? static (_, _) => throw new InvalidOperationException("MicrosoftAppPassword: is empty; set the app's secret.")
            : MsalTokens.WithSecret(AppId, Password, Authority.Of(loginEndpoint, TenantId, validateAuthority), audience, _httpClient);
        return Task.FromResult<ServiceClientCredentials>(new AppTokenCredentials(acquire, TimeProvider.System));
    }
}
