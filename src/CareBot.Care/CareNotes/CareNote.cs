using CareBot.Care.Patients;

namespace CareBot.Care.CareNotes;

/// <summary>What a member of staff wrote about a patient's care: kept as it was written, and never changed. What is added later is a note of its own.</summary>
public sealed record CareNote
{
    public string Kind { get; init; } = "note";

    public int V { get; init; } = 1;

    /// <summary>Of the message in which it was written: keeping it twice is keeping it once.</summary>
    public required string Id { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }

    public required Author By { get; init; }

    /// <summary>To the letter.</summary>
    public required string Words { get; init; }

    /// <summary>How many minutes its writer worked on it; null where none were said. Only people have minutes.</summary>
    public int? Minutes { get; init; }

    /// <summary>The note that it adds to; null for one that stands alone.</summary>
    public string? AddsTo { get; init; }
}

/// <summary>The minutes of a calendar month that staff wrote down for a patient.</summary>
/// <param name="Month">The practice's month, by its first day.</param>
/// <param name="Minutes">Of everybody.</param>
public sealed record MonthOfMinutes(DateOnly Month, int Minutes);
