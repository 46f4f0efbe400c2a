namespace CareBot.Dialogs.CoverPatients;

/// <summary>The cover that is asked about.</summary>
/// <param name="By">Who is to look after the patients.</param>
/// <param name="Patients">Whom.</param>
/// <param name="From">From when.</param>
/// <param name="Until">Until when; null for good.</param>
public sealed record CoverRun(string By, IReadOnlyList<string> Patients, DateTimeOffset From, DateTimeOffset? Until)
{
    public string Kind { get; init; } = "cover-run";

    public int V { get; init; } = 1;
}
