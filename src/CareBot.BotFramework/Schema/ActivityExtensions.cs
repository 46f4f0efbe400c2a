namespace CareBot.BotFramework;

public static class ActivityExtensions
{
    /// <summary>Takes the mention of the bot out of the text, so that what the person asks is left.</summary>
    public static string? RemoveRecipientMention(this IMessageActivity activity) =>
        activity.RemoveMentionText(activity.Recipient?.Id);

    public static string? RemoveMentionText(this IMessageActivity activity, string? id)
    {
        foreach (var mention in activity.GetMentions().Where(m => m.Mentioned?.Id == id))
        {
            var written = string.IsNullOrWhiteSpace(mention.Text) ? $"<at>{mention.Mentioned?.Name}</at>" : mention.Text;
            activity.Text = activity.Text?.Replace(written, string.Empty, StringComparison.OrdinalIgnoreCase).Trim();
        }

        return activity.Text;
    }

    public static bool MentionsId(this IMessageActivity activity, string? id) => activity.GetMentions().Any(m => m.Mentioned?.Id == id);

    public static bool MentionsRecipient(this IMessageActivity activity) => activity.MentionsId(activity.Recipient?.Id);
}

public static class IActivityExtensions
{
    public static string? GetLocale(this IActivity activity) => ((Activity)activity).Locale;

    public static void SetLocale(this IActivity activity, string locale) => ((Activity)activity).Locale = locale;
}
