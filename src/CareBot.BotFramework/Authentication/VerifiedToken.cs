using System.Security.Claims;

namespace CareBot.BotFramework;

/// <summary>A token that was found genuine, in time, and meant for this bot.</summary>
/// <param name="Source">The key set whose key signed it: when the issuer publishes others, the token is looked at again.</param>
/// <param name="ServiceUrl">The service URL it speaks for; null in a token of the bot's own, which names none.</param>
/// <param name="AcceptedUntil">The token's expiry and the allowed clock skew.</param>
internal sealed record VerifiedToken(
    ClaimsIdentity Identity, KeySet Source, SigningKey Key, bool IsFromChannel, string? ServiceUrl, DateTimeOffset AcceptedUntil);
