namespace CareBot.Dialogs.ReferPatient;

/// <summary>What the patient is asked.</summary>
/// <param name="Asks"><c>consent</c> or <c>received</c>.</param>
/// <param name="Referral">About which referral.</param>
public sealed record ReferralRun(string Asks, string Referral)
{
    public string Kind { get; init; } = "referral-run";

    public int V { get; init; } = 1;
}
