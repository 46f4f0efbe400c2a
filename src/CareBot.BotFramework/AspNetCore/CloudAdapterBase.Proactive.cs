using System.Security.Claims;

namespace CareBot.BotFramework;

// The turns that the bot starts itself.
public abstract partial class CloudAdapterBase
{
    public override Task ContinueConversationAsync(
        string botId, ConversationReference reference, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        ProcessProactiveAsync(CreateClaimsIdentity(botId), reference.GetContinuationActivity(), null, callback, cancellationToken);

    /// <param name="continuationActivity">The turn's activity, as it is: its id and its name reach the bot.</param>
    public override Task ContinueConversationAsync(
        string botId, Activity continuationActivity, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        ProcessProactiveAsync(CreateClaimsIdentity(botId), continuationActivity, null, callback, cancellationToken);

    public override Task ContinueConversationAsync(
        ClaimsIdentity claimsIdentity, ConversationReference reference, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        ProcessProactiveAsync(claimsIdentity, reference.GetContinuationActivity(), null, callback, cancellationToken);

    public override Task ContinueConversationAsync(
        ClaimsIdentity claimsIdentity, ConversationReference reference, string audience, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        ProcessProactiveAsync(claimsIdentity, reference.GetContinuationActivity(), audience, callback, cancellationToken);

    public override Task ContinueConversationAsync(
        ClaimsIdentity claimsIdentity, Activity continuationActivity, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        ProcessProactiveAsync(claimsIdentity, continuationActivity, null, callback, cancellationToken);

    public override Task ContinueConversationAsync(
        ClaimsIdentity claimsIdentity, Activity continuationActivity, string audience, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        ProcessProactiveAsync(claimsIdentity, continuationActivity, audience, callback, cancellationToken);

    /// <summary>Starts a conversation at the channel and runs a turn in it, whose activity is the event <c>CreateConversation</c>.</summary>
    public override async Task CreateConversationAsync(
        string botAppId,
        string channelId,
        string serviceUrl,
        string audience,
        ConversationParameters conversationParameters,
        BotCallbackHandler callback,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(serviceUrl);
        ArgumentNullException.ThrowIfNull(conversationParameters);
        ArgumentNullException.ThrowIfNull(callback);
        var identity = CreateClaimsIdentity(botAppId);
        var connector = await BotFrameworkAuthentication.CreateConnectorFactory(identity).CreateAsync(serviceUrl, audience, cancellationToken);
        var created = await connector.Conversations.CreateConversationAsync(conversationParameters, cancellationToken);
        var start = CreationActivity(created, channelId, serviceUrl, conversationParameters);
        await ProcessProactiveAsync(identity, start, audience, callback, cancellationToken);
    }

    /// <summary>The identity with which the bot speaks first.</summary>
    protected static ClaimsIdentity CreateClaimsIdentity(string botAppId)
    {
        botAppId ??= "";
        return new ClaimsIdentity(
            [new Claim(AuthenticationConstants.AudienceClaim, botAppId), new Claim(AuthenticationConstants.AppIdClaim, botAppId)]);
    }

    /// <param name="audience">The audience of the tokens that what is sent carries; the channel's when null.</param>
    protected async Task ProcessProactiveAsync(
        ClaimsIdentity claimsIdentity, Activity continuationActivity, string? audience, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claimsIdentity);
        ArgumentNullException.ThrowIfNull(continuationActivity);
        ArgumentNullException.ThrowIfNull(callback);
        var factory = BotFrameworkAuthentication.CreateConnectorFactory(claimsIdentity);
        using var turn = NewTurn(continuationActivity, claimsIdentity, audience ?? BotFrameworkAuthentication.GetOriginatingAudience(), factory);
        if (continuationActivity.Id != continuationActivity.RelatesTo?.ActivityId) turn.OnSendActivities(WithoutReplyTo(continuationActivity.Id));
        await TurnConnector.OfAsync(turn, cancellationToken);
        await RunPipelineAsync(turn, callback, cancellationToken);
    }

    /// <summary>An id that the bot made up is nothing the channel could hang a reply on, and nobody's business there.</summary>
    private static SendActivitiesHandler WithoutReplyTo(string? ownId) => (_, activities, next) =>
    {
        foreach (var activity in activities.Where(activity => activity.ReplyToId == ownId)) activity.ReplyToId = null;
        return next();
    };

    private static Activity CreationActivity(
        ConversationResourceResponse created, string channelId, string serviceUrl, ConversationParameters parameters)
    {
        return new Activity
        {
            Type = ActivityTypes.Event,
            Name = ActivityEventNames.CreateConversation,
            // The id derives from the conversation where the channel gives none: creating it twice is one event.
            Id = created.ActivityId ?? $"{ActivityEventNames.CreateConversation}|{created.Id}",
            ChannelId = channelId,
            ServiceUrl = serviceUrl,
            Conversation = new ConversationAccount(id: created.Id, tenantId: parameters.TenantId, isGroup: parameters.IsGroup),
            ChannelData = parameters.ChannelData,
            Recipient = parameters.Bot,
        };
    }
}
