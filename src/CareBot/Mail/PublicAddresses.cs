using CareBot.Care.Links;
using Microsoft.Extensions.Options;

namespace CareBot.Mail;

/// <summary>Where people outside reach this host: what is set, else the address that it listens on, as far as somebody can open that.</summary>
internal static class PublicAddresses
{
    private const string Setting = "CareBot:PublicAddress";
    private static readonly string[] Anywhere = ["*", "+", "0.0.0.0", "[::]"];

    /// <param name="configuration">With <c>CareBot:PublicAddress</c> and <c>Urls</c>.</param>
    /// <param name="isDevelopment">Whoever tries the host out opens it on the same machine.</param>
    /// <exception cref="OptionsValidationException">What is sent would hold links that nobody can open.</exception>
    public static PublicAddress Of(IConfiguration configuration, bool isDevelopment)
    {
        if (configuration[Setting] is { Length: > 0 } set)
        {
            return Read(set) is { } origin ? new PublicAddress(origin) : throw Refused($"{Setting} is '{set}', which nobody can open; write https://care.example.org.");
        }

        var urls = (configuration["Urls"] is { Length: > 0 } listens ? listens : "http://localhost:3978").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return urls.Select(Read).FirstOrDefault(url => url is not null) is { } first ? new PublicAddress(first, IsConfigured: false)
            : isDevelopment && urls.Select(url => Read(OnThisMachine(url))).FirstOrDefault(url => url is not null) is { } here ? new PublicAddress(here, IsConfigured: false)
            : throw Refused($"Urls is '{string.Join(';', urls)}', which says where this host listens and not where people reach it; set {Setting} to that address, such as https://care.example.org.");
    }

    /// <summary>An address to listen on, as a browser on the same machine opens it.</summary>
    public static string OnThisMachine(string url) =>
        Anywhere.Select(host => $"://{host}").FirstOrDefault(host => url.Contains(host, StringComparison.Ordinal)) is { } anywhere ? url.Replace(anywhere, "://localhost", StringComparison.Ordinal) : url;

    private static Uri? Read(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var origin) && origin.Scheme is "http" or "https" && !Anywhere.Contains(origin!.Host) ? origin : null;

    private static OptionsValidationException Refused(string why) => new(Setting, typeof(PublicAddress), [why]);
}
