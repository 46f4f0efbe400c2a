using CareBot.Care.Appointments;
using CareBot.Care.Caseload;
using CareBot.Tests.SpeakingFirst;

namespace CareBot.Tests.Appointments;

public sealed class FollowUpClockTests
{
    private static readonly int[] Days = [7, 14];

    [Theory]
    [InlineData("2026-03-02 12:00", 7, false)]
    [InlineData("2026-03-08 23:59", 7, false)]
    [InlineData("2026-03-09 00:01", 14, false)]
    [InlineData("2026-03-15 23:59", 14, false)]
    [InlineData("2026-03-16 00:01", 14, true)]
    public void After_the_seventh_day_the_clock_of_fourteen_days_runs_and_after_that_it_is_late(string now, int days, bool late)
    {
        var reading = FollowUpClock.Of(Row(), Days, People.At(now))!;
        Assert.Equal((days, late, new DateOnly(2026, 3, 1).AddDays(days)), (reading.Days, reading.IsLate, reading.DueBy));
    }

    [Theory]
    [InlineData("2026-03-01 15:00", false)]
    [InlineData("2026-03-02 09:00", true)]
    [InlineData("2026-03-15 16:00", true)]
    [InlineData("2026-03-16 09:00", false)]
    public void A_visit_meets_it_from_the_day_after_the_discharge_to_the_last_day_itself(string visit, bool meets) =>
        Assert.Equal(meets, FollowUpClock.Of(Row() with { Visits = [Visit(visit)] }, Days, People.At("2026-03-02 12:00")) is null);

    [Fact]
    public void Nobody_who_was_not_in_a_hospital_has_a_clock() => Assert.Null(FollowUpClock.Of(Row() with { DischargedOn = null }, Days, People.At("2026-03-02 12:00")));

    [Theory]
    [InlineData(14, null)]
    [InlineData(15, 15)]
    public void Waiting_is_too_long_from_the_day_after_the_limit(int waited, int? shown)
    {
        var now = People.At("2026-04-01 12:00");
        Assert.Equal(shown, FollowUpClock.Waiting(Row() with { WaitingFor = [new WaitingPlace { Provider = "shah", Since = now.AddDays(-waited) }] }, 14, now));
    }

    private static CaseloadRow Row() => CaseloadRow.Of(People.Rosa with { DischargedOn = new DateOnly(2026, 3, 1) });

    private static Appointment Visit(string at) => new() { Id = "v", Provider = "shah", VisitType = "office", Start = People.At(at), Minutes = 30, Agreed = People.At("2026-03-01 09:00") };
}
