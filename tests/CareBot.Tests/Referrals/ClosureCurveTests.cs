using CareBot.Care.Patients;
using CareBot.Care.Referrals;

namespace CareBot.Tests.Referrals;

/// <summary>Every number of the curve stands with what it is of.</summary>
public sealed class ClosureCurveTests
{
    private static readonly DateTimeOffset Now = Cases.Now.AddDays(20);

    [Fact]
    public void Who_got_it_counts_of_those_who_answered_and_the_rest_of_those_sent()
    {
        var line = Assert.Single(ClosureCurve.Of(
            [
                Row(Cases.Sent),
                Row(Cases.Sent with { AnsweredAt = Now, State = ReferralState.Declined }),
                Row(Cases.Sent with { AnsweredAt = Now, State = ReferralState.Delivered, PatientSays = PatientWord.Received, PatientSaysAt = Cases.Now.AddDays(5) }),
                Row(Cases.Sent with { AnsweredAt = Now, State = ReferralState.Delivered, PatientSays = PatientWord.SaidNo, PatientSaysAt = Cases.Now.AddDays(5) }),
            ],
            _ => "food", Cases.Policy, Now));
        Assert.Equal((4, 3, 1, 2, 1, 1), (line.Sent, line.Answered, line.Declined, line.Asked, line.Received, line.Mismatch));
    }

    [Fact]
    public void A_point_counts_only_those_that_are_old_enough_and_the_day_itself_is_within()
    {
        var onTheDay = Cases.Sent with { PatientSays = PatientWord.Received, PatientSaysAt = Cases.Now.AddDays(7) };
        var late = onTheDay with { PatientSaysAt = Cases.Now.AddDays(7).AddSeconds(1) };
        var young = Cases.Sent with { SentAt = Now.AddDays(-7).AddSeconds(1) };
        var line = Assert.Single(ClosureCurve.Of([Row(onTheDay), Row(late), Row(young)], _ => "all", Cases.Policy, Now));
        Assert.Equal([new ClosurePoint(7, 1, 2), new ClosurePoint(14, 2, 2), new ClosurePoint(30, 0, 0)], line.Curve);
    }

    [Fact]
    public void What_was_never_sent_or_long_ago_does_not_count_and_larger_groups_come_first()
    {
        var rows = new[] { Row(Cases.Proposed, "es"), Row(Cases.Sent with { SentAt = Now.AddDays(-181) }, "es"), Row(Cases.Sent, "en"), Row(Cases.Sent, "es"), Row(Cases.Sent, "es") };
        Assert.Equal([("es", 2), ("en", 1)], ClosureCurve.Of(rows, row => row.Language, Cases.Policy, Now).Select(line => (line.Group, line.Sent)));
    }

    private static ReferralRow Row(Referral referral, string language = "en") =>
        new() { Patient = new PatientId("dot"), Name = new PersonName("Dot", "Mercer"), Language = language, TimeZone = "America/New_York", Referral = referral };
}
