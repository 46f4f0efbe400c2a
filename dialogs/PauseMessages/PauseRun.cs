namespace CareBot.Dialogs.PauseMessages;

/// <summary>What is asked about: whose messages, and what is to become of them.</summary>
public sealed record PauseRun(string Patient, string What)
{
    public string Kind { get; init; } = "pause-run";

    public int V { get; init; } = 1;
}
