using CareBot.Care.Records;

namespace CareBot.Turns;

/// <summary>
/// Has every conversation's replies sent: at once when a turn was stored, and from the hints at the start and every minute, which finds
/// what this process left unsent in an earlier life and what another host left when it died.
/// </summary>
public sealed class OutboxWorker(Outbox outbox, PendingConversations pending, ReplySender sender, TimeProvider clock, ILogger<OutboxWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(TakeAsync(stoppingToken), TakeUnkeptAsync(stoppingToken), LookAsync(stoppingToken));
        }
        finally
        {
            await Task.WhenAll(Running());
        }
    }

    private async Task TakeAsync(CancellationToken stopping)
    {
        await foreach (var conversation in outbox.FilledAsync(stopping)) Start(conversation, stopping);
    }

    /// <summary>Each turn's by itself: one that nobody takes keeps no other waiting.</summary>
    private async Task TakeUnkeptAsync(CancellationToken stopping)
    {
        await foreach (var replies in outbox.UnkeptAsync(stopping)) _ = Task.Run(() => SendUnkeptAsync(replies, stopping), CancellationToken.None);
    }

    private async Task SendUnkeptAsync(IReadOnlyList<Activity> replies, CancellationToken stopping)
    {
        try
        {
            await sender.SendUnkeptAsync(replies, stopping);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            logger.OutboxFailed(fault);
        }
        catch (OperationCanceledException)
        {
            // The host stops: nothing else has kept it.
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await LookOnceAsync(stopping);
            }
            catch (StorageUnavailableException outage)
            {
                logger.OutboxUnavailable(outage);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                logger.OutboxFailed(fault);
            }

            await Task.Delay(Tick, clock, stopping);
        }
    }

    private async Task LookOnceAsync(CancellationToken stopping)
    {
        await foreach (var (key, hint) in pending.ReadAsync(stopping))
        {
            if (await outbox.OldestAsync(hint.Conversation, stopping) is null)
                await pending.ForgetAsync(key, hint, clock.GetUtcNow(), stopping);
            else
                Start(hint.Conversation, stopping);
        }
    }

    /// <summary>Starts a conversation's sender, or has the one that is at work look once more.</summary>
    private void Start(string conversation, CancellationToken stopping)
    {
        lock (_lock)
        {
            if (_lines.TryGetValue(conversation, out var line))
            {
                line.LookAgain = true;
                return;
            }

            _lines.Add(conversation, line = new Line());
            line.Work = Task.Run(() => SendAsync(conversation, line, stopping), CancellationToken.None);
        }
    }

    private async Task SendAsync(string conversation, Line line, CancellationToken stopping)
    {
        do
        {
            try
            {
                await sender.SendAllAsync(conversation, stopping);
            }
            catch (StorageUnavailableException outage)
            {
                logger.OutboxUnavailable(outage);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The entry stays and is looked at again with the next tick; other conversations go on.
                logger.OutboxFailed(fault);
            }
            catch (OperationCanceledException)
            {
                // The host stops; the next one finds the hint.
            }
        }
        while (!stopping.IsCancellationRequested && !IsDone(conversation, line));
        if (stopping.IsCancellationRequested) await LetGoAsync(conversation);
    }

    private async Task LetGoAsync(string conversation)
    {
        try
        {
            await outbox.LetGoAsync(conversation, CancellationToken.None);
        }
        catch (Exception fault)
        {
            // The next host waits for the lease.
            logger.OutboxFailed(fault);
        }
    }

    private bool IsDone(string conversation, Line line)
    {
        lock (_lock)
        {
            if (line.LookAgain)
            {
                line.LookAgain = false;
                return false;
            }

            return _lines.Remove(conversation);
        }
    }

    private Task[] Running()
    {
        lock (_lock) return [.. _lines.Values.Select(line => line.Work)];
    }

    private sealed class Line
    {
        public bool LookAgain { get; set; }

        public Task Work { get; set; } = Task.CompletedTask;
    }
}
