using CareBot.Care.CheckIns;
using CareBot.Tests.Host;

namespace CareBot.Tests.CheckIns;

/// <summary>Who does not know is not asked again: the question is left out, and the chart says why.</summary>
public sealed class DontKnowTests
{
    [Theory]
    [InlineData("walt", "check in", "I don't know", "none of these", "no")]
    [InlineData("walt", "check in", "I have no idea", "none of these", "no")]
    [InlineData("rosa", "control", "ni idea", "ninguna", "no")]
    public async Task A_weight_that_nobody_knows_is_left_out(string person, string start, string said, string none, string no)
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync(person, start, said, none, no, no, none, none);
        var record = Assert.Single(await bot.TodayAsync(person));
        Assert.IsType<CheckInAnswer.Skipped>(record.CheckIn.Answers["weight"]);
    }
}
