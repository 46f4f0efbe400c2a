using CareBot.Care.CheckIns;

namespace CareBot.Tests.CheckIns;

public sealed class CorrectionTests
{
    private readonly Patient _patient = new();

    private IReadOnlyList<Rejudgement> Correct(string original, decimal weight, string at, string linkId = "weight")
    {
        var first = _patient.Records.Single(record => record.CheckIn.Id == original).CheckIn;
        var measured = ((CheckInAnswer.Quantity)first.Answers[linkId]) with { Value = weight };
        var correction = _patient.CheckIn(at, Patient.AllWell((linkId, measured)), amends: original);
        return Rejudgement.Of(Patient.Protocol, correction, _patient.History, _patient.Thresholds);
    }

    private void Append(IEnumerable<Rejudgement> judged) => _patient.Records.AddRange(judged.Where(one => one.IsNew).Select(one => one.After));

    [Fact]
    public void A_correction_replaces_and_never_adds()
    {
        _patient.ChecksIn("2026-03-02 08:00", 280);
        Append(Correct("check-in 2026-03-02 08:00", 180, "2026-03-02 09:00"));
        Assert.Equal(2, _patient.Records.Count);
        Assert.Equal(180, ((CheckInAnswer.Quantity)Assert.Single(_patient.History.Current).CheckIn.Answers["weight"]).Value);
        Assert.Equal(["d1"], _patient.ChecksIn("2026-03-03 08:00", 183).Fired());
    }

    [Fact]
    public void A_correction_keeps_the_time_of_what_it_corrects()
    {
        _patient.ChecksIn("2026-03-02 08:00", 181);
        _patient.ChecksIn("2026-03-02 18:00", 184);
        Append(Correct("check-in 2026-03-02 08:00", 180, "2026-03-02 21:30"));
        Assert.Contains("d1", _patient.ChecksIn("2026-03-03 08:00", 183).Fired());
    }

    [Fact]
    public void A_correction_that_takes_a_gain_back_lowers_that_day_and_says_so()
    {
        _patient.ChecksIn("2026-03-02 08:00", 180);
        _patient.ChecksIn("2026-03-03 08:00", 185);
        var judged = Correct("check-in 2026-03-03 08:00", 180.5m, "2026-03-03 10:00");
        var only = Assert.Single(judged);
        Assert.Equal((Zone.Yellow, Zone.Green, Movement.Lowered), (only.Before.Judgement.Zone, only.After.Judgement.Zone, only.Movement));
        Assert.Equal("check-in 2026-03-03 08:00", only.After.CheckIn.Amends);
    }

    [Fact]
    public void A_corrected_day_raises_every_later_day_that_rests_on_it()
    {
        _patient.ChecksIn("2026-03-02 08:00", 180);
        _patient.ChecksIn("2026-03-03 08:00", 181);
        _patient.ChecksIn("2026-03-04 08:00", 182);
        _patient.ChecksIn("2026-03-05 08:00", 182);
        var judged = Correct("check-in 2026-03-03 08:00", 177.5m, "2026-03-05 12:00");
        Assert.Equal([Movement.Unchanged, Movement.Raised, Movement.Raised], judged.Select(one => one.Movement));
        Assert.Equal(["d1"], judged[1].After.Judgement.Fired());
        Assert.Equal(["return-to-green"], judged[2].After.Judgement.Fired());
        Assert.Equal("check-in 2026-03-04 08:00", judged[1].After.CheckIn.Amends);
        Assert.Equal(judged[1].Before.CheckIn.Answers, judged[1].After.CheckIn.Answers);
    }

    [Fact]
    public void Days_before_the_corrected_one_are_left_alone()
    {
        _patient.ChecksIn("2026-03-02 08:00", 180);
        _patient.ChecksIn("2026-03-03 08:00", 180);
        Assert.Equal(["check-in 2026-03-03 08:00"], Correct("check-in 2026-03-03 08:00", 190, "2026-03-03 09:00").Select(one => one.Before.CheckIn.Id));
    }

    [Fact]
    public void A_later_day_whose_judgement_does_not_change_gets_no_new_entry()
    {
        _patient.ChecksIn("2026-03-02 08:00", 180);
        for (var day = 3; day <= 20; day++)
            _patient.ChecksIn($"2026-03-{day:00} 08:00", 180);
        var judged = Correct("check-in 2026-03-02 08:00", 180.5m, "2026-03-20 12:00");
        Assert.Equal(19, judged.Count);
        Assert.Equal(["check-in 2026-03-02 08:00"], judged.Where(one => one.IsNew).Select(one => one.Before.CheckIn.Id));
    }

    [Fact]
    public void The_old_judgement_stays_as_it_was()
    {
        _patient.ChecksIn("2026-03-02 08:00", 180);
        _patient.ChecksIn("2026-03-03 08:00", 185);
        var before = _patient.Records[1];
        Append(Correct("check-in 2026-03-03 08:00", 180, "2026-03-03 10:00"));
        Assert.Same(before, _patient.Records[1]);
        Assert.Equal(Zone.Yellow, before.Judgement.Zone);
    }

    [Fact]
    public void A_correction_may_itself_be_corrected()
    {
        _patient.ChecksIn("2026-03-02 08:00", 180);
        _patient.ChecksIn("2026-03-03 08:00", 185);
        _patient.ChecksIn("2026-03-04 08:00", 185);
        Append(Correct("check-in 2026-03-03 08:00", 180, "2026-03-04 10:00"));
        Assert.Equal([Zone.Unknown, Zone.Green, Zone.Yellow], _patient.History.Current.Select(record => record.Judgement.Zone));
        Append(Correct("check-in 2026-03-03 08:00", 184, "2026-03-04 11:00"));
        Assert.Equal([Zone.Unknown, Zone.Yellow, Zone.Yellow], _patient.History.Current.Select(record => record.Judgement.Zone));
        Assert.Equal(3, _patient.History.Current.Count());
    }

    [Fact]
    public void Judging_a_correction_anew_gives_the_same_entries()
    {
        _patient.ChecksIn("2026-03-02 08:00", 180);
        _patient.ChecksIn("2026-03-03 08:00", 181);
        _patient.ChecksIn("2026-03-04 08:00", 182);
        var once = Correct("check-in 2026-03-03 08:00", 177, "2026-03-04 12:00");
        var again = Correct("check-in 2026-03-03 08:00", 177, "2026-03-04 12:00");
        Assert.Equal(once.Select(one => one.After.CheckIn.Id), again.Select(one => one.After.CheckIn.Id));
    }

    [Fact]
    public void Of_two_corrections_of_one_entry_the_later_counts()
    {
        _patient.ChecksIn("2026-03-02 08:00", 180);
        var one = Correct("check-in 2026-03-02 08:00", 181, "2026-03-02 10:00");
        var two = Correct("check-in 2026-03-02 08:00", 182, "2026-03-02 11:00");
        Append([.. two, .. one]);
        Assert.Equal(two[0].After, Assert.Single(_patient.History.Current));
    }

    [Fact]
    public void A_correction_counts_even_if_its_clock_ran_behind()
    {
        _patient.ChecksIn("2026-03-02 08:00", 180);
        var judged = Correct("check-in 2026-03-02 08:00", 181, "2026-03-02 07:59");
        Append(judged);
        Assert.Equal(judged[0].After, Assert.Single(_patient.History.Current));
    }

    [Fact]
    public void A_day_judged_again_keeps_the_time_at_which_it_was_told()
    {
        _patient.ChecksIn("2026-03-02 08:00", 180);
        _patient.Answers("2026-03-03 08:00", Patient.AllWell(
            ("weight", _patient.Weighs("2026-03-03 08:00", 182)), ("feeling", new CheckInAnswer.Chosen("dizzy"))));
        var again = Correct("check-in 2026-03-02 08:00", 178, "2026-03-03 12:00")[1].After;
        Assert.Equal(["d1", "dizzy"], again.Judgement.Fired());
        Assert.Equal(_patient.At("2026-03-03 08:00"), again.Judgement.Reasons[1].Inputs[0].At);
        Assert.Equal((_patient.At("2026-03-03 08:00"), _patient.At("2026-03-03 12:00")), (again.CheckIn.SubmittedAt, again.JudgedAt));
    }

    [Fact]
    public void A_threshold_set_since_then_does_not_reach_back()
    {
        _patient.ChecksIn("2026-03-02 08:00", 180);
        _patient.ChecksIn("2026-03-03 08:00", 180);
        _patient.WithOverride("d1", 1, "2026-03-04", "2026-06-01");
        Assert.Empty(Correct("check-in 2026-03-03 08:00", 182, "2026-03-05 10:00")[0].After.Judgement.Reasons);
    }

    [Fact]
    public void A_correction_of_nothing_or_for_another_day_is_refused()
    {
        _patient.ChecksIn("2026-03-02 08:00", 180);
        var answers = Patient.AllWell();
        var lost = _patient.CheckIn("2026-03-02 09:00", answers, amends: "check-in 2026-03-02 08:00") with { Amends = "nothing" };
        var moved = _patient.CheckIn("2026-03-02 09:00", answers, amends: "check-in 2026-03-02 08:00") with { Date = new(2026, 3, 3) };
        Assert.Throws<ArgumentException>(() => Rejudgement.Of(Patient.Protocol, lost, _patient.History, _patient.Thresholds));
        Assert.Throws<ArgumentException>(() => Rejudgement.Of(Patient.Protocol, moved, _patient.History, _patient.Thresholds));
    }
}
