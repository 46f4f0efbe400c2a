namespace CareBot.Dialogs.PauseMessages;

/// <summary>What is asked about: whose messages, and what is to become of them.</summary>
/// <param name="Rest">What was said besides, which is not kept; empty where nothing was.</param>
public sealed record PauseRun(string Patient, string What, string Rest = "")
{
    public string Kind { get; init; } = "pause-run";

    public int V { get; init; } = 1;
}
