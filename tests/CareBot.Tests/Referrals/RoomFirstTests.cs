using CareBot.Care.Mail;
using CareBot.Care.Referrals;
using CareBot.Tests.SpeakingFirst;

namespace CareBot.Tests.Referrals;

/// <summary>Room is asked for before anybody is named, and how far somebody has come is kept step by step.</summary>
public sealed class RoomFirstTests
{
    private static readonly DateTimeOffset Now = Cases.Now;
    private static readonly Referral Asked = ReferralRules.AskRoom(Cases.Proposed, Cases.Policy, Now)!.Value.After;

    [Theory]
    [InlineData("capacity", "sent", ReferralState.Sent)]
    [InlineData("waitlist", "sent", ReferralState.Sent)]
    [InlineData("no-capacity", "room-said", ReferralState.Proposed)]
    [InlineData("additional-assessment-required", "room-said", ReferralState.Proposed)]
    public void What_waited_is_sent_on_a_yes_and_goes_to_the_coordinator_on_anything_else(string says, string what, ReferralState state)
    {
        var (after, happened) = ReferralRules.SayRoom(Asked, says, [Cases.Consent], Cases.Policy, Now.AddHours(1))!.Value;
        Assert.Equal((what, state, says), (happened, after.State, after.RoomSays));
        Assert.Equal(1, after.Notice);
    }

    [Fact]
    public void Without_her_consent_a_yes_to_room_asks_her_and_sends_nothing()
    {
        var (after, what) = ReferralRules.SayRoom(Asked, "capacity", [], Cases.Policy, Now)!.Value;
        Assert.Equal(("consent-needed", ReferralState.ConsentNeeded), (what, after.State));
        Assert.Null(after.SentAt);
    }

    [Fact]
    public void Nobody_who_was_not_asked_is_taken_at_their_word_and_the_same_word_twice_is_one()
    {
        Assert.Null(ReferralRules.SayRoom(Cases.Proposed, "capacity", [Cases.Consent], Cases.Policy, Now));
        var full = ReferralRules.SayRoom(Asked, "no-capacity", [], Cases.Policy, Now)!.Value.After;
        Assert.Null(ReferralRules.SayRoom(full, "no-capacity", [], Cases.Policy, Now));
    }

    [Fact]
    public void Silence_about_room_ends_with_the_days_that_the_policy_gives()
    {
        var end = Now.AddDays(Cases.Policy.RoomDays);
        Assert.False(ReferralRules.HasNoRoom(Asked, end.AddTicks(-1)));
        Assert.True(ReferralRules.HasNoRoom(Asked, end));
        var clocks = new ReferralClocks(Cases.Policy, new MailSwitch(true));
        var chart = People.Rosa with { Referrals = [Asked] };
        Assert.Empty(clocks.Due(chart, People.Lakeside, end.AddTicks(-1)).OfType<ShowReferral>());
        Assert.True(Assert.Single(clocks.Due(chart, People.Lakeside, end).OfType<ShowReferral>()).Stuck);
        Assert.Equal(end, clocks.NextLook(chart, People.Lakeside, Now));
    }

    [Fact]
    public void Each_step_is_kept_with_its_time_and_a_word_that_moves_nothing_adds_none()
    {
        var sent = EnrolmentRules.Step(Cases.Sent, Now);
        var accepted = EnrolmentRules.Step(sent with { State = ReferralState.Accepted }, Now.AddDays(1));
        var same = EnrolmentRules.Step(accepted with { AgencyNote = "Ask for Ewa." }, Now.AddDays(2));
        var closed = EnrolmentRules.Step(same with { State = ReferralState.Delivered, ClosedAt = Now.AddDays(3) }, Now.AddDays(3));
        Assert.Equal(
            [new(EnrolmentStatus.Referred, Now), new(EnrolmentStatus.Accepted, Now.AddDays(1)), new(EnrolmentStatus.Enrolled, Now.AddDays(3)), new EnrolmentStep(EnrolmentStatus.Closed, Now.AddDays(3))],
            closed.Steps);
        Assert.Empty(EnrolmentRules.Step(Cases.Proposed, Now).Steps);
    }

    [Fact]
    public void A_letter_that_never_arrived_needs_the_coordinator_once()
    {
        var (lost, what) = ReferralRules.LoseLetter(Cases.Sent)!.Value;
        Assert.Equal(("letter-lost", 1, true), (what, lost.Notice, ReferralRules.NeedsCoordinator(lost)));
        Assert.Null(ReferralRules.LoseLetter(lost));
        Assert.Null(ReferralRules.LoseLetter(Cases.Sent with { ClosedAt = Now }));
    }
}
