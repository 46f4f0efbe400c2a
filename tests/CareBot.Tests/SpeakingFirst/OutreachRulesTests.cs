using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using static CareBot.Tests.SpeakingFirst.People;

namespace CareBot.Tests.SpeakingFirst;

public sealed class OutreachRulesTests
{
    [Theory]
    [InlineData("2026-03-02 07:59", false)]
    [InlineData("2026-03-02 08:00", true)]
    [InlineData("2026-03-02 19:59", true)]
    [InlineData("2026-03-02 20:00", false)]
    public void A_patient_is_invited_from_eight_in_the_morning_until_eight_in_the_evening_of_her_own_day(string local, bool invited) =>
        Assert.Equal(invited, Due(Rosa, local).OfType<OutreachItem.Invite>().Any());

    [Fact]
    public void The_hours_are_those_where_the_patient_lives()
    {
        var inNewYork = Rosa with { TimeZone = "America/New_York" };
        Assert.NotEmpty(Rules.Due(inNewYork, Lakeside, At("2026-03-02 07:00")));
        Assert.Empty(Rules.Due(inNewYork, Lakeside, At("2026-03-02 06:59")));
    }

    [Theory]
    // 7 March 2026 is the last day of winter time in Chicago, 1 November the day on which it comes back.
    [InlineData("2026-03-07", "2026-03-07T14:00:00Z")]
    [InlineData("2026-03-08", "2026-03-08T13:00:00Z")]
    [InlineData("2026-10-31", "2026-10-31T13:00:00Z")]
    [InlineData("2026-11-01", "2026-11-01T14:00:00Z")]
    public void On_the_days_on_which_the_clocks_change_eight_is_still_eight_on_the_patients_clock(string day, string utc)
    {
        var eight = DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Empty(Rules.Due(Rosa, Lakeside, eight.AddSeconds(-1)));
        Assert.Equal(Day(day), Assert.IsType<OutreachItem.Invite>(Assert.Single(Rules.Due(Rosa, Lakeside, eight))).Day);
        Assert.Equal(eight, Rules.NextLook(Rosa, Lakeside, eight.AddHours(-12)));
    }

    [Fact]
    public void Nobody_is_invited_twice_on_a_day()
    {
        Assert.Empty(Due(Rosa with { LastInvited = Day("2026-03-02") }, "2026-03-02 09:00"));
        Assert.NotEmpty(Due(Rosa with { LastInvited = Day("2026-03-01") }, "2026-03-02 09:00"));
    }

    [Fact]
    public void An_invitation_to_a_day_to_come_that_a_wrong_clock_let_go_out_takes_no_day_away_and_is_not_said_again()
    {
        var early = Rosa with { LastInvited = Day("2026-03-04") };
        Assert.Equal(Day("2026-03-02"), Assert.IsType<OutreachItem.Invite>(Assert.Single(Due(early, "2026-03-02 09:00"))).Day);
        Assert.Empty(Due(early, "2026-03-04 09:00"));
    }

    [Fact]
    public void Whoever_has_checked_in_today_is_not_asked_to()
    {
        Assert.Empty(Due(Rosa with { Standing = new Standing(Zone.Green, Day("2026-03-01"), Day("2026-03-02")) }, "2026-03-02 09:00"));
        Assert.NotEmpty(Due(Rosa with { Standing = new Standing(Zone.Green, Day("2026-03-01"), Day("2026-03-01")) }, "2026-03-02 09:00"));
    }

    [Fact]
    public void Nobody_is_invited_before_the_first_day_of_the_programme()
    {
        var starting = Rosa with { Enrolments = [Rosa.Enrolments[0] with { Since = Day("2026-03-02") }] };
        Assert.Empty(Due(starting, "2026-03-01 09:00"));
        Assert.NotEmpty(Due(starting, "2026-03-02 09:00"));
    }

    [Fact]
    public void Nobody_is_invited_on_a_day_that_the_protocol_leaves_out()
    {
        var weekdays = CheckIns.Patient.Protocol with { Schedule = CheckIns.Patient.Protocol.Schedule with { Days = new HashSet<DayOfWeek> { DayOfWeek.Monday } } };
        var protocols = new Dictionary<string, CheckInProtocol> { [weekdays.Id] = weekdays };
        Assert.NotEmpty(RulesOf(protocols).Due(Rosa, Lakeside, At("2026-03-02 09:00")));
        Assert.Empty(RulesOf(protocols).Due(Rosa, Lakeside, At("2026-03-03 09:00")));
    }

    [Fact]
    public void Whoever_asked_for_quiet_is_not_invited_and_still_hears_that_somebody_has_read_the_alert()
    {
        var quiet = Rosa with { Quiet = true, OpenAlerts = [Raised with { State = AlertState.Acknowledged, AcknowledgedBy = new StaffId("maria"), NoticeSent = 1 }] };
        var item = Assert.IsType<OutreachItem.TellPatient>(Assert.Single(Due(quiet, "2026-03-02 09:00")));
        Assert.Equal("maria", item.ReadBy.Value);
        Assert.Empty(Due(quiet with { OpenAlerts = [quiet.OpenAlerts[0] with { PatientKnows = true }] }, "2026-03-02 09:00"));
    }

    [Fact]
    public void What_the_family_told_is_not_answered_to_the_patient_and_what_somebody_without_a_chart_told_is_answered_to_them()
    {
        var told = Rosa with { Quiet = true, OpenAlerts = [Raised with { State = AlertState.Acknowledged, AcknowledgedBy = new StaffId("maria"), NoticeSent = 1, SaidBy = Roles.Family }] };
        Assert.Empty(Due(told, "2026-03-02 09:00"));
        Assert.IsType<OutreachItem.TellPatient>(Assert.Single(Due(told with { Nameless = true }, "2026-03-02 09:00")));
    }

    [Fact]
    public void A_same_day_alert_is_shown_to_the_coordinator_alone_until_she_has_it()
    {
        var chart = Rosa with { Quiet = true, OpenAlerts = [Raised] };
        Assert.Equal("maria", Assert.IsType<OutreachItem.TellStaff>(Assert.Single(Due(chart, "2026-03-02 23:00"))).To.Value);
        Assert.Empty(Due(chart with { OpenAlerts = [Raised with { NoticeSent = 1 }] }, "2026-03-02 23:00"));
        Assert.NotEmpty(Due(chart with { OpenAlerts = [Raised with { NoticeSent = 1, Notice = 2 }] }, "2026-03-02 23:00"));
    }

    [Fact]
    public void Notices_that_were_missed_are_one_card_and_the_newest()
    {
        var missed = Rosa with { Quiet = true, OpenAlerts = [Raised with { NoticeSent = 1, Notice = 4 }] };
        Assert.Equal(4, Assert.IsType<OutreachItem.TellStaff>(Assert.Single(Due(missed, "2026-03-02 23:00"))).Notice);
    }

    [Fact]
    public void An_emergency_is_shown_to_the_first_on_call_as_well_and_to_nobody_twice()
    {
        var emergency = Rosa with { Quiet = true, OpenAlerts = [Raised with { Priority = AlertPriority.P0 }] };
        Assert.Equal(["maria", "tom"], Due(emergency, "2026-03-02 09:00").OfType<OutreachItem.TellStaff>().Select(item => item.To.Value));
        Assert.Equal(["tom"], Due(emergency with { Coordinator = new StaffId("tom") }, "2026-03-02 09:00").OfType<OutreachItem.TellStaff>().Select(item => item.To.Value));
    }

    [Fact]
    public void The_same_thing_due_has_the_same_id_whenever_it_is_asked_for_and_another_notice_has_another()
    {
        var chart = Rosa with { OpenAlerts = [Raised with { Priority = AlertPriority.P0 }] };
        var early = Due(chart, "2026-03-02 09:00").Select(item => item.Id).ToList();
        Assert.Equal(early, Due(chart, "2026-03-02 15:00").Select(item => item.Id));
        Assert.Equal(early.Count, early.Distinct().Count());
        var again = Due(chart with { OpenAlerts = [Raised with { Priority = AlertPriority.P0, Notice = 2 }] }, "2026-03-02 09:00").OfType<OutreachItem.TellStaff>().Select(item => item.Id);
        Assert.Empty(again.Intersect(early));
    }

    [Theory]
    [InlineData("2026-03-02 07:00", "2026-03-02 08:00")]
    [InlineData("2026-03-02 08:00", "2026-03-03 08:00")]
    [InlineData("2026-03-02 21:00", "2026-03-03 08:00")]
    public void The_next_look_is_at_the_next_opening_of_the_window(string now, string next) =>
        Assert.Equal(At(next), Rules.NextLook(Rosa, Lakeside, At(now)));

    [Fact]
    public void Without_a_programme_nothing_is_foreseen()
    {
        Assert.Null(Rules.NextLook(Rosa with { Enrolments = [] }, Lakeside, At("2026-03-02 07:00")));
        Assert.Null(RulesOf(new Dictionary<string, CheckInProtocol>()).NextLook(Rosa, Lakeside, At("2026-03-02 07:00")));
        Assert.Empty(Due(Rosa with { Enrolments = [] }, "2026-03-02 09:00"));
    }

    private static IReadOnlyList<OutreachItem> Due(ChartSummary chart, string local) => Rules.Due(chart, Lakeside, At(local));
}
