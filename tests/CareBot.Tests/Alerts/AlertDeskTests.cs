using CareBot.Care.Alerts;
using CareBot.Care.Patients;
using CareBot.Tests.Host;

namespace CareBot.Tests.Alerts;

public sealed class AlertDeskTests
{
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
