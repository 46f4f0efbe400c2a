using CareBot.Care.Patients;

namespace CareBot.Care.Alerts;

/// <summary>One thing that happened to an alert; appended to the chart once and never changed.</summary>
public sealed record AlertEvent
{
    public string Kind { get; init; } = "alert-event";

    public int V { get; init; } = 1;

    /// <summary><c>raised</c>, <c>joined</c>, <c>raised-again</c>, <c>lowered</c>, <c>acknowledged</c>, <c>closed</c>, <c>patient-says</c>,
    /// <c>reopened</c>, <c>passed-on</c>, <c>phone-tree</c>, <c>repeated</c>, <c>checked</c>, <c>silent</c>, <c>patient-writes</c>.</summary>
    public required string What { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Author By { get; init; }

    /// <summary>The alert after this event.</summary>
    public required Alert After { get; init; }
}
