using CareBot.Care.Appointments;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;
using static CareBot.Tests.SpeakingFirst.People;

namespace CareBot.Tests.SpeakingFirst;

public sealed class PauseTests
{
    private static readonly DateTimeOffset Morning = At("2026-03-02 09:00");

    [Theory]
    [InlineData(PauseCause.Died)]
    [InlineData(PauseCause.InHospital)]
    [InlineData(PauseCause.PracticeWord)]
    public void Whoever_is_paused_is_not_invited_and_is_again_when_the_pause_ends(PauseCause cause)
    {
        var paused = Paused(cause);
        Assert.Empty(Rules.Due(paused, Lakeside, Morning));
        Assert.NotEmpty(Rules.Due(paused with { Pause = null }, Lakeside, Morning));
    }

    [Theory]
    [InlineData(PauseCause.Died, true)]
    [InlineData(PauseCause.InHospital, false)]
    [InlineData(PauseCause.PracticeWord, false)]
    public void Family_and_agencies_are_silenced_by_a_death_alone(PauseCause cause, bool silenced)
    {
        var paused = Paused(cause);
        Assert.Equal(silenced, PauseRules.Silences(paused.Pause!, new VisitItem.TellFamily("i", paused.Patient, "v", "news", "jo"), paused));
        Assert.Equal(silenced, PauseRules.Silences(paused.Pause!, new WriteAgency("i", paused.Patient, "r", 1), paused));
    }

    [Fact]
    public void Staff_hear_everything_and_the_patient_gets_no_question_no_news_and_no_letter()
    {
        var paused = Paused(PauseCause.InHospital);
        Assert.False(PauseRules.Silences(paused.Pause!, new OutreachItem.TellStaff("i", paused.Patient, "a1", 1, new StaffId("maria")), paused));
        Assert.All(
            new OutreachItem[] { new AskReceived("i", paused.Patient, "r", 1), new TellReferral("i", paused.Patient, "r", 1), new VisitItem.Remind("i", paused.Patient, "v", "day"), new VisitItem.Write("i", paused.Patient, "v") },
            item => Assert.True(PauseRules.Silences(paused.Pause!, item, paused)));
    }

    [Theory]
    [InlineData("2026-03-02 07:59", true)]
    [InlineData("2026-03-02 08:00", false)]
    public void An_emergency_that_is_typed_in_the_pause_is_asked_about_again_and_one_from_before_is_not(string heard, bool silenced)
    {
        var paused = Paused(PauseCause.Died) with { OpenAlerts = [Raised with { RaisedAt = At(heard) }] };
        Assert.Equal(silenced, PauseRules.Silences(paused.Pause!, new OutreachItem.CheckOnPatient("i", paused.Patient, Raised.Id), paused));
        Assert.Equal(silenced, PauseRules.Silences(paused.Pause!, new OutreachItem.TellPatient("i", paused.Patient, Raised.Id, new StaffId("maria")), paused));
    }

    private static ChartSummary Paused(PauseCause cause) => Rosa with { Pause = new Pause(cause, new StaffId("maria"), At("2026-03-02 08:00")) };
}
