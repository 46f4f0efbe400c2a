using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace CareBot.BotFramework;

/// <summary>How patiently a connector is asked: up to five tries, twenty seconds in all, fifteen for one.</summary>
/// <remarks>
/// <para>Tried again: 412, 429, 502, 503, 504 (what the Teams documentation calls transient), a connection that broke, an answer that
/// did not come. A <c>Retry-After</c> is kept to; one that is longer than the patience left is not waited for, the caller learns at once.
/// A busy connector can take ten seconds and more, and has then taken what it was sent: a try that is given up too early is a message said
/// twice. Nobody waits for it: what is said in answer leaves by the host's outbox, after the inbound call has been answered.</para>
/// <para>A send whose connection broke may have been taken, and is sent again all the same: at least once. The protocol has no key to
/// tell a repeat by, and in care a message said twice does less harm than one never said.</para>
/// </remarks>
internal static class ConnectorRetry
{
    public const int Tries = 5;
    public static readonly TimeSpan PatienceInAll = TimeSpan.FromSeconds(20);
    public static readonly TimeSpan PatienceForOne = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(8);

    public static ResiliencePipeline<HttpResponseMessage> Pipeline(TimeProvider clock) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddTimeout(PatienceInAll)
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = Tries - 1,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(250),
                MaxDelay = LongestWait,
                UseJitter = true,
                ShouldRetryAfterHeader = true,
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome switch
                {
                    { Exception: HttpRequestException or TimeoutRejectedException or IOException } => true,
                    { Result: { } response } => IsTransient(response.StatusCode) && AsksToWait(response, clock) <= LongestWait,
                    _ => false,
                }),
            })
            .AddTimeout(PatienceForOne)
            .Build();

    private static bool IsTransient(HttpStatusCode status) => status is HttpStatusCode.PreconditionFailed or HttpStatusCode.TooManyRequests
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private static TimeSpan AsksToWait(HttpResponseMessage response, TimeProvider clock) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => TimeSpan.Zero,
    };
}
