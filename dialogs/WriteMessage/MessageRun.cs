namespace CareBot.Dialogs.WriteMessage;

/// <summary>A message that is being written.</summary>
/// <param name="Patient">To whom.</param>
/// <param name="Words">What it says; empty while that is asked.</param>
/// <param name="At">When it was read back.</param>
public sealed record MessageRun(string Patient, string Words = "", DateTimeOffset At = default)
{
    public string Kind { get; init; } = "message-run";

    public int V { get; init; } = 1;
}
