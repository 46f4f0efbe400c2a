using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CareBot.Tests.Architecture;

namespace CareBot.Tests.Host;

/// <summary>Issue 2, "Bad input", at /api/messages of the real host.</summary>
public sealed class BadInputTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"type":"message","text":""")]
    [InlineData("not json at all")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"text":"no type"}""")]
    [InlineData("""{"type":"message","conversation":"not an object"}""")]
    public async Task A_body_that_is_no_activity_is_refused_with_400(string body)
    {
        await using var bot = new BotFixture();
        await RefusedAsync(HttpStatusCode.BadRequest, await bot.PostAsync(body));
    }

    [Fact]
    public async Task A_body_of_256_KiB_is_read_and_one_byte_more_is_refused_with_413()
    {
        await using var bot = new BotFixture();
        const int Longest = 256 * 1024;
        var empty = BotFixture.Message("walt", "", "x").ToJsonString();
        var fitting = BotFixture.Message("walt", new string('a', Longest - empty.Length), "x").ToJsonString();

        using var read = await bot.PostAsync(fitting);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, await bot.PostAsync(fitting.Replace("\"x\"", "\"xx\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_that_is_not_said_to_be_json_is_refused_with_415(string contentType)
    {
        await using var bot = new BotFixture();
        await RefusedAsync(HttpStatusCode.UnsupportedMediaType, await bot.PostAsync(BotFixture.Message("walt", "hello").ToJsonString(), contentType));
    }

    [Theory]
    [InlineData("somethingNew")]
    [InlineData("trace")]
    [InlineData("endOfConversation")]
    [InlineData("messageReaction")]
    public async Task An_activity_of_a_type_that_nobody_waits_for_is_taken_and_ignored(string type)
    {
        await using var bot = new BotFixture();
        var answer = await bot.SendAsync(BotFixture.Activity("walt", type, null));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Empty(answer.Activities);
    }

    [Fact]
    public async Task An_invoke_that_nobody_knows_is_answered_with_501_however_often_it_comes()
    {
        await using var bot = new BotFixture();
        var invoke = BotFixture.Activity("maria", "invoke", "i1", ("name", "somebody/else"));
        invoke.Remove("deliveryMode");
        Assert.Equal(HttpStatusCode.NotImplemented, (await bot.SendAsync(invoke)).Status);
        Assert.Equal(HttpStatusCode.NotImplemented, (await bot.SendAsync(invoke)).Status);
    }

    [Fact]
    public async Task Without_an_app_id_a_host_in_production_serves_nobody()
    {
        await using var bot = new BotFixture(environment: "Production");
        await RefusedAsync(HttpStatusCode.Unauthorized, await bot.PostAsync(BotFixture.Message("walt", "hello").ToJsonString()));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    public async Task Without_an_app_id_a_request_that_a_tunnel_passed_on_is_refused(string header, string value)
    {
        await using var bot = new BotFixture();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages")
        {
            Content = new StringContent(BotFixture.Message("walt", "hello").ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(header, value);
        await RefusedAsync(HttpStatusCode.Unauthorized, await bot.CreateClient().SendAsync(request, Cancelled));
    }

    [Theory]
    [InlineData("conversation")]
    [InlineData("channelId")]
    public async Task A_message_that_names_no_conversation_is_taken_and_ignored(string part)
    {
        await using var bot = new BotFixture();
        var message = BotFixture.Message("walt", "hello");
        message.Remove(part);
        var answer = await bot.SendAsync(message);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Empty(answer.Activities);
        Assert.DoesNotContain(bot.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("null text", null)]
    [InlineData("control characters", "\u0000\u0001\u202e\ud800")]
    [InlineData("a very long word", null)]
    public async Task Whatever_is_typed_gets_an_answer(string what, string? text)
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("walt", "check in");
        var message = BotFixture.Message("walt", text ?? (what == "null text" ? "" : new string('x', 100_000)));
        if (what == "null text")
            message.Remove("text");
        var answer = await bot.SendAsync(message);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotEmpty(answer.Text);
    }

    /// <summary>Activities gathered from documentation and samples of the protocol, as they stand and with a conversation of ours.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_activity_that_was_ever_published_breaks_the_bot(bool inAConversation)
    {
        await using var bot = new BotFixture();
        var lines = await File.ReadAllLinesAsync(Repository.Path("..", "shared", "data", "protocol", "activities.jsonl"), Cancelled);
        var broken = new List<string>();
        foreach (var (line, i) in lines.Select((line, i) => (line, i)))
        {
            var activity = JsonNode.Parse(line)!["activity"]!.AsObject();
            if (inAConversation)
            {
                activity["conversation"] = new JsonObject { ["id"] = "published" };
                activity["channelId"] = "emulator";
                activity["deliveryMode"] = "expectReplies";
                activity["id"] = $"published-{i}";
                activity.Remove("serviceUrl");
            }

            var status = (int)(await bot.SendAsync(activity)).Status;
            if (status >= 500 && !(status == 501 && (string?)activity["type"] == "invoke"))
                broken.Add($"{i + 1}: {status} {activity["type"]} {activity["name"]}");
        }

        Assert.Empty(broken);
        Assert.DoesNotContain(bot.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private static async Task RefusedAsync(HttpStatusCode status, HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)status, (int)JsonNode.Parse(body)!["status"]!);
        Assert.DoesNotContain("exception", body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        response.Dispose();
    }
}
