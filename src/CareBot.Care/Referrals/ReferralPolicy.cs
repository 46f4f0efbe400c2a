using System.Text.Json;
using CareBot.Care.Content;
using CareBot.Care.Records;

namespace CareBot.Care.Referrals;

/// <summary>The clocks of a referral, in days. Content: every number stands in <c>referral-policy.json</c>.</summary>
public sealed record ReferralPolicy
{
    public required string Kind { get; init; }

    public required string Version { get; init; }

    public required string Source { get; init; }

    public required string Signatory { get; init; }

    /// <summary>How long an agency's link opens.</summary>
    public required int LinkDays { get; init; }

    public required int ConsentDays { get; init; }

    /// <summary>A silent agency is written to again after so many days.</summary>
    public required int WriteAgainAfterDays { get; init; }

    public required int MostLetters { get; init; }

    /// <summary>No referral stands longer than this without somebody having done something.</summary>
    public required int StuckAfterDays { get; init; }

    /// <summary>The same for one that waits on a list.</summary>
    public required int WaitlistReviewDays { get; init; }

    /// <summary>Days from sending to asking the patient whether it arrived.</summary>
    public required int AskAfterDays { get; init; }

    /// <summary>Days from the day that was set, or from what the agency calls done, to asking.</summary>
    public required int AskAfterDeliveryDays { get; init; }

    public required int MostAsks { get; init; }

    /// <summary>How many days the agency's word about room is waited for before the next best is offered.</summary>
    public required int RoomDays { get; init; }

    /// <summary>How long a word about room is believed.</summary>
    public required int CapacityFreshDays { get; init; }

    /// <summary>Of what time the closure curve speaks.</summary>
    public required int CurveDays { get; init; }

    /// <summary>The points of the curve: closed within so many days.</summary>
    public required IReadOnlyList<int> CurvePoints { get; init; }

    /// <exception cref="ContentException">The file cannot be meant.</exception>
    public static ReferralPolicy Load(ReadOnlySpan<byte> json, string file)
    {
        try
        {
            var policy = JsonSerializer.Deserialize(json, CareJson.Default.ReferralPolicy) ?? throw new JsonException();
            (string Name, int Days)[] days =
            [
                ("linkDays", policy.LinkDays), ("consentDays", policy.ConsentDays), ("writeAgainAfterDays", policy.WriteAgainAfterDays), ("mostLetters", policy.MostLetters),
                ("stuckAfterDays", policy.StuckAfterDays), ("waitlistReviewDays", policy.WaitlistReviewDays), ("askAfterDays", policy.AskAfterDays),
                ("askAfterDeliveryDays", policy.AskAfterDeliveryDays), ("mostAsks", policy.MostAsks), ("roomDays", policy.RoomDays), ("capacityFreshDays", policy.CapacityFreshDays), ("curveDays", policy.CurveDays),
            ];
            if (days.FirstOrDefault(one => one.Days < 1) is { Name: { } wrong })
            {
                throw new ContentException(file, "/" + wrong, "is less than 1; write a number of one or more");
            }

            return policy.CurvePoints.Count > 0 && policy.CurvePoints.All(point => point > 0)
                ? policy
                : throw new ContentException(file, "/curvePoints", "is empty or holds a number below 1; write days such as [7, 14, 30]");
        }
        catch (JsonException broken)
        {
            throw new ContentException(file, broken.Path ?? "", "cannot be read; write version, source, signatory and the days as whole numbers");
        }
    }
}
