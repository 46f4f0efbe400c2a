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

    [Fact(Timeout = 60_000)]
    public async Task A_close_is_taken_back_once_and_the_alert_stands_as_before_it()
    {
        await using var bot = new BotFixture();
        var cancelled = TestContext.Current.CancellationToken;
        var (desk, walt, now) = (bot.Get<AlertDesk>(), new PatientId("walt"), bot.Clock.GetUtcNow());
        var raised = await desk.RaiseCallAsync(walt, "person.told", new Author(Roles.Patient, "walt", "one"), now, cancelled);
        Author Maria(string cause) => new(Roles.Coordinator, "maria", cause);
        Task<AlertAnswer> ReopenAsync(string cause) => desk.ReopenAsync(walt, raised.Id, Maria(cause), now.AddHours(1), cancelled);

        Assert.IsType<AlertAnswer.AlreadySo>(await ReopenAsync("too-early"));
        await desk.CloseAsync(walt, raised.Id, null, AlertOutcome.Spoke, "He is well.", Maria("closes"), now, cancelled);
        var again = Assert.IsType<AlertAnswer.Changed>(await ReopenAsync("takes-back")).Alert;
        Assert.Equal((AlertState.Open, raised.DueBy, null, null, null), (again.State, again.DueBy, again.AcknowledgedBy, again.Outcome, again.Note));
        Assert.Equal(new TakenBack(new StaffId("maria"), now.AddHours(1)), again.TakenBack);
        Assert.Equal(raised.Notice, again.Notice);
        Assert.IsType<AlertAnswer.AlreadySo>(await ReopenAsync("twice"));
        Assert.Equal([again.Id], (await bot.ChartAsync("walt")).OpenAlerts.Select(alert => alert.Id));
        Assert.Empty((await bot.ChartAsync("walt")).ClosedAlerts);
        Assert.Equal(["raised", "closed", "taken-back"], (await desk.HistoryAsync(walt, raised.Id, cancelled)).Select(happened => happened.What));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_close_is_not_taken_back_where_a_newer_alert_about_the_same_is_open_or_where_it_closed_by_itself()
    {
        await using var bot = new BotFixture();
        var cancelled = TestContext.Current.CancellationToken;
        var (desk, walt, now) = (bot.Get<AlertDesk>(), new PatientId("walt"), bot.Clock.GetUtcNow());
        var (patient, maria) = (new Author(Roles.Patient, "walt", "one"), new Author(Roles.Coordinator, "maria", "works"));
        var first = await desk.RaiseCallAsync(walt, "person.told", patient, now, cancelled);
        await desk.CloseAsync(walt, first.Id, null, AlertOutcome.Spoke, "", maria, now, cancelled);
        var second = await desk.RaiseCallAsync(walt, "person.told", patient with { ActivityId = "two" }, now, cancelled);
        Assert.Equal(second.Id, Assert.IsType<AlertAnswer.Another>(await desk.ReopenAsync(walt, first.Id, maria, now, cancelled)).Alert.Id);
        await desk.SettleAsync(walt, AlertDesk.CallFamily, null, maria, now, cancelled);
        Assert.Equal(AlertState.Closed, Assert.IsType<AlertAnswer.AlreadySo>(await desk.ReopenAsync(walt, second.Id, maria, now, cancelled)).Alert.State);
        Assert.IsType<AlertAnswer.Changed>(await desk.ReopenAsync(walt, first.Id, maria, now, cancelled));
        Assert.IsType<AlertAnswer.Unknown>(await desk.ReopenAsync(walt, "none", maria, now, cancelled));
    }
}
