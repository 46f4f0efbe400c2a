using System.Net;
using System.Text.Json.Nodes;

namespace CareBot.Tests.Host;

/// <summary>An emergency is heard wherever words can be put: in a message that was changed afterwards, in a form below one.</summary>
public sealed class ListeningTests
{
    [Fact]
    public async Task An_emergency_that_is_written_into_an_earlier_message_is_heard()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("walt", "check in", id: "first");
        var heard = await bot.SendAsync(BotFixture.Activity("walt", "messageUpdate", "edit-1", ("text", "I have chest pain and it is hard to breathe"), ("channelData", new JsonObject { ["eventType"] = "editMessage" })));
        Assert.Contains("Call 911 now", heard.Text, StringComparison.Ordinal);
        Assert.Single((await bot.ChartAsync("walt")).OpenAlerts);
    }

    [Fact]
    public async Task Any_other_change_of_an_earlier_message_changes_nothing_and_is_not_answered()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "check in", "182");
        var heard = await bot.SendAsync(BotFixture.Activity("walt", "messageUpdate", "edit-1", ("text", "128")));
        Assert.Equal((HttpStatusCode.OK, ""), (heard.Status, heard.Text));
        Assert.Contains("Question 3 of 6", (await bot.SayAsync("walt", "none of these")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("messageDelete")]
    [InlineData("messageReaction")]
    [InlineData("installationUpdate")]
    public async Task What_carries_no_words_leaves_an_open_check_in_where_it_is(string type)
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "check in", "182");
        Assert.Equal(HttpStatusCode.OK, (await bot.SendAsync(BotFixture.Activity("walt", type, null, ("action", "add"), ("reactionsAdded", new JsonArray(new JsonObject { ["type"] = "like" }))))).Status);
        Assert.Contains("Question 3 of 6", (await bot.SayAsync("walt", "none of these")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("good", 0)]
    [InlineData("I want to die", 1)]
    public async Task What_is_written_into_a_form_below_a_message_is_taken_with_200_and_listened_to(string words, int alerts)
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("walt", "hello");
        var form = BotFixture.Activity("walt", "invoke", null, ("name", "message/submitAction"), ("value", new JsonObject
        {
            ["actionName"] = "feedback",
            ["actionValue"] = new JsonObject { ["reaction"] = "like", ["feedback"] = new JsonObject { ["feedbackText"] = words } },
        }));
        form.Remove("deliveryMode");
        Assert.Equal(HttpStatusCode.OK, (await bot.SendAsync(form)).Status);
        Assert.Equal(alerts, (await bot.ChartAsync("walt")).OpenAlerts.Count);
    }

    [Fact]
    public async Task An_answer_about_calling_hides_nothing_that_is_written_beside_it()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("walt", "I have crushing chest pain");
        var both = BotFixture.Activity("walt", "message", null, ("text", "my wife is here"), ("value", new JsonObject { ["act"] = "close", ["card"] = "c1", ["note"] = "I want to kill myself" }));
        Assert.Contains("988", (await bot.SendAsync(both)).Text, StringComparison.Ordinal);
        await bot.SayAsync("walt", "I have crushing chest pain");
        Assert.Contains("Ask them to call 911", (await bot.SayAsync("walt", "my wife is here")).Text, StringComparison.Ordinal);
    }
}
