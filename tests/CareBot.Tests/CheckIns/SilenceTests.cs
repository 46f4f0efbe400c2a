using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using static CareBot.Tests.SpeakingFirst.People;

namespace CareBot.Tests.CheckIns;

/// <summary>Monday 2 March 2026 is the first day that Rosa does not check in; the practice works from eight to five.</summary>
public sealed class SilenceTests
{
    private static readonly ChartSummary Heard = Rosa with { Standing = new Standing(Zone.Green, Day("2026-02-20"), Day("2026-03-01")), Coordinator = new StaffId("maria") };
    private static readonly SilenceNudges Nudges = new(Protocols);

    [Theory]
    [InlineData("2026-03-03 19:59", 1)]
    [InlineData("2026-03-03 20:00", 2)]
    [InlineData("2026-03-02 19:59", 0)]
    [InlineData("2026-03-02 20:00", 1)]
    public void A_day_is_missed_when_its_last_minute_has_passed_on_the_patients_clock(string now, int missed) =>
        Assert.Equal(missed, SilenceRules.Of(Heard, Heard.Enrolments[0], Patient.Protocol, At(now)).Missed);

    [Theory]
    [InlineData("2026-03-02 20:00", 0)]
    [InlineData("2026-03-03 20:00", 1)]
    [InlineData("2026-03-05 19:59", 1)]
    [InlineData("2026-03-05 20:00", 2)]
    public void Of_who_wants_to_be_asked_every_other_day_only_those_days_count(string now, int missed) =>
        Assert.Equal(missed, SilenceRules.Of(Heard with { InvitedEvery = 2 }, Heard.Enrolments[0], Patient.Protocol, At(now)).Missed);

    [Theory]
    [InlineData("2026-03-03 20:00", false)]
    [InlineData("2026-03-04 07:59", false)]
    [InlineData("2026-03-04 08:00", true)]
    public void After_two_missed_days_a_human_is_asked_to_call_when_the_practice_opens(string now, bool asked) => Assert.Equal(asked, Step(Heard, now) is not null);

    [Fact]
    public void After_one_missed_day_nobody_is_asked_to_call() => Assert.Null(Step(Heard, "2026-03-03 12:00"));

    [Fact]
    public void The_call_is_an_alert_by_the_end_of_the_day_and_asked_for_once_in_a_silence()
    {
        var (chart, (alert, what), _) = Step(Heard, "2026-03-04 08:00")!.Value;
        Assert.Equal(("raised", AlertPriority.P2, At("2026-03-04 17:00")), (what, alert.Priority, alert.DueBy));
        Assert.Null(Step(chart with { OpenAlerts = [alert] }, "2026-03-05 09:00"));
        Assert.Null(Step(chart, "2026-03-09 09:00"));
    }

    [Fact]
    public void When_the_patient_is_heard_again_the_call_is_settled_and_a_new_silence_asks_anew()
    {
        var (chart, (alert, _), _) = Step(Heard, "2026-03-04 08:00")!.Value;
        var heard = chart with { OpenAlerts = [alert], Standing = chart.Standing! with { LastCheckIn = Day("2026-03-04") } };
        Assert.Equal(("closed", AlertOutcome.Settled), (Step(heard, "2026-03-04 09:00")!.Value.Change.What, Step(heard, "2026-03-04 09:00")!.Value.Change.After.Outcome));
        var again = heard with { OpenAlerts = [] };
        Assert.Null(Step(again, "2026-03-06 16:59"));
        Assert.NotNull(Step(again, "2026-03-09 08:00"));
    }

    [Fact]
    public void Whoever_is_paused_is_not_silent_and_the_days_of_the_pause_do_not_count()
    {
        var paused = Heard with { Pause = new Pause(PauseCause.InHospital, new StaffId("maria"), At("2026-03-02 09:00")) };
        Assert.Null(Step(paused, "2026-03-06 09:00"));
        var home = Heard with { ResumedOn = Day("2026-03-05") };
        Assert.Null(Step(home, "2026-03-06 16:59"));
        Assert.NotNull(Step(home, "2026-03-09 08:00"));
    }

    [Fact]
    public void Silence_is_counted_from_the_first_day_of_the_programme_and_whether_or_not_the_patient_could_be_invited()
    {
        var never = Rosa with { Enrolments = [Rosa.Enrolments[0] with { Since = Day("2026-03-02") }], Quiet = true, Conversation = null };
        Assert.Null(Step(never, "2026-03-03 16:59"));
        Assert.NotNull(Step(never, "2026-03-04 08:00"));
    }

    [Fact]
    public void A_programme_without_words_about_silence_asks_nobody() =>
        Assert.Null(SilenceRules.Step(Heard, new Dictionary<string, CheckInProtocol> { [Patient.Protocol.Id] = Patient.Protocol with { Silence = null } }, new WorkingHours(Lakeside), Ladder, At("2026-03-06 09:00")));

    [Theory]
    [InlineData("2026-03-03 16:59", false)]
    [InlineData("2026-03-03 17:00", true)]
    [InlineData("2026-03-03 19:59", true)]
    [InlineData("2026-03-03 20:00", false)]
    [InlineData("2026-03-02 17:00", false)]
    [InlineData("2026-03-04 17:00", false)]
    public void The_day_after_a_missed_one_the_patient_is_asked_again_at_five(string now, bool nudged) =>
        Assert.Equal(nudged, Nudges.Due(Heard with { LastInvited = PatientDay.Of(At(now), Heard.TimeZone) }, Lakeside, At(now)).Any());

    [Fact]
    public void Nobody_is_nudged_twice_in_a_silence_nor_before_the_days_invitation_nor_after_a_check_in()
    {
        var invited = Heard with { LastInvited = Day("2026-03-03") };
        var item = Assert.Single(Nudges.Due(invited, Lakeside, At("2026-03-03 17:00")));
        Assert.Empty(Nudges.Due(Nudges.Mark(invited, [item], [item]), Lakeside, At("2026-03-03 18:00")));
        Assert.Empty(Nudges.Due(Heard with { LastInvited = Day("2026-03-02") }, Lakeside, At("2026-03-03 17:00")));
        Assert.Empty(Nudges.Due(invited with { Standing = invited.Standing! with { LastCheckIn = Day("2026-03-03") } }, Lakeside, At("2026-03-03 17:00")));
    }

    [Theory]
    [InlineData("2026-03-02 08:00", "2026-03-02 20:00")]
    [InlineData("2026-03-02 20:00", "2026-03-03 17:00")]
    [InlineData("2026-03-03 17:00", "2026-03-03 20:00")]
    [InlineData("2026-03-03 20:00", "2026-03-04 08:00")]
    public void It_is_looked_at_when_a_nudge_is_due_a_day_is_over_or_the_practice_opens(string now, string look) =>
        Assert.Equal(At(look), Nudges.NextLook(Heard, Lakeside, At(now)));

    private static (ChartSummary Chart, (Alert After, string What) Change, Author By)? Step(ChartSummary chart, string now) =>
        SilenceRules.Step(chart, Protocols, new WorkingHours(Lakeside), Ladder, At(now));
}
