using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

/// <summary>One message of the protocol between channel and bot: what was said, shown, added or asked, by whom and where.</summary>
/// <remarks>
/// Read from JSON, a field that is not listed here is kept and written back. A time keeps the text it arrived with,
/// so that writing it back loses neither digits nor offset; a time that cannot be read as one is null.
/// </remarks>
public partial class Activity :
    IMessageUpdateActivity,
    IMessageDeleteActivity,
    IMessageReactionActivity,
    IConversationUpdateActivity,
    IInstallationUpdateActivity,
    ITypingActivity,
    IEndOfConversationActivity,
    IEventActivity,
    IInvokeActivity,
    ICommandActivity,
    ICommandResultActivity,
    ITraceActivity
{
    /// <summary>One of <see cref="ActivityTypes"/>.</summary>
    public string? Type { get; set; }

    public string? Id { get; set; }

    [JsonIgnore]
    public DateTimeOffset? Timestamp { get => ReadTime(TimestampText); set => TimestampText = WriteTime(value); }

    [JsonIgnore]
    public DateTimeOffset? LocalTimestamp { get => ReadTime(LocalTimestampText); set => LocalTimestampText = WriteTime(value); }

    /// <summary>An IANA time zone.</summary>
    public string? LocalTimezone { get; set; }

    public string? CallerId { get; set; }

    public string? ServiceUrl { get; set; }

    /// <summary>One of <see cref="Channels"/>, or another channel's id.</summary>
    public string? ChannelId { get; set; }

    public ChannelAccount? From { get; set; }

    public ConversationAccount? Conversation { get; set; }

    public ChannelAccount? Recipient { get; set; }

    public string? TextFormat { get; set; }

    public string? AttachmentLayout { get; set; }

    public IList<ChannelAccount>? MembersAdded { get; set; }

    public IList<ChannelAccount>? MembersRemoved { get; set; }

    public IList<MessageReaction>? ReactionsAdded { get; set; }

    public IList<MessageReaction>? ReactionsRemoved { get; set; }

    public string? TopicName { get; set; }

    public bool? HistoryDisclosed { get; set; }

    /// <summary>A BCP 47 tag.</summary>
    public string? Locale { get; set; }

    public string? Text { get; set; }

    /// <summary>Plain text or SSML.</summary>
    public string? Speak { get; set; }

    public string? InputHint { get; set; }

    public string? Summary { get; set; }

    public SuggestedActions? SuggestedActions { get; set; }

    public IList<Attachment>? Attachments { get; set; }

    public IList<Entity>? Entities { get; set; }

    public object? ChannelData { get; set; }

    public string? Action { get; set; }

    public string? ReplyToId { get; set; }

    public string? Label { get; set; }

    public string? ValueType { get; set; }

    public object? Value { get; set; }

    public string? Name { get; set; }

    public ConversationReference? RelatesTo { get; set; }

    public string? Code { get; set; }

    [JsonIgnore]
    public DateTimeOffset? Expiration { get => ReadTime(ExpirationText); set => ExpirationText = WriteTime(value); }

    public string? Importance { get; set; }

    /// <summary>One of <see cref="DeliveryModes"/>.</summary>
    public string? DeliveryMode { get; set; }

    public IList<string>? ListenFor { get; set; }

    public IList<TextHighlight>? TextHighlights { get; set; }

    public SemanticAction? SemanticAction { get; set; }

    [JsonInclude, JsonPropertyName("timestamp")]
    internal string? TimestampText { get; set; }

    [JsonInclude, JsonPropertyName("localTimestamp")]
    internal string? LocalTimestampText { get; set; }

    [JsonInclude, JsonPropertyName("expiration")]
    internal string? ExpirationText { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }

    private static DateTimeOffset? ReadTime(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string? WriteTime(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);
}
