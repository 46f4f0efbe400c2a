namespace CareBot.Care.Appointments;

/// <summary>A place on the list of those who want an earlier or another time.</summary>
public sealed record WaitingPlace
{
    public required string Provider { get; init; }

    public required DateTimeOffset Since { get; init; }

    public IReadOnlyList<VisitWindow> Windows { get; init; } = [];

    /// <summary>A time that became free and is kept for this patient.</summary>
    public DateTimeOffset? Offered { get; init; }

    /// <summary>Until when it is kept.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The patient was told of the offer.</summary>
    public bool IsTold { get; init; }

    /// <summary>When an offer ended of which the patient was told; null once they know that too, or are offered another time.</summary>
    public DateTimeOffset? Ended { get; init; }
}
