using CareBot.Care.Barriers;
using CareBot.Care.Patients;
using CareBot.Tests.Host;

namespace CareBot.Tests.Appointments;

/// <summary>What keeps a patient from care, from the visit that was missed to what took it away.</summary>
public sealed class BarrierTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("the bus did not come", "ride", "the bus did not come")]
    [InlineData("it is too expensive", "cost", "it is too expensive")]
    [InlineData("The cost", "cost", null)]
    [InlineData("5", "work", null)]
    [InlineData("my dog ate the letter", "other", "my dog ate the letter")]
    public async Task A_visit_that_was_missed_opens_a_barrier_of_its_kind_in_the_patients_own_words(string said, string kind, string? words)
    {
        await using var bot = await MissedAsync();
        await bot.SayAsync("walt", said);
        var chart = await bot.ChartAsync("walt");
        var barrier = Assert.Single(chart.Barriers);
        Assert.Equal((kind, words, "missed-visit", BarrierState.Open), (barrier.Kind, barrier.Words, barrier.Source, barrier.State));
        Assert.Equal(barrier.Appointment, Assert.Single(chart.Appointments).Id);
        Assert.Equal("visit-missed", Assert.Single(chart.OpenAlerts).Family);
    }

    [Fact]
    public async Task Who_opened_it_and_who_solved_it_and_how_stands_on_the_chart_and_the_task_closes()
    {
        await using var bot = await MissedAsync();
        await bot.SayAsync("walt", "the cost");
        await bot.RunOutreachAsync();
        Assert.Contains("The cost", (await bot.SayAsync("maria", "barriers Walt")).Text, StringComparison.Ordinal);
        await bot.SayAsync("maria", "barrier solved for Walt with the hospital fund");
        var history = await bot.Get<BarrierDesk>().HistoryAsync(new PatientId("walt"), Cancelled);
        Assert.Equal([("opened", Roles.Patient, "walt"), ("solved", Roles.Coordinator, "maria")], history.Select(one => (one.What, one.By.Role, one.By.Id)));
        Assert.Equal("the hospital fund", history[^1].After.Solution);
        var chart = await bot.ChartAsync("walt");
        Assert.Empty(chart.Barriers);
        Assert.Empty(chart.OpenAlerts);
    }

    [Fact]
    public async Task The_same_answer_twice_is_one_barrier()
    {
        await using var bot = await MissedAsync();
        await bot.SayAsync("walt", "the cost", "same-message");
        await bot.SayAsync("walt", "the cost", "same-message");
        Assert.Single((await bot.ChartAsync("walt")).Barriers);
    }

    private static async Task<BotFixture> MissedAsync()
    {
        var bot = new BotFixture();
        await bot.SayAllAsync("walt", "book an appointment with Shah tomorrow at 10", "1", "yes", "no");
        bot.Clock.Advance(TimeSpan.FromHours(30));
        await bot.SayAsync("walt", "I could not go");
        return bot;
    }
}
