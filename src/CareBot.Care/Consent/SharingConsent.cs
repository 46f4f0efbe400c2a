using CareBot.Care.Patients;

namespace CareBot.Care.Consent;

/// <summary>A patient's yes to telling one service outside the practice about one request. Appended to the chart; a revocation is an entry too.</summary>
public sealed record SharingConsent
{
    public string Kind { get; init; } = "sharing-consent";

    public int V { get; init; } = 1;

    public required string Id { get; init; }

    /// <summary>The service that may be told, by its id in the directory.</summary>
    public required string Service { get; init; }

    /// <summary>What may be told: <c>name</c>, <c>contact</c>, <c>language</c>, <c>need</c>. Never anything of the chart.</summary>
    public required IReadOnlyList<string> What { get; init; }

    /// <summary><c>chat</c> when the patient said so to the bot, <c>spoken</c> when a coordinator wrote down what they said.</summary>
    public required string How { get; init; }

    public required Author By { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>The first instant at which it does not hold any more.</summary>
    public required DateTimeOffset Until { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public bool Covers(string service, DateTimeOffset now) => Service == service && GivenAt <= now && now < Until && RevokedAt is null;
}
