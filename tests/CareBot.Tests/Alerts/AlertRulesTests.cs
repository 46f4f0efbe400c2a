using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using static CareBot.Tests.SpeakingFirst.People;

namespace CareBot.Tests.Alerts;

public sealed class AlertRulesTests
{
    private static readonly StaffId Maria = new("maria");
    private static readonly Alert Yellow = Raised with { Reasons = [Because("d1")] };
    private static readonly Alert Red = Raised with { Id = "a2", Priority = AlertPriority.P0, Reasons = [Because("danger")], DueBy = At("2026-03-02 09:05"), PatientTold = "emergency" };
    private static readonly DateTimeOffset Now = At("2026-03-02 09:30");

    [Fact]
    public void The_first_fact_that_needs_somebody_opens_an_alert() => Assert.Equal((Yellow, "raised"), AlertRules.Meet(null, Yellow, corrected: false));

    [Fact]
    public void A_fact_that_needs_nobody_opens_none() => Assert.Null(AlertRules.Meet(null, null, corrected: false));

    [Fact]
    public void A_second_fact_joins_the_open_alert_and_leaves_it_acknowledged()
    {
        var open = Yellow with { State = AlertState.Acknowledged, AcknowledgedBy = Maria };
        var (after, what) = AlertRules.Meet(open, Yellow with { Id = "later", Reasons = [Because("d7")] }, corrected: false)!.Value;
        Assert.Equal("joined", what);
        Assert.Equal(open.Id, after.Id);
        Assert.Equal(["d7", "d1"], after.Reasons.Select(reason => reason.RuleId));
        Assert.Equal((AlertState.Acknowledged, open.Notice), (after.State, after.Notice));
    }

    [Fact]
    public void A_worse_fact_raises_the_open_alert_again_for_everybody()
    {
        var open = Yellow with { State = AlertState.Acknowledged, AcknowledgedBy = Maria, AcknowledgedAt = Now, PatientKnows = true, NoticeSent = 1 };
        var (after, what) = AlertRules.Meet(open, Red, corrected: false)!.Value;
        Assert.Equal("raised-again", what);
        Assert.Equal((open.Id, AlertPriority.P0, AlertState.Open, Red.DueBy, 2), (after.Id, after.Priority, after.State, after.DueBy, after.Notice));
        Assert.Equal("emergency", after.PatientTold);
        // What Maria read was the yellow one: the patient hears it anew when somebody has read this.
        Assert.False(after.PatientKnows);
        Assert.Null(after.AcknowledgedBy);
    }

    [Fact]
    public void An_emergency_overtakes_the_check_in_before_it_until_it_was_a_false_alarm()
    {
        var overtaken = AlertRules.Overtake(Rosa, (Red, "raised"), Now);
        Assert.Equal(new Overtaken(Red.Id, Now, Rosa.Standing), overtaken);
        var after = Rosa with { Emergency = overtaken };
        var closed = Red with { State = AlertState.Closed, Outcome = AlertOutcome.SentToEmergency };
        Assert.Equal(overtaken, AlertRules.Overtake(after, (closed, "closed"), Now.AddHours(1)));
        Assert.Null(AlertRules.Overtake(after, (closed with { Outcome = AlertOutcome.FalseAlarm }, "closed"), Now.AddHours(1)));
        // What is due the same day, and another alarm, say nothing of it.
        Assert.Null(AlertRules.Overtake(Rosa, (Yellow, "raised"), Now));
        Assert.Equal(overtaken, AlertRules.Overtake(after, (closed with { Id = "other", Outcome = AlertOutcome.FalseAlarm }, "closed"), Now.AddHours(1)));
    }

    [Fact]
    public void A_milder_fact_does_not_lower_the_open_alert()
    {
        var (after, what) = AlertRules.Meet(Red, Yellow, corrected: false)!.Value;
        Assert.Equal(("joined", AlertPriority.P0, Red.DueBy), (what, after.Priority, after.DueBy));
    }

    [Fact]
    public void A_correction_puts_its_reasons_in_the_place_of_the_old_ones() =>
        Assert.Equal(["d7"], AlertRules.Meet(Yellow, Yellow with { Reasons = [Because("d7")] }, corrected: true)!.Value.After.Reasons.Select(reason => reason.RuleId));

    [Fact]
    public void A_correction_to_green_takes_the_reasons_away_once_and_leaves_the_alert_to_a_human()
    {
        var (after, what) = AlertRules.Meet(Yellow, null, corrected: true)!.Value;
        Assert.Equal(("lowered", AlertState.Open, 0), (what, after.State, after.Reasons.Count));
        Assert.Null(AlertRules.Meet(after, null, corrected: true));
    }

    [Fact]
    public void Acknowledging_twice_is_acknowledging_once()
    {
        var (after, what) = AlertRules.Acknowledge(Yellow, Maria, Now)!.Value;
        Assert.Equal(("acknowledged", AlertState.Acknowledged, Maria, Now), (what, after.State, after.AcknowledgedBy!.Value, after.AcknowledgedAt!.Value));
        Assert.Null(AlertRules.Acknowledge(after, new StaffId("ana"), Now.AddMinutes(1)));
    }

    [Fact]
    public void Closing_an_alert_that_nobody_acknowledged_says_who_looked()
    {
        var (after, _) = AlertRules.Close(Yellow, Maria, AlertOutcome.Spoke, "", Now)!.Value;
        Assert.Equal((AlertState.Closed, Maria, Maria), (after.State, after.AcknowledgedBy!.Value, after.ClosedBy!.Value));
        Assert.Null(AlertRules.Close(after, Maria, AlertOutcome.Duplicate, "", Now));
        Assert.Null(AlertRules.Acknowledge(after, Maria, Now));
    }

    [Fact]
    public void Whoever_acknowledged_first_stays_named_when_another_closes()
    {
        var acknowledged = AlertRules.Acknowledge(Yellow, Maria, Now)!.Value.After;
        var closed = AlertRules.Close(acknowledged, new StaffId("ana"), AlertOutcome.Spoke, "", Now.AddHours(1))!.Value.After;
        Assert.Equal((Maria, Now), (closed.AcknowledgedBy!.Value, closed.AcknowledgedAt!.Value));
        Assert.Equal("ana", closed.ClosedBy!.Value.Value);
    }

    [Theory]
    [InlineData(AlertOutcome.Spoke, false, true)]
    [InlineData(AlertOutcome.LeftMessage, true, true)]
    [InlineData(AlertOutcome.SentToEmergency, false, true)]
    [InlineData(AlertOutcome.FalseAlarm, true, true)]
    [InlineData(AlertOutcome.Duplicate, false, true)]
    public void A_message_left_and_a_false_alarm_need_words_and_an_emergency_always_does(AlertOutcome outcome, bool sameDay, bool emergency)
    {
        Assert.Equal(sameDay, AlertRules.NeedsNote(Yellow, outcome));
        Assert.Equal(emergency, AlertRules.NeedsNote(Red, outcome));
    }

    private static Reason Because(string rule) => new()
    {
        RuleId = rule,
        Family = "weight",
        Text = "reason",
        ProtocolId = "heart-failure",
        ProtocolVersion = "1",
        Severity = Zone.Yellow,
        Inputs = [],
        Source = "care",
        Owner = "coordinator",
    };

    [Theory]
    [InlineData(1, "acknowledged raised-again patient-writes")]
    [InlineData(2, "raised-again patient-writes")]
    [InlineData(4, "")]
    [InlineData(null, "acknowledged raised-again patient-writes")]
    public void A_card_has_not_shown_what_came_after_it_and_one_that_does_not_say_what_came_after_the_first_acknowledgement(int? seen, string unseen)
    {
        var events = new[] { "raised", "acknowledged", "raised-again", "patient-writes" }.Index()
            .Select(one => new AlertEvent { What = one.Item, At = Now, By = new Author("patient", "walt", "a"), After = Yellow with { Events = one.Index + 1, State = one.Item == "acknowledged" ? AlertState.Acknowledged : AlertState.Open } }).ToList();
        Assert.Equal(unseen, string.Join(' ', AlertRules.Unseen(events, seen).Select(happened => happened.What)));
    }

    [Theory]
    [InlineData("raised-again", true, true)]
    [InlineData("joined", true, true)]
    [InlineData("reopened", true, true)]
    [InlineData("patient-writes", false, true)]
    [InlineData("patient-says", false, true)]
    [InlineData("acknowledged", false, false)]
    [InlineData("passed-on", false, false)]
    [InlineData("silent", false, false)]
    public void A_new_danger_needs_a_new_acknowledgement_and_what_the_patient_wrote_is_read_before_it_is_closed(string what, bool raises, bool adds)
    {
        var happened = new AlertEvent { What = what, At = Now, By = new Author("patient", "walt", "a"), After = Yellow };
        Assert.Equal((raises, adds), (AlertRules.RaisesAgain(happened), AlertRules.Adds(happened)));
    }
}
