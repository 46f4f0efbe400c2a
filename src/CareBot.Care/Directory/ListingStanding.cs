namespace CareBot.Care.ResourceDirectory;

/// <summary>
/// What we ourselves learned of a listing: what people found wrong, whether it takes anybody now, how referrals to it ended. Names nobody.
/// </summary>
public sealed record ListingStanding
{
    public string Kind { get; init; } = "standing";

    public int V { get; init; } = 1;

    public required string Listing { get; init; }

    /// <summary>What was reported wrong and not looked at since, oldest first.</summary>
    public IReadOnlyList<ListingReport> Reports { get; init; } = [];

    /// <summary>no-capacity, capacity, waitlist or additional-assessment-required; null when nobody said.</summary>
    public string? Capacity { get; init; }

    public DateTimeOffset? CapacityAt { get; init; }

    public int Sent { get; init; }

    public int Accepted { get; init; }

    public int Declined { get; init; }

    /// <summary>How often the person who was sent said that they got it.</summary>
    public int Received { get; init; }

    public int NotReceived { get; init; }

    /// <summary>When somebody last got what they were sent for.</summary>
    public DateTimeOffset? LastReceived { get; init; }

    public static ListingStanding Of(string listing) => new() { Listing = listing };
}

/// <param name="Id">Made of its cause, so that a tap that comes twice counts once.</param>
/// <param name="What">closed, phone, moved, eligible or other.</param>
public sealed record ListingReport(string Id, string What, DateTimeOffset At);

/// <summary>How what was learned moves a listing in the answers. Pure.</summary>
public static class StandingRules
{
    /// <summary>How long a word about capacity is believed.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(30);

    private const double ForReport = 0.7;
    private const int MostReports = 4;

    public static double Factor(ListingStanding standing, DateTimeOffset now)
    {
        var factor = Math.Pow(ForReport, Math.Min(standing.Reports.Count, MostReports));
        if (standing.CapacityAt is { } said && now - said < Fresh)
            factor *= standing.Capacity switch { "no-capacity" => 0.4, "waitlist" => 0.75, _ => 1 };
        var heard = standing.Received + standing.NotReceived;
        return heard == 0 ? factor : factor * (0.85 + (0.3 * standing.Received / heard));
    }
}
