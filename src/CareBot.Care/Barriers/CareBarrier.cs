using CareBot.Care.Patients;

namespace CareBot.Care.Barriers;

/// <summary>What keeps somebody from care, followed until it does so no more.</summary>
public sealed record CareBarrier
{
    public required string Id { get; init; }

    /// <summary>One of <see cref="BarrierKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The patient's own words; null where they pressed a button.</summary>
    public string? Words { get; init; }

    /// <summary>How it became known: <c>missed-visit</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The visit that it kept the patient from; null where there was none.</summary>
    public string? Appointment { get; init; }

    public required DateTimeOffset Since { get; init; }

    public BarrierState State { get; init; } = BarrierState.Open;

    /// <summary>What took it away, in the coordinator's words.</summary>
    public string? Solution { get; init; }

    /// <summary>How many entries the chart holds for it.</summary>
    public int Events { get; init; }
}

public enum BarrierState
{
    Open,
    Solved,
}

/// <summary>The kinds of barriers; each has the text <c>visit.why.&lt;kind&gt;</c>.</summary>
public static class BarrierKinds
{
    public const string Ride = "ride";
    public const string Other = "other";

    public static readonly IReadOnlyList<string> All = [Ride, "cost", "sick", "forgot", "work", "language", Other];
}

/// <summary>One thing that happened to a barrier; appended to the chart once and never changed.</summary>
public sealed record BarrierEvent
{
    public string Kind { get; init; } = "barrier-event";

    public int V { get; init; } = 1;

    /// <summary><c>opened</c> or <c>solved</c>.</summary>
    public required string What { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Author By { get; init; }

    public required CareBarrier After { get; init; }
}
