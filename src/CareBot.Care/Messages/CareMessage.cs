using CareBot.Care.Patients;

namespace CareBot.Care.Messages;

/// <summary>What a member of staff writes to a patient, word for word: an entry of the chart, appended once.</summary>
public sealed record CareMessage
{
    public string Kind { get; init; } = "care-message";

    public int V { get; init; } = 1;

    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Author By { get; init; }

    public required string Words { get; init; }
}
