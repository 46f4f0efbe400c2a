using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

/// <summary>Where a conversation can be found again, and by whom and with whom it is held.</summary>
public class ConversationReference
{
    public ConversationReference()
    {
    }

    public ConversationReference(
        string? activityId = default,
        ChannelAccount? user = default,
        ChannelAccount? bot = default,
        ConversationAccount? conversation = default,
        string? channelId = default,
        string? serviceUrl = default)
    {
        ActivityId = activityId;
        User = user;
        Bot = bot;
        Conversation = conversation;
        ChannelId = channelId;
        ServiceUrl = serviceUrl;
    }

    public string? ActivityId { get; set; }

    public ChannelAccount? User { get; set; }

    public ChannelAccount? Bot { get; set; }

    public ConversationAccount? Conversation { get; set; }

    public string? ChannelId { get; set; }

    /// <summary>A BCP 47 tag.</summary>
    public string? Locale { get; set; }

    public string? ServiceUrl { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The event activity that starts a turn nobody wrote: <see cref="ActivityEventNames.ContinueConversation"/>.</summary>
    public Activity GetContinuationActivity() => new()
    {
        Type = ActivityTypes.Event,
        Name = ActivityEventNames.ContinueConversation,
        Id = ActivityId,
        ChannelId = ChannelId,
        Locale = Locale,
        ServiceUrl = ServiceUrl,
        Conversation = Conversation,
        Recipient = Bot,
        From = User,
        RelatesTo = this,
    };
}

public class ConversationParameters
{
    public ConversationParameters()
    {
    }

    public ConversationParameters(
        bool? isGroup = default,
        ChannelAccount? bot = default,
        IList<ChannelAccount>? members = default,
        string? topicName = default,
        Activity? activity = default,
        object? channelData = default,
        string? tenantId = default)
    {
        IsGroup = isGroup;
        Bot = bot;
        Members = members;
        TopicName = topicName;
        Activity = activity;
        ChannelData = channelData;
        TenantId = tenantId;
    }

    public bool? IsGroup { get; set; }

    public ChannelAccount? Bot { get; set; }

    public IList<ChannelAccount>? Members { get; set; }

    public string? TopicName { get; set; }

    public string? TenantId { get; set; }

    /// <summary>The first message of the new conversation, where the channel takes one.</summary>
    public Activity? Activity { get; set; }

    public object? ChannelData { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class ConversationResourceResponse
{
    public ConversationResourceResponse()
    {
    }

    public ConversationResourceResponse(string? activityId = default, string? serviceUrl = default, string? id = default) =>
        (ActivityId, ServiceUrl, Id) = (activityId, serviceUrl, id);

    public string? ActivityId { get; set; }

    public string? ServiceUrl { get; set; }

    public string? Id { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class PagedMembersResult
{
    public PagedMembersResult()
    {
    }

    public PagedMembersResult(string? continuationToken = default, IList<ChannelAccount>? members = default) =>
        (ContinuationToken, Members) = (continuationToken, members);

    /// <summary>Null on the last page.</summary>
    public string? ContinuationToken { get; set; }

    public IList<ChannelAccount>? Members { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class Transcript
{
    public Transcript()
    {
    }

    public Transcript(IList<Activity>? activities = default) => Activities = activities;

    public IList<Activity>? Activities { get; set; }
}
