using CareBot.Care.Alerts;
using CareBot.Care.Barriers;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Tests.Host;

namespace CareBot.Tests.Patients;

/// <summary>A message whose turn is repeated after somebody has ended what it did: it does nothing more, and its turn ends.</summary>
public sealed class SameCauseTests
{
    private const int Patience = 60_000;

    private static readonly PatientId Walt = new("walt");

    [Fact]
    public async Task A_chart_tells_what_has_changed_from_what_stands_in_it_already()
    {
        await using var bot = new BotFixture();
        var cancelled = TestContext.Current.CancellationToken;
        var charts = bot.Get<Charts>();
        var entry = Charts.Entry("email:one", new EmailEvent { At = bot.Clock.GetUtcNow(), By = By("one"), Address = "w@example.org" }, CareJson.Default.EmailEvent);
        var read = await charts.OpenAsync(Walt, cancelled);
        Assert.Equal(Appended.Done, await charts.AppendAsync(read, read.Summary with { Email = "w@example.org" }, [entry], cancelled));
        Assert.Equal(Appended.ChartChanged, await charts.AppendAsync(read, read.Summary, [entry], cancelled));
        var again = await charts.OpenAsync(Walt, cancelled);
        Assert.Equal(Appended.EntryExists, await charts.AppendAsync(again, again.Summary with { Email = null }, [entry], cancelled));
        Assert.Equal("w@example.org", (await bot.ChartAsync("walt")).Email);
    }

    [Fact(Timeout = Patience)]
    public async Task A_pause_that_was_ended_is_not_begun_again()
    {
        await using var bot = new BotFixture();
        var cancelled = TestContext.Current.CancellationToken;
        var (desk, now) = (bot.Get<PauseDesk>(), bot.Clock.GetUtcNow());
        await desk.PauseAsync(Walt, PauseCause.InHospital, By("one"), now, cancelled);
        await desk.ResumeAsync(Walt, By("two"), now, cancelled);
        await desk.PauseAsync(Walt, PauseCause.InHospital, By("one"), now, cancelled);
        Assert.Null((await bot.ChartAsync("walt")).Pause);
        await desk.PauseAsync(Walt, PauseCause.InHospital, By("three"), now, cancelled);
        Assert.NotNull((await bot.ChartAsync("walt")).Pause);
    }

    [Fact(Timeout = Patience)]
    public async Task An_address_that_was_taken_back_is_not_kept_again()
    {
        await using var bot = new BotFixture();
        var cancelled = TestContext.Current.CancellationToken;
        var (desk, now) = (bot.Get<EnrolDesk>(), bot.Clock.GetUtcNow());
        await desk.MailsToAsync(Walt, "w@example.org", By("one"), now, cancelled);
        await desk.MailsToAsync(Walt, null, By("two"), now, cancelled);
        await desk.MailsToAsync(Walt, "w@example.org", By("one"), now, cancelled);
        Assert.Null((await bot.ChartAsync("walt")).Email);
    }

    [Fact(Timeout = Patience)]
    public async Task A_barrier_that_was_solved_is_not_opened_again()
    {
        await using var bot = new BotFixture();
        var cancelled = TestContext.Current.CancellationToken;
        var (desk, now) = (bot.Get<BarrierDesk>(), bot.Clock.GetUtcNow());
        var barrier = await desk.OpenAsync(Walt, "ride", null, "chat", null, By("one"), now, cancelled);
        await desk.SolveAsync(Walt, barrier.Id, null, By("two"), now, cancelled);
        Assert.Equal(barrier.Id, (await desk.OpenAsync(Walt, "ride", null, "chat", null, By("one"), now, cancelled)).Id);
        Assert.Empty((await bot.ChartAsync("walt")).Barriers);
    }

    [Fact(Timeout = Patience)]
    public async Task A_doubt_whose_alert_a_human_has_closed_is_settled_by_that()
    {
        await using var bot = new BotFixture();
        var cancelled = TestContext.Current.CancellationToken;
        await AskAsync(bot, cancelled);
        var alert = Assert.Single((await bot.ChartAsync("walt")).OpenAlerts);
        await bot.Get<AlertDesk>().CloseAsync(Walt, alert.Id, null, AlertOutcome.Spoke, "He is well.", new Author(Roles.Coordinator, "maria", "closes"), bot.Clock.GetUtcNow(), cancelled);
        await AskAsync(bot, cancelled);
        var chart = await bot.ChartAsync("walt");
        Assert.Null(chart.Doubt);
        Assert.Empty(chart.OpenAlerts);
    }

    /// <summary>The soft question, and no answer to it.</summary>
    private static async Task AskAsync(BotFixture bot, CancellationToken cancelled)
    {
        await bot.Get<EmergencyDesk>().AskedAsync(new Caller.OfPatient(Walt), "E911", ["chest-pain"], "chest pain last year", By("one"), bot.Clock.GetUtcNow(), cancelled);
        bot.Clock.Advance(TimeSpan.FromMinutes(5));
        var practice = await bot.Get<PeopleDesk>().PracticeAsync(cancelled);
        await bot.Get<LadderDesk>().StepAsync(await bot.Get<Charts>().OpenAsync(Walt, cancelled), practice, bot.Clock.GetUtcNow(), cancelled);
    }

    private static Author By(string activity) => new(Roles.Patient, "walt", activity);
}
