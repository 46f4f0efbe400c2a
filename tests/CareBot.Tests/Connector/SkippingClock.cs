using System.Collections.Concurrent;

namespace CareBot.Tests.Connector;

/// <summary>A clock on which the wait between two tries is over at once, and the patience for an answer never ends.</summary>
internal sealed class SkippingClock : TimeProvider
{
    /// <summary>The waits between tries, in their order.</summary>
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SkippingTimer(this, System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Some are made idle and set afterwards, so the rule holds for every setting.</summary>
    private sealed class SkippingTimer(SkippingClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == ConnectorRetry.PatienceInAll || dueTime == ConnectorRetry.PatienceForOne || dueTime == Timeout.InfiniteTimeSpan)
                return timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            clock.Waits.Enqueue(dueTime);
            return timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
