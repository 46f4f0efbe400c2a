using CareBot.Tests.Host;

namespace CareBot.Tests.Appointments;

/// <summary>Whoever looks for a ride has to have looked before the visit.</summary>
public sealed class RideDeadlineTests
{
    // A quarter past eight at the practice.
    private const string Early = "2026-03-02T14:15:00Z";

    [Fact]
    public async Task A_ride_to_a_visit_within_the_hour_is_due_by_the_visit_and_not_after_it()
    {
        await using var bot = new BotFixture(at: Early);
        await bot.SayAllAsync("walt", "book an appointment with Shah today at 9", "1", "yes", "yes");
        var visit = Assert.Single((await bot.ChartAsync("walt")).Appointments);
        Assert.Equal(visit.Start, Assert.Single((await bot.ChartAsync("walt")).OpenAlerts).DueBy);
    }

    [Fact]
    public async Task A_ride_to_a_later_visit_is_due_as_the_ladder_says()
    {
        await using var bot = new BotFixture(at: Early);
        await bot.SayAllAsync("walt", "book an appointment with Shah tomorrow at 9", "1", "yes", "yes");
        Assert.Equal(bot.Clock.GetUtcNow().AddHours(2), Assert.Single((await bot.ChartAsync("walt")).OpenAlerts).DueBy);
    }
}
