using System.Globalization;

namespace CareBot.BotFramework;

/// <summary>Who issues the bot's own tokens.</summary>
/// <param name="Https">The authority's address, tenant included; always https, see <paramref name="IsPlainLoopback"/>.</param>
/// <param name="IsPlainLoopback">The configured address is plain http on this machine.</param>
internal sealed record Authority(string Https, bool Validate, bool IsPlainLoopback)
{
    private static readonly Dictionary<string, string> TenantTemplates = new(StringComparer.OrdinalIgnoreCase)
    {
        [AuthenticationConstants.ToChannelFromBotLoginUrl] = AuthenticationConstants.ToChannelFromBotLoginUrlTemplate,
        [GovernmentAuthenticationConstants.ToChannelFromBotLoginUrl] = GovernmentAuthenticationConstants.ToChannelFromBotLoginUrlTemplate,
    };

    /// <param name="tenantId">The tenant of a single-tenant bot; it replaces the shared tenant in a cloud's own login address.</param>
    public static Authority Of(string loginEndpoint, string? tenantId, bool validate)
    {
        if (TenantTemplates.TryGetValue(loginEndpoint, out var template) && !string.IsNullOrEmpty(tenantId))
            loginEndpoint = string.Format(CultureInfo.InvariantCulture, template, tenantId);
        var url = new Uri(loginEndpoint);
        if (url.Scheme == Uri.UriSchemeHttps) return new Authority(loginEndpoint, validate, IsPlainLoopback: false);
        if (!url.IsLoopback) throw new ArgumentException("The login address must be https.", nameof(loginEndpoint));
        return new Authority(new UriBuilder(url) { Scheme = Uri.UriSchemeHttps, Port = url.Port }.Uri.ToString(), Validate: false, IsPlainLoopback: true);
    }
}
