namespace CareBot.Chats;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class MovableClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>For a stage that is put back to an earlier moment as a whole.</summary>
    public void SetTo(DateTimeOffset instant) => _now = instant;

    /// <summary>Time does not go backwards.</summary>
    public void MoveTo(DateTimeOffset instant) => _now = instant > _now ? instant : _now;
}
