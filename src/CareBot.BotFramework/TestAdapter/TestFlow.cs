namespace CareBot.BotFramework;

/// <summary>Compares a reply with what was expected, by throwing.</summary>
public delegate void ValidateReply(IActivity expected, IActivity actual);

/// <summary>A conversation with a bot, written down as sends and expected replies and then played by <see cref="StartTestAsync"/>.</summary>
/// <remarks>A turn is over when its send is, so nothing is waited for: the timeouts of the signatures have no effect.</remarks>
public class TestFlow
{
    private readonly TestAdapter _adapter;
    private readonly BotCallbackHandler? _callback;
    private readonly Func<Task> _play;

    public TestFlow(TestAdapter adapter, BotCallbackHandler? callback = null) =>
        (_adapter, _callback, _play) = (adapter, callback, () => Task.CompletedTask);

    public TestFlow(TestAdapter adapter, IBot bot)
        : this(adapter, bot.OnTurnAsync)
    {
    }

    public TestFlow(Func<Task> testTask, TestFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        (_adapter, _callback) = (flow._adapter, flow._callback);
        _play = async () =>
        {
            await flow._play();
            await testTask();
        };
    }

    public Task StartTestAsync() => _play();

    public TestFlow Send(string userSays)
    {
        ArgumentNullException.ThrowIfNull(userSays);
        return new TestFlow(() => _adapter.SendTextToBotAsync(userSays, Bot, CancellationToken.None), this);
    }

    public TestFlow Send(IActivity userActivity)
    {
        ArgumentNullException.ThrowIfNull(userActivity);
        return new TestFlow(() => _adapter.ProcessActivityAsync((Activity)userActivity, Bot), this);
    }

    /// <summary>The person joins.</summary>
    public TestFlow SendConversationUpdate()
    {
        var update = Activity.CreateConversationUpdateActivity();
        update.MembersAdded!.Add(_adapter.Conversation.User!);
        return Send(update);
    }

    public TestFlow AssertReply(string expected, string? description = null, uint timeout = 3000) =>
        AssertReply(actual => Same(expected, actual, description), description, timeout);

    public TestFlow AssertReply(IActivity expected, string? description = null, uint timeout = 3000) => AssertReply(
        actual =>
        {
            if (expected.Type != actual.Type) throw Unexpected(description, expected.Type, actual.Type);
            if (expected.Type == ActivityTypes.Message) Same(((Activity)expected).Text, actual, description);
        },
        description,
        timeout);

    public TestFlow AssertReply(
        IActivity expected, IEqualityComparer<IActivity> equalityComparer, string? description = null, uint timeout = 3000) => AssertReply(
        actual =>
        {
            if (!equalityComparer.Equals(expected, actual)) throw Unexpected(description, ((Activity)expected).Text, ((Activity)actual).Text);
        },
        description,
        timeout);

    public TestFlow AssertReply(Action<IActivity> validateActivity, string? description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(validateActivity);
        return new TestFlow(
            () =>
            {
                validateActivity(_adapter.GetNextReply() ?? throw new InvalidOperationException($"{description}: the bot said nothing."));
                return Task.CompletedTask;
            },
            this);
    }

    public TestFlow AssertReplyContains(string expected, string? description = null, uint timeout = 3000) => AssertReply(
        actual =>
        {
            var text = ((Activity)actual).Text;
            if (text?.Contains(expected, StringComparison.Ordinal) != true) throw Unexpected(description, expected, text);
        },
        description,
        timeout);

    public TestFlow AssertReplyOneOf(string[] candidates, string? description = null, uint timeout = 3000) => AssertReply(
        actual =>
        {
            var text = ((Activity)actual).Text;
            if (!candidates.Contains(text)) throw Unexpected(description, string.Join(" | ", candidates), text);
        },
        description,
        timeout);

    public TestFlow AssertNoReply(string? description = null, uint timeout = 3000) => new(
        () => _adapter.GetNextReply() is Activity more ? throw Unexpected(description, null, more.Text ?? more.Type) : Task.CompletedTask,
        this);

    public TestFlow Test(string userSays, string expected, string? description = null, uint timeout = 3000) =>
        Send(userSays).AssertReply(expected, description, timeout);

    public TestFlow Test(string userSays, Activity expected, string? description = null, uint timeout = 3000) =>
        Send(userSays).AssertReply((IActivity)expected, description, timeout);

    public TestFlow Test(string userSays, Action<IActivity> validateActivity, string? description = null, uint timeout = 3000) =>
        Send(userSays).AssertReply(validateActivity, description, timeout);

    /// <summary>Plays a transcript: what the person sent is sent, what the bot sent is expected.</summary>
    public TestFlow Test(IEnumerable<IActivity> activities, string? description = null, uint timeout = 3000) =>
        Test(activities, (expected, actual) => Same(((Activity)expected).Text, actual, description), description, timeout);

    public TestFlow Test(IEnumerable<IActivity> activities, ValidateReply validateReply, string? description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(activities);
        return activities.Aggregate(this, (flow, activity) => activity.From?.Role == RoleTypes.Bot
            ? flow.AssertReply(actual => validateReply(activity, actual), description, timeout)
            : flow.Send(activity));
    }

    private static void Same(string? expected, IActivity actual, string? description)
    {
        if (expected != ((Activity)actual).Text) throw Unexpected(description, expected, ((Activity)actual).Text);
    }

    private static InvalidOperationException Unexpected(string? description, string? expected, string? actual) =>
        new($"{description}: expected {(expected is null ? "nothing" : $"'{expected}'")}, and the bot said '{actual}'.");

    private Task Bot(ITurnContext turnContext, CancellationToken cancellationToken) =>
        _callback?.Invoke(turnContext, cancellationToken) ?? Task.CompletedTask;
}
