using System.Net;
using System.Text.RegularExpressions;

namespace CareBot.Turns;

/// <summary>
/// Takes off what a channel wraps words in, before anybody listens to them: the mention of the bot, tags and entities. What is no tag of a
/// message stays, so that no word is lost: "&lt;3", "a &lt; b", "&lt;help me&gt;".
/// </summary>
public sealed partial class PlainWords : IBotMiddleware
{
    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        turnContext.Activity.Text = Of(turnContext.Activity);
        return next(cancellationToken);
    }

    /// <summary>The words alone; null where there are none.</summary>
    public static string? Of(Activity activity)
    {
        var text = activity.RemoveRecipientMention();
        var isTeams = activity.ChannelId == Channels.Msteams;
        var isMarkup = activity.TextFormat == TextFormatTypes.Xml || (isTeams && string.IsNullOrEmpty(activity.TextFormat));
        if (string.IsNullOrEmpty(text) || !(isTeams || isMarkup))
        {
            return text;
        }

        // Whoever else is mentioned stands in a tag even in Teams' plain text.
        text = isMarkup ? Inline().Replace(Block().Replace(text, "\n"), "") : At().Replace(text, "");
        return WebUtility.HtmlDecode(text).Replace('\u00a0', ' ').Trim();
    }

    [GeneratedRegex(@"(?:</?(?:p|div|br|hr|ul|ol|li|dl|dt|dd|h[1-6]|blockquote|pre|table|thead|tbody|tfoot|tr|td|th|html|head|body)(?:\s[^<>]*)?/?>\s*)+", RegexOptions.IgnoreCase)]
    private static partial Regex Block();

    [GeneratedRegex(@"</?(?:at|a|b|strong|i|em|u|ins|s|strike|del|span|font|small|sub|sup|code|codeblock|img|emoji|attachment|readonly)(?:\s[^<>]*)?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex(@"</?at(?:\s[^<>]*)?>", RegexOptions.IgnoreCase)]
    private static partial Regex At();
}
