using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

/// <summary>The value of a <c>task/fetch</c> or <c>task/submit</c> invoke: what Teams now calls a dialog.</summary>
public class TaskModuleRequest
{
    public TaskModuleRequest()
    {
    }

    public TaskModuleRequest(object? data = default, TaskModuleRequestContext? context = default) => (Data, Context) = (data, context);

    public object? Data { get; set; }

    public TaskModuleRequestContext? Context { get; set; }

    public TabEntityContext? TabEntityContext { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class TaskModuleRequestContext
{
    public TaskModuleRequestContext()
    {
    }

    public TaskModuleRequestContext(string? theme = default) => Theme = theme;

    public string? Theme { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class TaskModuleResponse
{
    public TaskModuleResponse()
    {
    }

    public TaskModuleResponse(TaskModuleResponseBase? task = default) => Task = task;

    public TaskModuleResponseBase? Task { get; set; }

    public CacheInfo? CacheInfo { get; set; }
}

[JsonDerivedType(typeof(TaskModuleContinueResponse))]
[JsonDerivedType(typeof(TaskModuleMessageResponse))]
[JsonDerivedType(typeof(TaskModuleCardResponse))]
public class TaskModuleResponseBase
{
    public TaskModuleResponseBase()
    {
    }

    public TaskModuleResponseBase(string? type = default) => Type = type;

    public string? Type { get; set; }
}

/// <summary>Shows a card or a page in the dialog.</summary>
public class TaskModuleContinueResponse : TaskModuleResponseBase
{
    public TaskModuleContinueResponse()
        : base("continue")
    {
    }

    public TaskModuleContinueResponse(TaskModuleTaskInfo? value = default)
        : base("continue") => Value = value;

    public TaskModuleTaskInfo? Value { get; set; }
}

/// <summary>Closes the dialog with a message.</summary>
public class TaskModuleMessageResponse : TaskModuleResponseBase
{
    public TaskModuleMessageResponse()
        : base("message")
    {
    }

    public TaskModuleMessageResponse(string? value = default)
        : base("message") => Value = value;

    public string? Value { get; set; }
}

public class TaskModuleCardResponse : TaskModuleResponseBase
{
    public TaskModuleCardResponse()
        : base("continue")
    {
    }

    public TaskModuleCardResponse(TabResponse value)
        : base("continue") => Value = value;

    public TabResponse? Value { get; set; }
}

public class TaskModuleTaskInfo
{
    public TaskModuleTaskInfo()
    {
    }

    public TaskModuleTaskInfo(
        string? title = default,
        object? height = default,
        object? width = default,
        string? url = default,
        Attachment? card = default,
        string? fallbackUrl = default,
        string? completionBotId = default)
    {
        Title = title;
        Height = height;
        Width = width;
        Url = url;
        Card = card;
        FallbackUrl = fallbackUrl;
        CompletionBotId = completionBotId;
    }

    public string? Title { get; set; }

    /// <summary>Pixels, or <c>small</c>, <c>medium</c>, <c>large</c>.</summary>
    public object? Height { get; set; }

    /// <summary>Pixels, or <c>small</c>, <c>medium</c>, <c>large</c>.</summary>
    public object? Width { get; set; }

    public string? Url { get; set; }

    public Attachment? Card { get; set; }

    public string? FallbackUrl { get; set; }

    public string? CompletionBotId { get; set; }
}
