using CareBot.Care.CheckIns;

namespace CareBot.Dialogs.SetThreshold;

/// <summary>The threshold that is asked about.</summary>
/// <param name="Own">What it is to be, or what is to end.</param>
/// <param name="Ends">It is to end.</param>
public sealed record ThresholdRun(string Patient, string Protocol, ThresholdOverride Own, bool Ends)
{
    public string Kind { get; init; } = "threshold-run";

    public int V { get; init; } = 1;
}
