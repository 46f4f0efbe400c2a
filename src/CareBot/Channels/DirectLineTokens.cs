using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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

    private const string Issuer = "carebot", Audience = "carebot/directline", StreamAudience = "carebot/directline/stream";

    // A256CBC-HS512 takes two keys of 32 bytes (RFC 7518, 5.2.5).
    private const int SealingBytes = 64;

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public Task<string> MintAsync(DirectLineGrant grant, CancellationToken cancellationToken) => SignAsync(Audience, Life, grant, cancellationToken);

    /// <summary>The token for one opening of the conversation's stream. Nobody reads in it who that is.</summary>
    public Task<string> MintForStreamAsync(DirectLineGrant grant, CancellationToken cancellationToken) => SignAsync(StreamAudience, StreamLife, grant, cancellationToken);

    /// <returns>Null where the token has expired, was made for something else, or by somebody else.</returns>
    public Task<DirectLineGrant?> ReadAsync(string token, CancellationToken cancellationToken) => CheckAsync(token, Audience, cancellationToken);

    /// <returns>Whose stream the token opens; null where it opens none.</returns>
    public Task<DirectLineGrant?> ReadForStreamAsync(string token, CancellationToken cancellationToken) => CheckAsync(token, StreamAudience, cancellationToken);

    private async Task<string> SignAsync(string audience, TimeSpan life, DirectLineGrant grant, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var signing = await key.GetAsync(cancellationToken);
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            IssuedAt = now,
            Expires = now + life,
            Claims = new Dictionary<string, object>
            {
                ["conv"] = grant.Conversation,
                ["user"] = grant.User,
                ["person"] = grant.Person,
                ["role"] = grant.Role,
                ["since"] = grant.Since.ToUnixTimeSeconds(),
            },
            SigningCredentials = new SigningCredentials(signing, SecurityAlgorithms.HmacSha256),
            EncryptingCredentials = audience == StreamAudience ? new EncryptingCredentials(Sealing(signing), JwtConstants.DirectKeyUseAlg, SecurityAlgorithms.Aes256CbcHmacSha512) : null,
        });
    }

    private async Task<DirectLineGrant?> CheckAsync(string token, string audience, CancellationToken cancellationToken)
    {
        var signing = await key.GetAsync(cancellationToken);
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = audience,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256, SecurityAlgorithms.Aes256CbcHmacSha512],
            IssuerSigningKey = signing,
            TokenDecryptionKey = audience == StreamAudience ? Sealing(signing) : null,
            LifetimeValidator = (_, expires, _, _) => expires > time.GetUtcNow().UtcDateTime,
        });
        if (!result.IsValid) return null;
        var claims = result.Claims;
        var since = DateTimeOffset.FromUnixTimeSeconds(Convert.ToInt64(claims["since"], CultureInfo.InvariantCulture));
        return new DirectLineGrant((string)claims["conv"], (string)claims["user"], (string)claims["person"], (string)claims["role"], since);
    }

    private static SymmetricSecurityKey Sealing(SymmetricSecurityKey signing) =>
        new(HKDF.DeriveKey(HashAlgorithmName.SHA256, signing.Key, SealingBytes, info: Encoding.UTF8.GetBytes(StreamAudience)));
}
