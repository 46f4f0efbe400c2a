using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CareBot.BotFramework;

/// <summary>Decides whether a bearer token is genuine, in time, and meant for this bot.</summary>
/// <remarks>
/// Two kinds pass: a Bot Connector token, and one that the directory issued to the bot itself (an emulator's; it needs the bot's own
/// credentials). The Connector repeats a token for up to an hour, so a verified one is remembered until it expires or the keys change.
/// </remarks>
internal sealed class BearerTokens(
    BotCloud cloud, SigningKeys channelKeys, SigningKeys directoryKeys, ServiceClientCredentialsFactory apps, TimeProvider clock)
{
    private const int MostRemembered = 256;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    // Asymmetric only: with HS256 in the list, an issuer's public key would serve as the secret.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JsonWebTokenHandler _handler = new();
    private readonly ConcurrentDictionary<string, VerifiedToken> _verified = new(StringComparer.Ordinal);

    /// <exception cref="UnauthorizedAccessException">The token is refused; the message says why, in words for an operator.</exception>
    public async ValueTask<VerifiedToken> VerifyAsync(string authHeader, CancellationToken cancellationToken)
    {
        if (_verified.TryGetValue(authHeader, out var known) && await StillHoldsAsync(known, cancellationToken)) return known;
        var token = await VerifyAnewAsync(Read(authHeader), cancellationToken);
        if (_verified.Count >= MostRemembered) _verified.Clear();
        _verified[authHeader] = token;
        return token;
    }

    private async ValueTask<bool> StillHoldsAsync(VerifiedToken known, CancellationToken cancellationToken) =>
        clock.GetUtcNow() < known.AcceptedUntil
        && ReferenceEquals(await Keys(known.IsFromChannel).CurrentAsync(cancellationToken), known.Source);

    private SigningKeys Keys(bool isFromChannel) => isFromChannel ? channelKeys : directoryKeys;

    private static JsonWebToken Read(string authHeader)
    {
        const string scheme = "Bearer ";
        if (!authHeader.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) throw Refusal("not a bearer token");
        try
        {
            return new JsonWebToken(authHeader[scheme.Length..].Trim());
        }
        catch (ArgumentException)
        {
            throw Refusal("not a token that can be read");
        }
    }

    private async Task<VerifiedToken> VerifyAnewAsync(JsonWebToken token, CancellationToken cancellationToken)
    {
        var isFromChannel = token.Issuer == cloud.ChannelIssuer;
        if (!isFromChannel && !cloud.DirectoryIssuers.Contains(token.Issuer, StringComparer.Ordinal)) throw Refusal("an issuer that is not accepted");
        var (source, key) = await KeyOfAsync(token, Keys(isFromChannel), cancellationToken);
        var result = await _handler.ValidateTokenAsync(token, Demands(key, isFromChannel));
        if (!result.IsValid) throw Refusal(result.Exception.GetType().Name);
        await CheckAppAsync(token, isFromChannel, cancellationToken);
        CheckTenant(token);
        return new VerifiedToken(
            result.ClaimsIdentity, source, key, isFromChannel, Text(token, AuthenticationConstants.ServiceUrlClaim),
            new DateTimeOffset(token.ValidTo, TimeSpan.Zero) + Skew);
    }

    private static async Task<(KeySet Source, SigningKey Key)> KeyOfAsync(JsonWebToken token, SigningKeys keys, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(token.Kid)) throw Refusal("no key named");
        var source = await keys.CurrentAsync(cancellationToken);
        if (source.Keys.TryGetValue(token.Kid, out var key)) return (source, key);
        source = await keys.NewerThanAsync(source, cancellationToken);
        return source.Keys.TryGetValue(token.Kid, out key) ? (source, key) : throw Refusal("a key the issuer does not publish");
    }

    private TokenValidationParameters Demands(SigningKey key, bool isFromChannel) => new()
    {
        ValidIssuers = isFromChannel ? [cloud.ChannelIssuer] : cloud.DirectoryIssuers,
        ValidAlgorithms = Algorithms,
        IssuerSigningKey = key.Key,
        TryAllIssuerSigningKeys = false,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ValidateAudience = false, // CheckAppAsync asks the credentials factory.
        LifetimeValidator = (notBefore, expires, _, _) => IsInTime(notBefore, expires),
    };

    private bool IsInTime(DateTime? notBefore, DateTime? expires)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + Skew && (notBefore is not { } start || start - Skew <= now);
    }

    private async Task CheckAppAsync(JsonWebToken token, bool isFromChannel, CancellationToken cancellationToken)
    {
        if (token.Audiences.Take(2).ToArray() is not [var audience]) throw Refusal("no single audience");
        if (!await apps.IsValidAppIdAsync(audience, cancellationToken)) throw Refusal("another bot's token");
        if (isFromChannel) return;
        // Version 1.0 tokens name the app in `appid`, version 2.0 in `azp`.
        var bearer = Text(token, AuthenticationConstants.AppIdClaim) ?? Text(token, AuthenticationConstants.AuthorizedParty);
        if (bearer is null || !await apps.IsValidAppIdAsync(bearer, cancellationToken)) throw Refusal("a token issued to another app");
    }

    private void CheckTenant(JsonWebToken token)
    {
        if (cloud.TenantId is { } own && Text(token, AuthenticationConstants.TenantIdClaim) is { } named
            && !string.Equals(own, named, StringComparison.OrdinalIgnoreCase)) throw Refusal("another tenant's token");
    }

    private static string? Text(JsonWebToken token, string claim) => token.TryGetPayloadValue<string>(claim, out var value) ? value : null;

    private static UnauthorizedAccessException Refusal(string reason) => new(reason);
}
