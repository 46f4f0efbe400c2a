using CareBot.Care.CheckIns;

namespace CareBot.Tests.CheckIns;

public sealed class ZoneTests
{
    private static Patient OnTheSecondDay()
    {
        var patient = new Patient();
        patient.ChecksIn("2026-03-02 08:00", 180);
        return patient;
    }

    private static Judgement Today(params (string LinkId, CheckInAnswer Answer)[] answers)
    {
        var patient = OnTheSecondDay();
        return patient.Answers("2026-03-03 08:00", Patient.AllWell([("weight", patient.Weighs("2026-03-03 08:00", 180)), .. answers])).Judgement;
    }

    [Fact]
    public void A_day_is_green_when_everything_was_assessed_and_nothing_fired()
    {
        var judgement = Today();
        Assert.Equal(Zone.Green, judgement.Zone);
        Assert.Empty(judgement.Reasons);
        Assert.Equal([NotAssessedCause.NoPersonalValue], judgement.NotAssessed.Select(open => open.Cause));
    }

    [Theory]
    [InlineData("breathless-at-rest")]
    [InlineData("chest-pain")]
    [InlineData("pink-foam")]
    [InlineData("fainted")]
    [InlineData("new-confusion")]
    [InlineData("new-heartbeat")]
    public void A_danger_sign_alone_is_red_with_everything_else_missing(string sign)
    {
        var answers = new Dictionary<string, CheckInAnswer> { ["danger"] = new CheckInAnswer.Chosen(sign) };
        var judgement = new Patient().Answers("2026-03-02 08:00", answers).Judgement;
        Assert.Equal(Zone.Red, judgement.Zone);
        Assert.Equal([sign], Assert.Single(judgement.Reasons).Inputs[0].Chosen!);
    }

    [Fact]
    public void A_danger_sign_counts_even_beside_none_of_these_and_beside_words_nobody_knows() =>
        Assert.Equal(Zone.Red, Today(("danger", new CheckInAnswer.Chosen(["none", "tingling", "fainted"]))).Zone);

    [Fact]
    public void Every_danger_sign_offered_is_red()
    {
        var offered = Patient.Protocol.SafetyQuestion.Choices.Where(choice => !choice.Alone).Select(choice => choice.Value);
        Assert.All(offered, sign => Assert.Equal(Zone.Red, Today(("danger", new CheckInAnswer.Chosen(sign))).Zone));
    }

    [Theory]
    [InlineData("breath", "yes", "more-breathless")]
    [InlineData("swelling", "yes", "new-swelling")]
    [InlineData("night", "extra-pillows", "extra-pillows")]
    [InlineData("night", "cough-lying-down", "cough-lying-down")]
    [InlineData("feeling", "dizzy", "dizzy")]
    [InlineData("feeling", "not-right", "not-right")]
    public void Each_warning_sign_alone_is_yellow(string question, string value, string rule)
    {
        var judgement = Today((question, new CheckInAnswer.Chosen(value)));
        Assert.Equal(Zone.Yellow, judgement.Zone);
        Assert.Equal([rule], judgement.Fired());
    }

    [Fact]
    public void All_reasons_are_kept_the_worst_first()
    {
        var patient = OnTheSecondDay();
        var judgement = patient.Answers("2026-03-03 08:00", Patient.AllWell(
            ("weight", patient.Weighs("2026-03-03 08:00", 185)),
            ("danger", new CheckInAnswer.Chosen("chest-pain")),
            ("feeling", new CheckInAnswer.Chosen(["not-right", "dizzy"])))).Judgement;
        Assert.Equal(["red-signs", "d1", "d7", "dizzy", "not-right"], judgement.Fired());
        Assert.Equal([Zone.Red, Zone.Yellow, Zone.Yellow, Zone.Yellow, Zone.Yellow], judgement.Reasons.Select(reason => reason.Severity));
    }

    [Theory]
    [InlineData("weight", "d1")]
    [InlineData("danger", "red-signs")]
    [InlineData("breath", "more-breathless")]
    [InlineData("swelling", "new-swelling")]
    [InlineData("night", "extra-pillows")]
    [InlineData("feeling", "dizzy")]
    public void A_question_without_an_answer_is_never_green(string question, string rule)
    {
        var patient = OnTheSecondDay();
        var answers = Patient.AllWell(("weight", patient.Weighs("2026-03-03 08:00", 180)));
        answers.Remove(question);
        var judgement = Patient.Protocol.Judge(patient.CheckIn("2026-03-03 08:00", answers), patient.History, patient.Thresholds);
        Assert.Equal(Zone.Unknown, judgement.Zone);
        Assert.Equal(NotAssessedCause.NoAnswer, judgement.WhyNot(rule));
    }

    [Theory]
    [InlineData(AbsentReason.AskedDeclined, NotAssessedCause.Declined)]
    [InlineData(AbsentReason.Unknown, NotAssessedCause.NoAnswer)]
    [InlineData(AbsentReason.NotAsked, NotAssessedCause.NoAnswer)]
    public void A_skipped_question_is_not_a_no(AbsentReason reason, NotAssessedCause cause)
    {
        var judgement = Today(("breath", new CheckInAnswer.Skipped(reason)));
        Assert.Equal(Zone.Unknown, judgement.Zone);
        Assert.Equal(cause, judgement.WhyNot("more-breathless"));
    }

    [Fact]
    public void An_answer_that_is_not_one_of_the_choices_is_not_a_no()
    {
        var judgement = Today(("swelling", new CheckInAnswer.Chosen("maybe")));
        Assert.Equal(NotAssessedCause.Unclear, judgement.WhyNot("new-swelling"));
        Assert.Equal(Zone.Unknown, judgement.Zone);
    }

    [Fact]
    public void A_missing_weight_does_not_hide_a_warning_sign()
    {
        var judgement = Today(("weight", new CheckInAnswer.Skipped(AbsentReason.Unknown)), ("swelling", new CheckInAnswer.Chosen("yes")));
        Assert.Equal(Zone.Yellow, judgement.Zone);
        Assert.Equal(["d1", "d7", "loss7", "dry"], judgement.NotAssessed.Select(open => open.RuleId));
    }

    [Fact]
    public void Someone_who_stops_after_the_safety_question_is_neither_green_nor_forgotten()
    {
        var patient = OnTheSecondDay();
        var judgement = patient.Answers("2026-03-03 08:00", new() { ["danger"] = new CheckInAnswer.Chosen("none") }).Judgement;
        Assert.Equal(Zone.Unknown, judgement.Zone);
        Assert.Null(judgement.WhyNot("red-signs"));
    }
}
