using System.Globalization;
using System.Security.Claims;

namespace CareBot.BotFramework;

/// <summary>A channel in memory: what the bot sends waits in a queue. Ids count upward from zero.</summary>
public class TestAdapter : BotAdapter
{
    private readonly Lock _lock = new();
    private int _nextId;

    public TestAdapter(string channelId, bool sendTraceActivity = false)
        : this(CreateConversation("Convo1"), sendTraceActivity) => Conversation.ChannelId = channelId;

    public TestAdapter(ConversationReference? conversation = null, bool sendTraceActivity = false)
    {
        Conversation = conversation ?? CreateConversation("Convo1");
        EnableTrace = sendTraceActivity;
    }

    public ConversationReference Conversation { get; set; }

    /// <summary>Of the messages that the adapter makes.</summary>
    public string Locale { get; set; } = "en-us";

    /// <summary>Whether traces are queued with the replies.</summary>
    public bool EnableTrace { get; set; }

    public Queue<Activity> ActiveQueue { get; } = new();

    public static ConversationReference CreateConversation(string name, string user = "User1", string bot = "Bot") => new()
    {
        ChannelId = Channels.Test,
        ServiceUrl = "https://test.com",
        Conversation = new ConversationAccount(false, name, name),
        User = new ChannelAccount(user.ToLowerInvariant(), user),
        Bot = new ChannelAccount(bot.ToLowerInvariant(), bot),
        Locale = "en-us",
    };

    public new TestAdapter Use(IMiddleware middleware)
    {
        base.Use(middleware);
        return this;
    }

    /// <summary>A turn of this activity; what it lacks of sender, conversation, id and time is filled in.</summary>
    public async Task ProcessActivityAsync(Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        Complete(activity);
        using var turn = CreateTurnContext(activity);
        await RunPipelineAsync(turn, callback, cancellationToken);
    }

    /// <returns>The answer to an invoke, or null.</returns>
    public override async Task<InvokeResponse?> ProcessActivityAsync(
        ClaimsIdentity claimsIdentity, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activity);
        Complete(activity);
        using var turn = CreateTurnContext(activity);
        turn.TurnState.Set(BotIdentityKey, claimsIdentity);
        await RunPipelineAsync(turn, callback, cancellationToken);
        return turn.TurnState.Get<Activity>(InvokeResponseKey)?.Value as InvokeResponse;
    }

    public virtual TurnContext CreateTurnContext(Activity activity) => new(this, activity);

    public virtual Task SendTextToBotAsync(string userSays, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        ProcessActivityAsync(MakeActivity(userSays), callback, cancellationToken);

    /// <summary>A turn of a conversation update, on an empty queue.</summary>
    public virtual Task CreateConversationAsync(string channelId, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ActiveQueue.Clear();
        var update = (Activity)Activity.CreateConversationUpdateActivity();
        update.ChannelId = channelId;
        return ProcessActivityAsync(update, callback, cancellationToken);
    }

    public Activity MakeActivity(string? text = null) => new(ActivityTypes.Message)
    {
        Locale = Locale,
        From = Conversation.User,
        Recipient = Conversation.Bot,
        Conversation = Conversation.Conversation,
        ServiceUrl = Conversation.ServiceUrl,
        ChannelId = Conversation.ChannelId,
        Id = NextId(),
        Text = text,
    };

    /// <returns>Null when the bot has said nothing more.</returns>
    public virtual IActivity? GetNextReply()
    {
        lock (_lock) return ActiveQueue.TryDequeue(out var reply) ? reply : null;
    }

    public override Task<ResourceResponse[]> SendActivitiesAsync(
        ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activities);
        foreach (var activity in activities)
        {
            activity.Id ??= NextId();
            activity.Timestamp ??= TimeProvider.System.GetUtcNow();
            if (activity.Type == ActivityTypesEx.InvokeResponse) turnContext.TurnState.Set(InvokeResponseKey, activity);
            // A pause is for people; a test has none to wait for.
            if (activity.Type == ActivityTypesEx.Delay || (activity.Type == ActivityTypes.Trace && !EnableTrace)) continue;
            lock (_lock) ActiveQueue.Enqueue(activity);
        }

        return Task.FromResult(activities.Select(activity => new ResourceResponse(activity.Id)).ToArray());
    }

    /// <summary>Replaces a reply that is still in the queue.</summary>
    public override Task<ResourceResponse> UpdateActivityAsync(
        ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
    {
        Requeue(replies => replies.Select(reply => reply.Id == activity.Id ? activity : reply));
        return Task.FromResult(new ResourceResponse(activity.Id));
    }

    /// <summary>Takes a reply out of the queue.</summary>
    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken)
    {
        Requeue(replies => replies.Where(reply => reply.Id != reference.ActivityId));
        return Task.CompletedTask;
    }

    private void Complete(Activity activity)
    {
        activity.Type ??= ActivityTypes.Message;
        activity.ChannelId ??= Conversation.ChannelId;
        activity.ServiceUrl ??= Conversation.ServiceUrl;
        activity.From ??= Conversation.User;
        activity.Recipient ??= Conversation.Bot;
        activity.Conversation ??= Conversation.Conversation;
        activity.Id ??= NextId();
        activity.Timestamp ??= TimeProvider.System.GetUtcNow();
    }

    private void Requeue(Func<IEnumerable<Activity>, IEnumerable<Activity>> change)
    {
        lock (_lock)
        {
            var replies = change(ActiveQueue).ToList();
            ActiveQueue.Clear();
            replies.ForEach(ActiveQueue.Enqueue);
        }
    }

    private string NextId() => (Interlocked.Increment(ref _nextId) - 1).ToString(CultureInfo.InvariantCulture);
}
