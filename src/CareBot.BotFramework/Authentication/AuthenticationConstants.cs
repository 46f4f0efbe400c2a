namespace CareBot.BotFramework;

/// <summary>Addresses and claim names of the Bot Framework protocol in the public cloud.</summary>
/// <remarks>Source: the Bot Connector authentication reference (learn.microsoft.com, "Authentication with the Bot Connector API").</remarks>
public static class AuthenticationConstants
{
    public const string ToChannelFromBotLoginUrlTemplate = "https://login.microsoftonline.com/{0}";
    public const string ToChannelFromBotLoginUrl = "https://login.microsoftonline.com/botframework.com";
    public const string ToChannelFromBotOAuthScope = "https://api.botframework.com";

    public const string ToBotFromChannelTokenIssuer = "https://api.botframework.com";
    public const string ToBotFromChannelOpenIdMetadataUrl = "https://login.botframework.com/v1/.well-known/openidconfiguration";
    public const string ToBotFromEmulatorOpenIdMetadataUrl =
        "https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration";

    public const string ValidTokenIssuerUrlTemplateV1 = "https://sts.windows.net/{0}/";
    public const string ValidTokenIssuerUrlTemplateV2 = "https://login.microsoftonline.com/{0}/v2.0";
    public const string ValidGovernmentTokenIssuerUrlTemplateV1 = "https://login.microsoftonline.us/{0}/";
    public const string ValidGovernmentTokenIssuerUrlTemplateV2 = "https://login.microsoftonline.us/{0}/v2.0";

    public const string AudienceClaim = "aud";
    public const string AuthorizedParty = "azp";
    public const string AppIdClaim = "appid";
    public const string TenantIdClaim = "tid";

    /// <summary>The service URL that a Bot Connector token speaks for; nothing else may be answered on its strength.</summary>
    public const string ServiceUrlClaim = "serviceurl";

    /// <summary>The authentication type of a caller who showed no token because the bot has no app id.</summary>
    public const string AnonymousAuthType = "anonymous";
}
