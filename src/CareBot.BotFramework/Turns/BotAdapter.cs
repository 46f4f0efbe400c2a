using System.Security.Claims;

namespace CareBot.BotFramework;

/// <summary>Connects a bot to a channel: makes the turns and delivers what they send.</summary>
public abstract class BotAdapter
{
    /// <summary>The key in the turn's state under which the answer to an invoke waits for the HTTP response.</summary>
    public const string InvokeResponseKey = "BotFrameworkAdapter.InvokeResponse";

    /// <summary>The key in the turn's state of the <see cref="ClaimsIdentity"/> that the request was let in with.</summary>
    public const string BotIdentityKey = "BotIdentity";

    public const string OAuthScopeKey = "Microsoft.Bot.Builder.BotAdapter.OAuthScope";

    /// <summary>Takes what a turn throws; without it the exception goes on to the caller of the adapter.</summary>
    public Func<ITurnContext, Exception, Task>? OnTurnError { get; set; }

    public MiddlewareSet MiddlewareSet { get; } = new();

    public BotAdapter Use(IMiddleware middleware)
    {
        MiddlewareSet.Use(middleware);
        return this;
    }

    /// <returns>One response for each activity, in their order.</returns>
    public abstract Task<ResourceResponse[]> SendActivitiesAsync(
        ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken);

    /// <param name="activity">The new content, under the id of the activity that it replaces.</param>
    public abstract Task<ResourceResponse> UpdateActivityAsync(
        ITurnContext turnContext, Activity activity, CancellationToken cancellationToken);

    public abstract Task DeleteActivityAsync(
        ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken);

    /// <exception cref="NotSupportedException">This adapter receives activities another way.</exception>
    public virtual Task<InvokeResponse?> ProcessActivityAsync(
        ClaimsIdentity claimsIdentity,
        Activity activity,
        BotCallbackHandler callback,
        CancellationToken cancellationToken) => throw new NotSupportedException($"{GetType().Name} receives activities another way.");

    /// <exception cref="NotSupportedException">This adapter's channel starts no conversations.</exception>
    public virtual Task CreateConversationAsync(
        string botAppId,
        string channelId,
        string serviceUrl,
        string audience,
        ConversationParameters conversationParameters,
        BotCallbackHandler callback,
        CancellationToken cancellationToken) => throw new NotSupportedException($"{GetType().Name} starts no conversations.");

    public virtual Task ContinueConversationAsync(
        string botId, ConversationReference reference, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        RunTurnAsync(null, reference.GetContinuationActivity(), callback, cancellationToken);

    public virtual Task ContinueConversationAsync(
        string botId, Activity continuationActivity, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        RunTurnAsync(null, continuationActivity, callback, cancellationToken);

    public virtual Task ContinueConversationAsync(
        ClaimsIdentity claimsIdentity, ConversationReference reference, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        RunTurnAsync(claimsIdentity, reference.GetContinuationActivity(), callback, cancellationToken);

    public virtual Task ContinueConversationAsync(
        ClaimsIdentity claimsIdentity,
        ConversationReference reference,
        string audience,
        BotCallbackHandler callback,
        CancellationToken cancellationToken) =>
        RunTurnAsync(claimsIdentity, reference.GetContinuationActivity(), callback, cancellationToken);

    public virtual Task ContinueConversationAsync(
        ClaimsIdentity claimsIdentity, Activity continuationActivity, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        RunTurnAsync(claimsIdentity, continuationActivity, callback, cancellationToken);

    public virtual Task ContinueConversationAsync(
        ClaimsIdentity claimsIdentity,
        Activity continuationActivity,
        string audience,
        BotCallbackHandler callback,
        CancellationToken cancellationToken) =>
        RunTurnAsync(claimsIdentity, continuationActivity, callback, cancellationToken);

    /// <summary>Runs the middleware and then the bot, and hands what they throw to <see cref="OnTurnError"/>.</summary>
    protected async Task RunPipelineAsync(ITurnContext turnContext, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (turnContext is TurnContext turn) turn.Locale = turn.Activity.Locale;
        try
        {
            await MiddlewareSet.ReceiveActivityWithStatusAsync(turnContext, callback, cancellationToken);
        }
        catch (Exception e) when (OnTurnError is not null)
        {
            await OnTurnError(turnContext, e);
        }
    }

    private async Task RunTurnAsync(
        ClaimsIdentity? identity, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        using var turn = new TurnContext(this, activity);
        turn.TurnState.Set(BotIdentityKey, identity);
        await RunPipelineAsync(turn, callback, cancellationToken);
    }
}
