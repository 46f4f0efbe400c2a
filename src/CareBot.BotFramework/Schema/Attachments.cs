using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

[JsonDerivedType(typeof(MessagingExtensionAttachment))]
public class Attachment
{
    public Attachment()
    {
    }

    public Attachment(
        string? contentType = default,
        string? contentUrl = default,
        object? content = default,
        string? name = default,
        string? thumbnailUrl = default)
    {
        ContentType = contentType;
        ContentUrl = contentUrl;
        Content = content;
        Name = name;
        ThumbnailUrl = thumbnailUrl;
    }

    public string? ContentType { get; set; }

    public string? ContentUrl { get; set; }

    public object? Content { get; set; }

    public string? Name { get; set; }

    public string? ThumbnailUrl { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class AttachmentView
{
    public AttachmentView()
    {
    }

    public AttachmentView(string? viewId = default, int? size = default) => (ViewId, Size) = (viewId, size);

    public string? ViewId { get; set; }

    /// <summary>Bytes.</summary>
    public int? Size { get; set; }
}

public class AttachmentInfo
{
    public AttachmentInfo()
    {
    }

    public AttachmentInfo(string? name = default, string? type = default, IList<AttachmentView>? views = default) =>
        (Name, Type, Views) = (name, type, views);

    public string? Name { get; set; }

    public string? Type { get; set; }

    public IList<AttachmentView>? Views { get; set; }
}
