using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CareBot.BotFramework;

/// <summary>
/// Writes activities, field by field, as the serializer would by its metadata: every turn writes three of them or more (what
/// came in, each reply for the log and for the answer), and by metadata each costs a look at some forty fields that are null.
/// </summary>
internal static class ActivityWriter
{
    private static readonly JsonTypeInfo<IList<ChannelAccount>> Members = ProtocolJson.Info<IList<ChannelAccount>>();
    private static readonly JsonTypeInfo<IList<MessageReaction>> Reactions = ProtocolJson.Info<IList<MessageReaction>>();
    private static readonly JsonTypeInfo<IList<Attachment>> Attachments = ProtocolJson.Info<IList<Attachment>>();
    private static readonly JsonTypeInfo<IList<Entity>> Entities = ProtocolJson.Info<IList<Entity>>();
    private static readonly JsonTypeInfo<IList<TextHighlight>> Highlights = ProtocolJson.Info<IList<TextHighlight>>();
    private static readonly JsonTypeInfo<IList<string>> Texts = ProtocolJson.Info<IList<string>>();
    private static readonly JsonTypeInfo<ConversationReference> Reference = ProtocolJson.Info<ConversationReference>();
    private static readonly JsonTypeInfo<SemanticAction> Semantic = ProtocolJson.Info<SemanticAction>();
    private static readonly JsonTypeInfo<ChannelAccount> OtherAccount = ProtocolJson.Info<ChannelAccount>();

    public static void Write(Utf8JsonWriter writer, Activity activity)
    {
        writer.WriteStartObject();
        Text(writer, "type"u8, activity.Type);
        Text(writer, "id"u8, activity.Id);
        Text(writer, "timestamp"u8, activity.TimestampText);
        Text(writer, "localTimestamp"u8, activity.LocalTimestampText);
        Text(writer, "localTimezone"u8, activity.LocalTimezone);
        Text(writer, "callerId"u8, activity.CallerId);
        Text(writer, "serviceUrl"u8, activity.ServiceUrl);
        Text(writer, "channelId"u8, activity.ChannelId);
        Account(writer, "from"u8, activity.From);
        Conversation(writer, activity.Conversation);
        Account(writer, "recipient"u8, activity.Recipient);
        Text(writer, "textFormat"u8, activity.TextFormat);
        Text(writer, "attachmentLayout"u8, activity.AttachmentLayout);
        Other(writer, "membersAdded"u8, activity.MembersAdded, Members);
        Other(writer, "membersRemoved"u8, activity.MembersRemoved, Members);
        Other(writer, "reactionsAdded"u8, activity.ReactionsAdded, Reactions);
        Other(writer, "reactionsRemoved"u8, activity.ReactionsRemoved, Reactions);
        Text(writer, "topicName"u8, activity.TopicName);
        Flag(writer, "historyDisclosed"u8, activity.HistoryDisclosed);
        Text(writer, "locale"u8, activity.Locale);
        Text(writer, "text"u8, activity.Text);
        Text(writer, "speak"u8, activity.Speak);
        Text(writer, "inputHint"u8, activity.InputHint);
        Text(writer, "summary"u8, activity.Summary);
        Suggested(writer, activity.SuggestedActions);
        Other(writer, "attachments"u8, activity.Attachments, Attachments);
        Other(writer, "entities"u8, activity.Entities, Entities);
        Any(writer, "channelData"u8, activity.ChannelData);
        Text(writer, "action"u8, activity.Action);
        Text(writer, "replyToId"u8, activity.ReplyToId);
        Text(writer, "label"u8, activity.Label);
        Text(writer, "valueType"u8, activity.ValueType);
        Any(writer, "value"u8, activity.Value);
        Text(writer, "name"u8, activity.Name);
        Other(writer, "relatesTo"u8, activity.RelatesTo, Reference);
        Text(writer, "code"u8, activity.Code);
        Text(writer, "expiration"u8, activity.ExpirationText);
        Text(writer, "importance"u8, activity.Importance);
        Text(writer, "deliveryMode"u8, activity.DeliveryMode);
        Other(writer, "listenFor"u8, activity.ListenFor, Texts);
        Other(writer, "textHighlights"u8, activity.TextHighlights, Highlights);
        Other(writer, "semanticAction"u8, activity.SemanticAction, Semantic);
        Unknown(writer, activity.Unknown);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ExpectedReplies replies)
    {
        writer.WriteStartObject();
        if (replies.Activities is { } activities)
        {
            writer.WriteStartArray("activities"u8);
            foreach (var activity in activities) Write(writer, activity);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Account(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ChannelAccount? account)
    {
        if (account is null) return;
        if (account.GetType() != typeof(ChannelAccount))
        {
            Other(writer, name, account, OtherAccount);
            return;
        }

        writer.WriteStartObject(name);
        Text(writer, "id"u8, account.Id);
        Text(writer, "name"u8, account.Name);
        Text(writer, "aadObjectId"u8, account.AadObjectId);
        Text(writer, "role"u8, account.Role);
        Unknown(writer, account.Unknown);
        writer.WriteEndObject();
    }

    private static void Conversation(Utf8JsonWriter writer, ConversationAccount? conversation)
    {
        if (conversation is null) return;
        writer.WriteStartObject("conversation"u8);
        Flag(writer, "isGroup"u8, conversation.IsGroup);
        Text(writer, "conversationType"u8, conversation.ConversationType);
        Text(writer, "id"u8, conversation.Id);
        Text(writer, "name"u8, conversation.Name);
        Text(writer, "aadObjectId"u8, conversation.AadObjectId);
        Text(writer, "role"u8, conversation.Role);
        Text(writer, "tenantId"u8, conversation.TenantId);
        Unknown(writer, conversation.Unknown);
        writer.WriteEndObject();
    }

    private static void Suggested(Utf8JsonWriter writer, SuggestedActions? suggested)
    {
        if (suggested is null) return;
        writer.WriteStartObject("suggestedActions"u8);
        Other(writer, "to"u8, suggested.To, Texts);
        if (suggested.Actions is { } actions)
        {
            writer.WriteStartArray("actions"u8);
            foreach (var action in actions) Action(writer, action);
            writer.WriteEndArray();
        }

        Unknown(writer, suggested.Unknown);
        writer.WriteEndObject();
    }

    private static void Action(Utf8JsonWriter writer, CardAction? action)
    {
        if (action is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        Text(writer, "type"u8, action.Type);
        Text(writer, "title"u8, action.Title);
        Text(writer, "image"u8, action.Image);
        Text(writer, "imageAltText"u8, action.ImageAltText);
        Text(writer, "text"u8, action.Text);
        Text(writer, "displayText"u8, action.DisplayText);
        Any(writer, "value"u8, action.Value);
        Any(writer, "channelData"u8, action.ChannelData);
        Unknown(writer, action.Unknown);
        writer.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null) writer.WriteString(name, text);
    }

    private static void Flag(Utf8JsonWriter writer, ReadOnlySpan<byte> name, bool? flag)
    {
        if (flag is { } known) writer.WriteBoolean(name, known);
    }

    private static void Any(Utf8JsonWriter writer, ReadOnlySpan<byte> name, object? value)
    {
        if (value is null) return;
        writer.WritePropertyName(name);
        AnyValueConverter.WriteValue(writer, value, ProtocolJson.Options);
    }

    private static void Other<T>(Utf8JsonWriter writer, ReadOnlySpan<byte> name, T? value, JsonTypeInfo<T> type)
        where T : class
    {
        if (value is null) return;
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, type);
    }

    private static void Unknown(Utf8JsonWriter writer, Dictionary<string, JsonElement>? fields)
    {
        if (fields is null) return;
        foreach (var (name, value) in fields)
        {
            writer.WritePropertyName(name);
            RawElementConverter.WriteValue(writer, value);
        }
    }

    /// <summary>For the serializer, which brings the buffers.</summary>
    public sealed class Converter : JsonConverter<Activity>
    {
        public override Activity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("An activity is read by its metadata.");

        public override void Write(Utf8JsonWriter writer, Activity value, JsonSerializerOptions options) => ActivityWriter.Write(writer, value);
    }
}
