using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CareBot.Care.Links;

/// <summary>The secret that links are signed with, the same on every instance.</summary>
public delegate ValueTask<byte[]> LinkSecret(CancellationToken cancellationToken);

/// <summary>
/// Signs what a link is for, and until when: whoever holds the link may do that one thing, without an account. HMAC-SHA256; each purpose
/// has a key of its own, so that a link for one thing opens nothing else.
/// </summary>
public sealed class LinkTokens(LinkSecret secret, TimeProvider clock)
{
    // 128 bits are more than anybody tries, and keep the address short enough to be read on a telephone.
    private const int SignatureBytes = 16;
    private const int LongestToken = 600;

    /// <param name="purpose">What the link opens: <c>referral</c>, <c>calendar</c>.</param>
    /// <param name="subject">Ids, no words about a person: whoever holds the link can read it.</param>
    /// <param name="expires">The first instant at which it opens nothing any more.</param>
    /// <param name="cancellationToken">Cancels reading the secret.</param>
    /// <returns>Safe in an address: letters, digits, <c>- _ .</c></returns>
    public async Task<string> SignAsync(string purpose, string subject, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(subject))}.{expires.ToUnixTimeSeconds()}");
        return $"{said}.{await SignatureAsync(purpose, said, cancellationToken)}";
    }

    public async Task<LinkReading> ReadAsync(string purpose, string token, CancellationToken cancellationToken)
    {
        if (token.Length > LongestToken || token.Split('.') is not [var subject, var expires, var signature]
            || !Base64Url.IsValid(subject)
            || !long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var until)
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(await SignatureAsync(purpose, $"{subject}.{expires}", cancellationToken)), Encoding.UTF8.GetBytes(signature)))
        {
            return new LinkReading.NotOurs();
        }

        var about = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(subject));
        return clock.GetUtcNow().ToUnixTimeSeconds() < until ? new LinkReading.Good(about) : new LinkReading.Expired(about);
    }

    /// <summary>As it is written: compared so, a signature has one spelling, and what was done once by a link is done (decoders let padding and white space pass).</summary>
    private async ValueTask<string> SignatureAsync(string purpose, string said, CancellationToken cancellationToken)
    {
        var key = HMACSHA256.HashData(await secret(cancellationToken), Encoding.UTF8.GetBytes("carebot/link/" + purpose));
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(said)).AsSpan(0, SignatureBytes));
    }
}

/// <summary>What a link's token says.</summary>
public abstract record LinkReading
{
    private LinkReading()
    {
    }

    public sealed record Good(string Subject) : LinkReading;

    /// <summary>Ours, and too old: who it was about may be told apart from what nobody signed.</summary>
    public sealed record Expired(string Subject) : LinkReading;

    /// <summary>Cut off, changed, made up, or made for something else.</summary>
    public sealed record NotOurs : LinkReading;
}
