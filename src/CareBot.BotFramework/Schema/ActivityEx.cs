using System.Text.Json;

namespace CareBot.BotFramework;

// The behaviour of an activity; its fields stand in Activity.cs.
public partial class Activity
{
    public Activity()
    {
    }

    public Activity(string type) => Type = type;

    public static IMessageActivity CreateMessageActivity(
        ) => new Activity { Type = ActivityTypes.Message, Attachments = [], Entities = [] };

    public static IConversationUpdateActivity CreateConversationUpdateActivity() =>
        new Activity { Type = ActivityTypes.ConversationUpdate, MembersAdded = [], MembersRemoved = [] };

    public static ITypingActivity CreateTypingActivity() => new Activity { Type = ActivityTypes.Typing };

    public static IEndOfConversationActivity CreateEndOfConversationActivity() => new Activity { Type = ActivityTypes.EndOfConversation };

    public static IEventActivity CreateEventActivity() => new Activity { Type = ActivityTypes.Event };

    public static IInvokeActivity CreateInvokeActivity() => new Activity { Type = ActivityTypes.Invoke };

    public static ITraceActivity CreateTraceActivity(
        string name, string? valueType = null, object? value = null, string? label = null) => new Activity
        {
            Type = ActivityTypes.Trace,
            Name = name,
            Label = label,
            ValueType = valueType ?? value?.GetType().Name,
            Value = value,
        };

    /// <summary>A message back to the sender of this activity, in the same conversation.</summary>
    public Activity CreateReply(string? text = null, string? locale = null) => new()
    {
        Type = ActivityTypes.Message,
        Timestamp = TimeProvider.System.GetUtcNow(),
        From = new ChannelAccount(Recipient?.Id, Recipient?.Name),
        Recipient = new ChannelAccount(From?.Id, From?.Name),
        ReplyToId = IdToReplyTo(),
        ServiceUrl = ServiceUrl,
        ChannelId = ChannelId,
        Conversation = Conversation,
        Text = text ?? string.Empty,
        Locale = locale ?? Locale,
        Attachments = [],
        Entities = [],
    };

    public ITraceActivity CreateTrace(string name, object? value = null, string? valueType = null, string? label = null)
    {
        var trace = (Activity)CreateTraceActivity(name, valueType, value, label);
        trace.ApplyConversationReference(GetConversationReference());
        trace.Timestamp = TimeProvider.System.GetUtcNow();
        trace.RelatesTo = GetConversationReference();
        return trace;
    }

    public IMessageActivity? AsMessageActivity() => As(ActivityTypes.Message);

    public IMessageUpdateActivity? AsMessageUpdateActivity() => As(ActivityTypes.MessageUpdate);

    public IMessageDeleteActivity? AsMessageDeleteActivity() => As(ActivityTypes.MessageDelete);

    public IMessageReactionActivity? AsMessageReactionActivity() => As(ActivityTypes.MessageReaction);

    public IConversationUpdateActivity? AsConversationUpdateActivity() => As(ActivityTypes.ConversationUpdate);

    public IInstallationUpdateActivity? AsInstallationUpdateActivity() => As(ActivityTypes.InstallationUpdate);

    public ITypingActivity? AsTypingActivity() => As(ActivityTypes.Typing);

    public IEndOfConversationActivity? AsEndOfConversationActivity() => As(ActivityTypes.EndOfConversation);

    public IEventActivity? AsEventActivity() => As(ActivityTypes.Event);

    public IInvokeActivity? AsInvokeActivity() => As(ActivityTypes.Invoke);

    public ICommandActivity? AsCommandActivity() => As(ActivityTypes.Command);

    public ICommandResultActivity? AsCommandResultActivity() => As(ActivityTypes.CommandResult);

    public ITraceActivity? AsTraceActivity() => As(ActivityTypes.Trace);

    /// <summary>Whether there is anything to show.</summary>
    public bool HasContent() =>
        !string.IsNullOrWhiteSpace(Text) || !string.IsNullOrWhiteSpace(Summary) || Attachments is { Count: > 0 } || ChannelData is not null;

    /// <remarks>One that cannot be read mentions nobody.</remarks>
    public Mention[] GetMentions() =>
        Entities is null ? [] : [.. Entities.Where(IsMention).Select(ProtocolJson.To<Mention>).OfType<Mention>()];

    /// <exception cref="JsonException">The channel data has another shape.</exception>
    public TypeT? GetChannelData<TypeT>() => ProtocolJson.Convert<TypeT>(ChannelData);

    public bool TryGetChannelData<TypeT>(out TypeT? instance)
    {
        instance = ProtocolJson.To<TypeT>(ChannelData);
        return instance is not null;
    }

    public ConversationReference GetConversationReference() => new()
    {
        ActivityId = IdToReplyTo(),
        User = From,
        Bot = Recipient,
        Conversation = Conversation,
        ChannelId = ChannelId,
        Locale = Locale,
        ServiceUrl = ServiceUrl,
    };

    /// <summary>The reference of this activity, naming the message that was just sent about it.</summary>
    public ConversationReference GetReplyConversationReference(ResourceResponse reply)
    {
        var reference = GetConversationReference();
        reference.ActivityId = reply.Id;
        return reference;
    }

    /// <summary>Addresses this activity: to the person of the reference, or, when incoming, from them.</summary>
    public Activity ApplyConversationReference(ConversationReference reference, bool isIncoming = false)
    {
        ChannelId = reference.ChannelId;
        ServiceUrl = reference.ServiceUrl;
        Conversation = reference.Conversation;
        Locale = reference.Locale ?? Locale;
        (From, Recipient) = isIncoming ? (reference.User, reference.Bot) : (reference.Bot, reference.User);
        if (isIncoming) Id = reference.ActivityId ?? Id;
        else ReplyToId = reference.ActivityId ?? ReplyToId;
        return this;
    }

    /// <summary>True for the type itself and for its subtypes, written <c>type/subtype</c>.</summary>
    protected bool IsActivity(string activityType)
    {
        if (Type is null || !Type.StartsWith(activityType, StringComparison.OrdinalIgnoreCase)) return false;
        return Type.Length == activityType.Length || Type[activityType.Length] == '/';
    }

    /// <summary>The same activity as another object; what it refers to is shared.</summary>
    internal Activity Copy() => (Activity)MemberwiseClone();

    private static bool IsMention(Entity? entity) => string.Equals(entity?.Type, "mention", StringComparison.OrdinalIgnoreCase);

    private Activity? As(string type) => IsActivity(type) ? this : null;

    // The web chat channels make up the id of a conversation update; there is no such activity to reply to.
    private string? IdToReplyTo() =>
        Type == ActivityTypes.ConversationUpdate && ChannelId is Channels.Directline or Channels.Webchat ? null : Id;
}
