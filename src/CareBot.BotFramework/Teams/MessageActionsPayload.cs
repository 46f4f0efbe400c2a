using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

/// <summary>The message on which a message action was called.</summary>
public class MessageActionsPayload
{
    public string? Id { get; set; }

    public string? ReplyToId { get; set; }

    public string? MessageType { get; set; }

    /// <summary>ISO 8601.</summary>
    public string? CreatedDateTime { get; set; }

    /// <summary>ISO 8601.</summary>
    public string? LastModifiedDateTime { get; set; }

    public bool? Deleted { get; set; }

    public string? Subject { get; set; }

    public string? Summary { get; set; }

    public string? Importance { get; set; }

    public string? Locale { get; set; }

    public MessageActionsPayloadFrom? From { get; set; }

    public MessageActionsPayloadBody? Body { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class MessageActionsPayloadFrom
{
    public MessageActionsPayloadUser? User { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class MessageActionsPayloadUser
{
    public MessageActionsPayloadUser()
    {
    }

    public MessageActionsPayloadUser(string? userIdentityType = default, string? id = default, string? displayName = default) =>
        (UserIdentityType, Id, DisplayName) = (userIdentityType, id, displayName);

    public string? UserIdentityType { get; set; }

    public string? Id { get; set; }

    public string? DisplayName { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class MessageActionsPayloadBody
{
    public MessageActionsPayloadBody()
    {
    }

    public MessageActionsPayloadBody(
        string? contentType = default, string? content = default) => (ContentType, Content) = (contentType, content);

    /// <summary><c>html</c> or <c>text</c>.</summary>
    public string? ContentType { get; set; }

    public string? Content { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}
