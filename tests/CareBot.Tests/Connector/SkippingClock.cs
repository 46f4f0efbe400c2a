using System.Collections.Concurrent;

namespace CareBot.Tests.Connector;

/// <summary>A clock on which the wait between two tries is over at once, and the patience for an answer never ends.</summary>
internal sealed class SkippingClock : TimeProvider
{
    /// <summary>The waits between tries, in their order.</summary>
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == ConnectorRetry.PatienceInAll || dueTime == ConnectorRetry.PatienceForOne || dueTime == Timeout.InfiniteTimeSpan)
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Waits.Enqueue(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
