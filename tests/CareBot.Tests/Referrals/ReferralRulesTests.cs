using CareBot.Care.Patients;
using CareBot.Care.Referrals;

namespace CareBot.Tests.Referrals;

/// <summary>What each word does to a referral, and what it does not.</summary>
public sealed class ReferralRulesTests
{
    private static readonly ReferralPolicy Policy = Cases.Policy;
    private static readonly DateTimeOffset Now = Cases.Now;

    [Fact]
    public void Without_a_yes_of_the_patient_nothing_is_sent()
    {
        var after = ReferralRules.Send(Cases.Proposed, [], Policy, false, Now)!.Value.After;
        Assert.Equal(ReferralState.ConsentNeeded, after.State);
        Assert.Null(after.SentAt);
        Assert.Null(ReferralRules.Send(after, [], Policy, false, Now.AddDays(1)));
    }

    [Fact]
    public void A_yes_for_this_service_sends_it_and_a_yes_for_another_does_not()
    {
        Assert.Equal(ReferralState.Sent, ReferralRules.Send(Cases.Proposed, [Cases.Consent], Policy, false, Now)!.Value.After.State);
        Assert.Equal(ReferralState.ConsentNeeded, ReferralRules.Send(Cases.Proposed, [Cases.Consent with { Service = "s2" }], Policy, false, Now)!.Value.After.State);
    }

    [Fact]
    public void Of_a_sensitive_need_the_chat_says_nothing_and_asks_nothing()
    {
        var secret = Cases.Proposed with { IsSensitive = true };
        Assert.Null(ReferralRules.Send(secret, [], Policy, false, Now));
        var sent = ReferralRules.Send(secret, [Cases.Consent], Policy, false, Now)!.Value.After;
        Assert.Equal((ReferralState.Sent, 0), (sent.State, sent.News));
        var declined = ReferralRules.Answer(sent, new AgencyAnswer(ReferralState.Declined, NoReason.Full), Now)!.Value.After;
        Assert.Equal((0, 1), (declined.News, declined.Notice));
        Assert.Null(ReferralRules.AskAt(sent, Policy, "America/Chicago"));
    }

    [Fact]
    public void A_consent_holds_from_its_first_instant_up_to_its_last_and_not_once_it_is_taken_back()
    {
        Assert.True(Cases.Consent.Covers("s1", Now));
        Assert.False(Cases.Consent.Covers("s1", Now.AddSeconds(-1)));
        Assert.True(Cases.Consent.Covers("s1", Now.AddDays(365).AddSeconds(-1)));
        Assert.False(Cases.Consent.Covers("s1", Now.AddDays(365)));
        Assert.False((Cases.Consent with { RevokedAt = Now }).Covers("s1", Now.AddDays(1)));
    }

    [Fact]
    public void An_agency_that_presses_twice_has_pressed_once_and_may_change_its_mind()
    {
        var accepted = ReferralRules.Answer(Cases.Sent, new AgencyAnswer(ReferralState.Accepted), Now)!.Value.After;
        Assert.Null(ReferralRules.Answer(accepted, new AgencyAnswer(ReferralState.Accepted), Now.AddMinutes(1)));
        var full = ReferralRules.Answer(accepted, new AgencyAnswer(ReferralState.Declined, NoReason.Full), Now.AddMinutes(2))!.Value.After;
        Assert.Equal((ReferralState.Declined, NoReason.Full), (full.State, full.Reason));
        Assert.Equal(Now, full.AnsweredAt);
    }

    [Fact]
    public void Before_it_is_sent_and_after_it_is_closed_no_agency_can_answer()
    {
        Assert.Null(ReferralRules.Answer(Cases.Proposed, new AgencyAnswer(ReferralState.Accepted), Now));
        Assert.Null(ReferralRules.Answer(Cases.Sent with { ClosedAt = Now }, new AgencyAnswer(ReferralState.Accepted), Now));
    }

    [Fact]
    public void A_patient_who_got_it_closes_the_loop_unless_the_agency_said_no()
    {
        Assert.Equal(Now, ReferralRules.PatientSays(Cases.Sent, PatientWord.Received, null, Now)!.Value.After.ClosedAt);
        var strange = ReferralRules.PatientSays(Cases.Sent with { State = ReferralState.Declined }, PatientWord.Received, null, Now)!.Value.After;
        Assert.Null(strange.ClosedAt);
        Assert.True(strange.IsMismatch);
    }

    [Theory]
    [InlineData(ReferralState.Delivered, PatientWord.NotYet, true)]
    [InlineData(ReferralState.Delivered, PatientWord.SaidNo, true)]
    [InlineData(ReferralState.Delivered, PatientWord.Received, false)]
    [InlineData(ReferralState.Accepted, PatientWord.SaidNo, true)]
    [InlineData(ReferralState.Accepted, PatientWord.NotYet, false)]
    [InlineData(ReferralState.Sent, PatientWord.NotYet, false)]
    public void Word_against_word_is_seen(ReferralState agency, PatientWord patient, bool mismatch) =>
        Assert.Equal(mismatch, (Cases.Sent with { State = agency, PatientSays = patient }).IsMismatch);

    [Fact]
    public void The_same_word_of_a_patient_whom_nobody_asked_counts_once_and_once_more_after_each_question()
    {
        var said = ReferralRules.PatientSays(Cases.Sent, PatientWord.NotYet, null, Now.AddDays(1))!.Value.After;
        Assert.Null(ReferralRules.PatientSays(said, PatientWord.NotYet, null, Now.AddDays(2)));
        Assert.NotNull(ReferralRules.PatientSays(said, PatientWord.SaidNo, null, Now.AddDays(2)));
        var asked = said with { Asks = 1, AskedAt = Now.AddDays(3) };
        var again = ReferralRules.PatientSays(asked, PatientWord.NotYet, null, Now.AddDays(4))!.Value.After;
        Assert.Equal(2, again.Notice);
        Assert.Null(ReferralRules.PatientSays(again, PatientWord.NotYet, null, Now.AddDays(5)));
    }

    [Fact]
    public void Seven_days_without_action_are_stuck_and_a_second_less_is_not()
    {
        Assert.False(ReferralRules.IsStuck(Cases.Sent, Policy, Now.AddDays(7).AddSeconds(-1)));
        Assert.True(ReferralRules.IsStuck(Cases.Sent, Policy, Now.AddDays(7)));
        Assert.False(ReferralRules.IsStuck(Cases.Sent with { ClosedAt = Now }, Policy, Now.AddDays(30)));
    }

    [Fact]
    public void A_waiting_list_is_looked_at_after_fourteen_days()
    {
        var listed = Cases.Sent with { State = ReferralState.Waitlisted };
        Assert.False(ReferralRules.IsStuck(listed, Policy, Now.AddDays(14).AddSeconds(-1)));
        Assert.True(ReferralRules.IsStuck(listed, Policy, Now.AddDays(14)));
    }

    [Fact]
    public void A_no_needs_the_coordinator_at_once()
    {
        Assert.True(ReferralRules.IsStuck(Cases.Sent with { State = ReferralState.Declined }, Policy, Now));
        Assert.True(ReferralRules.IsStuck(Cases.Sent with { PatientSays = PatientWord.SaidNo, PatientSaysAt = Now }, Policy, Now));
    }

    [Theory]
    [InlineData(ReferralState.Sent, true)]
    [InlineData(ReferralState.Accepted, true)]
    [InlineData(ReferralState.Scheduled, true)]
    [InlineData(ReferralState.Waitlisted, false)]
    public void A_patient_who_still_waits_needs_the_coordinator_except_on_a_waiting_list(ReferralState state, bool needed)
    {
        var notYet = Cases.Sent with { State = state, PatientSays = PatientWord.NotYet, PatientSaysAt = Now.AddDays(5) };
        Assert.Equal(needed, ReferralRules.NeedsCoordinator(notYet));
        Assert.False(ReferralRules.NeedsCoordinator(notYet with { StateAt = Now.AddDays(6) }));
    }

    [Fact]
    public void Not_yet_on_the_ninth_day_does_not_start_the_clock_again()
    {
        var notYet = Cases.Sent with { PatientSays = PatientWord.NotYet, PatientSaysAt = Now.AddDays(9) };
        Assert.Equal(ReferralRules.StuckAt(Cases.Sent, Policy), ReferralRules.StuckAt(notYet, Policy));
        Assert.True(ReferralRules.IsStuck(notYet, Policy, Now.AddDays(9)));
    }

    [Theory]
    [InlineData(10, "maria", true)]
    [InlineData(11, "maria", false)]
    [InlineData(1, "ana", false)]
    public void Ones_own_word_can_be_taken_back_for_ten_minutes(int minutes, string by, bool undone)
    {
        var (referral, history) = Pressed();
        Assert.Equal(undone, ReferralRules.Undo(referral, history, new StaffId(by), ReferralDesk.Undoable, Now.AddMinutes(minutes)) is not null);
    }

    [Fact]
    public void What_is_taken_back_stands_as_before_with_what_was_counted_meanwhile_and_only_once()
    {
        var (referral, history) = Pressed();
        var after = ReferralRules.Undo(referral with { NewsSent = 1 }, history, new StaffId("maria"), ReferralDesk.Undoable, Now)!.Value.After;
        Assert.Equal((true, null, null, null, 1), (after.IsOpen, after.PatientSays, after.PatientSaysAt, after.PatientSaysBy, after.NewsSent));
        var again = history.Append(Event("undone", after with { Events = 3 })).ToList();
        Assert.Null(ReferralRules.Undo(after with { Events = 3 }, again, new StaffId("maria"), ReferralDesk.Undoable, Now));
    }

    [Fact]
    public void A_word_of_the_patients_own_is_not_a_coordinators_to_take_back()
    {
        var (referral, history) = Pressed();
        var patients = history.Select(one => one with { By = new Author(Roles.Patient, "dot", "a") }).ToList();
        Assert.Null(ReferralRules.Undo(referral, patients, new StaffId("maria"), ReferralDesk.Undoable, Now));
    }

    private static (Referral Referral, IReadOnlyList<ReferralEvent> History) Pressed()
    {
        var before = Cases.Sent with { Events = 1 };
        var pressed = ReferralRules.PatientSays(before, PatientWord.Received, new StaffId("maria"), Now)!.Value.After with { Events = 2 };
        return (pressed, [Event("sent", before), Event("patient-says", pressed)]);
    }

    private static ReferralEvent Event(string what, Referral after) =>
        new() { What = what, At = Now, By = new Author(Roles.Coordinator, "maria", "a"), Policy = Policy.Version, After = after };

    [Fact]
    public void The_patient_is_asked_five_days_after_sending_a_day_after_delivery_and_never_of_what_was_declined()
    {
        const string zone = "America/New_York";
        Assert.Equal(Now.AddDays(5), ReferralRules.AskAt(Cases.Sent, Policy, zone));
        Assert.Equal(Now.AddDays(3), ReferralRules.AskAt(Cases.Sent with { State = ReferralState.Delivered, DeliveredAt = Now.AddDays(2) }, Policy, zone));
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 16, 0, 0, TimeSpan.Zero), ReferralRules.AskAt(Cases.Sent with { State = ReferralState.Scheduled, Day = new DateOnly(2026, 3, 8) }, Policy, zone));
        Assert.Null(ReferralRules.AskAt(Cases.Sent with { State = ReferralState.Declined }, Policy, zone));
        Assert.Null(ReferralRules.AskAt(Cases.Proposed, Policy, zone));
    }

    [Fact]
    public void A_patient_who_has_not_got_it_is_asked_again_and_after_three_times_no_more()
    {
        const string zone = "America/Chicago";
        var asked = Cases.Sent with { Asks = 1, AskedAt = Now.AddDays(5) };
        Assert.Null(ReferralRules.AskAt(asked, Policy, zone));
        var notYet = asked with { PatientSays = PatientWord.NotYet, PatientSaysAt = Now.AddDays(6) };
        Assert.Equal(Now.AddDays(11), ReferralRules.AskAt(notYet, Policy, zone));
        Assert.Null(ReferralRules.AskAt(notYet with { Asks = 3 }, Policy, zone));
    }

    [Fact]
    public void What_the_agency_says_after_the_patient_said_not_yet_counts_for_when_they_are_asked_again()
    {
        const string zone = "America/Chicago";
        var notYet = Cases.Sent with { Asks = 1, AskedAt = Now.AddDays(5), PatientSays = PatientWord.NotYet, PatientSaysAt = Now.AddDays(6) };
        var delivered = ReferralRules.Answer(notYet, new AgencyAnswer(ReferralState.Delivered), Now.AddDays(7))!.Value.After;
        Assert.Equal(Now.AddDays(8), ReferralRules.AskAt(delivered, Policy, zone));
        Assert.Equal(Now.AddDays(15), ReferralRules.AskAt(delivered with { AskedAt = Now.AddDays(9), PatientSaysAt = Now.AddDays(10) }, Policy, zone));
    }

    [Theory]
    [InlineData(ReferralState.Declined, NoReason.Full, "no-capacity")]
    [InlineData(ReferralState.Declined, NoReason.NotEligible, null)]
    [InlineData(ReferralState.Waitlisted, null, "waitlist")]
    [InlineData(ReferralState.Accepted, null, "capacity")]
    public void An_answer_says_whether_there_is_room_for_whoever_comes_next(ReferralState state, NoReason? reason, string? capacity) =>
        Assert.Equal(capacity, new AgencyAnswer(state, reason).Capacity);
}
