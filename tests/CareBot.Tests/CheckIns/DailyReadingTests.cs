using CareBot.Care.CheckIns;

namespace CareBot.Tests.CheckIns;

public sealed class DailyReadingTests
{
    [Fact]
    public void Of_two_readings_before_noon_the_first_speaks_for_the_day()
    {
        var patient = new Patient();
        patient.ChecksIn("2026-03-02 07:00", 180);
        patient.ChecksIn("2026-03-02 11:00", 178);
        Assert.DoesNotContain("d1", patient.ChecksIn("2026-03-03 08:00", 182.9m).Fired());
        Assert.Contains("d1", patient.ChecksIn("2026-03-04 08:00", 185.9m).Fired());
    }

    [Fact]
    public void A_reading_before_noon_outranks_one_of_the_evening_that_was_told_first()
    {
        var patient = new Patient();
        patient.Answers("2026-03-02 19:05", Patient.AllWell(("weight", patient.Weighs("2026-03-02 19:00", 186))));
        patient.Answers("2026-03-02 19:30", Patient.AllWell(("weight", patient.Weighs("2026-03-02 07:00", 180))));
        Assert.Contains("d1", patient.ChecksIn("2026-03-03 08:00", 183).Fired());
    }

    [Fact]
    public void Without_a_reading_before_noon_the_first_of_the_afternoon_speaks_for_the_day()
    {
        var patient = new Patient();
        patient.ChecksIn("2026-03-02 13:00", 180);
        patient.ChecksIn("2026-03-02 18:00", 183);
        Assert.Contains("d1", patient.ChecksIn("2026-03-03 12:30", 183).Fired());
    }

    [Fact]
    public void The_evening_is_judged_by_the_weight_of_the_morning()
    {
        var patient = new Patient();
        patient.ChecksIn("2026-03-02 08:00", 180);
        patient.ChecksIn("2026-03-03 08:00", 182);
        Assert.Empty(patient.ChecksIn("2026-03-03 18:00", 185).Reasons);
        Assert.Null(patient.Answers("2026-03-03 19:00", Patient.AllWell()).Judgement.WhyNot("d1"));
    }

    [Theory]
    [InlineData(49.9, "lb")]
    [InlineData(700.1, "lb")]
    [InlineData(22.6, "kg")]
    [InlineData(80, "stone")]
    public void A_reading_that_cannot_be_believed_speaks_for_no_day(double weight, string unit)
    {
        var patient = new Patient();
        patient.ChecksIn("2026-03-02 08:00", 180);
        Assert.Equal(NotAssessedCause.Unclear, patient.ChecksIn("2026-03-03 07:00", (decimal)weight, unit).WhyNot("d1"));
        Assert.Contains("d1", patient.ChecksIn("2026-03-03 08:00", 183).Fired());
    }

    [Theory]
    // Chicago: clocks go forward on 8 March 2026 and back on 1 November 2026; 36 hours are 36 hours.
    [InlineData("America/Chicago", "2026-03-07 19:00", "2026-03-09 08:00", true)]
    [InlineData("America/Chicago", "2026-03-07 18:59", "2026-03-09 08:00", false)]
    [InlineData("America/Chicago", "2026-10-31 21:00", "2026-11-02 08:00", true)]
    [InlineData("America/Chicago", "2026-10-31 20:59", "2026-11-02 08:00", false)]
    [InlineData("America/Phoenix", "2026-03-07 20:00", "2026-03-09 08:00", true)]
    [InlineData("America/Phoenix", "2026-03-07 19:59", "2026-03-09 08:00", false)]
    public void Hours_are_counted_as_they_pass_when_the_clocks_change(string zone, string earlier, string now, bool assessed)
    {
        var patient = new Patient(zone);
        patient.ChecksIn(earlier, 180);
        Assert.Equal(assessed, patient.ChecksIn(now, 183).Fired().Contains("d1"));
    }

    [Theory]
    [InlineData("America/Chicago", "2026-03-02")]
    [InlineData("Pacific/Auckland", "2026-03-03")]
    [InlineData("Pacific/Honolulu", "2026-03-02")]
    public void The_day_is_the_patients_own(string zone, string day) =>
        Assert.Equal(day, PatientDay.Of(new DateTimeOffset(2026, 3, 2, 14, 0, 0, TimeSpan.Zero), zone).ToString("yyyy-MM-dd", null));

    [Fact]
    public void A_personal_value_belongs_to_the_day_it_has_where_the_patient_is()
    {
        // 03:00 UTC on the third is still the second in Chicago.
        var patient = new Patient().WithPersonal("dry-weight", 180, "2026-03-02 21:00");
        Assert.Equal(NotAssessedCause.NoPersonalValue, patient.ChecksIn("2026-03-01 08:00", 184).WhyNot("dry"));
        Assert.Contains("dry", patient.ChecksIn("2026-03-02 22:00", 184).Fired());
    }
}
