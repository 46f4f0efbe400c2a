using System.Security.Claims;
using System.Text;
using System.Text.Json.Nodes;

namespace CareBot.Tests.BotFramework;

public sealed class TeamsActivityHandlerTests
{
    private readonly TestAdapter _adapter = new(Channels.Msteams);

    [Theory]
    [InlineData("""{"type":"conversationUpdate","membersAdded":[{"id":"ana","aadObjectId":"a1","givenName":"Ana"}],"channelData":{"team":{"id":"t"}}}""", "added Ana to t")]
    [InlineData("""{"type":"conversationUpdate","membersRemoved":[{"id":"ana"}],"channelData":{"team":{"id":"t"}}}""", "removed from t")]
    [InlineData("""{"type":"conversationUpdate","channelData":{"eventType":"channelCreated","team":{"id":"t"},"channel":{"id":"c"}}}""", "channel created c")]
    [InlineData("""{"type":"conversationUpdate","channelData":{"eventType":"teamArchived","team":{"id":"t"}}}""", "archived t")]
    [InlineData("""{"type":"conversationUpdate","channelData":{"eventType":"unheard"}}""", "")]
    [InlineData("""{"type":"conversationUpdate","channelData":"text"}""", "")]
    [InlineData("""{"type":"messageUpdate","channelData":{"eventType":"editMessage"}}""", "edited")]
    [InlineData("""{"type":"messageUpdate","channelData":{"eventType":"undeleteMessage"}}""", "undeleted")]
    [InlineData("""{"type":"messageDelete","channelData":{"eventType":"softDeleteMessage"}}""", "deleted")]
    [InlineData("""{"type":"messageUpdate","channelId":"webchat","channelData":{"eventType":"editMessage"}}""", "")]
    [InlineData("""{"type":"event","name":"application/vnd.microsoft.readReceipt","value":{"lastReadMessageId":"12"}}""", "read 12")]
    [InlineData("""{"type":"event","name":"application/vnd.microsoft.meetingStart","value":{"Id":"m","StartTime":"2026-03-02T08:00:00Z"}}""", "started m")]
    [InlineData("""{"type":"event","name":"application/vnd.microsoft.meetingParticipantJoin","value":{"members":[{"user":{"id":"ana"},"meeting":{"inMeeting":true,"role":"Attendee"}}]}}""", "joined ana")]
    [InlineData("""{"type":"event","name":"other"}""", "event")]
    public async Task Each_Teams_event_has_its_method(string json, string expected)
    {
        var bot = new Recorder();

        await Take(json, bot);

        Assert.Equal(expected, string.Join(',', bot.Seen));
    }

    [Theory]
    [InlineData("composeExtension/query", """{"commandId":"find","parameters":[{"name":"q","value":"ride"}],"queryOptions":{"skip":0,"count":25}}""", "query find ride")]
    [InlineData("composeExtension/fetchTask", """{"commandId":"new","commandContext":"compose"}""", "fetch new")]
    [InlineData("composeExtension/submitAction", """{"commandId":"new","data":{"a":1}}""", "submit new")]
    [InlineData("composeExtension/submitAction", """{"botMessagePreviewAction":"send","botActivityPreview":[{"type":"message","text":"hi"}]}""", "send hi")]
    [InlineData("task/fetch", """{"data":{"id":"1"},"context":{"theme":"dark"}}""", "task fetch dark")]
    [InlineData("task/submit", """{"data":{"id":"1"}}""", "task submit")]
    [InlineData("tab/fetch", """{"tabEntityContext":{"tabEntityId":"home"}}""", "tab home")]
    [InlineData("fileConsent/invoke", """{"action":"accept","uploadInfo":{"name":"plan.pdf"}}""", "file plan.pdf")]
    [InlineData("signin/verifyState", """{"state":"1"}""", "signin")]
    public async Task Each_Teams_invoke_reaches_its_method_and_is_answered(string name, string value, string expected)
    {
        var bot = new Recorder();

        var response = await Take(Invoke(name, value), bot);

        Assert.Equal(200, response!.Status);
        Assert.Equal(expected, string.Join(',', bot.Seen));
    }

    [Theory]
    [InlineData("composeExtension/query")]
    [InlineData("composeExtension/submitAction")]
    [InlineData("task/fetch")]
    [InlineData("task/submit")]
    [InlineData("tab/submit")]
    [InlineData("unheard/of")]
    public async Task A_Teams_invoke_that_the_bot_does_not_take_is_answered_with_501(string name) =>
        Assert.Equal(501, (await Take(Invoke(name, "{}"), new TeamsActivityHandler()))!.Status);

    [Theory]
    [InlineData("""{"type":"invoke","name":"composeExtension/query"}""")]
    [InlineData("""{"type":"invoke","name":"task/fetch","value":"text"}""")]
    [InlineData("""{"type":"invoke","name":"fileConsent/invoke","value":{"action":"perhaps"}}""")]
    [InlineData("""{"type":"invoke","name":"composeExtension/submitAction","value":{"botMessagePreviewAction":"perhaps"}}""")]
    public async Task A_malformed_Teams_invoke_is_answered_with_400(string json) =>
        Assert.Equal(400, (await Take(json, new Recorder()))!.Status);

    [Fact]
    public async Task A_nameless_Teams_invoke_is_a_card_action() =>
        Assert.Equal(501, (await Take("""{"type":"invoke","value":{}}""", new TeamsActivityHandler()))!.Status);

    [Fact]
    public async Task A_task_is_written_with_the_fields_of_its_kind()
    {
        var response = await Take("""{"type":"invoke","name":"task/fetch","value":{"context":{"theme":"dark"}}}""", new Recorder());

        var body = ProtocolJson.To<System.Text.Json.JsonElement>(response!.Body);
        Assert.Equal("""{"task":{"value":{"title":"Plan","height":300,"width":"small"},"type":"continue"}}""", body.GetRawText());
    }

    [Theory, MemberData(nameof(RealInvokes))]
    public async Task Every_real_invoke_is_answered(string json) => Assert.NotNull(await Take(json, new TeamsActivityHandler()));

    public static TheoryData<string> RealInvokes() =>
        [.. ActivityJsonTests.RealActivities().Select(row => row.Data).Where(json => JsonNode.Parse(json)!["type"]!.GetValue<string>() == "invoke")];

    [Theory]
    [InlineData("10", "12", true)]
    [InlineData("12", "12", true)]
    [InlineData("13", "12", false)]
    [InlineData(null, "12", false)]
    [InlineData("10", null, false)]
    public void A_message_is_read_up_to_the_last_one_read(string? message, string? lastRead, bool isRead) =>
        Assert.Equal(isRead, ReadReceiptInfo.IsMessageRead(message, lastRead));

    [Fact]
    public void Asking_Teams_to_ring_keeps_what_the_channel_data_said()
    {
        var activity = ProtocolJson.Read("""{"channelData":{"tenant":{"id":"t1"},"more":1}}"""u8)!;

        activity.TeamsNotifyUser();

        var data = JsonNode.Parse(ProtocolJson.Write(activity))!["channelData"]!;
        Assert.Equal("""{"notification":{"alert":true,"alertInMeeting":false},"tenant":{"id":"t1"},"more":1}""", data.ToJsonString());
    }

    private static string Invoke(string name, string value) =>
        new JsonObject { ["type"] = "invoke", ["name"] = name, ["value"] = JsonNode.Parse(value) }.ToJsonString();

    private Task<InvokeResponse?> Take(string json, IBot bot) => _adapter.ProcessActivityAsync(
        new ClaimsIdentity(),
        ProtocolJson.Read(Encoding.UTF8.GetBytes(json))!,
        bot.OnTurnAsync,
        TestContext.Current.CancellationToken);

    private sealed class Recorder : TeamsActivityHandler
    {
        public List<string> Seen { get; } = [];

        protected override Task OnTeamsMembersAddedAsync(
            IList<TeamsChannelAccount> teamsMembersAdded,
            TeamInfo? teamInfo,
            ITurnContext<IConversationUpdateActivity> turnContext,
            CancellationToken cancellationToken) => See($"added {teamsMembersAdded[0].GivenName} to {teamInfo?.Id}");

        protected override Task OnTeamsMembersRemovedAsync(
            IList<TeamsChannelAccount> teamsMembersRemoved,
            TeamInfo? teamInfo,
            ITurnContext<IConversationUpdateActivity> turnContext,
            CancellationToken cancellationToken) => See($"removed from {teamInfo?.Id}");

        protected override Task OnTeamsChannelCreatedAsync(
            ChannelInfo? channelInfo,
            TeamInfo? teamInfo,
            ITurnContext<IConversationUpdateActivity> turnContext,
            CancellationToken cancellationToken) => See($"channel created {channelInfo?.Id}");

        protected override Task OnTeamsTeamArchivedAsync(
            TeamInfo? teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
                See($"archived {teamInfo?.Id}");

        protected override Task OnTeamsMessageEditAsync(
            ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) => See("edited");

        protected override Task OnTeamsMessageUndeleteAsync(
            ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) => See("undeleted");

        protected override Task OnTeamsMessageSoftDeleteAsync(
            ITurnContext<IMessageDeleteActivity> turnContext, CancellationToken cancellationToken) => See("deleted");

        protected override Task OnTeamsReadReceiptAsync(
            ReadReceiptInfo readReceiptInfo, ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
                See($"read {readReceiptInfo.LastReadMessageId}");

        protected override Task OnTeamsMeetingStartAsync(
            MeetingStartEventDetails meeting, ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
                See($"started {meeting.Id}");

        protected override Task OnTeamsMeetingParticipantsJoinAsync(
            MeetingParticipantsEventDetails meeting, ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
                See($"joined {meeting.Members[0].User.Id}");

        protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => See("event");

        protected override Task OnTeamsSigninVerifyStateAsync(
            ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) => See("signin");

        protected override Task OnTeamsFileConsentAcceptAsync(
            ITurnContext<IInvokeActivity> turnContext,
            FileConsentCardResponse fileConsentCardResponse,
            CancellationToken cancellationToken) => See($"file {fileConsentCardResponse.UploadInfo?.Name}");

        protected override Task<MessagingExtensionResponse> OnTeamsMessagingExtensionQueryAsync(
            ITurnContext<IInvokeActivity> turnContext, MessagingExtensionQuery query, CancellationToken cancellationToken) =>
            See($"query {query.CommandId} {query.Parameters![0].Value}", new MessagingExtensionResponse());

        protected override Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionFetchTaskAsync(
            ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) =>
            See($"fetch {action.CommandId}", new MessagingExtensionActionResponse());

        protected override Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionSubmitActionAsync(
            ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) =>
            See($"submit {action.CommandId}", new MessagingExtensionActionResponse());

        protected override Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionBotMessagePreviewSendAsync(
            ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) =>
            See($"send {action.BotActivityPreview![0].Text}", new MessagingExtensionActionResponse());

        protected override Task<TaskModuleResponse> OnTeamsTaskModuleFetchAsync(
            ITurnContext<IInvokeActivity> turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken) =>
            See($"task fetch {taskModuleRequest.Context?.Theme}", new TaskModuleResponse(new TaskModuleContinueResponse(new TaskModuleTaskInfo("Plan", 300, "small"))));

        protected override Task<TaskModuleResponse> OnTeamsTaskModuleSubmitAsync(
            ITurnContext<IInvokeActivity> turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken) =>
            See("task submit", new TaskModuleResponse(new TaskModuleMessageResponse("done")));

        protected override Task<TabResponse> OnTeamsTabFetchAsync(
            ITurnContext<IInvokeActivity> turnContext, TabRequest tabRequest, CancellationToken cancellationToken) =>
            See($"tab {tabRequest.TabEntityContext?.TabEntityId}", new TabResponse());

        private Task See(string what)
        {
            Seen.Add(what);
            return Task.CompletedTask;
        }

        private Task<T> See<T>(string what, T answer)
        {
            Seen.Add(what);
            return Task.FromResult(answer);
        }
    }
}
