using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace CareBot.MortalHost;

/// <summary>
/// A clock that all hosts of a test share: it stood at <paramref name="zero"/> when the wall clock stood at <paramref name="since"/>, goes
/// <paramref name="speed"/> times as fast, timers too, and is off by the seconds that stand in a file, as if somebody had set it wrong.
/// </summary>
internal sealed class FastClock(DateTimeOffset zero, DateTimeOffset since, double speed, string? jump) : TimeProvider
{
    private long _readAt;
    private double _jump;

    public override long TimestampFrequency => (long)(System.TimestampFrequency / speed);

    public static FastClock Of(IConfiguration settings)
    {
        var now = System.GetUtcNow();
        var since = settings["Since"] is { } wall ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(wall, CultureInfo.InvariantCulture)) : now;
        var zero = settings["Zero"] is { } at ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) : since;
        return new FastClock(zero, since, double.Parse(settings["Speed"] ?? "1", CultureInfo.InvariantCulture), settings["Jump"]);
    }

    public override DateTimeOffset GetUtcNow() => zero + ((System.GetUtcNow() - since) * speed) + Jump();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

    private TimeSpan Shorter(TimeSpan time) => time <= TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Max(1, time.TotalMilliseconds / speed));

    private TimeSpan Jump()
    {
        // Asked for at every turn: the file is read some times a second.
        if (Environment.TickCount64 - Interlocked.Read(ref _readAt) > 50)
        {
            Interlocked.Exchange(ref _readAt, Environment.TickCount64);
            _jump = Read();
        }

        return TimeSpan.FromSeconds(_jump);
    }

    private double Read() => jump is not null && File.Exists(jump) && double.TryParse(File.ReadAllText(jump), CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
}
