using CareBot.Care.Alerts;
using CareBot.Care.Assessments;
using CareBot.Care.Patients;
using CareBot.Care.Plans;
using CareBot.Tests.Host;

namespace CareBot.Tests.Assessments;

/// <summary>An answer that is corrected after it was submitted.</summary>
public sealed class CorrectionTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_old_answer_stays_on_the_chart_and_the_new_one_is_counted()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "phq-2", "not at all", "not at all", "change my answer about interest", "several days");
        var record = Assert.Single(await HistoryAsync(bot, "walt", "phq-2"));
        Assert.Equal((ResponseStatus.Amended, 1, 1m), (record.Status, record.Corrections, record.Outcome.Scores.Single().Total!.Value));
        var change = Assert.Single(record.Changes);
        Assert.Equal(("Not at all", "Several days"), (change.Before!.Values[0].Plain, change.After!.Values[0].Plain));
        var events = (await bot.Get<AssessmentDesk>().OpenAsync(new PatientId("walt"), record.Id, Cancelled)).Events;
        Assert.Equal(["Not at all", "Several days"], events.Where(one => one.LinkId == "44250-9").Select(one => one.Answer!.Values[0].Plain));
    }

    [Fact]
    public async Task A_correction_that_raises_the_severity_alerts_and_one_that_lowers_it_only_annotates()
    {
        await using var bot = new BotFixture();
        // Nine points, then ten, then nine again.
        await bot.SayAllAsync("walt", "gad-7", "3", "3", "3", "3", "2", "1", "1");
        Assert.DoesNotContain((await bot.ChartAsync("walt")).OpenAlerts, IsWorry);
        await bot.SayAllAsync("walt", "change my answer about fear", "several days");
        var raised = Assert.Single((await bot.ChartAsync("walt")).OpenAlerts, IsWorry);
        Assert.Equal((AlertPriority.P2, 1), (raised.Priority, raised.Facts.Count));
        await bot.SayAllAsync("walt", "change my answer about fear", "not at all");
        var lowered = Assert.Single((await bot.ChartAsync("walt")).OpenAlerts, IsWorry);
        Assert.Equal((raised.Id, AlertState.Open, 0), (lowered.Id, lowered.State, lowered.Facts.Count));
    }

    [Fact]
    public async Task The_coordinator_sees_each_correction()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "phq-2", "not at all", "not at all");
        Assert.Equal(1, (await bot.ChartAsync("walt")).Assessments.Single().Notice);
        await bot.SayAllAsync("walt", "change my answer about interest", "several days");
        Assert.Equal(2, (await bot.ChartAsync("walt")).Assessments.Single().Notice);
    }

    [Fact]
    public async Task A_need_that_nobody_decided_on_falls_with_the_answer_and_one_that_was_accepted_stays()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("dot", "food questions", "sometimes true", "never true");
        Assert.Equal(("food-insecurity", "Z59.41", NeedState.Proposed), Need(await bot.ChartAsync("dot")));
        await bot.SayAllAsync("dot", "change my answer about worry about food", "never true");
        Assert.Empty((await bot.ChartAsync("dot")).Needs);
        await bot.SayAllAsync("dot", "change my answer about worry about food", "often true");
        await bot.Get<PlanDesk>().AcceptAsync(new PatientId("dot"), "food-insecurity", new Author(Roles.Coordinator, "maria", "test"), bot.Clock.GetUtcNow(), Cancelled);
        await bot.SayAllAsync("dot", "change my answer about worry about food", "never true");
        Assert.Equal(NeedState.Accepted, Need(await bot.ChartAsync("dot")).State);
    }

    [Fact]
    public async Task A_need_that_the_plan_has_dealt_with_is_proposed_again_when_other_answers_speak_of_it()
    {
        await using var bot = new BotFixture();
        var dot = new PatientId("dot");
        var maria = new Author(Roles.Coordinator, "maria", "test");
        await bot.SayAllAsync("dot", "food questions", "sometimes true", "never true");
        await bot.Get<PlanDesk>().AcceptAsync(dot, "food-insecurity", maria, bot.Clock.GetUtcNow(), Cancelled);
        bot.Clock.Advance(TimeSpan.FromDays(200));
        await bot.SayAllAsync("dot", "food questions", "no", "sometimes true", "no", "never true");
        Assert.Equal(NeedState.Accepted, Need(await bot.ChartAsync("dot")).State);
        await bot.Get<PlanDesk>().DoneAsync(dot, (await bot.ChartAsync("dot")).Plan.Single().Id, maria, bot.Clock.GetUtcNow(), Cancelled);
        bot.Clock.Advance(TimeSpan.FromDays(200));
        await bot.SayAllAsync("dot", "food questions", "no", "often true", "no", "never true");
        Assert.Equal(NeedState.Proposed, Need(await bot.ChartAsync("dot")).State);
    }

    private static bool IsWorry(Alert alert) => alert.Family == ResultAlerts.Family("gad-7");

    private static (string Id, string Code, NeedState State) Need(ChartSummary chart) => (chart.Needs.Single().Id, chart.Needs.Single().Code, chart.Needs.Single().State);

    private static async Task<IReadOnlyList<AssessmentRecord>> HistoryAsync(BotFixture bot, string person, string name) =>
        await bot.Get<AssessmentDesk>().HistoryAsync(new PatientId(person), name, Cancelled);
}
