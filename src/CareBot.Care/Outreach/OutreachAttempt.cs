using CareBot.Care.Patients;

namespace CareBot.Care.Outreach;

/// <summary>
/// An address at which an item was going to be said: an entry of the chart, written before it is said there. Whoever tries again, at a
/// new address perhaps, asks first whether it was heard at one of these.
/// </summary>
public sealed record OutreachAttempt
{
    public string Kind { get; init; } = "outreach-attempt";

    public int V { get; init; } = 1;

    /// <summary>The item's id.</summary>
    public required string Item { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The member of staff whom it is for; null when it is for the patient or their family.</summary>
    public StaffId? Staff { get; init; }

    /// <summary>The member of the family whom it is for; null when it is for somebody else.</summary>
    public string? Family { get; init; }

    /// <summary>The conversation reference as it was stored.</summary>
    public required string Conversation { get; init; }
}
