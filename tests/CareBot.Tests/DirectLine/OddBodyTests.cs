using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CareBot.Tests.Host;

namespace CareBot.Tests.DirectLine;

/// <summary>Bodies that are JSON and yet not what a client means to send: at both doors, for both end in the same records.</summary>
public sealed class OddBodyTests
{
    private const string Marked = "\ufeff";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // An activity is the first level, so that a value at its field may have one less.
    [Theory]
    [InlineData(47, HttpStatusCode.OK)]
    [InlineData(48, HttpStatusCode.BadRequest)]
    [InlineData(63, HttpStatusCode.BadRequest)]
    [InlineData(5000, HttpStatusCode.BadRequest)]
    public async Task An_activity_may_be_nested_48_deep_and_the_refusal_of_more_says_so(int levels, HttpStatusCode expected)
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        await ToldAsync(await client.PostAsync(WithValue("""{"type":"message","text":"x","value":""", levels)), expected, "nested deeper than 48 levels");
        Assert.Equal(expected == HttpStatusCode.OK ? 2 : 0, (await client.PollAsync()).Activities().Count);

        await using var bot = new BotFixture();
        await ToldAsync(await bot.PostAsync(WithValue(BotFixture.Message("walt", "x").ToJsonString()[..^1] + ",\"value\":", levels)), expected, "nested deeper than 48 levels");
    }

    [Fact]
    public async Task What_begins_with_the_mark_of_its_encoding_is_read()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(Marked + """{"type":"message","text":"x"}""")).StatusCode);
        Assert.Equal(["x", "echo: x"], (await client.PollAsync()).Texts());

        await using var bot = new BotFixture();
        using var answer = await bot.PostAsync(Marked + BotFixture.Message("walt", "check in").ToJsonString());
        Assert.Contains("Question 1 of 6", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_body_is_refused_and_told_to_come_without_compression()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        await ToldAsync(await client.SendAsync(HttpMethod.Post, $"conversations/{client.Conversation}/activities", Compressed("""{"type":"message","text":"x"}""")), HttpStatusCode.UnsupportedMediaType, "without Content-Encoding");

        await using var bot = new BotFixture();
        await ToldAsync(await bot.CreateClient().PostAsync("/api/messages", Compressed(BotFixture.Message("walt", "x").ToJsonString()), Cancelled), HttpStatusCode.UnsupportedMediaType, "without Content-Encoding");
    }

    [Fact]
    public async Task Nothing_among_attachments_is_no_attachment()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("""{"type":"message","text":"x","attachments":[null]}""")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("""{"type":"message","attachments":[null,{"contentType":"image/png","name":"foot.png"},null]}""")).StatusCode);
        Assert.Equal(["x", "echo: x", null, "file: foot.png"], (await client.PollAsync()).Texts());
    }

    [Theory]
    [InlineData("message", "attachments")]
    [InlineData("message", "entities")]
    [InlineData("conversationUpdate", "membersAdded")]
    [InlineData("conversationUpdate", "membersRemoved")]
    [InlineData("messageReaction", "reactionsAdded")]
    public async Task Nothing_in_a_list_of_an_activity_breaks_no_turn(string type, string list)
    {
        await using var bot = new BotFixture();
        var answer = await bot.SendAsync(BotFixture.Activity("walt", type, null, ("text", "hello"), (list, new JsonArray([null]))));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.DoesNotContain(bot.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_among_the_parameters_of_a_search_is_no_parameter()
    {
        await using var bot = new BotFixture();
        var search = BotFixture.Activity("maria", "invoke", null, ("name", "composeExtension/query"), ("value", new JsonObject { ["commandId"] = "find", ["parameters"] = new JsonArray([null]) }));
        search.Remove("deliveryMode");
        Assert.NotNull(JsonNode.Parse((await bot.SendAsync(search)).Body)!["composeExtension"]);
    }

    [Theory]
    [InlineData(0, 2, 2)]
    [InlineData(1, 25, 2)]
    [InlineData(25, 25, 0)]
    [InlineData(-5, 0, 1)]
    public async Task A_search_that_is_scrolled_goes_on_where_it_was(int skip, int count, int found)
    {
        await using var bot = new BotFixture();
        await bot.RunOutreachAsync();
        var search = BotFixture.Activity("maria", "invoke", null, ("name", "composeExtension/query"),
            ("value", new JsonObject { ["commandId"] = "find", ["parameters"] = new JsonArray(), ["queryOptions"] = new JsonObject { ["skip"] = skip, ["count"] = count } }));
        search.Remove("deliveryMode");
        var result = JsonNode.Parse((await bot.SendAsync(search)).Body)!["composeExtension"]!;
        Assert.Equal(("result", found), ((string?)result["type"], result["attachments"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("conversations")]
    public async Task A_name_that_stands_twice_in_what_a_card_sends_keeps_no_emergency_from_being_heard(string away)
    {
        await using var bot = new BotFixture();
        bot.Store.Break(call => call.Table == away);
        var pressed = BotFixture.Activity("walt", "message", "a1", ("text", "I have chest pain now"));
        var twice = pressed.ToJsonString().TrimEnd('}') + ""","value":{"card":"c","card":"d","act":{"act":1,"act":2},"note":"n"}}""";
        using var answer = await bot.PostAsync(twice);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Call 911 now", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        using var client = await bot.PostAsync(pressed.ToJsonString().Replace("\"a1\"", "\"a2\"", StringComparison.Ordinal).TrimEnd('}') + ""","channelData":{"a":1,"a":2}}""");
        Assert.Equal(HttpStatusCode.OK, client.StatusCode);
    }

    [Fact]
    public async Task A_name_that_stands_twice_in_a_browsers_own_data_counts_by_its_last()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("""{"type":"message","text":"x","channelData":{"clientActivityID":"a","clientActivityID":"b"}}""")).StatusCode);
        Assert.Equal("b", (string?)(await client.PollAsync()).Activities()[0]!["channelData"]!["clientActivityID"]);
    }

    private static string WithValue(string before, int levels) => before + new string('[', levels) + new string(']', levels) + "}";

    private static async Task ToldAsync(HttpResponseMessage answer, HttpStatusCode status, string word)
    {
        Assert.Equal(status, answer.StatusCode);
        if (status != HttpStatusCode.OK)
            Assert.Contains(word, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!["detail"], StringComparison.Ordinal);
        answer.Dispose();
    }

    private static ByteArrayContent Compressed(string json)
    {
        using var whole = new MemoryStream();
        using (var gzip = new GZipStream(whole, CompressionMode.Compress)) gzip.Write(Encoding.UTF8.GetBytes(json));
        return new ByteArrayContent(whole.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json"), ContentEncoding = { "gzip" } } };
    }
}
