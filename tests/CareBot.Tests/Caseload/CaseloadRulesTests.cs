using CareBot.Care.Alerts;
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
