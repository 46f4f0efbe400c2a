using CareBot.Care.Messages;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Dialogs.WriteMessage;
using CareBot.Tests.Host;

namespace CareBot.Tests.Messages;

/// <summary>What staff and patients write to each other is passed on word for word, once, and nothing of a danger is passed on in place of being heard.</summary>
public sealed class MessageTests
{
    private const string Words = "Your papers: come by 10:30, gate \"B\".";

    [Fact]
    public async Task A_message_is_said_once_and_in_the_order_of_writing()
    {
        await using var bot = new BotFixture();
        await ReadyAsync(bot);
        await bot.SayAllAsync("maria", $"message Walt: {Words}", "yes", "message Walt: And bring your pills.", "yes");
        List<OutreachItem> said = [];
        for (var round = 0; round < 3; round++)
        {
            await bot.RunOutreachAsync((item, _, _) =>
            {
                said.Add(item);
                return Task.FromResult(Care.Outreach.Delivery.Delivered);
            });
        }

        Assert.Equal(2, said.OfType<Care.Messages.PassOn>().Count());
        Assert.Empty((await bot.ChartAsync("walt")).Messages);
    }

    [Fact]
    public async Task A_message_that_was_passed_on_is_not_written_again_by_a_turn_that_is_repeated()
    {
        await using var bot = new BotFixture();
        await ReadyAsync(bot);
        var (desk, walt, by, now) = (bot.Get<MessageDesk>(), new PatientId("walt"), new Author(Roles.Coordinator, "maria", "m-again"), bot.Clock.GetUtcNow());
        await desk.WriteAsync(walt, Words, now, by, now, TestContext.Current.CancellationToken);
        await bot.RunOutreachAsync((_, _, _) => Task.FromResult(Care.Outreach.Delivery.Delivered));
        await desk.WriteAsync(walt, Words, now, by, now.AddMinutes(5), TestContext.Current.CancellationToken);
        Assert.Empty((await bot.ChartAsync("walt")).Messages);
        Assert.Equal(Words, Assert.Single(await desk.ReadAsync(walt, 10, TestContext.Current.CancellationToken)).Words);
    }

    [Fact]
    public async Task What_was_not_delivered_stays_and_is_kept_word_for_word()
    {
        await using var bot = new BotFixture();
        await ReadyAsync(bot);
        await bot.SayAllAsync("maria", $"message Walt: {Words}", "yes");
        await bot.RunOutreachAsync((_, _, _) => Task.FromResult(Care.Outreach.Delivery.Later));
        Assert.Equal(Words, Assert.Single((await bot.ChartAsync("walt")).Messages).Words);
    }

    [Theory]
    [InlineData("2026-03-03T04:30:00Z", false)]
    [InlineData("2026-03-03T16:00:00Z", true)]
    public async Task Quiet_hours_are_kept(string at, bool isSaid)
    {
        await using var bot = new BotFixture();
        await ReadyAsync(bot);
        bot.Clock.SetUtcNow(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
        var answer = (await bot.SayAllAsync("maria", $"message Walt: {Words}", "yes")).Text;
        Assert.Equal(!isSaid, answer.Contains("quiet hours", StringComparison.Ordinal));
        List<OutreachItem> said = [];
        await bot.RunOutreachAsync((item, _, _) =>
        {
            said.Add(item);
            return Task.FromResult(Care.Outreach.Delivery.Delivered);
        });
        Assert.Equal(isSaid, said.OfType<Care.Messages.PassOn>().Any());
    }

    [Theory]
    [InlineData("stop", "asked for no messages")]
    [InlineData(null, "not opened the chat")]
    public async Task Who_would_not_read_it_is_written_nothing(string? says, string answer)
    {
        await using var bot = new BotFixture();
        if (says is not null)
        {
            await bot.SayAllAsync("walt", "hello", says);
        }

        await bot.RunOutreachAsync();
        Assert.Contains(answer, (await bot.SayAsync("maria", $"message Walt: {Words}")).Text, StringComparison.Ordinal);
        Assert.Empty((await bot.ChartAsync("walt")).Messages);
    }

    [Theory]
    [InlineData("tell Maria that my sister drives me", 1)]
    [InlineData("tell my nurse I sleep better", 1)]
    [InlineData("tell Grace that I am fine", 0)]
    [InlineData("tell me a joke", 0)]
    public async Task A_patients_words_reach_their_own_coordinator_as_something_to_look_at(string says, int alerts)
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "hello", says);
        var raised = (await bot.ChartAsync("walt")).OpenAlerts.Where(alert => alert.Family == TellTeamDialog.Family).ToList();
        Assert.Equal(alerts, raised.Count);
        Assert.All(raised, alert => Assert.Equal(says, alert.Wish["words"]));
    }

    [Fact]
    public async Task Asking_to_write_twice_passes_nothing_on_and_the_words_after_it_once()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "hello", "write back", "write back");
        Assert.DoesNotContain((await bot.ChartAsync("walt")).OpenAlerts, alert => alert.Family == TellTeamDialog.Family);
        await bot.SayAsync("walt", "I will come at eleven");
        Assert.Equal("I will come at eleven", Assert.Single((await bot.ChartAsync("walt")).OpenAlerts, alert => alert.Family == TellTeamDialog.Family).Wish["words"]);
    }

    [Fact]
    public async Task A_danger_in_a_message_is_heard_and_not_passed_on_in_its_place()
    {
        await using var bot = new BotFixture();
        Assert.Contains("911", (await bot.SayAllAsync("walt", "hello", "write to my coordinator", "I have crushing chest pain")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain((await bot.ChartAsync("walt")).OpenAlerts, alert => alert.Family == TellTeamDialog.Family);
        Assert.Contains((await bot.ChartAsync("walt")).OpenAlerts, alert => alert.EmergencyClass is not null);
    }

    [Theory]
    [InlineData("message Walt: If you get chest pain, call 911.", false)]
    [InlineData("snooze Walt 7 days because chest pain is known to Dr Shah", false)]
    [InlineData("tell Ana: Walt has chest pain and can't breathe", true)]
    [InlineData("message Walt if you get chest pain, call 911", true)]
    [InlineData("Walt has chest pain", true)]
    public async Task What_staff_write_for_a_patient_to_read_is_no_emergency_and_all_else_is(string says, bool isHeard)
    {
        await using var bot = new BotFixture();
        await ReadyAsync(bot);
        var answer = (await bot.SayAsync("maria", says)).Text;
        Assert.Equal(isHeard, answer.Contains("Call 911 now", StringComparison.Ordinal));
        Assert.Equal(isHeard, (await bot.ChartAsync("walt")).OpenAlerts.Any(alert => alert.EmergencyClass is not null));
    }

    /// <summary>Walt has opened his chat, and answered what was asked there.</summary>
    private static async Task ReadyAsync(BotFixture bot)
    {
        await bot.WaltUpToTheLastQuestionAsync();
        await bot.SayAsync("walt", "none of these");
        await bot.RunOutreachAsync();
        Assert.NotNull((await bot.ChartAsync("walt")).Conversation);
    }
}
