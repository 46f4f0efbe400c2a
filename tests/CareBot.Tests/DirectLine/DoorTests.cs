using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CareBot.DirectLine;

namespace CareBot.Tests.DirectLine;

public sealed class DoorTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_speaks_is_said_by_the_token_and_not_by_the_browser()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync("rosa");
        await client.PostAsync("""
            {"type":"message","text":"hi","from":{"id":"maria","role":"bot","aadObjectId":"x"},"conversation":{"id":"other"},"recipient":{"id":"x"},
             "serviceUrl":"https://elsewhere.example","channelId":"msteams","replyToId":"x","callerId":"x","entities":[{"type":"mention"}],
             "membersAdded":[{"id":"x"}],"deliveryMode":"expectReplies","channelData":{"tenant":{"id":"x"},"postBack":true,"clientActivityID":"k"}}
            """);
        var heard = host.Bot.Heard[^1];
        Assert.Equal($"dl_{client.Conversation}", heard.From!.Id);
        Assert.Equal(RoleTypes.User, heard.From.Role);
        Assert.Null(heard.From.AadObjectId);
        Assert.Equal(client.Conversation, heard.Conversation!.Id);
        Assert.Equal(("webchat", DirectLineInbox.ServiceUrl), (heard.ChannelId, heard.ServiceUrl));
        Assert.Equal((null, null, null, null), (heard.ReplyToId, heard.CallerId, heard.DeliveryMode, heard.Entities));
        Assert.Null(heard.MembersAdded);
        Assert.Equal(["clientActivityID", "postBack", ActivityStamp.SequenceId], ProtocolJson.To<JsonObject>(heard.ChannelData)!.Select(one => one.Key));
    }

    [Fact]
    public async Task The_same_message_twice_is_one_turn_and_a_retry_by_hand_is_another()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        var first = await WebClient.JsonAsync(await client.SayAsync("82", "k1"));
        var again = await WebClient.JsonAsync(await client.SayAsync("82", "k1"));
        var byHand = await WebClient.JsonAsync(await client.SayAsync("82", "k2"));
        Assert.Equal((string?)first["id"], (string?)again["id"]);
        Assert.NotEqual((string?)first["id"], (string?)byHand["id"]);
        Assert.Equal(["82", "echo: 82", "82", "echo: 82"], (await client.PollAsync()).Texts());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task An_empty_client_id_is_none_and_makes_no_message_a_repetition(string key)
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        await client.SayAsync("82", key);
        await client.SayAsync("83", key);
        Assert.Equal(["82", "echo: 82", "83", "echo: 83"], (await client.PollAsync()).Texts());
    }

    [Fact]
    public async Task An_event_from_a_browser_never_reaches_the_bot()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        foreach (var type in new[] { "event", "invoke", "conversationUpdate", "somethingNew", "typing" })
            Assert.Equal(HttpStatusCode.OK, (await client.PostAsync($$"""{"type":"{{type}}","name":"outreach"}""")).StatusCode);
        Assert.Empty(host.Bot.Heard);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"type":"message"}""", HttpStatusCode.OK)]
    public async Task What_is_no_activity_is_refused_and_the_chat_lives(string body, HttpStatusCode expected)
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        var answer = await client.PostAsync(body);
        Assert.Equal(expected, answer.StatusCode);
        if (expected != HttpStatusCode.OK) await IsBareProblemAsync(answer);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.OK)]
    [InlineData(1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_message_may_have_256_kilobytes(int more, HttpStatusCode expected)
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        const string Frame = """{"type":"message","text":""}""";
        var body = Frame.Insert(Frame.Length - 2, new string('x', RequestBody.Limit - Frame.Length + more));
        var answer = await client.PostAsync(body);
        Assert.Equal(expected, answer.StatusCode);
        if (more > 0) await IsBareProblemAsync(answer);
    }

    [Fact]
    public async Task What_is_not_json_is_refused_for_its_type()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        var answer = await client.SendAsync(HttpMethod.Post, $"conversations/{client.Conversation}/activities", new StringContent("""{"type":"message"}"""));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        await IsBareProblemAsync(answer);
    }

    [Fact]
    public async Task A_picture_is_told_to_the_bot_by_its_name_and_kept_nowhere()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        var answer = await client.SendAsync(HttpMethod.Post, $"conversations/{client.Conversation}/upload?userId=x", Upload("""
            {"type":"message","text":"my foot","attachments":[{"contentType":"image/png","name":"résumé 1.png","thumbnailUrl":"data:image/jpeg;base64,AAAA"}],
             "channelData":{"attachmentSizes":[70],"clientActivityID":"u1"}}
            """));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var frame = await client.PollAsync();
        Assert.Equal(["my foot", "file: résumé 1.png"], frame.Texts());
        Assert.Equal("""{"contentType":"image/png","name":"résumé 1.png"}""", frame.Activities()[0]!["attachments"]![0]!.ToJsonString(WebClient.Plain));
        Assert.Equal("u1", (string?)frame.Activities()[0]!["channelData"]!["clientActivityID"]);
    }

    [Fact]
    public async Task An_upload_without_an_activity_is_refused()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        var path = $"conversations/{client.Conversation}/upload";
        Assert.Equal(HttpStatusCode.BadRequest, (await client.SendAsync(HttpMethod.Post, path, Upload(null))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.SendAsync(HttpMethod.Post, path, Upload("{"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.SendAsync(HttpMethod.Post, path, new StringContent("x"))).StatusCode);
    }

    [Fact]
    public async Task Polling_gives_what_is_new_and_then_nothing_under_the_same_watermark()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        await client.StartAsync();
        await client.SayAsync("one", "k1");
        var first = await client.PollAsync();
        Assert.Equal("2", first.Watermark());
        await client.SayAsync("two", "k2");
        var second = await client.PollAsync(first.Watermark()!);
        Assert.Equal(["two", "echo: two"], second.Texts());
        var third = await client.PollAsync(second.Watermark()!);
        Assert.Empty(third.Activities());
        Assert.Equal(second.Watermark(), third.Watermark());
    }

    [Theory]
    [InlineData("not-a-number")]
    [InlineData("-7")]
    [InlineData("99999999999999999999999")]
    public async Task A_watermark_that_we_never_gave_out_means_the_beginning(string watermark)
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        await client.StartAsync();
        Assert.Single((await client.PollAsync(watermark)).Activities());
    }

    [Fact]
    public async Task Opening_a_conversation_again_says_the_welcome_once()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync("rosa");
        await client.StartAsync();
        await (await host.EnterAsync("rosa")).StartAsync();
        Assert.Single((await client.PollAsync()).Activities());
        Assert.Equal("es-US", host.Bot.Heard[0].Locale);
    }

    [Fact]
    public async Task A_session_id_is_given_to_whoever_asks()
    {
        await using var host = await WebHost.StartAsync();
        var session = await WebClient.JsonAsync(await host.Http.GetAsync("/v3/directline/session/getsessionid", Cancelled));
        Assert.NotEmpty((string)session["sessionId"]!);
    }

    private static MultipartFormDataContent Upload(string? activity)
    {
        var form = new MultipartFormDataContent();
        if (activity is not null)
        {
            var part = new StringContent(activity, Encoding.UTF8);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.microsoft.activity");
            form.Add(part, "activity", "blob");
        }

        form.Add(new ByteArrayContent(new byte[600_000]), "file", "résumé 1.png");
        return form;
    }

    private static async Task IsBareProblemAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancelled))!;
        Assert.DoesNotContain(problem, one => one.Key is not ("type" or "title" or "status" or "traceId"));
    }
}
