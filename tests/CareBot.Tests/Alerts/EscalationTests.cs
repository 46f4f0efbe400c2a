using CareBot.Care.Alerts;
using CareBot.Care.Patients;
using static CareBot.Tests.SpeakingFirst.People;

namespace CareBot.Tests.Alerts;

/// <summary>Care reference 3.4 (4) and 3.5: who is asked when nobody acknowledges. Lakeside has Tom and Ana on call, and Grace leads.</summary>
public sealed class EscalationTests
{
    private static readonly StaffId Maria = new("maria");

    private static readonly Alert Emergency = Raised with { Priority = AlertPriority.P0, RaisedAt = At("2026-03-02 21:00"), DueBy = At("2026-03-02 21:05") };

    [Theory]
    [InlineData("2026-03-02 21:04", 0, "maria tom")]
    [InlineData("2026-03-02 21:05", 1, "maria tom ana")]
    [InlineData("2026-03-02 21:09", 1, "maria tom ana")]
    [InlineData("2026-03-02 21:10", 2, "maria tom ana grace")]
    [InlineData("2026-03-02 21:24", 2, "maria tom ana grace")]
    [InlineData("2026-03-02 21:25", 3, "maria tom ana grace")]
    [InlineData("2026-03-02 21:40", 4, "maria tom ana grace")]
    public void An_emergency_goes_to_the_next_on_call_every_five_minutes_then_to_everybody_with_the_numbers_and_again_every_quarter_of_an_hour(string now, int rung, string told)
    {
        var after = Climbed(Emergency, At(now));
        Assert.Equal(rung, after.Climb.Rung);
        Assert.Equal(told, string.Join(' ', Escalation.Recipients(Maria, Lakeside, after)));
        Assert.Equal(rung >= 2, after.Climb.PhoneTree);
        Assert.Equal(Emergency.Notice + rung, after.Notice);
    }

    [Fact]
    public void Whoever_has_it_already_does_not_make_the_others_wait_for_a_turn_of_their_own() =>
        Assert.True(Climbed(Emergency, At("2026-03-02 21:05"), coordinator: "ana").Climb.PhoneTree);

    [Fact]
    public void With_nobody_on_call_the_lead_and_the_numbers_come_first()
    {
        var alone = Lakeside with { OnCall = [] };
        var after = Escalation.Up(Maria, alone, Emergency, Ladder, At("2026-03-02 21:05"))!.Value;
        Assert.Equal("phone-tree", after.What);
        Assert.Equal(["maria", "grace"], Escalation.Recipients(Maria, alone, after.After).Select(staff => staff.Value));
    }

    [Theory]
    [InlineData(AlertState.Acknowledged)]
    [InlineData(AlertState.Closed)]
    public void An_alert_that_somebody_has_taken_climbs_no_further(AlertState state)
    {
        var taken = Climbed(Emergency, At("2026-03-02 21:05")) with { State = state, AcknowledgedBy = new StaffId("nila") };
        Assert.Null(Escalation.Next(Maria, Lakeside, taken, Ladder));
        Assert.Null(Escalation.Up(Maria, Lakeside, taken, Ladder, At("2026-03-03 21:00")));
        // Who took it hears of what comes after.
        Assert.Contains(new StaffId("nila"), Escalation.Recipients(Maria, Lakeside, taken));
    }

    [Theory]
    // Raised on Monday at nine, due at eleven; the practice works from eight to five.
    [InlineData("2026-03-02 10:59", 0)]
    [InlineData("2026-03-02 11:00", 1)]
    [InlineData("2026-03-02 12:59", 1)]
    [InlineData("2026-03-02 13:00", 2)]
    [InlineData("2026-03-02 15:00", 3)]
    [InlineData("2026-03-09 15:00", 3)]
    public void A_same_day_alert_goes_to_the_lead_after_two_working_hours_then_to_those_on_call_and_is_not_repeated(string now, int rung) =>
        Assert.Equal(rung, Climbed(Raised, At(now)).Climb.Rung);

    [Fact]
    public void The_working_hours_of_the_ladder_stop_at_night() =>
        Assert.Equal(At("2026-03-03 09:00"), Escalation.Next(Maria, Lakeside, Raised with { DueBy = At("2026-03-02 16:00"), Climb = new Climb(1, [], false) }, Ladder));

    [Theory]
    [InlineData("2026-03-02 16:59", 0)]
    [InlineData("2026-03-02 17:00", 1)]
    [InlineData("2026-03-04 17:00", 1)]
    public void An_alert_for_the_end_of_the_day_goes_to_the_lead_when_the_practice_closes(string now, int rung) =>
        Assert.Equal(rung, Climbed(Raised with { Priority = AlertPriority.P2, DueBy = At("2026-03-02 17:00") }, At(now)).Climb.Rung);

    [Fact]
    public void Writing_again_while_nobody_has_acknowledged_wins_the_staff_no_time()
    {
        var climbed = Climbed(Emergency, At("2026-03-02 21:05"));
        var again = AlertRules.HearAgain(climbed, Emergency with { Id = "a9", Cause = "later", RaisedAt = At("2026-03-02 21:06"), DueBy = At("2026-03-02 21:11") })!.Value.After;
        Assert.Equal((climbed.DueBy, 1, climbed.Notice + 1), (again.DueBy, again.Climb.Rung, again.Notice));
        Assert.Equal(At("2026-03-02 21:10"), Escalation.Next(Maria, Lakeside, again, Ladder));
    }

    [Fact]
    public void Writing_again_after_somebody_has_acknowledged_starts_the_ladder_anew()
    {
        var taken = Climbed(Emergency, At("2026-03-02 21:05")) with { State = AlertState.Acknowledged, AcknowledgedBy = Maria };
        var again = AlertRules.HearAgain(taken, Emergency with { Id = "a9", Cause = "later", DueBy = At("2026-03-02 22:05") })!.Value.After;
        Assert.Equal((AlertState.Open, 0, At("2026-03-02 22:05")), (again.State, again.Climb.Rung, again.DueBy));
    }

    [Fact]
    public void Something_for_today_neither_lowers_an_emergency_nor_takes_it_away_from_who_has_it()
    {
        var taken = Emergency with { State = AlertState.Acknowledged, AcknowledgedBy = Maria, EmergencyClass = "E911", EmergencyRules = ["chest-pain"] };
        var (after, what) = AlertRules.HearAgain(taken, Raised with { Id = "a9", Cause = "later", EmergencyClass = "SAMEDAY", EmergencyRules = ["swelling"] })!.Value;
        Assert.Equal(("joined", AlertPriority.P0, "E911", AlertState.Acknowledged), (what, after.Priority, after.EmergencyClass, after.State));
        Assert.Equal(["chest-pain", "swelling"], after.EmergencyRules);
    }

    [Theory]
    [InlineData("chest-pain", 24, true)]
    [InlineData("chest-pain", 25, false)]
    [InlineData("stroke-face", 1, false)]
    public void The_rule_of_a_false_alarm_opens_it_again_within_a_day_and_no_other_rule_does(string rule, int hours, bool reopens)
    {
        var closed = Emergency with { Id = "old", Family = "emergency", EmergencyRules = ["chest-pain"], State = AlertState.Closed, Outcome = AlertOutcome.FalseAlarm, ClosedAt = At("2026-03-02 22:00"), Note = "Heartburn.", Events = 3, Notice = 2 };
        var fresh = Emergency with { Id = "new", Family = "emergency", EmergencyRules = [rule], RaisedAt = At("2026-03-02 22:00").AddHours(hours) };
        var (after, what) = AlertRules.Open(fresh, [closed], Ladder);
        Assert.Equal(reopens ? ("reopened", "old", "Heartburn.", 3) : ("raised", "new", null, 0), (what, after.Id, after.Note, after.Events));
        Assert.Equal(AlertState.Open, after.State);
    }

    private static Alert Climbed(Alert alert, DateTimeOffset now, string coordinator = "maria")
    {
        while (Escalation.Up(new StaffId(coordinator), Lakeside, alert, Ladder, now) is { } step)
            alert = step.After;
        return alert;
    }
}
