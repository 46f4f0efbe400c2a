namespace CareBot.Care.Patients;

/// <summary>A member of the practice who speaks with the bot in Teams.</summary>
public sealed record Staff
{
    public string Kind { get; init; } = "staff";

    public int V { get; init; } = 1;

    public required StaffId Id { get; init; }

    public required PersonName Name { get; init; }

    /// <summary>The Entra object id that Teams sends as <c>from.aadObjectId</c>.</summary>
    public required string EntraObjectId { get; init; }

    /// <summary>As the practice calls it: care coordinator, physician, nurse, lead.</summary>
    public required string Position { get; init; }

    public string Language { get; init; } = "en";

    /// <summary>Where to reach this person in Teams: a conversation reference as the channel sent it; null until they have opened the bot.</summary>
    public string? Conversation { get; init; }

    /// <summary>Why nothing reaches that address; null while it serves.</summary>
    public Unreachable? Unreachable { get; init; }
}
