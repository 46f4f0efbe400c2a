using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace CareBot.BotFramework;

/// <summary>A public key that an issuer signs tokens with.</summary>
/// <param name="Endorsements">The channels the key may speak for; null where the issuer publishes none, which restricts nothing.</param>
internal sealed record SigningKey(SecurityKey Key, FrozenSet<string>? Endorsements)
{
    public bool Endorses(string? channelId) => Endorsements is null || (channelId is not null && Endorsements.Contains(channelId));
}

/// <summary>The keys an issuer published at one moment, by key id. Encryption keys, symmetric ones and nameless ones are left out.</summary>
internal sealed record KeySet(FrozenDictionary<string, SigningKey> Keys, DateTimeOffset FetchedAt)
{
    public static readonly KeySet None = new(FrozenDictionary<string, SigningKey>.Empty, DateTimeOffset.MinValue);

    public static KeySet From(JsonWebKeySet published, DateTimeOffset now)
    {
        var keys = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
        foreach (var jwk in published.Keys)
        {
            if (string.IsNullOrEmpty(jwk.KeyId) || jwk.Use is not (null or "" or "sig")) continue;
            if (jwk.Kty is not (JsonWebAlgorithmsKeyTypes.RSA or JsonWebAlgorithmsKeyTypes.EllipticCurve)) continue;
            if (JsonWebKeyConverter.TryConvertToSecurityKey(jwk, out var key) && key is AsymmetricSecurityKey)
                keys[jwk.KeyId] = new SigningKey(key, EndorsementsOf(jwk));
        }

        return new KeySet(keys.ToFrozenDictionary(StringComparer.Ordinal), now);
    }

    private static FrozenSet<string>? EndorsementsOf(JsonWebKey jwk)
    {
        if (!jwk.AdditionalData.TryGetValue("endorsements", out var published)) return null;
        IEnumerable<string?> names = published switch
        {
            JsonElement { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().Select(name => name.GetString()),
            IEnumerable<object> list => list.Select(name => name.ToString()),
            _ => [],
        };
        return names.OfType<string>().ToFrozenSet(StringComparer.Ordinal);
    }
}
