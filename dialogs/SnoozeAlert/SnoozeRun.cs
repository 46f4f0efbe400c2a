namespace CareBot.Dialogs.SnoozeAlert;

/// <summary>What is known of a snooze that is being asked about.</summary>
/// <param name="Until">The patient's last day of it; null while that is asked.</param>
/// <param name="Reason">Why; empty while that is asked.</param>
/// <param name="Shown">What the question named that would be held back.</param>
/// <param name="TooLong">The day that was said last is further off than may be.</param>
public sealed record SnoozeRun(string Patient, DateOnly? Until = null, string Reason = "", string Shown = "", bool TooLong = false)
{
    public string Kind { get; init; } = "snooze-run";

    public int V { get; init; } = 1;
}
