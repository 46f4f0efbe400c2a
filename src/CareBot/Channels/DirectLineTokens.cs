using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CareBot.DirectLine;

/// <summary>Mints and reads the tokens of the Direct Line door: JSON web tokens signed with HMAC-SHA256.</summary>
/// <remarks>The stock client reads the claim <c>user</c> without checking anything, and takes it as the sender's id.</remarks>
public sealed class DirectLineTokens(SigningKey key, TimeProvider time)
{
    // The client refreshes every 15 minutes whatever it is told, so a shorter life would cut it off.
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    // The copy in a stream's address ends up in access logs: it is used within seconds and opens nothing else.
    public static readonly TimeSpan StreamLife = TimeSpan.FromMinutes(2);

    /// <summary>A page left open refreshes itself for ever; after this long the person comes in by the front door again.</summary>
    public static readonly TimeSpan LongestVisit = TimeSpan.FromHours(12);

    private const string Issuer = "carebot", Audience = "carebot/directline", StreamAudience = "carebot/directline/stream";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public Task<string> MintAsync(DirectLineGrant grant, CancellationToken cancellationToken) => SignAsync(Audience, Life, new()
    {
        ["conv"] = grant.Conversation,
        ["user"] = grant.User,
        ["person"] = grant.Person,
        ["role"] = grant.Role,
        ["since"] = grant.Since.ToUnixTimeSeconds(),
    }, cancellationToken);

    /// <summary>The token for one opening of the conversation's stream.</summary>
    public Task<string> MintForStreamAsync(string conversation, CancellationToken cancellationToken) =>
        SignAsync(StreamAudience, StreamLife, new() { ["conv"] = conversation }, cancellationToken);

    /// <returns>Null where the token has expired, was made for something else, or by somebody else.</returns>
    public async Task<DirectLineGrant?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (await CheckAsync(token, Audience, cancellationToken) is not { } claims) return null;
        var since = DateTimeOffset.FromUnixTimeSeconds(Convert.ToInt64(claims["since"], CultureInfo.InvariantCulture));
        return new DirectLineGrant((string)claims["conv"], (string)claims["user"], (string)claims["person"], (string)claims["role"], since);
    }

    /// <returns>The conversation whose stream the token opens; null where it opens none.</returns>
    public async Task<string?> ReadForStreamAsync(string token, CancellationToken cancellationToken) =>
        await CheckAsync(token, StreamAudience, cancellationToken) is { } claims ? (string)claims["conv"] : null;

    /// <summary>False once the visit is too long for another token.</summary>
    public bool MayRefresh(DirectLineGrant grant) => time.GetUtcNow() - grant.Since < LongestVisit;

    private async Task<string> SignAsync(string audience, TimeSpan life, Dictionary<string, object> claims, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            IssuedAt = now,
            Expires = now + life,
            Claims = claims,
            SigningCredentials = new SigningCredentials(await key.GetAsync(cancellationToken), SecurityAlgorithms.HmacSha256),
        });
    }

    private async Task<IDictionary<string, object>?> CheckAsync(string token, string audience, CancellationToken cancellationToken)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = audience,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKey = await key.GetAsync(cancellationToken),
            LifetimeValidator = (_, expires, _, _) => expires > time.GetUtcNow().UtcDateTime,
        });
        return result.IsValid ? result.Claims : null;
    }
}
