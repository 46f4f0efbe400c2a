using System.Collections.Concurrent;
using System.Text.Json;
using CareBot.Background;
using CareBot.Care.Records;
using Microsoft.Extensions.Options;

namespace CareBot.Turns;

/// <summary>Sends what a conversation has unsent, reply by reply, in order. One at a time for a conversation: <see cref="OutboxWorker"/> sees to it.</summary>
public sealed class ReplySender(Outbox outbox, ReplyPost post, LostAddresses lost, IOptions<OutboxOptions> options, TimeProvider clock, ILogger<ReplySender> logger) : IDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    // What a connector breaks over is tried so often: it must not keep what is said after it, an emergency among it, from being heard.
    private const int MostTriesOfDoubtful = 5;

    private const int MostTriesOfUnkept = 8;

    // After an outage everything comes at once, and a service that hangs keeps nobody from another one. The wait is before the claim, so that no lease runs out in it.
    private const int AtOnce = 64;

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _services = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns when everything is sent or given up.</summary>
    /// <param name="stopping">Stops between two replies; one that is on its way is finished and marked.</param>
    public async Task SendAllAsync(string conversation, CancellationToken stopping)
    {
        // Since when each entry was seen as it stands: of a host that died all are waited for at once.
        var since = new Dictionary<string, long>(StringComparer.Ordinal);
        while (!stopping.IsCancellationRequested && await outbox.UnsentAsync(conversation, stopping) is var (oldest, etags))
        {
            since = etags.ToDictionary(etag => etag, etag => since.TryGetValue(etag, out var seen) ? seen : clock.GetTimestamp(), StringComparer.Ordinal);
            if (outbox.WaitOf(oldest, clock.GetElapsedTime(since[oldest.ETag])) is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, stopping);
            }
            else if (clock.GetUtcNow() - oldest.Turn.Since > options.Value.MaxAge)
            {
                logger.RepliesTooOld(oldest.Turn.Tries);
                await outbox.RemoveAsync(oldest, stopping);
            }
            else if (await RepliesAsync(oldest, stopping) is { } replies)
            {
                var service = ServiceOf(oldest.Turn.Sent < replies.Count ? replies[oldest.Turn.Sent] : null);
                await service.WaitAsync(stopping);
                try
                {
                    await SendTurnAsync(oldest, replies, stopping);
                }
                finally
                {
                    service.Release();
                }
            }
        }
    }

    /// <summary>Sends from memory what could not be stored: some three minutes long; later the person has written again.</summary>
    public async Task SendUnkeptAsync(IReadOnlyList<Activity> replies, CancellationToken stopping)
    {
        foreach (var reply in replies.Where(UnsentTurn.GoesOut))
        {
            for (var tries = 0; tries < MostTriesOfUnkept && await PostAsync(reply, stopping) is Posting.NotNow later; tries++)
            {
                logger.ReplyDelayed(reply.ChannelId, later.Reason, tries + 1);
                await Task.Delay(WaitAfter(tries, later.AtLeast), clock, stopping);
            }
        }
    }

    public void Dispose()
    {
        foreach (var service in _services.Values) service.Dispose();
    }

    private async Task<Posting> PostAsync(Activity reply, CancellationToken stopping)
    {
        var service = ServiceOf(reply);
        await service.WaitAsync(stopping);
        try
        {
            return await post.SendAsync(reply, stopping);
        }
        finally
        {
            service.Release();
        }
    }

    /// <summary>The room that there is for sends to the reply's service at a time.</summary>
    private SemaphoreSlim ServiceOf(Activity? reply)
    {
        var name = Uri.TryCreate(reply?.ServiceUrl, UriKind.Absolute, out var url) ? url.Authority : "";
        return _services.GetOrAdd(name, static _ => new SemaphoreSlim(AtOnce));
    }

    private async Task SendTurnAsync(OutboxEntry entry, IReadOnlyList<Activity> replies, CancellationToken stopping)
    {
        while (entry.Turn.Sent < replies.Count)
        {
            stopping.ThrowIfCancellationRequested();
            if (await outbox.ClaimAsync(entry, stopping) is not { } claimed) return;
            var reply = replies[claimed.Turn.Sent];
            if (await SettleAsync(claimed, reply, isLast: claimed.Turn.Sent == replies.Count - 1, stopping) is not { } next) return;
            entry = next;
        }

        await outbox.RemoveAsync(entry, stopping);
    }

    /// <returns>Null where the turn cannot be read, ever: it must not hold up what is said after it.</returns>
    private async Task<IReadOnlyList<Activity>?> RepliesAsync(OutboxEntry entry, CancellationToken stopping)
    {
        try
        {
            return await outbox.RepliesAsync(entry, stopping);
        }
        catch (JsonException unreadable)
        {
            logger.TurnUnreadable(unreadable);
            await outbox.RemoveAsync(entry, stopping);
            return null;
        }
    }

    /// <returns>The entry when there is more of it to send; null when it is gone, postponed, or another host's.</returns>
    private async Task<OutboxEntry?> SettleAsync(OutboxEntry entry, Activity reply, bool isLast, CancellationToken stopping)
    {
        switch (await post.SendAsync(reply, CancellationToken.None))
        {
            case Posting.NotNow { IsDoubtful: true } broken when entry.Turn.Tries + 1 >= MostTriesOfDoubtful:
                logger.ReplyRefused(reply.ChannelId, broken.Reason);
                break;
            case Posting.NotNow later:
                // Also while the host stops: whoever comes next shall not have to wait for its lease.
                await outbox.PostponeAsync(entry, WaitAfter(entry.Turn.Tries, later.AtLeast), CancellationToken.None);
                logger.ReplyDelayed(reply.ChannelId, later.Reason, entry.Turn.Tries + 1);
                return null;
            case Posting.Gone gone:
                await lost.RememberAsync(entry.Turn, reply, gone.Reason, stopping);
                await outbox.RemoveAsync(entry, stopping);
                return null;
            case Posting.Refused refused:
                logger.ReplyRefused(reply.ChannelId, refused.Reason);
                break;
        }

        return await MarkAsync(entry, isLast);
    }

    /// <summary>What was sent is marked, whatever it takes: while this process lives nothing is sent twice.</summary>
    private async Task<OutboxEntry?> MarkAsync(OutboxEntry entry, bool isLast)
    {
        while (true)
        {
            try
            {
                if (!isLast) return await outbox.MarkAsync(entry, CancellationToken.None);
                await outbox.RemoveAsync(entry, CancellationToken.None);
                return null;
            }
            catch (StorageUnavailableException outage)
            {
                logger.OutboxUnavailable(outage);
                await Task.Delay(FirstWait, clock, CancellationToken.None);
            }
        }
    }

    /// <summary>Doubles from two seconds to a minute, a fifth more or less so that conversations do not come back all at once.</summary>
    private static TimeSpan WaitAfter(int tries, TimeSpan asked)
    {
        var doubled = FirstWait * Math.Pow(2, Math.Min(tries, 10));
        var wait = (doubled < LongestWait ? doubled : LongestWait) * (0.8 + (0.4 * Random.Shared.NextDouble()));
        return asked < wait ? wait : asked < Outbox.LongestWait ? asked : Outbox.LongestWait;
    }
}

/// <summary>Configuration <c>CareBot:Outbox</c>.</summary>
public sealed class OutboxOptions
{
    public const string Section = "CareBot:Outbox";

    /// <summary>How long a reply is tried; older ones are given up. A day.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(24);
}
