namespace CareBot.Care.Patients;

/// <summary>The patient gave an address for calendar entries, or ended it; appended to the chart once and never changed.</summary>
public sealed record EmailEvent
{
    public string Kind { get; init; } = "email-event";

    public int V { get; init; } = 1;

    public required DateTimeOffset At { get; init; }

    public required Author By { get; init; }

    /// <summary>Null where it was ended.</summary>
    public string? Address { get; init; }
}
