namespace CareBot.Care.Referrals;

/// <summary>How far somebody has come with a service, in the order in which it goes well.</summary>
public enum EnrolmentStatus
{
    Referred,
    Accepted,
    Waitlisted,
    Scheduled,

    /// <summary>The service says that it was given, or has begun.</summary>
    Enrolled,
    Declined,
    Closed,
}

/// <param name="At">Since when.</param>
public sealed record EnrolmentStep(EnrolmentStatus Status, DateTimeOffset At);

/// <summary>The record of how a referral went, one step after the other. Pure.</summary>
public static class EnrolmentRules
{
    /// <returns>Null while nothing has left the practice.</returns>
    public static EnrolmentStatus? Of(Referral referral) => referral switch
    {
        { SentAt: null } => null,
        { ClosedAt: not null } => EnrolmentStatus.Closed,
        { State: ReferralState.Accepted } => EnrolmentStatus.Accepted,
        { State: ReferralState.Waitlisted } => EnrolmentStatus.Waitlisted,
        { State: ReferralState.Scheduled } => EnrolmentStatus.Scheduled,
        { State: ReferralState.Delivered } => EnrolmentStatus.Enrolled,
        { State: ReferralState.Declined } => EnrolmentStatus.Declined,
        _ => EnrolmentStatus.Referred,
    };

    /// <summary>The referral with the step that it has just taken; the same when it took none.</summary>
    public static Referral Step(Referral referral, DateTimeOffset now)
    {
        if (Of(referral) is not { } status || (referral.Steps.Count > 0 && referral.Steps[^1].Status == status))
        {
            return referral;
        }

        // What is done and heard of in one word was done first and closed then.
        var before = status == EnrolmentStatus.Closed && Of(referral with { ClosedAt = null }) is { } reached && (referral.Steps.Count == 0 || referral.Steps[^1].Status != reached)
            ? [new EnrolmentStep(reached, now)]
            : Array.Empty<EnrolmentStep>();
        return referral with { Steps = [.. referral.Steps, .. before, new EnrolmentStep(status, now)] };
    }
}
