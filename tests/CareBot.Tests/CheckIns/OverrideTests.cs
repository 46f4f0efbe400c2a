using CareBot.Care.CheckIns;

namespace CareBot.Tests.CheckIns;

public sealed class OverrideTests
{
    private static Judgement GainOf(decimal pounds, Patient patient)
    {
        patient.ChecksIn("2026-03-02 08:00", 180);
        return patient.ChecksIn("2026-03-03 08:00", 180 + pounds);
    }

    [Theory]
    [InlineData(1.9, false)]
    [InlineData(2.0, true)]
    public void A_clinician_may_set_two_pounds_for_a_patient(double gain, bool counts)
    {
        var judgement = GainOf((decimal)gain, new Patient().WithOverride("d1", 2, "2026-03-01", "2026-06-01"));
        Assert.Equal(counts, judgement.Fired().Contains("d1"));
        if (!counts)
            return;
        Assert.Equal((2m, "lb", "Dr Shah, MD"), (judgement.Reasons[0].Threshold!.Value, judgement.Reasons[0].ThresholdUnit!, judgement.Reasons[0].Override!.By));
    }

    [Theory]
    [InlineData(3.0, false)]
    [InlineData(4.0, true)]
    public void A_threshold_may_be_widened_too(double gain, bool counts) =>
        Assert.Equal(counts, GainOf((decimal)gain, new Patient().WithOverride("d1", 4, "2026-03-01", "2026-06-01")).Fired().Contains("d1"));

    [Fact]
    public void A_threshold_set_in_kilograms_is_compared_in_kilograms()
    {
        var patient = new Patient().WithOverride("d1", 1, "2026-03-01", "2026-06-01", "kg");
        Assert.Contains("d1", GainOf(2.3m, patient).Fired());
        Assert.DoesNotContain("d1", GainOf(2.2m, new Patient { Thresholds = patient.Thresholds }).Fired());
    }

    [Theory]
    [InlineData("2026-03-03", true)]
    [InlineData("2026-03-02", false)]
    public void An_expired_threshold_falls_back_to_the_protocols_and_says_so(string reviewBy, bool holds)
    {
        var judgement = GainOf(2, new Patient().WithOverride("d1", 2, "2026-03-01", reviewBy));
        Assert.Equal(holds, judgement.Fired().Contains("d1"));
        Assert.Equal(holds ? [] : [NotAppliedCause.Expired], judgement.NotApplied.Select(note => note.Cause));
    }

    [Theory]
    [InlineData("2026-03-03", true)]
    [InlineData("2026-03-04", false)]
    public void A_threshold_counts_from_its_first_day(string from, bool holds)
    {
        var judgement = GainOf(2, new Patient().WithOverride("d1", 2, from, "2026-06-01"));
        Assert.Equal(holds, judgement.Fired().Contains("d1"));
        Assert.Empty(judgement.NotApplied);
    }

    [Theory]
    [InlineData("2026-03-03", false)]
    [InlineData("2026-03-04", true)]
    public void What_staff_ended_counts_for_the_days_before_and_nobody_is_told_that_it_is_over(string ended, bool holds)
    {
        var patient = new Patient().WithOverride("d1", 2, "2026-03-01", "2026-03-02");
        patient.Thresholds = patient.Thresholds with { Overrides = [patient.Thresholds.Overrides[0] with { ReviewBy = new DateOnly(2026, 6, 1), Ended = DateOnly.Parse(ended, System.Globalization.CultureInfo.InvariantCulture) }] };
        var judgement = GainOf(2, patient);
        Assert.Equal(holds, judgement.Fired().Contains("d1"));
        Assert.Empty(judgement.NotApplied);
    }

    [Fact]
    public void Of_two_thresholds_for_one_rule_the_stricter_counts_in_either_order()
    {
        var patient = new Patient().WithOverride("d1", 4, "2026-03-01", "2026-06-01").WithOverride("d1", 2, "2026-03-01", "2026-06-01");
        Assert.Contains("d1", GainOf(2, patient).Fired());
        patient.Thresholds = patient.Thresholds with { Overrides = [.. patient.Thresholds.Overrides.Reverse()] };
        Assert.Contains("d1", GainOf(2, new Patient { Thresholds = patient.Thresholds }).Fired());
    }

    [Fact]
    public void Nothing_lifts_a_danger_sign()
    {
        var patient = new Patient().WithOverride("red-signs", 100, "2026-03-01", "2026-06-01");
        var judgement = patient.Answers("2026-03-02 08:00", Patient.AllWell(("danger", new CheckInAnswer.Chosen("chest-pain")))).Judgement;
        Assert.Equal(Zone.Red, judgement.Zone);
        Assert.Equal([NotAppliedCause.NoThreshold], judgement.NotApplied.Select(note => note.Cause));
    }

    [Theory]
    [InlineData("d2", 2, "lb", NotAppliedCause.UnknownRule)]
    [InlineData("d1", 0, "lb", NotAppliedCause.Unusable)]
    [InlineData("d1", 2, "stone", NotAppliedCause.Unusable)]
    public void A_threshold_that_cannot_be_used_is_told_and_the_protocols_counts(string rule, double value, string unit, NotAppliedCause cause)
    {
        var judgement = GainOf(3, new Patient().WithOverride(rule, (decimal)value, "2026-03-01", "2026-06-01", unit));
        Assert.Equal(["d1"], judgement.Fired());
        Assert.Equal([cause], judgement.NotApplied.Select(note => note.Cause));
    }
}
