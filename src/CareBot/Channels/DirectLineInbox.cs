using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CareBot.Identity;

namespace CareBot.DirectLine;

/// <summary>Makes the activity that the bot may trust out of what a browser sent, which may be anything.</summary>
/// <remarks>Only what is copied here gets in. Who speaks, and where, is said by the token.</remarks>
public sealed class DirectLineInbox(ActivityStamp stamp, Ids ids)
{
    public const string ServiceUrl = "urn:carebot:directline";

    // Known to the client: the key of its own message, and how a card's button wants to be shown.
    private static readonly string[] ChannelDataKept = ["clientActivityID", "postBack", "messageBack"];

    private static readonly ChannelAccount Bot = new("carebot", "CareBot", RoleTypes.Bot);

    public Activity Accept(Activity sent, DirectLineGrant grant)
    {
        var data = ProtocolJson.To<JsonObject>(sent.ChannelData) ?? [];
        var activity = Address(new Activity
        {
            Type = sent.Type,
            Id = $"{grant.Conversation}|{KeyOf(data)}",
            Text = sent.Text,
            TextFormat = sent.TextFormat,
            Locale = LocaleOf(sent.Locale),
            LocalTimestamp = sent.LocalTimestamp,
            LocalTimezone = sent.LocalTimezone,
            Name = sent.Name,
            Value = sent.Value,
            Attachments = sent.Attachments is { Count: > 0 } files ? [.. files.Select(Described)] : null,
            ChannelData = ProtocolJson.From(new JsonObject(ChannelDataKept.Where(data.ContainsKey).Select(name => KeyValuePair.Create(name, data[name]?.DeepClone())))),
        }, grant);
        stamp.Arrived(activity);
        return activity;
    }

    /// <summary>The news that the person has opened the conversation. It has one id, so the welcome is said once.</summary>
    public Activity Join(DirectLineGrant grant, string? locale)
    {
        var activity = Address(new Activity
        {
            Type = ActivityTypes.ConversationUpdate,
            Id = $"{grant.Conversation}|join",
            Locale = LocaleOf(locale),
            MembersAdded = [new ChannelAccount(grant.User, role: RoleTypes.User)],
        }, grant);
        stamp.Arrived(activity);
        return activity;
    }

    private static Activity Address(Activity activity, DirectLineGrant grant)
    {
        activity.ChannelId = Channels.Webchat;
        activity.ServiceUrl = ServiceUrl;
        activity.Conversation = new ConversationAccount(id: grant.Conversation);
        activity.From = new ChannelAccount(grant.User, role: RoleTypes.User);
        activity.Recipient = Bot;
        return activity;
    }

    // A message that arrives twice carries the same client id, and is then the same turn. A retry by hand carries a new one.
    private string KeyOf(JsonObject data) =>
        data["clientActivityID"] is JsonValue value && value.TryGetValue(out string? key) && !string.IsNullOrWhiteSpace(key)
            ? Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 12))
            : ids.New();

    // The files themselves are not kept: the bot learns that something was sent, and what it was called.
    private static Attachment Described(Attachment file) => new() { ContentType = file.ContentType, Name = file.Name };

    // A BCP 47 tag has at most 35 characters in practice (RFC 5646, 4.4.1).
    private static string? LocaleOf(string? tag) => tag is { Length: > 0 and <= 35 } ? tag : null;
}
