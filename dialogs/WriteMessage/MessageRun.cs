namespace CareBot.Dialogs.WriteMessage;

/// <summary>A message that is being written.</summary>
/// <param name="Patient">To whom; empty where a patient writes to the care team.</param>
/// <param name="Words">What it says; empty while that is asked.</param>
/// <param name="At">When it was read back; the patient writes at once.</param>
public sealed record MessageRun(string Patient, string Words = "", DateTimeOffset At = default)
{
    public string Kind { get; init; } = "message-run";

    public int V { get; init; } = 1;
}
