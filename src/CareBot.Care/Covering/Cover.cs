using CareBot.Care.Patients;

namespace CareBot.Care.Covering;

/// <summary>
/// Somebody looks after a coordinator's patient in their place: for a time, or for good. It stands on the chart of every patient that it is about,
/// so that one look at a chart says whose the patient is; the chart that leads carries what the two are told.
/// </summary>
public sealed record Cover
{
    /// <summary>The same on every chart that it is about.</summary>
    public required string Id { get; init; }

    /// <summary>Whose patient it is.</summary>
    public required StaffId For { get; init; }

    /// <summary>Who looks after them.</summary>
    public required StaffId By { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary>When it is over; null for good.</summary>
    public DateTimeOffset? Until { get; init; }

    public CoverState State { get; init; }

    /// <summary>It had begun, and ended before its time.</summary>
    public bool EndedEarly { get; init; }

    /// <summary>Whether what the two are told of it is told at this chart.</summary>
    public bool Leads { get; init; }

    /// <summary>How many patients it is about.</summary>
    public required int Patients { get; init; }

    /// <summary>What was said of it, by the names of <see cref="CoverNews"/>.</summary>
    public IReadOnlyList<string> Told { get; init; } = [];

    /// <summary>It may still begin or end.</summary>
    public bool IsOpen => State is CoverState.Asked or CoverState.Accepted || (State == CoverState.Begun && Until is not null);

    /// <summary>Whose the patient is as it stands.</summary>
    public StaffId Holder => State == CoverState.Begun ? By : For;
}

/// <summary>How far a cover has come.</summary>
public enum CoverState
{
    Asked,
    Declined,
    Accepted,

    /// <summary>The patient is with who covers.</summary>
    Begun,

    /// <summary>It has ended, was called off, or was never answered.</summary>
    Over,
}

/// <summary>What became of a cover: an entry of the chart, appended once.</summary>
public sealed record CoverEvent
{
    public string Kind { get; init; } = "cover-event";

    public int V { get; init; } = 1;

    public required DateTimeOffset At { get; init; }

    public required Author By { get; init; }

    public required Cover After { get; init; }
}
