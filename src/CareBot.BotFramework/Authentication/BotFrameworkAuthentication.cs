using System.Security.Claims;

namespace CareBot.BotFramework;

/// <summary>The cloud a bot lives in: who may speak to it, and how it speaks back.</summary>
public abstract class BotFrameworkAuthentication
{
    /// <exception cref="UnauthorizedAccessException">The token does not entitle its bearer to send this activity.</exception>
    public abstract Task<AuthenticateRequestResult> AuthenticateRequestAsync(
        Activity activity, string? authHeader, CancellationToken cancellationToken);

    public abstract ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity);

    /// <summary>The audience of the tokens with which the bot speaks first.</summary>
    /// <exception cref="NotSupportedException">This authentication names none.</exception>
    public virtual string GetOriginatingAudience() => throw new NotSupportedException($"{GetType().Name} names no audience for what the bot says first.");
}
