using Microsoft.Extensions.Configuration;

namespace CareBot.BotFramework;

internal enum BotAppType
{
    MultiTenant,
    SingleTenant,
    UserAssignedMSI,
}

/// <summary>What kind of app registration the bot has, as the settings say it.</summary>
internal static class BotApp
{
    public static BotAppType TypeIn(IConfiguration configuration)
    {
        var written = configuration["MicrosoftAppType"];
        if (string.IsNullOrEmpty(configuration["MicrosoftAppId"]) || string.IsNullOrWhiteSpace(written)) return BotAppType.MultiTenant;
        return Enum.TryParse<BotAppType>(written, ignoreCase: true, out var type) && Enum.IsDefined(type)
            ? type
            : throw new ArgumentException($"MicrosoftAppType: is \"{written}\"; write MultiTenant, SingleTenant or UserAssignedMSI.", nameof(configuration));
    }

    /// <summary>The bot's own tenant; null for a multi-tenant bot.</summary>
    public static string? TenantIn(IConfiguration configuration)
    {
        if (TypeIn(configuration) == BotAppType.MultiTenant) return null;
        var tenant = configuration["MicrosoftAppTenantId"];
        return !string.IsNullOrWhiteSpace(tenant)
            ? tenant
            : throw new ArgumentException("MicrosoftAppTenantId: is empty; a single-tenant bot or managed identity needs its tenant's id.", nameof(configuration));
    }
}
