namespace CareBot.Care.ResourceDirectory;

/// <summary>
/// A service of the directory with everything a person needs to use it, as imported: who gives it, where, when, in which languages, what
/// to bring. One record a service; which of our needs it meets is read from its words whenever the index is built, never stored.
/// </summary>
public sealed record Listing
{
    public string Kind { get; init; } = "listing";

    public int V { get; init; } = 1;

    /// <summary>The service's id in the package it came from.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? AlternateName { get; init; }

    /// <summary>The organization's id; null when the package does not say.</summary>
    public string? ProviderId { get; init; }

    public string? ProviderName { get; init; }

    public string? ProgramName { get; init; }

    public string? Description { get; init; }

    public ListingStatus Status { get; init; }

    public string? Url { get; init; }

    public string? Email { get; init; }

    /// <summary>What it costs, in the provider's words.</summary>
    public string? Fees { get; init; }

    public string? ApplicationProcess { get; init; }

    /// <summary>Who may use it, in the provider's words.</summary>
    public string? Eligibility { get; init; }

    /// <summary>Years, both included; null for no bound.</summary>
    public int? MinimumAge { get; init; }

    public int? MaximumAge { get; init; }

    public string? WaitTime { get; init; }

    public string? Interpretation { get; init; }

    /// <summary>What the provider wants known just now.</summary>
    public string? Alert { get; init; }

    /// <summary>The day on which somebody last made sure that this is right; null when nobody says.</summary>
    public DateOnly? AssuredOn { get; init; }

    public string? AssurerEmail { get; init; }

    public DateOnly? LastModified { get; init; }

    /// <summary>Papers to bring.</summary>
    public IReadOnlyList<string> Documents { get; init; } = [];

    /// <summary>ISO 639 codes.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public IReadOnlyList<string> Payments { get; init; } = [];

    public IReadOnlyList<ListingCost> Costs { get; init; } = [];

    /// <summary>Where its users must live; empty when the package does not say.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [];

    public IReadOnlyList<ListingPhone> Phones { get; init; } = [];

    /// <summary>The package's own taxonomy terms.</summary>
    public IReadOnlyList<ListingTerm> Terms { get; init; } = [];

    /// <summary>Words the provider wants to be found by.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    public IReadOnlyList<ListingSite> Sites { get; init; } = [];

    public OpeningHours Hours { get; init; } = OpeningHours.Unknown;
}

public enum ListingStatus
{
    Active,
    Inactive,
    Defunct,
    TemporarilyClosed,
}

/// <summary>A price.</summary>
public sealed record ListingCost(decimal? Amount, string? Currency, string? Note);

/// <param name="Number">As a person would dial it.</param>
/// <param name="Type">voice, fax, text, ...; null for voice.</param>
/// <param name="Languages">ISO 639 codes.</param>
public sealed record ListingPhone(string Number, string? Extension, string? Type, string? Note, IReadOnlyList<string> Languages)
{
    /// <summary>A person answers or is called back: no fax.</summary>
    public bool IsVoice => Type is null or "" || !(Type.Contains("fax", StringComparison.OrdinalIgnoreCase) || Type.Equals("textphone", StringComparison.OrdinalIgnoreCase) || Type.Equals("tty", StringComparison.OrdinalIgnoreCase));
}

/// <param name="Code">Of the package's taxonomy.</param>
public sealed record ListingTerm(string Code, string Name, string? Taxonomy);

/// <summary>A place where the service is given.</summary>
public sealed record ListingSite
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    /// <summary>physical, postal or virtual.</summary>
    public string Type { get; init; } = "physical";

    public string? Address { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    /// <summary>Five digits for a ZIP of the United States; otherwise as the package says.</summary>
    public string? PostalCode { get; init; }

    public string? Country { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public string? Transportation { get; init; }

    public IReadOnlyList<string> Accessibility { get; init; } = [];

    public IReadOnlyList<string> Languages { get; init; } = [];

    public IReadOnlyList<ListingPhone> Phones { get; init; } = [];

    /// <summary>Where the users of this very place must live; empty when the package does not say.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [];

    /// <summary>The hours of this very place; unknown leaves it to the service's.</summary>
    public OpeningHours Hours { get; init; } = OpeningHours.Unknown;
}

/// <summary>An organization of the directory.</summary>
public sealed record Provider
{
    public string Kind { get; init; } = "provider";

    public int V { get; init; } = 1;

    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? AlternateName { get; init; }

    public string? Description { get; init; }

    public string? Url { get; init; }

    public string? Email { get; init; }

    public string? LegalStatus { get; init; }
}
