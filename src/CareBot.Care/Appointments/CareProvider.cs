namespace CareBot.Care.Appointments;

/// <summary>Somebody whom patients visit: where, in which languages, and whether their office is booked here or by telephone.</summary>
public sealed record CareProvider
{
    public string Kind { get; init; } = "provider";

    public int V { get; init; } = 1;

    public required string Id { get; init; }

    /// <summary>As patients know them, with the title.</summary>
    public required string Name { get; init; }

    /// <summary>Names the text <c>specialty.&lt;name&gt;</c>, which says what patients call such a doctor.</summary>
    public required string Specialty { get; init; }

    /// <summary>A kind of visit of <c>visit-types.json</c>.</summary>
    public required string VisitType { get; init; }

    /// <summary>The office, and how to find it. Never says what it treats: it stands in calendars and on locked screens.</summary>
    public required string Location { get; init; }

    public required string Address { get; init; }

    /// <summary>IANA zone of the office.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Languages in which they speak with patients; with another an interpreter comes along.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["en"];

    public required string Phone { get; init; }

    /// <summary>The office takes appointments by telephone only: nothing is booked here.</summary>
    public bool IsPhoneOnly { get; init; }

    /// <summary>A visit may take place by telephone or video.</summary>
    public bool OffersVirtual { get; init; }
}
