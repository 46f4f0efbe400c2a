namespace CareBot.Chats;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class MovableClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Time does not go backwards.</summary>
    public void MoveTo(DateTimeOffset instant) => _now = instant > _now ? instant : _now;
}
