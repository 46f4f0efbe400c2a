using CareBot.Care.Alerts;
using CareBot.Care.Appointments;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using static CareBot.Tests.SpeakingFirst.People;

namespace CareBot.Tests.Caseload;

public sealed class CaseloadRulesTests
{
    private static readonly DateTimeOffset Now = At("2026-03-03 12:00");

    [Theory]
    [InlineData("2026-03-02 23:59", Zone.Green, "2026-02-20")]
    [InlineData("2026-03-03 23:59", Zone.Green, "2026-02-20")]
    [InlineData("2026-03-04 00:00", Zone.Unknown, "2026-03-03")]
    [InlineData("2026-03-09 12:00", Zone.Unknown, "2026-03-03")]
    public void A_zone_lasts_through_the_day_after_its_check_in_and_then_nobody_knows(string now, Zone zone, string since)
    {
        var row = Row("Abbott", Zone.Green, "2026-03-02") with { Standing = new Standing(Zone.Green, Day("2026-02-20"), Day("2026-03-02")) };
        Assert.Equal((zone, Day(since)), CaseloadRules.Now(row, At(now)));
    }

    [Fact]
    public void The_day_that_counts_is_the_patients_own()
    {
        var row = Row("Abbott", Zone.Green, "2026-03-02") with { TimeZone = "America/New_York" };
        Assert.Equal(Zone.Green, CaseloadRules.Now(row, At("2026-03-03 22:59")).Zone);
        Assert.Equal(Zone.Unknown, CaseloadRules.Now(row, At("2026-03-03 23:00")).Zone);
    }

    [Fact]
    public void A_chart_is_opened_by_its_coordinator_by_whom_an_alert_reached_and_in_an_emergency_by_those_on_call()
    {
        var row = Row("Abbott", Zone.Green, "2026-03-03") with { Coordinator = new StaffId("maria"), TopPriority = AlertPriority.P1 };
        Assert.True(CaseloadRules.MayOpen(row, new StaffId("maria"), Lakeside));
        Assert.False(CaseloadRules.MayOpen(row, new StaffId("tom"), Lakeside));
        Assert.False(CaseloadRules.MayOpen(row, new StaffId("grace"), Lakeside));
        Assert.True(CaseloadRules.MayOpen(row with { Reached = [new StaffId("grace")] }, new StaffId("grace"), Lakeside));
        var emergency = row with { TopPriority = AlertPriority.P0 };
        Assert.True(CaseloadRules.MayOpen(emergency, new StaffId("tom"), Lakeside));
        Assert.False(CaseloadRules.MayOpen(emergency, new StaffId("grace"), Lakeside));
    }

    [Fact]
    public void Whoever_is_paused_comes_last_unless_there_is_an_alert()
    {
        var pause = new Care.Outreach.Pause(Care.Outreach.PauseCause.InHospital, new StaffId("maria"), Now);
        CaseloadRow[] rows = [Row("Paused", Zone.Red, "2026-03-03") with { Pause = pause }, Row("Green", Zone.Green, "2026-03-03"), Row("Alerted", Zone.Green, "2026-03-03") with { Pause = pause, TopPriority = AlertPriority.P1 }];
        Assert.Equal(["Alerted", "Green", "Paused"], CaseloadRules.InOrder(rows, Now).Select(row => row.Name.Family));
    }

    [Theory]
    [InlineData("2026-03-01", 2, true)]
    [InlineData("2026-03-02", 2, false)]
    [InlineData("2026-03-02", 1, true)]
    [InlineData("2026-03-03", 1, false)]
    [InlineData(null, 30, true)]
    public void Silent_for_so_many_days_is_counted_from_the_last_check_in(string? last, int days, bool silent)
    {
        var row = Row("Abbott", last is null ? null : Zone.Green, last) with { Programmes = ["heart-failure"] };
        Assert.Equal(silent, new CaseloadFilter { SilentDays = days }.Holds(row, Now));
        Assert.False(new CaseloadFilter { SilentDays = days }.Holds(row with { Programmes = [] }, Now));
    }

    [Theory]
    [InlineData("1961-03-03", 64, true)] // 65 today
    [InlineData("1961-03-03", 65, false)]
    [InlineData("1961-03-04", 64, false)] // 65 tomorrow
    [InlineData("1960-02-29", 65, true)]
    [InlineData(null, 1, false)]
    public void Age_is_counted_in_whole_years_on_the_patients_day(string? born, int over, bool holds)
    {
        var row = Row("Abbott", null, null) with { BornOn = born is null ? null : Day(born) };
        Assert.Equal(holds, new CaseloadFilter { OlderThan = over }.Holds(row, Now));
        Assert.Equal(born is not null && !holds, new CaseloadFilter { YoungerThan = over + 1 }.Holds(row, Now));
    }

    [Theory]
    [InlineData("2026-03-03", 7, true)]
    [InlineData("2026-02-24", 7, true)]
    [InlineData("2026-02-23", 7, false)]
    [InlineData("2026-03-05", 7, false)] // not home yet
    [InlineData(null, 30, false)]
    public void A_discharge_counts_from_its_day(string? on, int days, bool holds)
    {
        var row = Row("Abbott", null, null) with { DischargedOn = on is null ? null : Day(on) };
        Assert.Equal(holds, new CaseloadFilter { DischargedDays = days }.Holds(row, Now));
    }

    [Theory]
    [InlineData(1, AppointmentState.Booked, false)]
    [InlineData(-1, AppointmentState.Booked, true)]
    [InlineData(1, AppointmentState.Fulfilled, true)]
    public void A_visit_is_booked_when_it_lies_ahead(int hours, AppointmentState state, bool without)
    {
        var visit = new Appointment { Id = "v", Provider = "shah", VisitType = "follow-up", Start = Now.AddHours(hours), Minutes = 20, Agreed = Now, State = state };
        Assert.Equal(without, new CaseloadFilter { WithoutVisit = true }.Holds(Row("Abbott", null, null) with { Visits = [visit] }, Now));
    }

    [Fact]
    public void An_alert_that_somebody_has_is_not_unacknowledged()
    {
        var row = Row("Abbott", null, null) with { OpenAlerts = 1, Waiting = true };
        Assert.True(new CaseloadFilter { Unacknowledged = true }.Holds(row, Now));
        Assert.False(new CaseloadFilter { Unacknowledged = true }.Holds(row with { Waiting = false }, Now));
    }

    [Fact]
    public void A_filter_narrows_by_every_kind_that_is_named()
    {
        var row = Row("Abbott", Zone.Yellow, "2026-03-03") with { Language = "es", OpenAlerts = 1, Programmes = ["heart-failure"] };
        Assert.True(new CaseloadFilter { Zones = [Zone.Red, Zone.Yellow], Languages = ["es"], Programmes = ["heart-failure"], WithAlerts = true }.Holds(row, Now));
        Assert.False(new CaseloadFilter { Zones = [Zone.Yellow], Languages = ["en"] }.Holds(row, Now));
        Assert.False(new CaseloadFilter { Zones = [Zone.Red] }.Holds(row, Now));
        Assert.False(new CaseloadFilter { Paused = true }.Holds(row, Now));
    }

    [Fact]
    public void Whoever_never_checked_in_is_unknown_and_never_green() =>
        Assert.Equal((Zone.Unknown, null), CaseloadRules.Now(Row("Abbott", null, null), Now));

    [Fact]
    public void Emergencies_come_first_then_alerts_then_zones_then_silence_then_the_name()
    {
        CaseloadRow[] rows =
        [
            Row("Green-b", Zone.Green, "2026-03-03"), Row("Green-a", Zone.Green, "2026-03-03"), Row("Silent", Zone.Green, "2026-02-20"),
            Row("Yellow", Zone.Yellow, "2026-03-03"), Row("Never", null, null),
            Row("Same-day", Zone.Green, "2026-03-03") with { TopPriority = AlertPriority.P1 }, Row("Emergency", Zone.Green, "2026-03-03") with { TopPriority = AlertPriority.P0 },
        ];
        Assert.Equal(["Emergency", "Same-day", "Yellow", "Never", "Silent", "Green-a", "Green-b"], CaseloadRules.InOrder(rows, Now).Select(row => row.Name.Family));
        Assert.Equal(CaseloadRules.InOrder(rows, Now), CaseloadRules.InOrder(rows.Reverse(), Now));
    }

    [Fact]
    public void A_row_says_of_the_chart_what_a_coordinator_has_to_act_on()
    {
        var chart = Rosa with { OpenAlerts = [Raised with { State = AlertState.Acknowledged }, Raised with { Id = "a2", Priority = AlertPriority.P0 }] };
        var row = CaseloadRow.Of(chart);
        Assert.Equal((2, AlertPriority.P0, true), (row.OpenAlerts, row.TopPriority!.Value, row.Waiting));
        Assert.Equal((0, null, false), (CaseloadRow.Of(Rosa).OpenAlerts, CaseloadRow.Of(Rosa).TopPriority, CaseloadRow.Of(Rosa).Waiting));
    }

    private static CaseloadRow Row(string family, Zone? zone, string? lastCheckIn) => new()
    {
        Patient = new PatientId(family),
        Name = new PersonName("A", family),
        Language = "en",
        TimeZone = "America/Chicago",
        Standing = zone is { } known ? new Standing(known, Day(lastCheckIn!), Day(lastCheckIn!)) : null,
    };
}
