namespace CareBot.BotFramework;

/// <summary>The app ids a bot answers to, and their credentials.</summary>
public abstract class ServiceClientCredentialsFactory
{
    public abstract Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken);

    /// <summary>True where the bot has no app id at all; <see cref="CloudAdapter"/> then serves local development only.</summary>
    public abstract Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken);

    /// <param name="audience">The audience of the tokens to ask for, without <c>/.default</c>.</param>
    /// <param name="loginEndpoint">The authority that issues them, tenant included.</param>
    public abstract Task<ServiceClientCredentials> CreateCredentialsAsync(
        string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken);
}
