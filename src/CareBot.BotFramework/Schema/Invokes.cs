using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

/// <summary>The value of an <c>adaptiveCard/action</c> invoke.</summary>
public class AdaptiveCardInvokeValue
{
    public AdaptiveCardInvokeAction? Action { get; set; }

    public AdaptiveCardAuthentication? Authentication { get; set; }

    public string? State { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class AdaptiveCardInvokeAction
{
    public string? Type { get; set; }

    public string? Id { get; set; }

    public string? Verb { get; set; }

    public object? Data { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class AdaptiveCardAuthentication : TokenExchangeInvokeRequest
{
}

public class AdaptiveCardInvokeResponse
{
    public int StatusCode { get; set; }

    /// <summary>The content type of <see cref="Value"/>.</summary>
    public string? Type { get; set; }

    public object? Value { get; set; }
}

/// <summary>The value of an <c>application/search</c> invoke.</summary>
public class SearchInvokeValue
{
    /// <summary>One of <see cref="SearchInvokeTypes"/>.</summary>
    public string? Kind { get; set; }

    public string? QueryText { get; set; }

    public SearchInvokeOptions? QueryOptions { get; set; }

    public object? Context { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class SearchInvokeOptions
{
    public int Skip { get; set; }

    public int Top { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class SearchInvokeResponse : AdaptiveCardInvokeResponse
{
}
