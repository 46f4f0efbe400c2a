namespace CareBot.Care.CheckIns;

/// <summary>One submitted check-in: what was answered, by whom and for which day.</summary>
public sealed record CheckIn
{
    /// <summary>The chart entry's id, derived from what caused it, so that submitting twice is submitting once.</summary>
    public required string Id { get; init; }

    public required string PatientId { get; init; }

    /// <summary>Who answered: the patient's id, or that of the person who answered for them.</summary>
    public required string By { get; init; }

    /// <summary>The patient's calendar day that the answers are about.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>IANA name of the zone the patient was in, as in <c>America/Chicago</c>.</summary>
    public required string TimeZone { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>By linkId.</summary>
    public required IReadOnlyDictionary<string, CheckInAnswer> Answers { get; init; }

    /// <summary>True where it was left before every question was asked; null otherwise.</summary>
    public bool? Incomplete { get; init; }

    /// <summary>Id of the entry that this one corrects, whose place in time it takes; null for a first submission.</summary>
    public string? Amends { get; init; }
}

/// <summary>A check-in as it stands on the chart: what was said and how it was judged. Appended once, never changed.</summary>
public sealed record CheckInRecord
{
    /// <summary>Marks the stored document.</summary>
    public const string DocumentKind = "check-in";

    public string Kind { get; init; } = DocumentKind;

    /// <summary>Version of the document's shape.</summary>
    public int V { get; init; } = 1;

    public required CheckIn CheckIn { get; init; }

    public required string ProtocolId { get; init; }

    public required string ProtocolVersion { get; init; }

    public required Judgement Judgement { get; init; }

    /// <summary>When it was judged: later than it was submitted when something that it rests on was corrected since.</summary>
    public required DateTimeOffset JudgedAt { get; init; }

    /// <summary>True where it raised no alert because a member of staff expects what it says (<see cref="Alerts.Snooze"/>); null otherwise.</summary>
    public bool? HeldBack { get; init; }
}
