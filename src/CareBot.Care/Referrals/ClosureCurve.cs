namespace CareBot.Care.Referrals;

/// <summary>How referrals end: for each group how many were sent, and how many of them got as far as each step. Pure.</summary>
public static class ClosureCurve
{
    /// <param name="rows">As the board has them.</param>
    /// <param name="group">What they are grouped by: the need, the agency, the language.</param>
    /// <param name="policy">Of what time, and at which days.</param>
    /// <param name="now">The end of that time.</param>
    /// <returns>Largest group first.</returns>
    public static IReadOnlyList<ClosureLine> Of(IEnumerable<ReferralRow> rows, Func<ReferralRow, string> group, ReferralPolicy policy, DateTimeOffset now) =>
    [
        .. rows.Where(row => row.Referral.SentAt is { } sent && sent <= now && now - sent <= TimeSpan.FromDays(policy.CurveDays))
            .GroupBy(group, StringComparer.Ordinal)
            .Select(one => Line(one.Key, [.. one.Select(row => row.Referral)], policy, now))
            .OrderByDescending(line => line.Sent).ThenBy(line => line.Group, StringComparer.Ordinal),
    ];

    private static ClosureLine Line(string group, IReadOnlyList<Referral> referrals, ReferralPolicy policy, DateTimeOffset now) => new(
        group,
        referrals.Count,
        referrals.Count(referral => referral.AnsweredAt is not null),
        referrals.Count(referral => referral.State is ReferralState.Declined),
        referrals.Count(referral => referral.PatientSays is not null),
        referrals.Count(referral => referral.PatientSays == PatientWord.Received),
        referrals.Count(referral => referral.IsMismatch),
        [.. policy.CurvePoints.Select(days => Point(referrals, days, now))]);

    /// <summary>Only referrals that are old enough to have closed within the time count below the line.</summary>
    private static ClosurePoint Point(IReadOnlyList<Referral> referrals, int days, DateTimeOffset now)
    {
        var within = TimeSpan.FromDays(days);
        var old = referrals.Where(referral => now - referral.SentAt >= within).ToList();
        return new ClosurePoint(days, old.Count(referral => referral.PatientSays == PatientWord.Received && referral.PatientSaysAt - referral.SentAt <= within), old.Count);
    }
}

/// <summary>One group. Every count is of <paramref name="Sent"/>, except <paramref name="Received"/>, which is of those who answered.</summary>
/// <param name="Answered">The agency said something.</param>
/// <param name="Asked">The patient said something.</param>
/// <param name="Received">The patient said that they got it.</param>
public sealed record ClosureLine(string Group, int Sent, int Answered, int Declined, int Asked, int Received, int Mismatch, IReadOnlyList<ClosurePoint> Curve);

/// <summary>Got it within so many days, of those that are at least so old.</summary>
public sealed record ClosurePoint(int Days, int Received, int Of);
