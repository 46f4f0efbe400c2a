using System.Net;
using System.Text.Json.Nodes;
using CareBot.Tests.Authentication;

namespace CareBot.Tests.Connector;

/// <summary>What an activity that is posted to the bot does, and what is answered.</summary>
public sealed class CloudAdapterTests : IAsyncLifetime
{
    private readonly SkippingClock _clock = new();
    private ConnectorStub _connector = null!;
    private BotUnderTest _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _connector = await ConnectorStub.StartAsync();
        _bot = new BotUnderTest([], _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _connector.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_answered_through_the_connector_as_a_reply_to_it()
    {
        _bot.Does = turn => turn.SendActivityAsync("¿Qué tal, Ana?");
        var response = await PostAsync(Activity("message"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("", await BodyAsync(response));
        Assert.Equal(["POST /v3/conversations/a%3A1%3Bmessageid%3D2/activities/in-1"], _connector.Requests);
        var sent = Assert.Single(_connector.Accepted);
        Assert.Equal("¿Qué tal, Ana?", (string?)sent["text"]);
        Assert.Equal("user", (string?)sent["recipient"]!["id"]);
        Assert.Null(sent["id"]);
    }

    [Fact]
    public async Task What_cannot_be_a_reply_is_sent_to_the_conversation()
    {
        _bot.Does = turn => turn.SendActivityAsync("hello");
        var activity = Activity("message");
        activity.Remove("id");
        await PostAsync(activity);
        Assert.Equal(["POST /v3/conversations/a%3A1%3Bmessageid%3D2/activities"], _connector.Requests);
    }

    [Fact]
    public async Task A_sent_message_can_be_changed_and_taken_back_under_the_id_the_connector_gave()
    {
        _bot.Does = async turn =>
        {
            var sent = await turn.SendActivityAsync("one");
            var changed = MessageFactory.Text("two");
            changed.Id = sent.Id;
            await turn.UpdateActivityAsync(changed);
            await turn.DeleteActivityAsync(sent.Id!);
        };
        await PostAsync(Activity("message"));
        Assert.Equal(
            [
                "POST /v3/conversations/a%3A1%3Bmessageid%3D2/activities/in-1",
                "PUT /v3/conversations/a%3A1%3Bmessageid%3D2/activities/sent-1",
                "DELETE /v3/conversations/a%3A1%3Bmessageid%3D2/activities/sent-1",
            ],
            _connector.Requests);
    }

    [Fact]
    public async Task Pauses_and_traces_are_not_sent_and_typing_is()
    {
        _bot.Does = turn => turn.SendActivitiesAsync(
        [
            new Activity { Type = "delay", Value = 1500 },
            (Activity)CareBot.BotFramework.Activity.CreateTraceActivity("state"),
            new Activity { Type = "typing" },
        ]);
        await PostAsync(Activity("message"));
        Assert.Equal("typing", (string?)Assert.Single(_connector.Accepted)["type"]);
        Assert.Equal([TimeSpan.FromMilliseconds(1500)], _clock.Waits);
    }

    [Fact]
    public async Task Replies_that_are_expected_come_in_the_response_and_need_no_connector()
    {
        IConnectorClient? made = null;
        _bot.Does = async turn =>
        {
            await turn.SendActivityAsync("one");
            await turn.SendActivityAsync("two");
            made = turn.TurnState.Get<IConnectorClient>();
        };
        var activity = Activity("message");
        activity["deliveryMode"] = "expectReplies";
        activity["serviceUrl"] = "not a url";
        var response = await PostAsync(activity);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        var replies = JsonNode.Parse(await BodyAsync(response))!["activities"]!.AsArray();
        Assert.Equal(["one", "two"], replies.Select(reply => (string?)reply!["text"]));
        Assert.Null(made);
        Assert.Empty(_connector.Requests);
    }

    [Fact]
    public async Task An_invoke_is_answered_with_the_status_and_body_the_bot_gave()
    {
        IConnectorClient? made = null;
        _bot.Does = turn =>
        {
            made = turn.TurnState.Get<IConnectorClient>();
            return turn.SendActivityAsync(new Activity
            {
                Type = ActivityTypesEx.InvokeResponse,
                Value = new InvokeResponse { Status = 201, Body = new JsonObject { ["statusCode"] = 200 } },
            });
        };
        var response = await PostAsync(Activity("invoke"));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("""{"statusCode":200}""", await BodyAsync(response));
        Assert.Null(made);
        Assert.Empty(_connector.Requests);
    }

    [Fact]
    public async Task An_invoke_that_the_bot_leaves_alone_is_answered_as_not_implemented() =>
        Assert.Equal(HttpStatusCode.NotImplemented, (await PostAsync(Activity("invoke"))).StatusCode);

    [Fact]
    public async Task An_invoke_turn_that_does_send_a_message_gets_a_connector_then()
    {
        _bot.Does = turn => turn.SendActivityAsync("hello");
        await PostAsync(Activity("invoke"));
        Assert.Single(_connector.Accepted);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("", 400)]
    [InlineData("null", 400)]
    [InlineData("[]", 400)]
    [InlineData("\"message\"", 400)]
    [InlineData("{}", 400)]
    [InlineData("""{"type":""}""", 400)]
    [InlineData("""{"type":{}}""", 400)]
    [InlineData("""{"type":"message","from":7}""", 400)]
    public async Task What_is_no_activity_is_refused_without_a_turn(string body, int status)
    {
        var response = await _bot.PostAsync(body);
        Assert.Equal(status, (int)response.StatusCode);
        await IsProblemAsync(response);
        Assert.Equal(0, _bot.Turns);
    }

    [Fact]
    public async Task Json_nested_beyond_reason_is_refused()
    {
        var body = $$"""{"type":"message","value":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""";
        Assert.Equal(400, (int)(await _bot.PostAsync(body)).StatusCode);
    }

    [Fact]
    public async Task An_activity_of_256_KiB_is_taken_and_one_byte_more_is_refused()
    {
        var longest = ActivityBody.Longest - """{"type":"event","text":""}""".Length;
        Assert.Equal(200, (int)(await _bot.PostAsync($$"""{"type":"event","text":"{{new string('x', longest)}}"}""")).StatusCode);
        var response = await _bot.PostAsync($$"""{"type":"event","text":"{{new string('x', longest + 1)}}"}""");
        Assert.Equal(413, (int)response.StatusCode);
        await IsProblemAsync(response);
        Assert.Equal(1, _bot.Turns);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task What_is_not_called_json_is_refused(string contentType)
    {
        var response = await _bot.PostAsync("""{"type":"message"}""", contentType: contentType);
        Assert.Equal(415, (int)response.StatusCode);
        await IsProblemAsync(response);
        Assert.Equal(0, _bot.Turns);
    }

    [Fact]
    public async Task A_turn_that_fails_is_answered_500_and_tells_nothing()
    {
        _bot.Does = _ => throw new InvalidOperationException("Ana's weight is 82 kg");
        var response = await PostAsync(Activity("message"));
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("Ana", await IsProblemAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_has_no_json_fails_the_turn_before_anything_is_written()
    {
        _bot.Does = turn => turn.SendActivityAsync(new Activity
        {
            Type = ActivityTypesEx.InvokeResponse,
            Value = new InvokeResponse { Status = 200, Body = new Version(1, 0) },
        });
        await IsProblemAsync(await PostAsync(Activity("invoke")));
    }

    [Fact]
    public async Task The_bots_error_handler_takes_what_a_turn_throws()
    {
        _bot.Does = _ => throw new InvalidOperationException();
        _bot.Adapter.OnTurnError = (turn, _) => turn.SendActivityAsync("sorry");
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Activity("message"))).StatusCode);
        Assert.Equal("sorry", (string?)Assert.Single(_connector.Accepted)["text"]);
    }

    [Fact]
    public async Task A_turn_without_a_service_url_runs_and_only_its_replies_fail()
    {
        var activity = Activity("message");
        activity.Remove("serviceUrl");
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(activity)).StatusCode);
        _bot.Does = turn => turn.SendActivityAsync("hello");
        Assert.Equal(HttpStatusCode.InternalServerError, (await PostAsync(activity)).StatusCode);
    }

    [Fact]
    public async Task A_continued_conversation_runs_the_very_event_it_was_given()
    {
        var outreach = new Activity
        {
            Type = "event",
            Id = "weigh-in|ana|2026-03-02",
            Name = "outreach",
            ChannelId = "msteams",
            ServiceUrl = _connector.Url,
            Conversation = new ConversationAccount(id: "a:1"),
        };
        Activity? seen = null;
        await _bot.Adapter.ContinueConversationAsync(
            "",
            outreach,
            async (turn, token) =>
            {
                seen = turn.Activity;
                await turn.SendActivityAsync(MessageFactory.Text("Good morning"), token);
            },
            TestContext.Current.CancellationToken);
        Assert.Same(outreach, seen);
        Assert.Equal("weigh-in|ana|2026-03-02", outreach.Id);
        Assert.Single(_connector.Accepted);
    }

    [Fact]
    public async Task The_id_of_an_event_the_bot_made_up_does_not_leave_the_bot()
    {
        var reference = new ConversationReference { ServiceUrl = _connector.Url, Conversation = new ConversationAccount(id: "a:1"), ActivityId = "in-1" };
        var outreach = reference.GetContinuationActivity();
        outreach.Id = "weigh-in|ana|2026-03-02";
        await ContinueAsync(outreach);
        Assert.Equal(["POST /v3/conversations/a%3A1/activities"], _connector.Requests);
        Assert.DoesNotContain("weigh-in", Assert.Single(_connector.Accepted).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_continued_at_a_message_is_continued_as_a_reply_to_it()
    {
        var reference = new ConversationReference { ServiceUrl = _connector.Url, Conversation = new ConversationAccount(id: "a:1"), ActivityId = "in-1" };
        await ContinueAsync(reference.GetContinuationActivity());
        Assert.Equal(["POST /v3/conversations/a%3A1/activities/in-1"], _connector.Requests);
    }

    [Fact]
    public async Task A_conversation_the_bot_starts_is_a_turn_of_its_own()
    {
        _connector.Next(201, body: """{"id":"a:new"}""");
        Activity? seen = null;
        await _bot.Adapter.CreateConversationAsync(
            "", "msteams", _connector.Url, "", new ConversationParameters { TenantId = "t", Bot = new ChannelAccount("bot") },
            async (turn, token) =>
            {
                seen = turn.Activity;
                await turn.SendActivityAsync(MessageFactory.Text("hello"), token);
            },
            TestContext.Current.CancellationToken);
        Assert.Equal(("CreateConversation", "a:new", "t"), (seen!.Name, seen.Conversation!.Id, seen.Conversation.TenantId));
        Assert.Equal("CreateConversation|a:new", seen.Id);
        Assert.Equal(["POST /v3/conversations", "POST /v3/conversations/a%3Anew/activities"], _connector.Requests);
    }

    [Fact]
    public async Task Members_are_read_in_pages()
    {
        _connector.Documents["/v3/conversations/a:1/pagedmembers"] = """{"continuationToken":"c/2","members":[{"id":"29:ana","name":"Ana"}]}""";
        var connector = await _bot.Authentication.CreateConnectorFactory(new()).CreateAsync(_connector.Url, null, TestContext.Current.CancellationToken);
        var page = await connector.Conversations.GetConversationPagedMembersAsync("a:1", 50, "c/1", TestContext.Current.CancellationToken);
        Assert.Equal(["GET /v3/conversations/a%3A1/pagedmembers?pageSize=50&continuationToken=c%2F1"], _connector.Requests);
        Assert.Equal(("c/2", "29:ana"), (page.ContinuationToken, Assert.Single(page.Members!).Id));
    }

    private Task ContinueAsync(Activity activity) => _bot.Adapter.ContinueConversationAsync(
        "", activity, (turn, token) => turn.SendActivityAsync(MessageFactory.Text("Good morning"), token), TestContext.Current.CancellationToken);

    private Task<HttpResponseMessage> PostAsync(JsonObject activity) => _bot.PostAsync(activity.ToJsonString());

    private JsonObject Activity(string type) => new()
    {
        ["type"] = type,
        ["id"] = "in-1",
        ["channelId"] = "msteams",
        ["serviceUrl"] = _connector.Url,
        ["conversation"] = new JsonObject { ["id"] = "a:1;messageid=2" },
        ["from"] = new JsonObject { ["id"] = "user" },
        ["recipient"] = new JsonObject { ["id"] = "bot" },
    };

    private static Task<string> BodyAsync(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static async Task<string> IsProblemAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var text = await BodyAsync(response);
        Assert.Equal((int)response.StatusCode, (int)JsonNode.Parse(text)!["status"]!);
        return text;
    }
}
