namespace CareBot.BotFramework;

public class TurnContext : ITurnContext, IDisposable
{
    private const string LocaleKey = "turn.locale";

    private readonly List<SendActivitiesHandler> _onSend;
    private readonly List<UpdateActivityHandler> _onUpdate;
    private readonly List<DeleteActivityHandler> _onDelete;

    public TurnContext(BotAdapter adapter, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        ArgumentNullException.ThrowIfNull(activity);
        (Adapter, Activity) = (adapter, activity);
        (_onSend, _onUpdate, _onDelete) = ([], [], []);
        (TurnState, BufferedReplyActivities) = ([], []);
    }

    /// <summary>The same turn with another activity: state, handlers and buffered replies are shared.</summary>
    public TurnContext(ITurnContext turnContext, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(activity);
        (Adapter, Activity) = (turnContext.Adapter, activity);
        (TurnState, Responded) = (turnContext.TurnState, turnContext.Responded);
        var inner = (turnContext as IDelegatingTurnContext)?.Inner ?? turnContext;
        var shared = inner as TurnContext;
        (_onSend, _onUpdate, _onDelete) = (shared?._onSend ?? [], shared?._onUpdate ?? [], shared?._onDelete ?? []);
        BufferedReplyActivities = shared?.BufferedReplyActivities ?? [];
    }

    public BotAdapter Adapter { get; }

    public Activity Activity { get; }

    public TurnContextStateCollection TurnState { get; }

    public bool Responded { get; private set; }

    /// <summary>A BCP 47 tag: the activity's, unless the bot chose another.</summary>
    public string? Locale
    {
        get => TurnState.Get<string>(LocaleKey);
        set => TurnState.Set(LocaleKey, string.IsNullOrEmpty(value) ? null : value);
    }

    /// <summary>What was sent in a turn of delivery mode <see cref="DeliveryModes.ExpectReplies"/>, for its HTTP response.</summary>
    public List<Activity> BufferedReplyActivities { get; }

    public Task<ResourceResponse> SendActivityAsync(
        string textReplyToSend,
        string? speak = null,
        string? inputHint = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(textReplyToSend);
        var activity = new Activity(ActivityTypes.Message)
        {
            Text = textReplyToSend,
            Speak = string.IsNullOrEmpty(speak) ? null : speak,
            InputHint = string.IsNullOrEmpty(inputHint) ? null : inputHint,
        };
        return SendActivityAsync(activity, cancellationToken);
    }

    public async Task<ResourceResponse> SendActivityAsync(IActivity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var responses = await SendActivitiesAsync([activity], cancellationToken);
        // A handler may have kept the activity back, and then there is no answer to it.
        return responses is { Length: > 0 } ? responses[0] : new ResourceResponse();
    }

    public Task<ResourceResponse[]> SendActivitiesAsync(IActivity[] activities, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activities);
        if (activities.Length == 0) throw new ArgumentException("There is no activity to send.", nameof(activities));
        var reference = Activity.GetConversationReference();
        var outgoing = activities.Select(activity => activity.ApplyConversationReference(reference)).ToList();
        return SendFrom(0);

        Task<ResourceResponse[]> SendFrom(int handler) => handler == _onSend.Count
            ? DeliverAsync(outgoing, cancellationToken)
            : _onSend[handler](this, outgoing, () => SendFrom(handler + 1));
    }

    public Task<ResourceResponse> UpdateActivityAsync(IActivity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var addressed = activity.ApplyConversationReference(Activity.GetConversationReference());
        return UpdateFrom(0);

        Task<ResourceResponse> UpdateFrom(int handler) => handler == _onUpdate.Count
            ? Adapter.UpdateActivityAsync(this, addressed, cancellationToken)
            : _onUpdate[handler](this, addressed, () => UpdateFrom(handler + 1));
    }

    public Task DeleteActivityAsync(string activityId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(activityId);
        var reference = Activity.GetConversationReference();
        reference.ActivityId = activityId;
        return DeleteActivityAsync(reference, cancellationToken);
    }

    public Task DeleteActivityAsync(ConversationReference conversationReference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationReference);
        return DeleteFrom(0);

        Task DeleteFrom(int handler) => handler == _onDelete.Count
            ? Adapter.DeleteActivityAsync(this, conversationReference, cancellationToken)
            : _onDelete[handler](this, conversationReference, () => DeleteFrom(handler + 1));
    }

    public ITurnContext OnSendActivities(SendActivitiesHandler handler) => Add(_onSend, handler);

    public ITurnContext OnUpdateActivity(UpdateActivityHandler handler) => Add(_onUpdate, handler);

    public ITurnContext OnDeleteActivity(DeleteActivityHandler handler) => Add(_onDelete, handler);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing) TurnState.Dispose();
    }

    private TurnContext Add<T>(List<T> handlers, T handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        handlers.Add(handler);
        return this;
    }

    private async Task<ResourceResponse[]> DeliverAsync(List<Activity> activities, CancellationToken cancellationToken)
    {
        var responses = Activity.DeliveryMode == DeliveryModes.ExpectReplies
            ? Buffer(activities)
            : await Adapter.SendActivitiesAsync(this, [.. activities], cancellationToken);
        foreach (var (activity, response) in activities.Zip(responses)) activity.Id = response.Id;
        Responded |= activities.Exists(a => a.Type is not (ActivityTypes.Trace or ActivityTypesEx.InvokeResponse));
        return responses;
    }

    private ResourceResponse[] Buffer(List<Activity> activities)
    {
        foreach (var activity in activities)
        {
            if (activity.Type == ActivityTypesEx.InvokeResponse) TurnState.Set(BotAdapter.InvokeResponseKey, activity);
            else BufferedReplyActivities.Add(activity);
        }

        return [.. activities.Select(activity => new ResourceResponse(activity.Id))];
    }
}
