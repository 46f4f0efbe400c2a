using CareBot.Care.Alerts;
using static CareBot.Tests.SpeakingFirst.People;

namespace CareBot.Tests.Alerts;

/// <summary>Care reference 3.4 (6): asked again after ten minutes; silence is told.</summary>
public sealed class WatchRulesTests
{
    private static readonly Alert Emergency = Raised with { Priority = AlertPriority.P0, EmergencyClass = "E911", RaisedAt = At("2026-03-02 21:00") };

    private static readonly Alert Asked = Emergency with { Watch = new Watch(CheckedAt: At("2026-03-02 21:10")) };

    [Theory]
    [InlineData("2026-03-02 21:09", false)]
    [InlineData("2026-03-02 21:10", true)]
    public void Whoever_was_told_to_call_is_asked_again_after_ten_minutes(string now, bool asked)
    {
        var step = WatchRules.Step(Emergency, Ladder, At(now));
        Assert.Equal(asked, step is not null);
        Assert.Equal(asked ? At("2026-03-02 21:10") : null, WatchRules.Asks(step?.After ?? Emergency));
    }

    [Fact]
    public void They_are_asked_again_even_when_they_said_that_they_are_calling_and_a_nurse_has_read_it() =>
        Assert.Equal("checked", WatchRules.Step(Emergency with { PatientSays = "calling", State = AlertState.Acknowledged, Watch = new Watch(AnsweredAt: At("2026-03-02 21:01")) }, Ladder, At("2026-03-02 21:10"))!.Value.What);

    [Theory]
    [InlineData("2026-03-02 21:14", false)]
    [InlineData("2026-03-02 21:15", true)]
    public void Silence_is_told_to_the_staff_after_five_minutes_and_once(string now, bool told)
    {
        var step = WatchRules.Step(Asked, Ladder, At(now));
        Assert.Equal(told, step is { What: "silent", After: { PatientSays: "silent", Notice: 2 } });
        Assert.Null(told ? WatchRules.Step(step!.Value.After, Ladder, At("2026-03-03 21:00")) : null);
    }

    [Fact]
    public void An_answer_to_the_second_question_counts_even_when_it_is_the_same_again_and_ends_the_waiting()
    {
        var calling = Asked with { PatientSays = "calling", Watch = Asked.Watch with { AnsweredAt = At("2026-03-02 21:01") } };
        var (after, what) = WatchRules.Answer(calling, "calling", null, At("2026-03-02 21:12"))!.Value;
        Assert.Equal("patient-says", what);
        Assert.Null(WatchRules.Next(after, Ladder));
        Assert.Null(WatchRules.Answer(after, "calling", null, At("2026-03-02 21:13")));
        Assert.NotNull(WatchRules.Answer(after, "cannot", null, At("2026-03-02 21:13")));
    }

    [Fact]
    public void Nothing_is_written_by_itself_to_somebody_who_may_be_watched_by_who_hurts_them_nor_about_what_is_not_an_emergency()
    {
        Assert.Null(WatchRules.Next(Emergency with { EmergencyClass = "SAFE" }, Ladder));
        Assert.Null(WatchRules.Next(Raised, Ladder));
        Assert.Null(WatchRules.Next(Emergency with { State = AlertState.Closed }, Ladder));
        Assert.NotNull(WatchRules.Next(Emergency with { EmergencyClass = "E988" }, Ladder));
    }
}
