using CareBot.Care.Appointments;
using CareBot.Care.Patients;
using CareBot.Tests.SpeakingFirst;

namespace CareBot.Tests.Appointments;

public sealed class VisitReminderTests
{
    private static readonly VisitReminders Rules = new(Practice.Visits);

    [Fact]
    public void A_reminder_comes_at_ten_of_the_day_before_and_not_a_minute_earlier()
    {
        var chart = With(Visit("2026-03-10 14:00"));
        Assert.DoesNotContain(Names(chart, "2026-03-09 09:59"), name => name == "day-before");
        Assert.Equal(["day-before"], Names(chart, "2026-03-09 10:00"));
    }

    [Fact]
    public void Ten_oclock_is_ten_oclock_on_the_wall_on_both_sides_of_the_change_to_summer_time()
    {
        // Clocks go forward in Chicago on Sunday, March 8.
        var chart = With(Visit("2026-03-09 09:00"));
        Assert.Equal(People.At("2026-03-06 10:00"), Rules.NextLook(chart, People.Lakeside, People.At("2026-03-05 12:00")));
        Assert.Equal(People.At("2026-03-08 10:00"), Rules.NextLook(chart, People.Lakeside, People.At("2026-03-06 10:00")));
        Assert.Equal(TimeSpan.FromHours(47), People.At("2026-03-08 10:00") - People.At("2026-03-06 10:00"));
    }

    [Fact]
    public void Who_books_for_tomorrow_after_ten_is_not_reminded_of_what_they_just_said() =>
        Assert.Empty(Names(With(Visit("2026-03-03 14:00") with { Agreed = People.At("2026-03-02 12:30") }), "2026-03-02 12:31"));

    [Fact]
    public void A_visit_that_was_moved_is_reminded_of_anew()
    {
        var visit = Visit("2026-03-10 14:00") with { Reminded = ["three-days", "day-before"], Ride = new VisitSupport(SupportState.Arranged, Practice.Monday), IsConfirmed = true };
        var moved = AppointmentRules.Move(visit, new Slot { Provider = "shah", Start = People.At("2026-03-12 14:00"), Minutes = 30 }, Practice.By("rosa", "m"), People.At("2026-03-03 09:00"));
        Assert.Equal((1, false, SupportState.Requested), (moved.Sequence, moved.IsConfirmed, moved.Ride!.State));
        Assert.Equal(["day-before"], Names(With(moved), "2026-03-11 10:00"));
    }

    [Fact]
    public void What_was_said_is_not_said_again_and_a_cancelled_visit_is_not_spoken_of()
    {
        var chart = With(Visit("2026-03-10 14:00"));
        var due = Rules.Due(chart, People.Lakeside, People.At("2026-03-09 10:00")).ToList();
        Assert.Empty(Rules.Due(Rules.Mark(chart, due, due), People.Lakeside, People.At("2026-03-09 10:01")));
        Assert.Empty(Names(AppointmentRules.Place(chart, AppointmentRules.Cancel(chart.Appointments[0], null, Practice.Monday)), "2026-03-09 10:00"));
    }

    [Fact]
    public void The_day_after_it_is_asked_how_it_was_and_a_week_later_no_more()
    {
        var chart = With(Visit("2026-03-10 14:00") with { Reminded = ["three-days", "day-before"] });
        Assert.Empty(Names(chart, "2026-03-10 18:00"));
        Assert.Equal([VisitReminders.Recall], Names(chart, "2026-03-11 10:30"));
        Assert.Empty(Names(chart, "2026-03-17 10:30"));
    }

    [Fact]
    public void What_a_coordinator_agreed_is_told_to_the_patient_at_once() =>
        Assert.Equal([VisitReminders.News], Names(With(Visit("2026-03-10 14:00") with { IsNews = true }), "2026-03-02 09:00"));

    private static Appointment Visit(string at) => new() { Id = "v1", Provider = "shah", VisitType = "office", Start = People.At(at), Minutes = 30, Agreed = People.At("2026-03-01 09:00") };

    private static ChartSummary With(Appointment visit) => People.Rosa with { Appointments = [visit] };

    private static IEnumerable<string> Names(ChartSummary chart, string at) => Rules.Due(chart, People.Lakeside, People.At(at)).OfType<VisitItem.Remind>().Select(item => item.Name);
}
