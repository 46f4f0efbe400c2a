using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareBot.Care.Records;
using CareBot.Turns;

namespace CareBot.Tests.DirectLine;

/// <summary>What a client is given of a conversation whose records, or whose own idea of them, are not as they should be.</summary>
public sealed class TranscriptReadingTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"seq":"1","activity":{},"replies":[]}""")]
    [InlineData("""{"seq":1,"activity":[],"replies":[]}""")]
    public async Task A_turn_that_cannot_be_read_is_left_out_and_everything_after_it_is_shown(string json)
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        await client.SayAsync("one", "k1");
        await client.SayAsync("two", "k2");
        await PutAsync(host, client, 1, json);

        var polled = await client.PollAsync();
        Assert.Equal(["two", "echo: two"], polled.Texts());
        Assert.Equal("2", polled.Watermark());
        using var stream = await WebClient.OpenAsync(await client.ReconnectAsync(""));
        Assert.Equal(["two", "echo: two"], (await stream.NextAsync()).Texts());
        await client.SayAsync("three", "k3");
        Assert.Equal(["three", "echo: three"], (await stream.NextAsync()).Texts());
    }

    [Fact]
    public async Task A_conversation_of_which_nothing_can_be_read_goes_on()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        await client.SayAsync("one", "k1");
        await PutAsync(host, client, 1, "{}");
        var polled = await client.PollAsync();
        Assert.Empty(polled.Texts());
        Assert.Equal("1", polled.Watermark());
    }

    [Fact]
    public async Task A_turn_that_was_stored_when_deeper_ones_were_let_in_is_read()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        await client.SayAsync("one", "k1");
        var deep = new string('[', 63) + new string(']', 63);
        await PutAsync(host, client, 1, $$$"""{"kind":"turn","v":1,"seq":1,"activity":{"type":"message","text":"deep","value":{{{deep}}}},"replies":[{"type":"message","text":"echo"}]}""");
        using var answer = await client.SendAsync(HttpMethod.Get, $"conversations/{client.Conversation}/activities");
        // As a browser reads it, which knows no depth.
        var frame = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled), documentOptions: new JsonDocumentOptions { MaxDepth = 100 })!.AsObject();
        Assert.Equal(["deep", "echo"], frame.Texts());
    }

    [Theory]
    [InlineData("3")]
    [InlineData("999999999999")]
    [InlineData("9223372036854775807")]
    public async Task A_watermark_beyond_the_end_is_taken_for_the_newest_turn(string watermark)
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        await client.SayAsync("one", "k1");
        await client.SayAsync("two", "k2");

        var polled = await client.PollAsync(watermark);
        Assert.Empty(polled.Texts());
        Assert.Equal("2", polled.Watermark());
        using var stream = await WebClient.OpenAsync(await client.ReconnectAsync(watermark));
        await client.SayAsync("three", "k3");
        Assert.Equal(["three", "echo: three"], (await stream.NextAsync()).Texts());
    }

    [Fact]
    public async Task Before_anything_was_said_a_watermark_is_the_beginning()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        Assert.Equal("0", (await client.PollAsync("7")).Watermark());
    }

    [Fact]
    public async Task Nothing_of_a_conversation_is_kept_by_a_browser_or_a_proxy()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        HttpResponseMessage[] answers =
        [
            await client.SayAsync("one", "k1"),
            await client.SendAsync(HttpMethod.Get, $"conversations/{client.Conversation}/activities"),
            await client.SendAsync(HttpMethod.Get, $"conversations/{client.Conversation}"),
            await client.SendAsync(HttpMethod.Post, "tokens/refresh"),
            await client.SendAsync(HttpMethod.Post, "conversations"),
            await client.SendAsync(HttpMethod.Post, "tokens/refresh", token: "nonsense"),
        ];
        Assert.All(answers, answer => Assert.True(answer.Headers.CacheControl!.NoStore));
        Assert.All(answers, answer => Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single()));
    }

    private static async Task PutAsync(WebHost host, WebClient client, long seq, string json)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"turn:{seq:D12}");
        await host.Get<IRecordStore>().CommitAsync("conversations", ConversationKey.Of("webchat", client.Conversation), [new RecordChange.Put(key, Encoding.UTF8.GetBytes(json))], Cancelled);
    }
}
