using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace CareBot.BotFramework;

/// <summary>The cloud a bot lives in, as the settings say it: each address is the cloud's own unless a setting replaces it.</summary>
internal sealed record BotCloud
{
    // The tenants in which the Bot Framework itself issues tokens for bots. Source: the Bot Connector authentication reference.
    private const string BotFrameworkTenant = "d6d49420-f39b-4df7-a1dc-d59a935871db";
    private const string BotFrameworkTenantV32 = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";
    private const string GovernmentTenant = "cab8a31a-1906-4287-a0d8-4eef66b95f6e";

    public required string LoginUrl { get; init; }

    public required bool ValidateAuthority { get; init; }

    public required string OAuthScope { get; init; }

    public required string ChannelIssuer { get; init; }

    public required string ChannelMetadataUrl { get; init; }

    /// <summary>The keys of the directory that issues tokens to the bot itself: emulators show such a token.</summary>
    public required string DirectoryMetadataUrl { get; init; }

    public required string[] DirectoryIssuers { get; init; }

    public required string CallerId { get; init; }

    /// <summary>The bot's own tenant; null for a multi-tenant bot.</summary>
    public required string? TenantId { get; init; }

    /// <summary>Plain http on this machine is allowed, and nowhere else.</summary>
    public required bool IsDevelopment { get; init; }

    /// <exception cref="ArgumentException">A setting cannot be used; the message names it and the remedy.</exception>
    public static BotCloud From(IConfiguration settings, AuthenticationConfiguration demands)
    {
        var service = settings["ChannelService"];
        var government = service == GovernmentAuthenticationConstants.ChannelService;
        if (!government && !string.IsNullOrWhiteSpace(service))
        {
            throw new ArgumentException(
                $"ChannelService: is \"{service}\"; leave it empty for the public cloud or write {GovernmentAuthenticationConstants.ChannelService}.",
                nameof(settings));
        }

        var cloud = government ? Government() : Public();
        var tenant = BotApp.TenantIn(settings);
        return (cloud with
        {
            LoginUrl = Or(settings["ToChannelFromBotLoginUrl"], cloud.LoginUrl),
            ValidateAuthority = !string.Equals(settings["ValidateAuthority"], "false", StringComparison.OrdinalIgnoreCase),
            OAuthScope = Or(settings["ToChannelFromBotOAuthScope"], cloud.OAuthScope),
            ChannelIssuer = Or(settings["ToBotFromChannelTokenIssuer"], cloud.ChannelIssuer),
            ChannelMetadataUrl = Or(settings["ToBotFromChannelOpenIdMetadataUrl"], cloud.ChannelMetadataUrl),
            DirectoryMetadataUrl = Or(settings["ToBotFromEmulatorOpenIdMetadataUrl"], cloud.DirectoryMetadataUrl),
            DirectoryIssuers = [.. tenant is null ? cloud.DirectoryIssuers : IssuersOf(tenant, government), .. demands.ValidTokenIssuers],
            CallerId = Or(settings["CallerId"], cloud.CallerId),
            TenantId = tenant,
            IsDevelopment = string.Equals(settings["environment"], "Development", StringComparison.OrdinalIgnoreCase),
        }).Checked();
    }

    /// <summary>https anywhere; plain http to this machine only, and in development only.</summary>
    public bool MayReach(Uri url) => url.Scheme == Uri.UriSchemeHttps || (IsDevelopment && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);

    private BotCloud Checked()
    {
        Check(LoginUrl, "ToChannelFromBotLoginUrl");
        Check(ChannelMetadataUrl, "ToBotFromChannelOpenIdMetadataUrl");
        Check(DirectoryMetadataUrl, "ToBotFromEmulatorOpenIdMetadataUrl");
        return this;
    }

    private void Check(string address, string setting)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var url) && MayReach(url)) return;
        throw new ArgumentException(
            $"{setting}: is \"{address}\"; write an https address. Plain http is taken for this machine's own addresses, in Development only.", nameof(setting));
    }

    private static string Or(string? written, string otherwise) => string.IsNullOrWhiteSpace(written) ? otherwise : written;

    private static string[] IssuersOf(string tenant, bool government)
    {
        var (v1, v2) = government
            ? (AuthenticationConstants.ValidGovernmentTokenIssuerUrlTemplateV1, AuthenticationConstants.ValidGovernmentTokenIssuerUrlTemplateV2)
            : (AuthenticationConstants.ValidTokenIssuerUrlTemplateV1, AuthenticationConstants.ValidTokenIssuerUrlTemplateV2);
        return [string.Format(CultureInfo.InvariantCulture, v1, tenant), string.Format(CultureInfo.InvariantCulture, v2, tenant)];
    }

    private static BotCloud Public() => new()
    {
        LoginUrl = AuthenticationConstants.ToChannelFromBotLoginUrl,
        ValidateAuthority = true,
        OAuthScope = AuthenticationConstants.ToChannelFromBotOAuthScope,
        ChannelIssuer = AuthenticationConstants.ToBotFromChannelTokenIssuer,
        ChannelMetadataUrl = AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
        DirectoryMetadataUrl = AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
        DirectoryIssuers = [.. IssuersOf(BotFrameworkTenant, government: false), .. IssuersOf(BotFrameworkTenantV32, government: false)],
        CallerId = CallerIdConstants.PublicAzureChannel,
        TenantId = null,
        IsDevelopment = false,
    };

    private static BotCloud Government() => new()
    {
        LoginUrl = GovernmentAuthenticationConstants.ToChannelFromBotLoginUrl,
        ValidateAuthority = true,
        OAuthScope = GovernmentAuthenticationConstants.ToChannelFromBotOAuthScope,
        ChannelIssuer = GovernmentAuthenticationConstants.ToBotFromChannelTokenIssuer,
        ChannelMetadataUrl = GovernmentAuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
        DirectoryMetadataUrl = GovernmentAuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
        DirectoryIssuers =
        [
            // Older government tokens carry the issuer form of the public cloud.
            .. IssuersOf(GovernmentTenant, government: false)[..1],
            .. IssuersOf(GovernmentTenant, government: true),
            .. IssuersOf(BotFrameworkTenantV32, government: true),
        ],
        CallerId = CallerIdConstants.USGovChannel,
        TenantId = null,
        IsDevelopment = false,
    };
}
