using CareBot.Care.Alerts;
using CareBot.Care.Patients;
using CareBot.Tests.Host;

namespace CareBot.Tests.Alerts;

public sealed class AlertDeskTests
{
    [Fact]
    public async Task A_correction_takes_back_what_that_check_in_said_and_nothing_of_other_days()
    {
        await using var bot = new BotFixture();
        await bot.WaltUpToTheLastQuestionAsync();
        await bot.SayAsync("walt", "none of these");
        var first = Assert.Single((await bot.ChartAsync("walt")).OpenAlerts, alert => alert.Family == "heart-failure");
        bot.Clock.Advance(TimeSpan.FromDays(1));
        await bot.SayAllAsync("walt", "check in", "191", "none of these", "no", "no", "none of these", "none of these");
        var both = Assert.Single((await bot.ChartAsync("walt")).OpenAlerts, alert => alert.Family == "heart-failure");
        Assert.True(both.Reasons.Count > first.Reasons.Count);
        await bot.SayAllAsync("walt", "change my weight to 186", "yes");
        var corrected = Assert.Single((await bot.ChartAsync("walt")).OpenAlerts, alert => alert.Family == "heart-failure");
        Assert.Equal(first.Reasons.Select(reason => (reason.RuleId, reason.Inputs[^1].EntryId)), corrected.Reasons.Where(reason => first.Reasons.Any(one => one.Inputs[^1].EntryId == reason.Inputs[^1].EntryId)).Select(reason => (reason.RuleId, reason.Inputs[^1].EntryId)));
        Assert.DoesNotContain(corrected.Reasons, reason => reason.Inputs[^1].Value == 191);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_human_has_closed_is_not_raised_again_by_the_same_cause_and_is_by_another()
    {
        await using var bot = new BotFixture();
        var cancelled = TestContext.Current.CancellationToken;
        var (desk, walt, now) = (bot.Get<AlertDesk>(), new PatientId("walt"), bot.Clock.GetUtcNow());
        Task<Alert> CallAsync(string cause) => desk.RaiseCallAsync(walt, "person.told", new Author(Roles.Patient, "walt", cause), now, cancelled);

        var raised = await CallAsync("one");
        await desk.CloseAsync(walt, raised.Id, null, AlertOutcome.Spoke, "He is well.", new Author(Roles.Coordinator, "maria", "closes"), now, cancelled);

        var again = await CallAsync("one");
        Assert.Equal((raised.Id, AlertState.Closed), (again.Id, again.State));
        Assert.Empty((await bot.ChartAsync("walt")).OpenAlerts);
        Assert.Equal(AlertState.Open, (await CallAsync("two")).State);
    }
}
