using System.Globalization;
using System.Text.Json.Nodes;

namespace CareBot.Tests.Host;

/// <summary>What Teams makes of a message: it is changed under its own id, wrapped in tags, read along by others.</summary>
public sealed class TeamsMessageTests
{
    private const string Maria = "22222222-2222-2222-2222-222222222201";
    private const string Alone = "a:1-maria";

    private static int _messages;

    [Fact]
    public async Task An_edit_under_the_id_of_an_answered_message_is_heard_and_the_very_same_edit_is_heard_once()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("walt", "good morning", "m-1");
        var edit = Edit("chest pain right now", "2026-03-02T14:06:00Z");

        var heard = await bot.SendAsync(Edit("chest pain right now", "2026-03-02T14:06:00Z"));
        Assert.Contains("Call 911 now", heard.Text, StringComparison.Ordinal);
        Assert.Equal(heard.Body, (await bot.SendAsync(edit)).Body);
        Assert.Equal(1, Assert.Single((await bot.ChartAsync("walt")).OpenAlerts).Events);

        Assert.Contains("988", (await bot.SendAsync(Edit("I want to kill myself", "2026-03-02T14:06:30Z"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_words_put_back_by_a_later_edit_are_heard_again()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("walt", "chest pain right now", "m-1");
        await bot.SendAsync(Edit("never mind", "2026-03-02T14:06:00Z"));
        Assert.Contains("911", (await bot.SendAsync(Edit("chest pain right now", "2026-03-02T14:07:00Z"))).Text, StringComparison.Ordinal);
        Assert.Contains("911", (await bot.SendAsync(Edit("chest pain right now", "2026-03-02T14:08:00Z"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_taken_away_swallows_nothing_that_is_said_afterwards()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("walt", "check in", "m-1");
        Assert.Empty((await bot.SendAsync(BotFixture.Activity("walt", "messageDelete", "m-1"))).Text);
        Assert.Contains("911", (await bot.SendAsync(Edit("chest pain right now", "2026-03-02T14:07:00Z"))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public async Task A_message_without_an_id_is_nobodys_repetition(string? id)
    {
        await using var bot = new BotFixture();
        await bot.SendAsync(WithoutId("check in", id));
        Assert.Contains("Question 2 of 6", (await bot.SendAsync(WithoutId("182", id))).Text, StringComparison.Ordinal);
        Assert.Contains("Call 911 now", (await bot.SendAsync(WithoutId("chest pain right now", id))).Text, StringComparison.Ordinal);
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("988", (await bot.SendAsync(WithoutId("I want to kill myself", id))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Alone, "personal")]
    [InlineData(Alone, null)]
    [InlineData("8d1f1c5e-0f0b-4d8c-9a3e-3a0f5d1c2b77", "personal")]
    [InlineData("8d1f1c5e-0f0b-4d8c-9a3e-3a0f5d1c2b77", null)]
    public async Task In_her_own_chat_a_coordinator_sees_her_caseload(string conversation, string? type)
    {
        await using var bot = new BotFixture();
        await bot.RunOutreachAsync();
        Assert.Contains("Walt Novak", (await bot.SendAsync(Teams("my caseload", conversation, type))).Body, StringComparison.Ordinal);
        Assert.Contains("Walt Novak", (await bot.SendAsync(Search(conversation, type))).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("19:a@thread.tacv2;messageid=1", "channel")]
    [InlineData("19:a@thread.v2", "groupChat")]
    [InlineData("19:meeting_a@thread.v2", "meeting")]
    [InlineData("19:a@thread.v2", null)]
    [InlineData("19:a@unq.gbl.spaces", null)]
    [InlineData("19:a_b@unq.gbl.spaces", "personal")]
    [InlineData("b@thread.skype", null)]
    [InlineData("19:a@thread.v2", "personal")]
    [InlineData("team-1", "channel")]
    [InlineData("team-1", "somethingNew")]
    public async Task Where_Teams_says_in_any_way_that_others_read_along_no_patient_is_named(string conversation, string? type)
    {
        await using var bot = new BotFixture();
        await bot.RunOutreachAsync();
        Assert.DoesNotContain("Novak", (await bot.SendAsync(Teams("my caseload", conversation, type))).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Novak", (await bot.SendAsync(Search(conversation, type))).Body, StringComparison.Ordinal);
        Assert.Null((await bot.Get<Care.Patients.PeopleDesk>().FindAsync(new("maria"), TestContext.Current.CancellationToken))!.Conversation);
    }

    [Fact]
    public async Task A_search_elsewhere_moves_nobody_and_finds_everybody_before_a_word_is_typed()
    {
        await using var bot = new BotFixture();
        await bot.RunOutreachAsync();
        await bot.SendAsync(Teams("help", Alone, "personal"));
        var first = Search("a:somewhere-else", "personal");
        first["value"]!["parameters"] = new JsonArray(new JsonObject { ["name"] = "initialRun", ["value"] = "true" });
        Assert.Contains("Walt Novak", (await bot.SendAsync(first)).Body, StringComparison.Ordinal);
        Assert.Contains(Alone, (await bot.Get<Care.Patients.PeopleDesk>().FindAsync(new("maria"), TestContext.Current.CancellationToken))!.Conversation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_goes_back_to_an_earlier_chat_is_reached_there()
    {
        await using var bot = new BotFixture();
        foreach (var conversation in new[] { Alone, "a:second", Alone })
        {
            await bot.SendAsync(Teams("help", conversation, "personal"));
            Assert.Contains($"\"{conversation}\"", (await bot.Get<Care.Patients.PeopleDesk>().FindAsync(new("maria"), TestContext.Current.CancellationToken))!.Conversation, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_mention_that_cannot_be_read_keeps_no_emergency_from_being_heard()
    {
        await using var bot = new BotFixture();
        var odd = BotFixture.Message("walt", "I have crushing chest pain");
        odd["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["mentioned"] = "bot", ["text"] = "x" });
        Assert.Contains("Call 911 now", (await bot.SendAsync(odd)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emergency_in_an_edit_is_heard_while_nothing_can_be_stored()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("walt", "good morning", "m-1");
        bot.Store.Break(_ => true);
        Assert.Contains("911", (await bot.SendAsync(Edit("chest pain right now", "2026-03-02T14:07:00Z"))).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<p>my caseload</p>", "xml")]
    [InlineData("<div><div>my&nbsp;caseload</div>\n</div>", "xml")]
    [InlineData("<at>CareBot</at>&nbsp;my <b>case</b>load<br>", "xml")]
    [InlineData("<p><at>CareBot</at>&nbsp;my caseload</p>", null)]
    [InlineData("<at>CareBot</at>&nbsp;my caseload", "plain")]
    [InlineData("my&nbsp;caseload", "plain")]
    [InlineData("my\u00a0caseload", "markdown")]
    public async Task A_command_is_understood_whatever_Teams_wraps_it_in(string text, string? format)
    {
        await using var bot = new BotFixture();
        await bot.RunOutreachAsync();
        Assert.Contains("Walt Novak", (await bot.SendAsync(Teams(text, Alone, "personal", format))).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chest&nbsp;pain right now, can&#39;t breathe", "xml")]
    [InlineData("<p>chest&nbsp;<em>pain</em> right now, can&#39;t breathe</p>", "xml")]
    [InlineData("<p>chest pain right now</p><p>can&#x27;t breathe</p>", "xml")]
    [InlineData("chest&nbsp;pain right now, can&#39;t breathe", "plain")]
    [InlineData("<chest pain right now, can't breathe>", "xml")]
    [InlineData("<chest pain right now, can't breathe>", "plain")]
    public async Task An_emergency_is_heard_whatever_Teams_wraps_it_in(string text, string format)
    {
        await using var bot = new BotFixture();
        Assert.Contains("911", (await bot.SendAsync(Teams(text, Alone, "personal", format))).Body, StringComparison.Ordinal);
        var edit = Teams(text, "a:2", "personal", format);
        edit["type"] = "messageUpdate";
        Assert.Contains("911", (await bot.SendAsync(edit)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emergency_in_tags_is_heard_while_nothing_can_be_stored()
    {
        await using var bot = new BotFixture();
        await bot.SendAsync(Teams("hello", Alone, "personal"));
        bot.Store.Break(_ => true);
        Assert.Contains("911", (await bot.SendAsync(Teams("<p>chest&nbsp;pain right now, can&#39;t breathe</p>", Alone, "personal", "xml"))).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("I love you <3", "plain", "I love you <3")]
    [InlineData("I love you <3", "xml", "I love you <3")]
    [InlineData("a < b and c > d", "plain", "a < b and c > d")]
    [InlineData("a < b and c > d", "xml", "a < b and c > d")]
    [InlineData("<help me> &amp; him", "xml", "<help me> & him")]
    [InlineData("Tom &amp; Jerry", "plain", "Tom & Jerry")]
    [InlineData("<p>one</p>\n<p>two<br/>three</p>", "xml", "one\ntwo\nthree")]
    [InlineData("refer <at>Dot</at> for food", "plain", "refer Dot for food")]
    [InlineData("<b>bold</b>", "plain", "<b>bold</b>")]
    [InlineData("Tom &amp;lt; Jerry", "xml", "Tom &lt; Jerry")]
    public void No_word_is_lost_with_the_tags(string text, string format, string words) =>
        Assert.Equal(words, CareBot.Turns.PlainWords.Of(new Activity { ChannelId = Channels.Msteams, Text = text, TextFormat = format }));

    [Theory]
    [InlineData("plain")]
    [InlineData("markdown")]
    [InlineData(null)]
    public void On_web_chat_what_is_typed_stays_as_it_is(string? format) =>
        Assert.Equal("<p>a &amp; b</p>", CareBot.Turns.PlainWords.Of(new Activity { ChannelId = Channels.Webchat, Text = "<p>a &amp; b</p>", TextFormat = format }));

    private static JsonObject Edit(string text, string at) => BotFixture.Activity(
        "walt", "messageUpdate", "m-1", ("text", text), ("timestamp", at), ("channelData", new JsonObject { ["eventType"] = "editMessage" }));

    private static JsonObject WithoutId(string text, string? id)
    {
        var message = BotFixture.Message("walt", text);
        message["id"] = id;
        return message;
    }

    private static JsonObject Teams(string text, string conversation, string? type, string? format = "plain")
    {
        var message = BotFixture.Activity("29:maria", "message", NextId(), ("text", text), ("textFormat", format));
        message["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "CareBot" };
        message["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>CareBot</at>", ["mentioned"] = new JsonObject { ["id"] = "28:bot" } });
        return InTeams(message, conversation, type);
    }

    private static JsonObject Search(string conversation, string? type)
    {
        var query = new JsonObject { ["commandId"] = "find", ["parameters"] = new JsonArray(new JsonObject { ["name"] = "name", ["value"] = "walt" }) };
        var search = BotFixture.Activity("29:maria", "invoke", NextId(), ("name", "composeExtension/query"), ("value", query));
        search.Remove("deliveryMode");
        return InTeams(search, conversation, type);
    }

    private static JsonObject InTeams(JsonObject activity, string conversation, string? type)
    {
        activity["channelId"] = Channels.Msteams;
        activity["from"] = new JsonObject { ["id"] = "29:maria", ["aadObjectId"] = Maria };
        activity["conversation"] = new JsonObject { ["id"] = conversation, ["conversationType"] = type };
        return activity;
    }

    private static string NextId() => Interlocked.Increment(ref _messages).ToString(CultureInfo.InvariantCulture);
}
