namespace CareBot.BotFramework;

public static class TeamsActivityExtensions
{
    public static string? TeamsGetChannelId(this IActivity activity) => DataOf(activity)?.Channel?.Id;

    public static string? TeamsGetSelectedChannelId(this IActivity activity) => DataOf(activity)?.Settings?.SelectedChannel?.Id;

    public static TeamInfo? TeamsGetTeamInfo(this IActivity activity) => DataOf(activity)?.Team;

    public static TeamsMeetingInfo? TeamsGetMeetingInfo(this IActivity activity) => DataOf(activity)?.Meeting;

    public static IList<OnBehalfOf>? TeamsGetTeamOnBehalfOf(this IActivity activity) => DataOf(activity)?.OnBehalfOf;

    /// <summary>Has Teams ring for this message, not only mark it unread.</summary>
    public static void TeamsNotifyUser(this IActivity activity) => activity.TeamsNotifyUser(false);

    public static void TeamsNotifyUser(this IActivity activity, bool alertInMeeting, string? externalResourceUrl = null)
    {
        var data = DataOf(activity) ?? new TeamsChannelData();
        data.Notification = new NotificationInfo(!alertInMeeting) { AlertInMeeting = alertInMeeting, ExternalResourceUrl = externalResourceUrl };
        activity.ChannelData = data;
    }

    private static TeamsChannelData? DataOf(IActivity activity) => ProtocolJson.To<TeamsChannelData>(activity.ChannelData);
}
