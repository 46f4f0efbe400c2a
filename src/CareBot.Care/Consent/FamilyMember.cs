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

    /// <summary>Since when they are written to first about visits; null where the patient's yes did not say that.</summary>
    public DateTimeOffset? NewsSince { get; init; }

    /// <summary>They asked not to be written to first.</summary>
    public bool Quiet { get; init; }

    /// <summary>Where they can be reached, as it was stored; null until they came.</summary>
    public string? Conversation { get; init; }

    /// <summary>Why nothing is written to them first until they write again; null while their channel takes it.</summary>
    public Unreachable? Unreachable { get; init; }

    /// <summary>No link and no device from before it opens their chat any more; null where it was never locked.</summary>
    public DateTimeOffset? ChatLocked { get; init; }

    /// <summary>How many entries the chart holds for them.</summary>
    public int Events { get; init; }

    public bool MayBook => May.Contains(FamilyScopes.Visits);

    /// <summary>Whether something that happened then is told to them: the patient's word holds and reached so far back, and they want it.</summary>
    public bool Hears(DateTimeOffset happened) => MayBook && NewsSince <= happened && !Quiet && Conversation is not null && Unreachable is null;

    public bool MayAnswer => May.Contains(FamilyScopes.Answers);
}

/// <summary>What a patient can let somebody do.</summary>
public static class FamilyScopes
{
    /// <summary>Book, move, cancel and confirm visits, know when and where they are, and be written to when one changes or comes near.</summary>
    public const string Visits = "visits";

    /// <summary>Answer questions in the patient's place, but for what only the patient can say; earlier answers are not shown.</summary>
    public const string Answers = "answers";
}

/// <summary>One thing that happened to what a family member may do; appended to the chart once and never changed.</summary>
public sealed record FamilyEvent
{
    public string Kind { get; init; } = "family-event";

    public int V { get; init; } = 1;

    /// <summary><c>known</c>, <c>allowed</c>, <c>ended</c>, <c>quiet</c> or <c>resumed</c>.</summary>
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
