using System.Text;
using CareBot.Care.Records;

namespace CareBot.Dialogs;

/// <summary>How to reach somebody again: the address of the conversation, as text that lasts.</summary>
public static class Reachability
{
    /// <summary>The address of the conversation that this activity belongs to.</summary>
    public static string Write(Activity activity) => Encoding.UTF8.GetString(ProtocolJson.Write(new Activity
    {
        Type = ActivityTypes.Event,
        ChannelId = activity.ChannelId,
        ServiceUrl = activity.ServiceUrl,
        Conversation = activity.Conversation,
        From = activity.From,
        Recipient = activity.Recipient,
    }));

    /// <summary>What tells this address from another: short, and made without writing the address.</summary>
    public static string MarkOf(Activity activity) => CauseId.Of(
        activity.ChannelId ?? "", activity.ServiceUrl ?? "", activity.Conversation?.Id ?? "", activity.Conversation?.TenantId ?? "", activity.Conversation?.ConversationType ?? "",
        activity.From?.Id ?? "", activity.From?.AadObjectId ?? "", activity.From?.Name ?? "", activity.Recipient?.Id ?? "", activity.Recipient?.Name ?? "");

    /// <exception cref="FormatException">The text is no address.</exception>
    public static ConversationReference Read(string address) => ReadActivity(address).GetConversationReference();

    /// <summary>The address as an activity that came from there.</summary>
    /// <exception cref="FormatException">The text is no address.</exception>
    public static Activity ReadActivity(string address) =>
        ProtocolJson.Read(Encoding.UTF8.GetBytes(address)) ?? throw new FormatException("An empty address.");
}
