using System.Text;
using System.Text.Json.Nodes;
using CareBot.Care.Alerts;
using CareBot.Care.Patients;
using CareBot.Turns;

namespace CareBot.Tests.Host;

/// <summary>What is heard of a card that somebody presses.</summary>
public sealed class PressedCardTests
{
    [Theory]
    [InlineData("2fa38c1000b4")]
    [InlineData("chest pain")]
    public async Task The_id_of_a_card_is_never_taken_for_what_somebody_said(string card)
    {
        await using var bot = new BotFixture();
        Assert.DoesNotContain("911", await PressAsync(bot, Presses.Acknowledge("maria", "walt", card)), StringComparison.Ordinal);
        Assert.Empty((await bot.ChartAsync("walt")).OpenAlerts);
    }

    [Fact]
    public async Task An_emergency_typed_into_the_note_of_a_card_is_heard_and_raises_an_alert()
    {
        await using var bot = new BotFixture();
        await PressAsync(bot, Presses.Close("maria", "walt", "none", "spoke", "he is not breathing, he won't wake up"));
        await bot.RunOutreachAsync();
        Assert.Single((await bot.ChartAsync("walt")).OpenAlerts, alert => alert.Priority == AlertPriority.P0);
    }

    [Fact]
    public async Task A_card_that_comes_into_view_again_shows_how_its_alert_stands_now_and_leaves_an_open_question_and_its_numbers_alone()
    {
        await using var bot = new BotFixture();
        await bot.WaltUpToTheLastQuestionAsync();
        await bot.SayAsync("walt", "none of these");
        var alert = Assert.Single((await bot.ChartAsync("walt")).OpenAlerts);
        await bot.SayAllAsync("maria", "alerts", "note Walt");
        var before = await MemoryAsync(bot, "maria");

        var asItStood = await PressAsync(bot, Presses.Refresh("maria", "walt", alert.Id, "show"));
        Assert.Contains("Acknowledge by", asItStood, StringComparison.Ordinal);
        Assert.Equal(before, await MemoryAsync(bot, "maria"));
        await bot.Get<AlertDesk>().AcknowledgeAsync(new PatientId("walt"), alert.Id, null, new Author(Roles.Coordinator, "grace", "a1"), bot.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        var now = await PressAsync(bot, Presses.Refresh("maria", "walt", alert.Id, "show"));
        Assert.Contains("Acknowledged by", now, StringComparison.Ordinal);
        Assert.Equal(before, await MemoryAsync(bot, "maria"));
        Assert.Equal(2, (await bot.ChartAsync("walt")).OpenAlerts.Single().Events);
    }

    [Theory]
    [InlineData("send-assessment")]
    [InlineData("assessment-history")]
    [InlineData("accept-need")]
    [InlineData("plan.show")]
    [InlineData("plan.agreed")]
    [InlineData("note.list")]
    [InlineData("patient")]
    [InlineData("why")]
    [InlineData("show")]
    [InlineData("acknowledge")]
    public async Task A_card_of_somebody_elses_patient_old_or_made_up_shows_and_does_nothing(string act)
    {
        await using var bot = new BotFixture();
        await bot.RunOutreachAsync();
        var before = await bot.ChartAsync("walt");
        var press = Presses.Refresh("ana", "walt", "x", act);
        press["value"]!["trigger"] = "manual";
        press["value"]!["action"]!["data"]!["instrument"] = "phq-9";
        press["value"]!["action"]!["data"]!["need"] = "food";
        press["value"]!["action"]!["data"]!["response"] = "r1";
        var answer = await PressAsync(bot, press);
        Assert.Contains("application/vnd.microsoft.activity.message", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Novak", answer, StringComparison.Ordinal);
        Assert.Equivalent(before, await bot.ChartAsync("walt"), strict: true);
    }

    [Fact]
    public async Task A_danger_in_the_note_of_a_card_of_somebody_elses_patient_is_none_of_that_patients()
    {
        await using var bot = new BotFixture();
        var answer = await PressAsync(bot, Presses.Close("ana", "walt", "x", "spoke", "she has crushing chest pain"));
        Assert.DoesNotContain("Novak", answer, StringComparison.Ordinal);
        Assert.Empty((await bot.ChartAsync("walt")).OpenAlerts);
    }

    [Fact]
    public async Task What_somebody_typed_is_no_link_under_another_name_in_a_card()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("walt", "my chest hurts. [Open the chart](https://example.com/login)");
        await bot.RunOutreachAsync();
        var card = (await bot.SayAsync("maria", "alerts")).Body;
        Assert.Contains("[Open the chart] (https://example.com/login)", card, StringComparison.Ordinal);
        Assert.DoesNotContain("](", card, StringComparison.Ordinal);
    }

    private static async Task<string> MemoryAsync(BotFixture bot, string person) =>
        Encoding.UTF8.GetString((await bot.Get<ConversationLog>().OpenAsync(ConversationKey.Of("emulator", BotFixture.Conversation(person)), null, TestContext.Current.CancellationToken)).Memory.Span);

    private static async Task<string> PressAsync(BotFixture bot, JsonObject press) => (await bot.SendAsync(press)).Body;
}
