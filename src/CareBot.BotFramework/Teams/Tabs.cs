using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

/// <summary>The value of a <c>tab/fetch</c> invoke.</summary>
public class TabRequest
{
    public TabEntityContext? TabEntityContext { get; set; }

    public TabContext? Context { get; set; }

    public string? State { get; set; }
}

/// <summary>The value of a <c>tab/submit</c> invoke.</summary>
public class TabSubmit
{
    public TabEntityContext? TabEntityContext { get; set; }

    public TabContext? Context { get; set; }

    public TabSubmitData? Data { get; set; }
}

public class TabEntityContext
{
    public string? TabEntityId { get; set; }
}

public class TabContext
{
    public string? Theme { get; set; }
}

public class TabSubmitData
{
    public string? Type { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class TabResponse
{
    public TabResponsePayload? Tab { get; set; }
}

public class TabResponsePayload
{
    /// <summary><c>continue</c>, <c>auth</c> or <c>silentAuth</c>.</summary>
    public string? Type { get; set; }

    public TabResponseCards? Value { get; set; }

    public TabSuggestedActions? SuggestedActions { get; set; }
}

public class TabResponseCards
{
    public IList<TabResponseCard>? Cards { get; set; }
}

public class TabResponseCard
{
    public object? Card { get; set; }
}

public class TabSuggestedActions
{
    public IList<CardAction>? Actions { get; set; }
}
