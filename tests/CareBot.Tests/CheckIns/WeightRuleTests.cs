using CareBot.Care.CheckIns;

namespace CareBot.Tests.CheckIns;

public sealed class WeightRuleTests
{
    [Theory]
    [InlineData(180, "lb", 182.9, "lb", false)]
    [InlineData(180, "lb", 183.0, "lb", true)]
    [InlineData(180.1, "lb", 183.1, "lb", true)]
    [InlineData(180.3, "lb", 183.2, "lb", false)]
    [InlineData(80, "kg", 81.3, "kg", false)]
    [InlineData(80, "kg", 81.4, "kg", true)]
    [InlineData(180, "lb", 83, "kg", false)]
    [InlineData(180, "lb", 83.1, "kg", true)]
    [InlineData(81.6, "kg", 182.8, "lb", false)]
    [InlineData(81.6, "kg", 183, "lb", true)]
    public void A_gain_in_one_day_counts_from_the_threshold_itself_upward(
        double yesterday, string unitThen, double today, string unitNow, bool counts)
    {
        var patient = new Patient();
        patient.ChecksIn("2026-03-02 08:00", (decimal)yesterday, unitThen);
        Assert.Equal(counts, patient.ChecksIn("2026-03-03 08:00", (decimal)today, unitNow).Fired().Contains("d1"));
    }

    [Theory]
    [InlineData("81.36077710", false)]
    [InlineData("81.36077711", true)]
    public void Three_pounds_said_in_kilograms_count_to_the_last_digit(string today, bool counts)
    {
        var patient = new Patient();
        patient.ChecksIn("2026-03-02 08:00", 80, "kg");
        var judgement = patient.ChecksIn("2026-03-03 08:00", decimal.Parse(today, System.Globalization.CultureInfo.InvariantCulture), "kg");
        Assert.Equal(counts, judgement.Fired().Contains("d1"));
    }

    [Fact]
    public void A_gain_of_exactly_three_pounds_counts_at_every_weight_to_a_tenth()
    {
        for (var weight = 50.0m; weight <= 690m; weight += 0.1m)
        {
            var patient = new Patient();
            patient.ChecksIn("2026-03-02 08:00", weight);
            Assert.Contains("d1", patient.ChecksIn("2026-03-03 08:00", weight + 3.0m).Fired());
            if (weight > 60)
                weight += 7;
        }
    }

    [Theory]
    [InlineData("2026-03-02 20:01", false)]
    [InlineData("2026-03-02 20:00", true)]
    [InlineData("2026-03-01 20:00", true)]
    [InlineData("2026-03-01 19:59", false)]
    public void Yesterday_means_a_reading_twelve_to_thirty_six_hours_old(string earlier, bool assessed)
    {
        var patient = new Patient();
        patient.ChecksIn(earlier, 180);
        var judgement = patient.ChecksIn("2026-03-03 08:00", 183);
        Assert.Equal(assessed, judgement.Fired().Contains("d1"));
        Assert.Equal(assessed ? null : NotAssessedCause.NoReadingInTime, judgement.WhyNot("d1"));
    }

    [Fact]
    public void Of_two_days_in_reach_the_nearer_one_is_compared()
    {
        var patient = new Patient();
        patient.ChecksIn("2026-03-01 21:00", 180);
        patient.ChecksIn("2026-03-02 17:00", 182);
        Assert.DoesNotContain("d1", patient.ChecksIn("2026-03-03 08:00", 183).Fired());
    }

    [Fact]
    public void Three_pounds_over_four_days_are_not_three_pounds_in_a_day()
    {
        var patient = new Patient();
        patient.ChecksIn("2026-03-02 08:00", 180);
        var judgement = patient.ChecksIn("2026-03-06 08:00", 183);
        Assert.Empty(judgement.Reasons);
        Assert.Equal(NotAssessedCause.NoReadingInTime, judgement.WhyNot("d1"));
        Assert.Equal(Zone.Unknown, judgement.Zone);
    }

    [Theory]
    [InlineData(184.9, false)]
    [InlineData(185.0, true)]
    public void A_gain_in_a_week_is_measured_from_the_lowest_day(double today, bool counts)
    {
        var patient = new Patient();
        patient.ChecksIn("2026-03-02 08:00", 182);
        patient.ChecksIn("2026-03-04 08:00", 180);
        patient.ChecksIn("2026-03-05 08:00", 181.5m);
        patient.ChecksIn("2026-03-06 08:00", 183);
        var judgement = patient.ChecksIn("2026-03-07 08:00", (decimal)today);
        Assert.Equal(counts, judgement.Fired().Contains("d7"));
        if (counts)
            Assert.Equal(["check-in 2026-03-04 08:00", "check-in 2026-03-07 08:00"], judgement.Reasons[0].Inputs.Select(input => input.EntryId));
    }

    [Theory]
    [InlineData("2026-03-02 08:00", true)]
    [InlineData("2026-03-01 23:59", false)]
    public void A_week_reaches_back_seven_calendar_days(string first, bool counts)
    {
        var patient = new Patient();
        patient.ChecksIn(first, 180);
        Assert.Equal(counts, patient.ChecksIn("2026-03-09 08:00", 185).Fired().Contains("d7"));
    }

    [Theory]
    [InlineData(175.1, false)]
    [InlineData(175.0, true)]
    public void A_loss_in_a_week_is_measured_from_the_highest_day(double today, bool counts)
    {
        var patient = new Patient();
        patient.ChecksIn("2026-03-02 08:00", 178);
        patient.ChecksIn("2026-03-03 08:00", 180);
        patient.ChecksIn("2026-03-04 08:00", 177);
        Assert.Equal(counts, patient.ChecksIn("2026-03-05 08:00", (decimal)today).Fired().Contains("loss7"));
    }

    [Theory]
    [InlineData(176.0, true)]
    [InlineData(176.1, false)]
    [InlineData(183.9, false)]
    [InlineData(184.0, true)]
    public void The_dry_weight_is_left_on_either_side_from_four_pounds(double today, bool counts)
    {
        var patient = new Patient().WithPersonal("dry-weight", 180, "2026-02-01 09:00");
        Assert.Equal(counts, patient.ChecksIn("2026-03-02 08:00", (decimal)today).Fired().Contains("dry"));
    }

    [Fact]
    public void A_dry_weight_set_in_kilograms_is_compared_with_pounds()
    {
        var patient = new Patient().WithPersonal("dry-weight", 80, "2026-02-01 09:00", "kg");
        Assert.Contains("dry", patient.ChecksIn("2026-03-02 08:00", 180.4m).Fired());
    }

    [Fact]
    public void A_dry_weight_counts_from_the_day_it_was_set_and_the_newest_one_counts()
    {
        var patient = new Patient().WithPersonal("dry-weight", 180, "2026-03-02 07:00").WithPersonal("dry-weight", 184, "2026-03-04 15:00");
        Assert.Equal(NotAssessedCause.NoPersonalValue, patient.ChecksIn("2026-03-01 08:00", 184).WhyNot("dry"));
        Assert.Contains("dry", patient.ChecksIn("2026-03-03 08:00", 184).Fired());
        Assert.DoesNotContain("dry", patient.ChecksIn("2026-03-04 08:00", 184).Fired());
    }

    [Fact]
    public void On_the_first_day_there_is_no_trend_and_it_is_said()
    {
        var judgement = new Patient().ChecksIn("2026-03-02 08:00", 180);
        Assert.Equal(NotAssessedCause.FirstReading, judgement.WhyNot("d1"));
        Assert.Equal(NotAssessedCause.FirstReading, judgement.WhyNot("d7"));
        Assert.Equal(Zone.Unknown, judgement.Zone);
    }

    [Theory]
    [InlineData("2026-02-23 10:00", 185, "d7")]
    [InlineData("2026-02-23 10:00", 175, "loss7")]
    [InlineData("2026-02-22 10:00", 185, null)]
    public void On_the_first_day_the_weight_when_leaving_the_hospital_stands_in_for_the_week(string discharged, double today, string? rule)
    {
        var patient = new Patient().WithPersonal("discharge-weight", 180, discharged);
        var judgement = patient.ChecksIn("2026-03-02 08:00", (decimal)today);
        Assert.Equal(rule is null ? [] : [rule], judgement.Fired());
        Assert.Equal(NotAssessedCause.FirstReading, judgement.WhyNot("d1"));
    }

    [Fact]
    public void A_reading_at_home_is_preferred_to_the_weight_when_leaving_the_hospital()
    {
        var patient = new Patient().WithPersonal("discharge-weight", 180, "2026-03-01 10:00");
        patient.ChecksIn("2026-03-02 08:00", 184);
        Assert.DoesNotContain("d7", patient.ChecksIn("2026-03-03 08:00", 186).Fired());
    }

    [Fact]
    public void A_reason_carries_all_that_is_needed_to_check_it_by_hand()
    {
        var patient = new Patient();
        patient.ChecksIn("2026-03-02 08:00", 180);
        var reason = Assert.Single(patient.ChecksIn("2026-03-03 07:30", 184).Reasons);
        Assert.Equal(
            [("check-in 2026-03-02 08:00", 180m, "lb"), ("check-in 2026-03-03 07:30", 184m, "lb")],
            reason.Inputs.Select(input => (input.EntryId, input.Value!.Value, input.Unit!)));
        Assert.Equal(("d1", "weight", Zone.Yellow, "heart-failure", "2"),
            (reason.RuleId, reason.Family, reason.Severity, reason.ProtocolId, reason.ProtocolVersion));
        Assert.Equal((4 * 0.45359237m, "kg", 3m, "lb"), (reason.Change!.Value, reason.ChangeUnit!, reason.Threshold!.Value, reason.ThresholdUnit!));
        Assert.StartsWith("Heart failure zone sheets", reason.Source, StringComparison.Ordinal);
        Assert.Equal("care coordinator", reason.Owner);
        Assert.Equal(
            new ReasonFigures(4, 180, 184, 3, "lb", new(2026, 3, 2), 24),
            ReasonFigures.Of(Patient.Protocol, reason, "lb", "America/Chicago"));
        Assert.Equal(
            new ReasonFigures(1.8m, 81.6m, 83.5m, 1.4m, "kg", new(2026, 3, 2), 24),
            ReasonFigures.Of(Patient.Protocol, reason, "kg", "America/Chicago"));
    }
}
