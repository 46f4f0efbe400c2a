using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

/// <summary>What Teams adds to an activity: where it happened and, for events, what.</summary>
public class TeamsChannelData
{
    public TeamsChannelData()
    {
    }

    public TeamsChannelData(
        ChannelInfo? channel = default,
        string? eventType = default,
        TeamInfo? team = default,
        NotificationInfo? notification = default,
        TenantInfo? tenant = default)
    {
        Channel = channel;
        EventType = eventType;
        Team = team;
        Notification = notification;
        Tenant = tenant;
    }

    public ChannelInfo? Channel { get; set; }

    public string? EventType { get; set; }

    public TeamInfo? Team { get; set; }

    public NotificationInfo? Notification { get; set; }

    public TenantInfo? Tenant { get; set; }

    public TeamsMeetingInfo? Meeting { get; set; }

    public TeamsChannelDataSettings? Settings { get; set; }

    public IList<OnBehalfOf>? OnBehalfOf { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class TeamsChannelDataSettings
{
    public TeamsChannelDataSettings()
    {
    }

    public TeamsChannelDataSettings(ChannelInfo? selectedChannel = default) => SelectedChannel = selectedChannel;

    public ChannelInfo? SelectedChannel { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class ChannelInfo
{
    public ChannelInfo()
    {
    }

    public ChannelInfo(string? id = default, string? name = default) => (Id, Name) = (id, name);

    public string? Id { get; set; }

    public string? Name { get; set; }

    /// <summary><c>standard</c>, <c>shared</c> or <c>private</c>.</summary>
    public string? Type { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class TeamInfo
{
    public TeamInfo()
    {
    }

    public TeamInfo(string? id = default, string? name = default) => (Id, Name) = (id, name);

    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? AadGroupId { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class TenantInfo
{
    public TenantInfo()
    {
    }

    public TenantInfo(string? id = default) => Id = id;

    public string? Id { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class NotificationInfo
{
    public NotificationInfo()
    {
    }

    public NotificationInfo(bool? alert = default) => Alert = alert;

    public bool? Alert { get; set; }

    public bool? AlertInMeeting { get; set; }

    public string? ExternalResourceUrl { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class TeamsMeetingInfo
{
    public TeamsMeetingInfo()
    {
    }

    public TeamsMeetingInfo(string? id = default) => Id = id;

    public string? Id { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class OnBehalfOf
{
    [JsonPropertyName("itemid")]
    public int ItemId { get; set; }

    public string MentionType { get; set; } = "person";

    public string? Mri { get; set; }

    public string? DisplayName { get; set; }
}
