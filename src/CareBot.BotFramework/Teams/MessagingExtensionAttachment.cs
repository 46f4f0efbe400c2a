namespace CareBot.BotFramework;

/// <summary>A card to put into the message, and how it looks in the list of results.</summary>
public class MessagingExtensionAttachment : Attachment
{
    public MessagingExtensionAttachment()
    {
    }

    public MessagingExtensionAttachment(
        string? contentType = default,
        string? contentUrl = default,
        object? content = default,
        string? name = default,
        string? thumbnailUrl = default,
        Attachment? preview = default)
        : base(contentType, contentUrl, content, name, thumbnailUrl) => Preview = preview;

    public Attachment? Preview { get; set; }
}
