using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

/// <summary>A team, as the Teams connector describes it.</summary>
public class TeamDetails
{
    public TeamDetails()
    {
    }

    public TeamDetails(string? id = default, string? name = default, string? aadGroupId = default) =>
        (Id, Name, AadGroupId) = (id, name, aadGroupId);

    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? AadGroupId { get; set; }

    public int ChannelCount { get; set; }

    public int MemberCount { get; set; }

    /// <summary><c>standard</c>, <c>sharedChannel</c> or <c>privateChannel</c>.</summary>
    public string? Type { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>The channels of a team. The general channel bears the team's id and no name.</summary>
public class ConversationList
{
    public ConversationList()
    {
    }

    public ConversationList(IList<ChannelInfo>? conversations = default) => Conversations = conversations;

    public IList<ChannelInfo>? Conversations { get; set; }
}

public class TeamsPagedMembersResult
{
    public TeamsPagedMembersResult()
    {
    }

    public TeamsPagedMembersResult(string? continuationToken = default, IList<ChannelAccount>? members = default) =>
        (ContinuationToken, Members) = (continuationToken, members?.OfType<TeamsChannelAccount>().ToList());

    /// <summary>Null on the last page.</summary>
    public string? ContinuationToken { get; set; }

    public IList<TeamsChannelAccount>? Members { get; set; }
}
