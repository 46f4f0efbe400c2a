using CareBot.Care.CheckIns;

namespace CareBot.Tests.CheckIns;

public sealed class ReturnToGreenTests
{
    private static readonly (string, CheckInAnswer) Swollen = ("swelling", new CheckInAnswer.Chosen("yes"));
    private static readonly (string, CheckInAnswer) NoAnswer = ("swelling", new CheckInAnswer.Skipped(AbsentReason.Unknown));
    private static readonly (string, CheckInAnswer) Fainted = ("danger", new CheckInAnswer.Chosen("fainted"));

    private readonly Patient _patient = new();

    private Judgement Day(int day, params (string, CheckInAnswer)[] answers) => At(day, "08:00", answers);

    private Judgement At(int day, string time, params (string, CheckInAnswer)[] answers)
    {
        var local = $"2026-03-{day:00} {time}";
        return _patient.Answers(local, Patient.AllWell([("weight", _patient.Weighs(local, 180)), .. answers])).Judgement;
    }

    [Fact]
    public void The_first_green_day_after_yellow_is_yellow_and_improving_the_second_is_green()
    {
        Day(1);
        Day(2, Swollen);
        var first = Day(3);
        Assert.Equal((Zone.Yellow, Zone.Green, true), (first.Zone, first.Day, first.Improving));
        var reason = Assert.Single(first.Reasons);
        Assert.Equal(("return-to-green", 2m, "check-in 2026-03-02 08:00"), (reason.RuleId, reason.Threshold!.Value, reason.Inputs[0].EntryId));
        Assert.Equal((Zone.Green, false), (Day(4).Zone, _patient.Records[^1].Judgement.Improving));
    }

    [Fact]
    public void A_green_day_after_red_is_held_back_as_well()
    {
        Day(1, Fainted);
        var judgement = Day(2);
        Assert.Equal(Zone.Yellow, judgement.Zone);
        Assert.Equal(["red"], judgement.Reasons[0].Inputs[0].Chosen!);
        Assert.Equal(Zone.Green, Day(3).Zone);
    }

    [Fact]
    public void Yellow_in_between_begins_the_count_again()
    {
        Day(1, Swollen);
        Day(2);
        Day(3, Swollen);
        Assert.Equal(Zone.Yellow, Day(4).Zone);
        Assert.Equal(Zone.Green, Day(5).Zone);
    }

    [Fact]
    public void A_day_that_could_not_be_assessed_is_unknown_and_breaks_the_row()
    {
        Day(1, Swollen);
        Day(2);
        Assert.Equal(Zone.Unknown, Day(3, NoAnswer).Zone);
        Assert.True(Day(4).Improving);
        Assert.Equal(Zone.Green, Day(5).Zone);
    }

    [Fact]
    public void A_day_without_a_check_in_breaks_the_row()
    {
        Day(1, Swollen);
        Day(2);
        // The third is missed; on the fourth there is nothing to compare with in time.
        Assert.Equal(Zone.Unknown, Day(4).Zone);
        Assert.True(Day(5).Improving);
        Assert.Equal(Zone.Green, Day(6).Zone);
    }

    [Fact]
    public void Two_green_check_ins_on_one_day_are_one_green_day()
    {
        Day(1, Swollen);
        Assert.True(At(2, "08:00").Improving);
        Assert.True(At(2, "18:00").Improving);
        Assert.Equal(Zone.Green, Day(3).Zone);
    }

    [Fact]
    public void A_green_evening_does_not_undo_a_yellow_morning()
    {
        Day(1);
        At(2, "08:00", Swollen);
        Assert.True(At(2, "18:00").Improving);
        Assert.True(Day(3).Improving);
        Assert.Equal(Zone.Green, Day(4).Zone);
    }

    [Fact]
    public void An_evening_may_complete_what_the_morning_left_open()
    {
        Day(1, Swollen);
        At(2, "08:00", NoAnswer);
        Assert.True(At(2, "18:00").Improving);
        Assert.Equal(Zone.Green, Day(3).Zone);
    }

    [Fact]
    public void Unknown_days_alone_never_hold_green_back()
    {
        Day(1, NoAnswer);
        Assert.Equal(Zone.Green, Day(2).Zone);
    }

    [Fact]
    public void A_history_that_begins_after_the_yellow_day_still_knows_of_it()
    {
        Day(1, Swollen);
        Day(2);
        Day(3, NoAnswer);
        _patient.Records.RemoveAt(0);
        Assert.True(Day(4).Improving);
    }
}
