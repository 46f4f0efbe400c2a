using CareBot.Care.Patients;

namespace CareBot.Care.Consent;

/// <summary>A patient's yes to somebody answering questions in their place. Appended to the chart; taking it back is an entry too.</summary>
/// <remarks>It never reaches what only the patient can say: private questions, and questionnaires that are validated as one's own report.</remarks>
public sealed record AnsweringPermission
{
    public string Kind { get; init; } = "answering-permission";

    public int V { get; init; } = 1;

    public required string Id { get; init; }

    /// <summary>Who may, in the patient's words: "my daughter Jo".</summary>
    public required string Who { get; init; }

    public required Author By { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public bool Holds(DateTimeOffset now) => GivenAt <= now && RevokedAt is null;
}
