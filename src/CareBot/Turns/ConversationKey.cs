using CareBot.Care.Records;

namespace CareBot.Turns;

/// <summary>The partition of a conversation: channel and conversation id, cut to what a partition may be.</summary>
public static class ConversationKey
{
    private const int Longest = 200;

    public static string Of(Activity activity) => Of(activity.ChannelId ?? "", activity.Conversation?.Id ?? "");

    public static string Of(string channelId, string conversationId) => Fit($"{channelId}:{conversationId}");

    /// <summary>The text itself, or its beginning and a digest where it is longer than a key may be.</summary>
    internal static string Fit(string text) => text.Length <= Longest ? text : $"{text[..100]}~{CauseId.Of(text)}";
}
