using CareBot.Care.Patients;

namespace CareBot.Care.Outreach;

/// <summary>Why a patient is written to no more, or not for now.</summary>
public enum PauseCause
{
    Died,

    /// <summary>Until they are discharged.</summary>
    InHospital,

    /// <summary>The practice wants them left alone, for a reason of its own.</summary>
    PracticeWord,
}

/// <summary>What the bot says first is stopped, by a member of staff, or by one of the family who told of a death.</summary>
public sealed record Pause(PauseCause Cause, StaffId By, DateTimeOffset At);

/// <summary>A pause began or ended; appended to the chart once and never changed.</summary>
public sealed record PauseEvent
{
    public string Kind { get; init; } = "pause-event";

    public int V { get; init; } = 1;

    /// <summary><c>paused</c> or <c>resumed</c>.</summary>
    public required string What { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Author By { get; init; }

    /// <summary>Of the pause that began or ended.</summary>
    public required PauseCause Cause { get; init; }
}
