namespace CareBot.Verbs;

/// <summary>What may stand behind <c>serve</c>: settings by their names, each with a value.</summary>
internal static class ServeOptions
{
    // Settings that stand in no section; what starts the host for a test names them too, and sections without a value.
    private static readonly HashSet<string> Plain = new(StringComparer.OrdinalIgnoreCase)
    {
        "data", "urls", "environment", "contentRoot", "applicationName", "AllowedHosts", "http_ports", "https_ports", "preferHostingUrls", "shutdownTimeoutSeconds",
        "detailedErrors", "captureStartupErrors", "hostingStartupAssemblies", "hostingStartupExcludeAssemblies", "preventHostingStartup", "suppressStatusMessages", "webroot", "forwardedHeaders_enabled",
        "MicrosoftAppId", "MicrosoftAppPassword", "MicrosoftAppType", "MicrosoftAppTenantId", "ChannelService", "ToChannelFromBotLoginUrl", "ToChannelFromBotOAuthScope", "ToBotFromChannelTokenIssuer",
        "ToBotFromChannelOpenIdMetadataUrl", "ToBotFromEmulatorOpenIdMetadataUrl", "ValidateAuthority", "CallerId", "CareBot", "ConnectionStrings", "Logging", "Kestrel",
    };

    /// <returns>What is wrong with the arguments; null where nothing is.</returns>
    public static string? Problem(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                return $"'serve' does not know what to do with '{args[i]}'.";
            }

            var name = args[i][2..].Split('=')[0];
            if (!Plain.Contains(name) && !name.Contains(':', StringComparison.Ordinal))
            {
                return $"There is no option '--{name}' here.";
            }

            if (!args[i].Contains('=', StringComparison.Ordinal) && (++i == args.Length || args[i].StartsWith("--", StringComparison.Ordinal)))
            {
                return $"'--{name}' needs a value after it.";
            }
        }

        return null;
    }
}
