using Microsoft.Extensions.Logging;

namespace CareBot.BotFramework;

/// <summary>A bot that proves itself by the user-assigned managed identity of the machine it runs on.</summary>
public class ManagedIdentityServiceClientCredentialsFactory : ServiceClientCredentialsFactory
{
    private readonly string _appId;
    private readonly HttpClient? _httpClient;

    /// <param name="appId">The client id of the identity.</param>
    /// <param name="logger">Not used: nothing here may be logged.</param>
    public ManagedIdentityServiceClientCredentialsFactory(string appId, HttpClient? httpClient = null, ILogger? logger = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(appId);
        _appId = appId;
        _httpClient = httpClient;
    }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) =>
        Task.FromResult(string.Equals(appId, _appId, StringComparison.OrdinalIgnoreCase));

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(
        string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken)
    {
        if (!string.Equals(appId, _appId, StringComparison.OrdinalIgnoreCase)) throw new InvalidOperationException("Not this bot's app id.");
        var acquire = MsalTokens.WithManagedIdentity(_appId, audience, _httpClient);
        return Task.FromResult<ServiceClientCredentials>(new AppTokenCredentials(acquire, TimeProvider.System));
    }
}
