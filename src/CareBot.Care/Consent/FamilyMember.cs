using CareBot.Care.Patients;

namespace CareBot.Care.Consent;

/// <summary>Somebody of a patient's family or friends, and what the patient lets them do. Nothing, as long as the patient has not said so.</summary>
public sealed record FamilyMember
{
    public required string Id { get; init; }

    public required PersonName Name { get; init; }

    /// <summary>As the practice wrote it down: daughter, son, neighbor.</summary>
    public required string Relation { get; init; }

    public required string Language { get; init; }

    /// <summary>What they may do: of <see cref="FamilyScopes"/>.</summary>
    public IReadOnlyList<string> May { get; init; } = [];

    /// <summary>How many entries the chart holds for them.</summary>
    public int Events { get; init; }

    public bool MayBook => May.Contains(FamilyScopes.Visits);
}

/// <summary>What a patient can let somebody do.</summary>
public static class FamilyScopes
{
    /// <summary>Book, move, cancel and confirm visits, and know when and where they are.</summary>
    public const string Visits = "visits";
}

/// <summary>One thing that happened to what a family member may do; appended to the chart once and never changed.</summary>
public sealed record FamilyEvent
{
    public string Kind { get; init; } = "family-event";

    public int V { get; init; } = 1;

    /// <summary><c>known</c>, <c>allowed</c> or <c>ended</c>.</summary>
    public required string What { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Author By { get; init; }

    public required FamilyMember After { get; init; }
}

/// <summary>Whose family somebody is; by the id that stands in their token.</summary>
public sealed record FamilyLink
{
    public string Kind { get; init; } = "family-link";

    public int V { get; init; } = 1;

    public required PatientId Patient { get; init; }
}
