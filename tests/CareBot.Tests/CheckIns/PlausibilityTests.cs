using CareBot.Care.CheckIns;

namespace CareBot.Tests.CheckIns;

public sealed class PlausibilityTests
{
    private readonly Patient _patient = new();

    private Plausibility Check(decimal weight, string unit, (decimal Weight, string Unit, string At)? previous = null) => Patient.Protocol.Check(
        "weight",
        _patient.Weighs("2026-03-03 08:00", weight, unit),
        previous is { } known ? _patient.Weighs(known.At, known.Weight, known.Unit) : null);

    [Theory]
    [InlineData(50, "lb")]
    [InlineData(700, "lb")]
    [InlineData(22.7, "kg")]
    [InlineData(317.5, "kg")]
    public void The_ends_of_the_range_are_believed(double weight, string unit) =>
        Assert.IsType<Plausibility.Plausible>(Check((decimal)weight, unit));

    [Theory]
    [InlineData(49.9, "lb", 50, 700)]
    [InlineData(700.1, "lb", 50, 700)]
    [InlineData(22.6, "kg", 22.7, 317.5)]
    [InlineData(317.6, "kg", 22.7, 317.5)]
    [InlineData(0, "lb", 50, 700)]
    [InlineData(-180, "lb", 50, 700)]
    public void Beyond_the_range_it_is_told_in_the_unit_that_was_said(double weight, string unit, double lowest, double highest)
    {
        var outside = Assert.IsType<Plausibility.OutOfRange>(Check((decimal)weight, unit));
        Assert.Equal(((decimal)lowest, (decimal)highest, unit), (outside.Lowest, outside.Highest, outside.Unit));
    }

    [Fact]
    public void A_plausible_weight_is_given_in_kilograms() =>
        Assert.Equal(new Plausibility.Plausible(81.6466266m), Check(180, "lb"));

    [Theory]
    [InlineData(165, true)]
    [InlineData(164.9, false)]
    [InlineData(195, true)]
    [InlineData(195.1, false)]
    public void Fifteen_pounds_in_a_day_are_believed_and_no_more(double weight, bool believed)
    {
        var result = Check((decimal)weight, "lb", (180, "lb", "2026-03-02 08:00"));
        Assert.Equal(believed, result is Plausibility.Plausible);
    }

    [Theory]
    [InlineData("2026-03-02 09:00", 195.1, false)]
    [InlineData("2026-03-01 08:00", 210, true)]
    [InlineData("2026-03-01 08:00", 210.1, false)]
    [InlineData("2026-02-24 08:00", 250, true)]
    public void After_a_gap_as_much_is_believed_as_its_days_allow(string earlier, double weight, bool believed)
    {
        var result = Check((decimal)weight, "lb", (180, "lb", earlier));
        Assert.Equal(believed, result is Plausibility.Plausible);
    }

    [Fact]
    public void A_hundred_and_eighty_kilograms_after_a_hundred_and_seventy_nine_pounds_were_meant_as_pounds()
    {
        var change = Assert.IsType<Plausibility.BigChange>(Check(180, "kg", (179, "lb", "2026-03-02 08:00")));
        Assert.Equal((180m, "lb"), (change.DidYouMean!.Value, change.DidYouMean.Unit));
        Assert.Equal(_patient.Weighs("2026-03-02 08:00", 179), change.Previous);
        Assert.Equal(98.8m, Math.Round(change.Difference, 1));
    }

    [Fact]
    public void Eighty_one_pounds_after_eighty_kilograms_were_meant_as_kilograms()
    {
        var change = Assert.IsType<Plausibility.BigChange>(Check(81, "lb", (80, "kg", "2026-03-02 08:00")));
        Assert.Equal("kg", change.DidYouMean!.Unit);
        Assert.True(change.Difference < 0);
    }

    [Fact]
    public void A_change_that_fits_in_no_unit_is_asked_again_without_a_guess() =>
        Assert.Null(Assert.IsType<Plausibility.BigChange>(Check(250, "lb", (180, "lb", "2026-03-02 08:00"))).DidYouMean);

    [Theory]
    [InlineData(400, "kg", "lb")]
    [InlineData(40, "lb", "kg")]
    [InlineData(1825, "lb", null)]
    public void Out_of_range_in_one_unit_may_be_meant_in_the_other(double weight, string said, string? meant) =>
        Assert.Equal(meant, Assert.IsType<Plausibility.OutOfRange>(Check((decimal)weight, said)).DidYouMean?.Unit);

    [Fact]
    public void A_guess_must_fit_the_last_reading_too() =>
        Assert.Null(Assert.IsType<Plausibility.OutOfRange>(Check(400, "kg", (180, "lb", "2026-03-02 08:00"))).DidYouMean);

    [Fact]
    public void A_unit_or_question_that_the_protocol_does_not_have_is_a_fault_of_the_caller()
    {
        Assert.Throws<ArgumentException>(() => Check(12, "stone"));
        Assert.Throws<ArgumentException>(() => Patient.Protocol.Check("breath", _patient.Weighs("2026-03-03 08:00", 180), null));
    }
}
