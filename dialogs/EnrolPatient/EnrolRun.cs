namespace CareBot.Dialogs.EnrolPatient;

/// <summary>What is asked about: whose programme, and what is to become of it.</summary>
/// <param name="What">start, stop, or the name of a value of the patient's own.</param>
/// <param name="Value">What that is to be.</param>
public sealed record EnrolRun(string Patient, string Protocol, string What, decimal Value = 0, string Unit = "")
{
    public string Kind { get; init; } = "enrol-run";

    public int V { get; init; } = 1;
}
