using CareBot.Care.CheckIns;
using CareBot.Tests.Host;

namespace CareBot.Tests.CheckIns;

/// <summary>"Anything else from this list?" after one sign was named: no sign is lost by how the next is said.</summary>
public sealed class AnythingElseTests
{
    [Theory]
    [InlineData("1", "extra-pillows, cough-lying-down")]
    [InlineData("#1", "extra-pillows, cough-lying-down")]
    [InlineData("I coughed", "extra-pillows, cough-lying-down")]
    [InlineData("2", "extra-pillows")]
    [InlineData("no", "extra-pillows")]
    [InlineData("that is all", "extra-pillows")]
    [InlineData("nothing else", "extra-pillows")]
    public async Task A_number_means_the_list_that_is_shown_and_no_means_that_there_is_no_more(string said, string kept)
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "check in", "186", "none of these", "no", "no", "1", said, "none of these");
        var record = Assert.Single(await bot.TodayAsync("walt"));
        Assert.Equal(kept, string.Join(", ", ((CheckInAnswer.Chosen)record.CheckIn.Answers["night"]).Values));
    }
}
