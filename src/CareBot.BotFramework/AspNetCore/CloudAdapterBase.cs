using System.Globalization;
using System.Net;
using System.Security.Claims;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CareBot.BotFramework;

/// <summary>Runs turns for activities that a connector delivers, and sends what they say back through it.</summary>
public abstract partial class CloudAdapterBase : BotAdapter
{
    protected CloudAdapterBase(BotFrameworkAuthentication botFrameworkAuthentication, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(botFrameworkAuthentication);
        BotFrameworkAuthentication = botFrameworkAuthentication;
        Logger = logger ?? NullLogger.Instance;
    }

    protected BotFrameworkAuthentication BotFrameworkAuthentication { get; }

    protected ILogger Logger { get; }

    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Sends each in turn; the first that fails ends it, and those before it stay sent.</summary>
    public override async Task<ResourceResponse[]> SendActivitiesAsync(
        ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(activities);
        if (activities.Length == 0) throw new ArgumentException("There is no activity to send.", nameof(activities));
        var responses = new ResourceResponse[activities.Length];
        for (var i = 0; i < activities.Length; i++) responses[i] = await SendAsync(turnContext, activities[i], cancellationToken);
        return responses;
    }

    public override async Task<ResourceResponse> UpdateActivityAsync(
        ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
    {
        var connector = await TurnConnector.OfAsync(turnContext, cancellationToken);
        return await connector.Conversations.UpdateActivityAsync(activity, cancellationToken);
    }

    public override async Task DeleteActivityAsync(
        ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(reference.Conversation?.Id);
        ArgumentException.ThrowIfNullOrEmpty(reference.ActivityId);
        var connector = await TurnConnector.OfAsync(turnContext, cancellationToken);
        await connector.Conversations.DeleteActivityAsync(reference.Conversation.Id, reference.ActivityId, cancellationToken);
    }

    /// <exception cref="UnauthorizedAccessException">The token does not entitle its bearer to send this activity.</exception>
    protected async Task<InvokeResponse?> ProcessActivityAsync(
        string? authHeader, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        var caller = await BotFrameworkAuthentication.AuthenticateRequestAsync(activity, authHeader, cancellationToken);
        return await ProcessActivityAsync(caller, activity, callback, cancellationToken);
    }

    /// <returns>What the HTTP response is to say: for an invoke and for <c>expectReplies</c>; otherwise null.</returns>
    protected async Task<InvokeResponse?> ProcessActivityAsync(
        AuthenticateRequestResult authenticateRequestResult, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(authenticateRequestResult.ClaimsIdentity);
        ArgumentNullException.ThrowIfNull(authenticateRequestResult.ConnectorFactory);
        activity.CallerId = authenticateRequestResult.CallerId;
        using var turn = NewTurn(
            activity, authenticateRequestResult.ClaimsIdentity, authenticateRequestResult.Audience, authenticateRequestResult.ConnectorFactory);
        if (AnswersThroughConnector(activity)) await TurnConnector.OfAsync(turn, cancellationToken);
        await RunPipelineAsync(turn, callback, cancellationToken);
        return ResultOf(turn);
    }

    private static bool AnswersThroughConnector(Activity activity) =>
        activity.Type != ActivityTypes.Invoke
        && activity.DeliveryMode != DeliveryModes.ExpectReplies
        && Uri.IsWellFormedUriString(activity.ServiceUrl, UriKind.Absolute);

    private TurnContext NewTurn(Activity activity, ClaimsIdentity identity, string? audience, ConnectorFactory factory)
    {
        var turn = new TurnContext(this, activity);
        turn.TurnState.Set(BotIdentityKey, identity);
        turn.TurnState.Set(OAuthScopeKey, audience);
        turn.TurnState.Set(factory);
        return turn;
    }

    private static InvokeResponse? ResultOf(TurnContext turn)
    {
        if (turn.Activity.DeliveryMode == DeliveryModes.ExpectReplies)
            return new InvokeResponse { Status = (int)HttpStatusCode.OK, Body = new ExpectedReplies(turn.BufferedReplyActivities) };
        if (turn.Activity.Type != ActivityTypes.Invoke) return null;
        return turn.TurnState.Get<Activity>(InvokeResponseKey)?.Value as InvokeResponse
            ?? new InvokeResponse { Status = (int)HttpStatusCode.NotImplemented };
    }

    private async Task<ResourceResponse> SendAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
    {
        activity.Id = null; // The connector gives the id.
        switch (activity.Type)
        {
            case ActivityTypesEx.Delay:
                var milliseconds = Convert.ToInt32(activity.Value, CultureInfo.InvariantCulture);
                await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), Clock, cancellationToken);
                return new ResourceResponse("");
            case ActivityTypesEx.InvokeResponse:
                turnContext.TurnState.Set(InvokeResponseKey, activity);
                return new ResourceResponse("");
            case ActivityTypes.Trace when activity.ChannelId != Channels.Emulator:
                return new ResourceResponse("");
            default:
                var conversations = (await TurnConnector.OfAsync(turnContext, cancellationToken)).Conversations;
                return string.IsNullOrWhiteSpace(activity.ReplyToId)
                    ? await conversations.SendToConversationAsync(activity, cancellationToken)
                    : await conversations.ReplyToActivityAsync(activity, cancellationToken);
        }
    }
}
