using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

/// <summary>The value of a <c>composeExtension/query</c> invoke.</summary>
public class MessagingExtensionQuery
{
    public MessagingExtensionQuery()
    {
    }

    public MessagingExtensionQuery(
        string? commandId = default,
        IList<MessagingExtensionParameter>? parameters = default,
        MessagingExtensionQueryOptions? queryOptions = default,
        string? state = default) => (CommandId, Parameters, QueryOptions, State) = (commandId, parameters, queryOptions, state);

    public string? CommandId { get; set; }

    public IList<MessagingExtensionParameter>? Parameters { get; set; }

    public MessagingExtensionQueryOptions? QueryOptions { get; set; }

    public string? State { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class MessagingExtensionParameter
{
    public MessagingExtensionParameter()
    {
    }

    public MessagingExtensionParameter(string? name = default, object? value = default) => (Name, Value) = (name, value);

    public string? Name { get; set; }

    public object? Value { get; set; }
}

public class MessagingExtensionQueryOptions
{
    public MessagingExtensionQueryOptions()
    {
    }

    public MessagingExtensionQueryOptions(int? skip = default, int? count = default) => (Skip, Count) = (skip, count);

    public int? Skip { get; set; }

    public int? Count { get; set; }
}

public class MessagingExtensionResponse
{
    public MessagingExtensionResponse()
    {
    }

    public MessagingExtensionResponse(MessagingExtensionResult? composeExtension = default) => ComposeExtension = composeExtension;

    public MessagingExtensionResult? ComposeExtension { get; set; }

    public CacheInfo? CacheInfo { get; set; }
}

public class MessagingExtensionResult
{
    public MessagingExtensionResult()
    {
    }

    public MessagingExtensionResult(
        string? attachmentLayout = default,
        string? type = default,
        IList<MessagingExtensionAttachment>? attachments = default,
        MessagingExtensionSuggestedAction? suggestedActions = default,
        string? text = default,
        Activity? activityPreview = default)
    {
        AttachmentLayout = attachmentLayout;
        Type = type;
        Attachments = attachments;
        SuggestedActions = suggestedActions;
        Text = text;
        ActivityPreview = activityPreview;
    }

    public string? AttachmentLayout { get; set; }

    /// <summary><c>result</c>, <c>auth</c>, <c>config</c>, <c>message</c> or <c>botMessagePreview</c>.</summary>
    public string? Type { get; set; }

    public IList<MessagingExtensionAttachment>? Attachments { get; set; }

    public MessagingExtensionSuggestedAction? SuggestedActions { get; set; }

    public string? Text { get; set; }

    public Activity? ActivityPreview { get; set; }
}

public class MessagingExtensionSuggestedAction
{
    public MessagingExtensionSuggestedAction()
    {
    }

    public MessagingExtensionSuggestedAction(IList<CardAction>? actions = default) => Actions = actions;

    public IList<CardAction>? Actions { get; set; }
}

/// <summary>The value of a <c>composeExtension/fetchTask</c> or <c>composeExtension/submitAction</c> invoke.</summary>
public class MessagingExtensionAction : TaskModuleRequest
{
    public string? CommandId { get; set; }

    /// <summary><c>compose</c>, <c>message</c> or <c>commandbox</c>.</summary>
    public string? CommandContext { get; set; }

    /// <summary><c>edit</c> or <c>send</c>, when it answers a preview.</summary>
    public string? BotMessagePreviewAction { get; set; }

    public IList<Activity>? BotActivityPreview { get; set; }

    public MessageActionsPayload? MessagePayload { get; set; }

    public string? State { get; set; }
}

public class MessagingExtensionActionResponse
{
    public MessagingExtensionActionResponse()
    {
    }

    public MessagingExtensionActionResponse(TaskModuleResponseBase? task = default, MessagingExtensionResult? composeExtension = default) =>
        (Task, ComposeExtension) = (task, composeExtension);

    public TaskModuleResponseBase? Task { get; set; }

    public MessagingExtensionResult? ComposeExtension { get; set; }

    public CacheInfo? CacheInfo { get; set; }
}

public class CacheInfo
{
    public CacheInfo()
    {
    }

    public CacheInfo(string? cacheType = default, int cacheDuration = default) => (CacheType, CacheDuration) = (cacheType, cacheDuration);

    public string? CacheType { get; set; }

    /// <summary>Seconds.</summary>
    public int CacheDuration { get; set; }
}

/// <summary>The value of a <c>composeExtension/queryLink</c> invoke.</summary>
public class AppBasedLinkQuery
{
    public AppBasedLinkQuery()
    {
    }

    public AppBasedLinkQuery(string? url = default) => Url = url;

    public string? Url { get; set; }

    public string? State { get; set; }
}
