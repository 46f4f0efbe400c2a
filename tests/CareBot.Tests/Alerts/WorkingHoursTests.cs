using CareBot.Care.Alerts;
using CareBot.Care.Patients;
using static CareBot.Tests.SpeakingFirst.People;

namespace CareBot.Tests.Alerts;

/// <summary>The practice works Monday to Friday, eight to five, in Chicago; 25 May 2026 is a holiday.</summary>
public sealed class WorkingHoursTests
{
    private static readonly WorkingHours Hours = new(Lakeside);

    [Theory]
    [InlineData("2026-03-02 07:59", false)]
    [InlineData("2026-03-02 08:00", true)]
    [InlineData("2026-03-02 16:59", true)]
    [InlineData("2026-03-02 17:00", false)]
    [InlineData("2026-03-07 12:00", false)]
    [InlineData("2026-03-08 12:00", false)]
    [InlineData("2026-05-25 12:00", false)]
    [InlineData("2026-05-26 12:00", true)]
    public void The_practice_is_open_on_working_days_from_eight_until_five(string local, bool open) => Assert.Equal(open, Hours.IsOpen(At(local)));

    [Theory]
    [InlineData("2026-03-02 10:00", "2026-03-02 10:00")]
    [InlineData("2026-03-02 07:00", "2026-03-02 08:00")]
    [InlineData("2026-03-02 17:00", "2026-03-03 08:00")]
    [InlineData("2026-03-06 17:00", "2026-03-09 08:00")]
    [InlineData("2026-05-22 18:00", "2026-05-26 08:00")]
    [InlineData("2026-05-25 03:00", "2026-05-26 08:00")]
    public void It_opens_next_on_the_next_working_day(string now, string opens) => Assert.Equal(At(opens), Hours.NextOpen(At(now)));

    [Theory]
    [InlineData("2026-03-02 08:06", "2026-03-02 10:06")]
    [InlineData("2026-03-02 15:00", "2026-03-02 17:00")]
    [InlineData("2026-03-02 15:01", "2026-03-03 08:01")]
    [InlineData("2026-03-02 03:00", "2026-03-02 10:00")]
    // Friday afternoon before the clocks go forward: two hours end on Monday morning by the clock on the wall.
    [InlineData("2026-03-06 16:00", "2026-03-09 09:00")]
    [InlineData("2026-05-22 16:30", "2026-05-26 09:30")]
    public void A_same_day_alert_is_due_after_two_hours_of_opening_time(string raised, string due)
    {
        Assert.Equal(At(due), Hours.After(At(raised), TimeSpan.FromHours(2)));
        Assert.Equal(At(due), Ladder.DueBy(AlertPriority.P1, At(raised), Hours));
    }

    [Fact]
    public void More_hours_than_a_day_has_run_on_over_the_weekend() =>
        Assert.Equal(At("2026-03-10 09:00"), Hours.After(At("2026-03-06 16:00"), TimeSpan.FromHours(11)));

    [Fact]
    public void No_time_at_all_ends_at_once_or_at_the_next_opening()
    {
        Assert.Equal(At("2026-03-02 10:00"), Hours.After(At("2026-03-02 10:00"), TimeSpan.Zero));
        Assert.Equal(At("2026-03-03 08:00"), Hours.After(At("2026-03-02 20:00"), TimeSpan.Zero));
    }

    [Theory]
    [InlineData("2026-03-02 09:00", "2026-03-02 17:00")]
    [InlineData("2026-03-02 17:00", "2026-03-03 17:00")]
    [InlineData("2026-03-07 09:00", "2026-03-09 17:00")]
    [InlineData("2026-03-02 16:00", "2026-03-02 17:00")]
    [InlineData("2026-03-02 16:55", "2026-03-03 17:00")]
    [InlineData("2026-03-06 16:01", "2026-03-09 17:00")]
    public void The_end_of_the_day_is_closing_time_of_this_or_the_next_working_day_and_an_hour_away_at_least(string now, string end)
    {
        Assert.Equal(At(end), Hours.EndOfDay(At(now), TimeSpan.FromHours(1)));
        Assert.Equal(At(end), Ladder.DueBy(AlertPriority.P2, At(now), Hours));
    }

    [Theory]
    [InlineData("2026-03-07 23:58")]
    [InlineData("2026-03-08 01:57")]
    public void An_emergency_is_due_after_five_minutes_at_any_hour_and_over_a_change_of_the_clocks(string raised) =>
        Assert.Equal(At(raised).AddMinutes(5), Ladder.DueBy(AlertPriority.P0, At(raised), Hours));
}
