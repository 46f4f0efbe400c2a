namespace CareBot.Care.Patients;

/// <summary>The practice: when it works, who is called when nobody answers, and its numbers.</summary>
public sealed record Practice
{
    public string Kind { get; init; } = "practice";

    public int V { get; init; } = 1;

    public required string Name { get; init; }

    /// <summary>In which its people write and are written to: <c>en</c> or <c>es</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>IANA zone in which the hours are meant.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Opening and closing time on working days, the practice's local time.</summary>
    public required TimeOnly Opens { get; init; }

    public required TimeOnly Closes { get; init; }

    /// <summary>Days off besides Saturday and Sunday.</summary>
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];

    /// <summary>The nurse line, as a person would dial it.</summary>
    public required string NurseLine { get; init; }

    /// <summary>Who gets an emergency alert besides the patient's coordinator, in this order.</summary>
    public IReadOnlyList<StaffId> OnCall { get; init; } = [];

    /// <summary>Who answers for the coordinators, and hears of what they did not get to; null when nobody is named.</summary>
    public StaffId? Lead { get; init; }

    /// <summary>Whom the staff call, in this order, when an emergency reaches nobody in chat.</summary>
    public IReadOnlyList<PhoneContact> PhoneTree { get; init; } = [];
}

/// <summary>Somebody to be called.</summary>
/// <param name="Name">As the practice says it: a person, or a service with its name.</param>
/// <param name="Phone">As a person would dial it.</param>
public sealed record PhoneContact(string Name, string Phone);
