namespace CareBot.Dialogs;

/// <summary>Whether anybody besides the speaker reads what is answered. Decided here and nowhere else.</summary>
public static class Audience
{
    private const string Personal = "personal";

    /// <summary>Others read along: a group chat, a meeting or a channel. In doubt they do.</summary>
    /// <remarks>
    /// Teams names the kind of a conversation, and leaves <c>isGroup</c> out at times. Where it names none, the id tells: those of chats with
    /// the bot alone begin with <c>a:</c>, those of threads with <c>19:</c>. A chat of two people, in
    /// which somebody uses the search of the bot, is <c>personal</c> too; its id has <c>@unq.</c> in it. (Teams activities in the documentation: channels.md, "conversation")
    /// </remarks>
    public static bool IsGroup(Activity activity) => activity.Conversation is { } conversation
        && (conversation.IsGroup == true || (activity.ChannelId == Channels.Msteams && IsTeamsGroup(conversation.ConversationType, conversation.Id ?? "")));

    private static bool IsTeamsGroup(string? type, string id) =>
        id.Contains("@thread", StringComparison.OrdinalIgnoreCase) || id.Contains("@unq.", StringComparison.OrdinalIgnoreCase)
        || (string.IsNullOrEmpty(type) ? id.StartsWith("19:", StringComparison.Ordinal) : !string.Equals(type, Personal, StringComparison.OrdinalIgnoreCase));
}
