using CareBot.Care.Patients;

namespace CareBot.Care.Exchange.Fhir;

/// <summary>A patient's record as it was read: whose it is, what it tells, and what of it was left out.</summary>
public sealed record HealthReading
{
    /// <summary>By which a chart may be found: the id of the Patient and its identifiers.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    public required RecordOwner Owner { get; init; }

    public required RecordPerson Person { get; init; }

    public required HealthNews News { get; init; }

    /// <summary>What was not taken, each with file, place and remedy.</summary>
    public required IReadOnlyList<string> Ignored { get; init; }
}
