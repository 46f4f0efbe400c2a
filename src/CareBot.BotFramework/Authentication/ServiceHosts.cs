using System.Collections.Concurrent;

namespace CareBot.BotFramework;

/// <summary>The hosts a bot may send to: the Bot Framework's own, and those that a verified channel token spoke for since the start.</summary>
internal sealed class ServiceHosts(bool isDevelopment)
{
    // Source: the service URLs listed in the Teams and Bot Connector references, public and government clouds.
    private static readonly string[] WellKnown =
    [
        "smba.trafficmanager.net", ".botframework.com", ".botframework.azure.us", ".teams.microsoft.com", ".teams.microsoft.us",
    ];

    private readonly ConcurrentDictionary<string, bool> _named = new(StringComparer.OrdinalIgnoreCase);

    public void Trust(string serviceUrl)
    {
        if (Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url)) _named.TryAdd(url.Host, true);
    }

    /// <summary>https to a trusted host. In development also this machine, on plain http too; it alone for a bot without an app id.</summary>
    public bool Allows(Uri url, bool isAnonymous)
    {
        if (url.IsLoopback) return isDevelopment;
        return !isAnonymous && url.Scheme == Uri.UriSchemeHttps && (_named.ContainsKey(url.Host) || IsWellKnown(url.Host));
    }

    private static bool IsWellKnown(string host) => WellKnown.Any(known =>
        known[0] == '.' ? host.EndsWith(known, StringComparison.OrdinalIgnoreCase) : host.Equals(known, StringComparison.OrdinalIgnoreCase));
}
