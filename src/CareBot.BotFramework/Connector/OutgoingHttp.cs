namespace CareBot.BotFramework;

/// <summary>The connections to connectors and key servers, where the host gives no <see cref="IHttpClientFactory"/>.</summary>
internal static class OutgoingHttp
{
    private const int LongestAnswer = 1024 * 1024;

    /// <summary>Follows no redirect, which could lead a token elsewhere; the callers bound the time.</summary>
    public static readonly HttpClient Shared = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2), // So that a change of DNS is noticed.
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = LongestAnswer,
    };
}
