using CareBot.Care.Appointments;
using CareBot.Care.Patients;
using CareBot.Tests.SpeakingFirst;

namespace CareBot.Tests.Appointments;

/// <summary>Ride and interpreter as parts of a visit: what becomes of them when the visit changes, and what somebody has to do then.</summary>
public sealed class VisitSupportTests
{
    private static readonly DateTimeOffset Now = People.At("2026-03-02 09:00");
    private static readonly VisitReminders Rules = new(Practice.Visits);

    private static readonly Appointment Visit = new()
    {
        Id = "v1",
        Provider = "shah",
        VisitType = "office",
        Start = People.At("2026-03-10 14:00"),
        Minutes = 30,
        Agreed = Now,
        Ride = SupportRules.Request(Now),
        Interpreter = SupportRules.Request(Now),
    };

    [Fact]
    public void What_is_requested_has_to_be_found_and_what_is_arranged_needs_nobody()
    {
        Assert.IsType<SupportTask.Find>(SupportRules.TaskOf(Visit.Ride!));
        Assert.IsType<SupportTask.None>(SupportRules.TaskOf(Arranged(Visit).Ride!));
    }

    [Fact]
    public void When_the_visit_moves_ride_and_interpreter_are_asked_anew_and_what_was_arranged_is_named()
    {
        var moved = AppointmentRules.Move(Arranged(Visit), new Slot { Provider = "shah", Start = Visit.Start.AddDays(1), Minutes = 30 }, Practice.By("rosa", "m"), Now);
        Assert.Equal(new SupportTask.FindAgain("Metro"), SupportRules.TaskOf(moved.Ride!));
        Assert.IsType<SupportTask.Find>(SupportRules.TaskOf(moved.Interpreter!));
    }

    [Fact]
    public void When_the_visit_is_off_what_was_arranged_is_called_off_and_what_was_not_is_forgotten()
    {
        var off = AppointmentRules.Cancel(Arranged(Visit), null, Now);
        Assert.Equal(new SupportTask.CallOff("Metro"), SupportRules.TaskOf(off.Ride!));
        Assert.IsType<SupportTask.None>(SupportRules.TaskOf(off.Interpreter!));
    }

    [Fact]
    public void A_ride_that_was_arranged_for_an_old_time_is_still_called_off_after_two_moves()
    {
        var slot = new Slot { Provider = "shah", Start = Visit.Start.AddDays(1), Minutes = 30 };
        var twice = AppointmentRules.Move(AppointmentRules.Move(Arranged(Visit), slot, Practice.By("rosa", "m"), Now), slot with { Start = slot.Start.AddDays(1) }, Practice.By("rosa", "n"), Now);
        Assert.Equal(new SupportTask.CallOff("Metro"), SupportRules.TaskOf(AppointmentRules.Cancel(twice, null, Now).Ride!));
    }

    [Fact]
    public void By_phone_nobody_needs_a_ride_but_an_interpreter_still()
    {
        var virtually = AppointmentRules.MakeVirtual(Arranged(Visit), Practice.By("rosa", "m"), Now)!;
        Assert.Equal((SupportState.NotNeeded, SupportState.Requested, 1), (virtually.Ride!.State, virtually.Interpreter!.State, virtually.Sequence));
        Assert.Null(AppointmentRules.MakeVirtual(virtually, Practice.By("rosa", "m"), Now));
    }

    [Fact]
    public void A_visit_that_somebody_else_made_one_by_phone_is_news_to_the_patient_and_what_was_reminded_of_stays_so()
    {
        var before = Visit with { Reminded = ["news", "three-days", "family:lucia:news"] };
        var maria = new Author(Roles.Coordinator, "maria", "m", "rosa");
        Assert.Equal((true, "three-days"), (AppointmentRules.MakeVirtual(before, maria, Now)!.IsNews, Assert.Single(AppointmentRules.MakeVirtual(before, maria, Now)!.Reminded)));
        Assert.False(AppointmentRules.MakeVirtual(before, Practice.By("rosa", "m"), Now)!.IsNews);
    }

    [Fact]
    public void What_fell_through_is_told_to_the_patient_once_and_again_when_it_falls_through_again()
    {
        var fallen = SupportRules.FallThrough(Arranged(Visit), SupportKind.Ride, null, Now)!;
        var chart = People.Rosa with { Appointments = [fallen] };
        var due = Rules.Due(chart, People.Lakeside, Now).ToList();
        Assert.Equal(["ride:3"], due.OfType<VisitItem.Remind>().Select(item => item.Name));
        var told = Rules.Mark(chart, due, due);
        Assert.Empty(Rules.Due(told, People.Lakeside, Now));
        var again = SupportRules.FallThrough(SupportRules.Arrange(told.Appointments[0], SupportKind.Ride, null, Now)!, SupportKind.Ride, null, Now)!;
        Assert.Equal(["ride:5"], Rules.Due(told with { Appointments = [again] }, People.Lakeside, Now).OfType<VisitItem.Remind>().Select(item => item.Name));
    }

    [Fact]
    public void What_is_known_already_changes_nothing()
    {
        var arranged = Arranged(Visit);
        Assert.Null(SupportRules.Arrange(arranged, SupportKind.Ride, "Metro", Now));
        Assert.Null(SupportRules.FallThrough(SupportRules.FallThrough(arranged, SupportKind.Ride, null, Now)!, SupportKind.Ride, null, Now));
        Assert.Null(SupportRules.Arrange(Visit with { Ride = null }, SupportKind.Ride, "Metro", Now));
    }

    private static Appointment Arranged(Appointment visit) => SupportRules.Arrange(visit, SupportKind.Ride, "Metro", Now)!;
}
