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

    [Theory]
    [InlineData(AppointmentState.Booked, true)]
    [InlineData(AppointmentState.Fulfilled, true)]
    [InlineData(AppointmentState.NoShow, false)]
    public void A_visit_that_took_place_meets_it_and_one_that_was_missed_does_not(AppointmentState state, bool meets)
    {
        var seen = People.Rosa with { DischargedOn = new DateOnly(2026, 3, 1), Appointments = [Visit("2026-03-05 09:00") with { State = state }] };
        Assert.Equal(meets, FollowUpClock.Of(CaseloadRow.Of(seen), Days, People.At("2026-03-20 12:00")) is null);
    }

    [Fact]
    public void A_visit_leaves_the_summary_a_year_after_it_was_over_unless_it_was_the_follow_up_of_the_last_discharge()
    {
        var chart = People.Rosa with { Appointments = [Visit("2025-03-05 09:00")] };
        Assert.Single(AppointmentRules.Forget(chart, Practice.Visits, People.At("2026-03-05 09:29")).Appointments);
        Assert.Empty(AppointmentRules.Forget(chart, Practice.Visits, People.At("2026-03-05 09:30")).Appointments);
        var discharged = chart with { DischargedOn = new DateOnly(2025, 3, 1) };
        Assert.Null(FollowUpClock.Of(CaseloadRow.Of(AppointmentRules.Forget(discharged, Practice.Visits, People.At("2026-04-01 09:00"))), Days, People.At("2026-04-01 09:00")));
    }

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
