using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

// Teams capitalizes the fields of meeting events, unlike all others.
public class MeetingDetailsBase
{
    private protected MeetingDetailsBase()
    {
    }

    [JsonPropertyName("Id")]
    public string? Id { get; set; }

    [JsonPropertyName("JoinUrl")]
    public Uri? JoinUrl { get; set; }

    [JsonPropertyName("Title")]
    public string? Title { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class MeetingEventDetails : MeetingDetailsBase
{
    private protected MeetingEventDetails()
    {
    }

    [JsonPropertyName("MeetingType")]
    public string? MeetingType { get; set; }
}

public class MeetingStartEventDetails : MeetingEventDetails
{
    public MeetingStartEventDetails()
    {
    }

    [JsonPropertyName("StartTime")]
    public DateTime StartTime { get; set; }
}

public class MeetingEndEventDetails : MeetingEventDetails
{
    public MeetingEndEventDetails()
    {
    }

    [JsonPropertyName("EndTime")]
    public DateTime EndTime { get; set; }
}

public class MeetingParticipantsEventDetails
{
    public MeetingParticipantsEventDetails()
    {
    }

    public MeetingParticipantsEventDetails(IList<TeamsMeetingMember>? members = default) => Members = members ?? [];

    public IList<TeamsMeetingMember> Members { get; set; } = [];
}

public class TeamsMeetingMember(TeamsChannelAccount user, UserMeetingDetails meeting)
{
    public TeamsChannelAccount User { get; set; } = user;

    public UserMeetingDetails Meeting { get; set; } = meeting;
}

public class UserMeetingDetails
{
    public bool InMeeting { get; set; }

    public string? Role { get; set; }
}

/// <summary>How far a person has read.</summary>
public class ReadReceiptInfo
{
    public ReadReceiptInfo()
    {
    }

    public ReadReceiptInfo(string lastReadMessageId) => LastReadMessageId = lastReadMessageId;

    public string? LastReadMessageId { get; set; }

    public static bool IsMessageRead(string? compareMessageId, string? lastReadMessageId) =>
        long.TryParse(compareMessageId, NumberStyles.None, CultureInfo.InvariantCulture, out var message)
        && long.TryParse(lastReadMessageId, NumberStyles.None, CultureInfo.InvariantCulture, out var lastRead)
        && message <= lastRead;

    public bool IsMessageRead(string compareMessageId) => IsMessageRead(compareMessageId, LastReadMessageId);
}
