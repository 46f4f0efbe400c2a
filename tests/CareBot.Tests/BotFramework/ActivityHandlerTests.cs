using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CareBot.Tests.BotFramework;

public sealed class ActivityHandlerTests
{
    private readonly TestAdapter _adapter = new();

    [Theory]
    [InlineData("""{"type":"message"}""", "message")]
    [InlineData("""{"type":"messageUpdate"}""", "messageUpdate")]
    [InlineData("""{"type":"messageDelete"}""", "messageDelete")]
    [InlineData("""{"type":"messageReaction","reactionsAdded":[{"type":"like"}],"reactionsRemoved":[{"type":"sad"}]}""", "added like,removed sad")]
    [InlineData("""{"type":"conversationUpdate","membersAdded":[{"id":"ana"},{"id":"bot"}]}""", "members added")]
    [InlineData("""{"type":"conversationUpdate","membersAdded":[{"id":"bot"}]}""", "")]
    [InlineData("""{"type":"conversationUpdate","membersAdded":[null]}""", "")]
    [InlineData("""{"type":"conversationUpdate","membersAdded":[null,{"id":"ana"}]}""", "members added")]
    [InlineData("""{"type":"conversationUpdate","membersAdded":null}""", "")]
    [InlineData("""{"type":"conversationUpdate","membersRemoved":[{"id":"ana"}]}""", "members removed")]
    [InlineData("""{"type":"conversationUpdate","membersRemoved":[{"id":"bot"}]}""", "")]
    [InlineData("""{"type":"installationUpdate","action":"add"}""", "installed")]
    [InlineData("""{"type":"installationUpdate","action":"add-upgrade"}""", "installed")]
    [InlineData("""{"type":"installationUpdate","action":"remove"}""", "uninstalled")]
    [InlineData("""{"type":"installationUpdate","action":"remove-upgrade"}""", "uninstalled")]
    [InlineData("""{"type":"installationUpdate","action":"other"}""", "")]
    [InlineData("""{"type":"event","name":"tokens/response"}""", "token")]
    [InlineData("""{"type":"event","name":"other"}""", "event")]
    [InlineData("""{"type":"typing"}""", "typing")]
    [InlineData("""{"type":"endOfConversation"}""", "end")]
    [InlineData("""{"type":"command"}""", "command")]
    [InlineData("""{"type":"commandResult"}""", "command result")]
    [InlineData("""{"type":"somethingNew"}""", "unrecognized")]
    public async Task Each_kind_of_activity_has_its_method(string json, string expected)
    {
        var bot = new Recorder();

        await Take(json, bot);

        Assert.Equal(expected, string.Join(',', bot.Seen));
    }

    [Theory]
    [InlineData("""{"name":"adaptiveCard/action","value":{"action":{"type":"Action.Execute","verb":"save"}}}""", 200)]
    [InlineData("""{"name":"adaptiveCard/action"}""", 400)]
    [InlineData("""{"name":"adaptiveCard/action","value":"text"}""", 400)]
    [InlineData("""{"name":"adaptiveCard/action","value":{}}""", 400)]
    [InlineData("""{"name":"adaptiveCard/action","value":{"action":{"type":"Action.Submit"}}}""", 400)]
    [InlineData("""{"name":"application/search","value":{"kind":"search","queryText":"ride","queryOptions":{"skip":0,"top":"5"}}}""", 200)]
    [InlineData("""{"name":"application/search","value":{"queryText":"ride"}}""", 400)]
    [InlineData("""{"name":"application/search","channelId":"msteams","value":{"queryText":"ride"}}""", 200)]
    [InlineData("""{"name":"application/search","value":{"kind":"search"}}""", 400)]
    [InlineData("""{"name":"signin/verifyState","value":{"state":"1"}}""", 200)]
    [InlineData("""{"name":"signin/tokenExchange","value":{}}""", 200)]
    [InlineData("""{"name":"unheard/of"}""", 501)]
    [InlineData("""{}""", 501)]
    public async Task An_invoke_is_answered_with_a_status(string invoke, int status) =>
        Assert.Equal(status, (await Take(Invoke(invoke), new Recorder()))!.Status);

    [Theory]
    [InlineData("""{"name":"adaptiveCard/action","value":{"action":{"type":"Action.Execute","verb":"save"}}}""")]
    [InlineData("""{"name":"application/search","value":{"kind":"search","queryText":"ride"}}""")]
    [InlineData("""{"name":"signin/verifyState","value":{"state":"1"}}""")]
    public async Task An_invoke_that_the_bot_does_not_take_is_answered_with_501(string invoke) =>
        Assert.Equal(501, (await Take(Invoke(invoke), new ActivityHandler()))!.Status);

    [Fact]
    public async Task A_refused_card_action_says_why_in_its_body()
    {
        var response = await Take(Invoke("""{"name":"adaptiveCard/action","value":{}}"""), new Recorder());

        var body = Assert.IsType<AdaptiveCardInvokeResponse>(response!.Body);
        Assert.Equal((400, "application/vnd.microsoft.error"), (body.StatusCode, body.Type));
        Assert.Equal("BadRequest", Assert.IsType<Error>(body.Value).Code);
    }

    [Fact]
    public async Task A_card_action_reaches_the_bot_with_its_verb_and_data()
    {
        var response = await Take(Invoke("""{"name":"adaptiveCard/action","value":{"action":{"type":"Action.Execute","verb":"save","data":{"kg":82.1}}}}"""), new Recorder());

        Assert.Equal("save 82.1", Assert.IsType<AdaptiveCardInvokeResponse>(response!.Body).Value);
    }

    [Fact]
    public async Task An_exception_with_a_status_answers_with_that_status() =>
        Assert.Equal(409, (await Take(Invoke("""{"name":"signin/verifyState"}"""), new Refusing()))!.Status);

    [Fact]
    public async Task An_activity_without_a_type_is_a_fault_of_the_caller()
    {
        var turn = new TurnContext(_adapter, new Activity());

        await Assert.ThrowsAsync<ArgumentException>(() => new ActivityHandler().OnTurnAsync(turn, TestContext.Current.CancellationToken));
    }

    private static string Invoke(string fields)
    {
        var invoke = JsonNode.Parse(fields)!.AsObject();
        invoke["type"] = "invoke";
        return invoke.ToJsonString();
    }

    private Task<InvokeResponse?> Take(string json, IBot bot)
    {
        var activity = ProtocolJson.Read(Encoding.UTF8.GetBytes(json))!;
        return _adapter.ProcessActivityAsync(new ClaimsIdentity(), activity, bot.OnTurnAsync, TestContext.Current.CancellationToken);
    }

    private sealed class Refusing : ActivityHandler
    {
        protected override Task OnSignInInvokeAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
            throw new InvokeResponseException(HttpStatusCode.Conflict);
    }

    private sealed class Recorder : ActivityHandler
    {
        public List<string> Seen { get; } = [];

        protected override Task OnMessageActivityAsync(
            ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) => See("message");

        protected override Task OnMessageUpdateActivityAsync(
            ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) => See("messageUpdate");

        protected override Task OnMessageDeleteActivityAsync(
            ITurnContext<IMessageDeleteActivity> turnContext, CancellationToken cancellationToken) => See("messageDelete");

        protected override Task OnReactionsAddedAsync(
            IList<MessageReaction> messageReactions,
            ITurnContext<IMessageReactionActivity> turnContext,
            CancellationToken cancellationToken) => See($"added {messageReactions[0].Type}");

        protected override Task OnReactionsRemovedAsync(
            IList<MessageReaction> messageReactions,
            ITurnContext<IMessageReactionActivity> turnContext,
            CancellationToken cancellationToken) => See($"removed {messageReactions[0].Type}");

        protected override Task OnMembersAddedAsync(
            IList<ChannelAccount> membersAdded,
            ITurnContext<IConversationUpdateActivity> turnContext,
            CancellationToken cancellationToken) => See("members added");

        protected override Task OnMembersRemovedAsync(
            IList<ChannelAccount> membersRemoved,
            ITurnContext<IConversationUpdateActivity> turnContext,
            CancellationToken cancellationToken) => See("members removed");

        protected override Task OnInstallationUpdateAddAsync(
            ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) => See("installed");

        protected override Task OnInstallationUpdateRemoveAsync(
            ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) => See("uninstalled");

        protected override Task OnTokenResponseEventAsync(
            ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => See("token");

        protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => See("event");

        protected override Task OnTypingActivityAsync(
            ITurnContext<ITypingActivity> turnContext, CancellationToken cancellationToken) => See("typing");

        protected override Task OnEndOfConversationActivityAsync(
            ITurnContext<IEndOfConversationActivity> turnContext, CancellationToken cancellationToken) => See("end");

        protected override Task OnCommandActivityAsync(
            ITurnContext<ICommandActivity> turnContext, CancellationToken cancellationToken) => See("command");

        protected override Task OnCommandResultActivityAsync(
            ITurnContext<ICommandResultActivity> turnContext, CancellationToken cancellationToken) => See("command result");

        protected override Task OnUnrecognizedActivityTypeAsync(
            ITurnContext turnContext, CancellationToken cancellationToken) => See("unrecognized");

        protected override Task OnSignInInvokeAsync(
            ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) => See("signin");

        protected override Task<AdaptiveCardInvokeResponse> OnAdaptiveCardInvokeAsync(
            ITurnContext<IInvokeActivity> turnContext, AdaptiveCardInvokeValue invokeValue, CancellationToken cancellationToken)
        {
            var kilograms = ProtocolJson.To<JsonElement?>(invokeValue.Action!.Data)?.GetProperty("kg").GetRawText();
            return Task.FromResult(new AdaptiveCardInvokeResponse { StatusCode = 200, Value = $"{invokeValue.Action.Verb} {kilograms}" });
        }

        protected override Task<SearchInvokeResponse> OnSearchInvokeAsync(
            ITurnContext<IInvokeActivity> turnContext, SearchInvokeValue invokeValue, CancellationToken cancellationToken) =>
            Task.FromResult(new SearchInvokeResponse { StatusCode = 200 });

        private Task See(string what)
        {
            Seen.Add(what);
            return Task.CompletedTask;
        }
    }
}
