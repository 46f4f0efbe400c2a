namespace CareBot.Care.Referrals;

/// <summary>What an agency presses on its page.</summary>
/// <param name="State">Accepted, Waitlisted, Scheduled, Delivered or Declined.</param>
/// <param name="Reason">For a no.</param>
/// <param name="Day">For a date.</param>
/// <param name="Note">In the agency's words; may be empty.</param>
public sealed record AgencyAnswer(ReferralState State, NoReason? Reason = null, DateOnly? Day = null, string Note = "")
{
    public const int LongestNote = 500;

    /// <summary>What an answer to whether there is room says about the service, for whoever comes next.</summary>
    public string? Capacity => (State, Reason) switch
    {
        (ReferralState.Declined, NoReason.Full) => "no-capacity",
        (ReferralState.Waitlisted, _) => "waitlist",
        (ReferralState.Accepted or ReferralState.Scheduled or ReferralState.Delivered, _) => "capacity",
        _ => null,
    };
}
