using System.Globalization;
using System.Text.Json.Nodes;

namespace CareBot.DirectLine;

/// <summary>Gives an activity what the stock client needs to show it in its place: an id, a time, a role and a number that only grows.</summary>
public sealed class ActivityStamp(TimeProvider time)
{
    /// <summary>Web Chat orders by this number, in the channel data, before it looks at the time.</summary>
    public const string SequenceId = "webchat:sequence-id";

    private const string Replaces = "carebot:replaces";

    private long _last;

    /// <summary>Stamps what a person sent; it keeps its id.</summary>
    public void Arrived(Activity activity) => Place(activity, NextSequence());

    /// <summary>The copy of a reply that goes into the transcript.</summary>
    /// <remarks>A copy, because dialogs keep the activity of a prompt and send it again, and then it is another message.</remarks>
    /// <param name="reply">As the bot sent it.</param>
    /// <param name="cause">The activity that it answers.</param>
    public Activity Answer(Activity reply, Activity cause)
    {
        var copy = ProtocolJson.Read(ProtocolJson.Write(reply))!;
        var replaced = TakeReplaced(copy);
        var sequence = SequenceOf(replaced) ?? NextSequence();
        copy.Id = replaced ?? $"{cause.Id}.{sequence}";
        // The client holds a reply to something it has not seen back for five seconds, and of causes it sees messages alone.
        if (cause.Type != ActivityTypes.Message) copy.ReplyToId = null;
        copy.From = new ChannelAccount(cause.Recipient?.Id, cause.Recipient?.Name, RoleTypes.Bot);
        Place(copy, sequence);
        return copy;
    }

    /// <summary>Marks a reply as the new content of an earlier one, whose place it takes.</summary>
    public static void MarkAsReplacement(Activity activity, string id) => Keep(activity, Replaces, id);

    private void Place(Activity activity, long sequence)
    {
        activity.Timestamp = time.GetUtcNow();
        Keep(activity, SequenceId, sequence);
    }

    // Milliseconds of the clock, so that what the client shows before the echo sorts between; one more when the clock has not moved.
    private long NextSequence()
    {
        while (true)
        {
            var last = Interlocked.Read(ref _last);
            var next = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last) return next;
        }
    }

    private static long? SequenceOf(string? id) =>
        id is not null && long.TryParse(id.AsSpan(id.LastIndexOf('.') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : null;

    private static string? TakeReplaced(Activity activity)
    {
        var data = Data(activity);
        var id = (string?)data[Replaces];
        data.Remove(Replaces);
        activity.ChannelData = ProtocolJson.From(data);
        return id;
    }

    private static void Keep(Activity activity, string name, JsonNode value)
    {
        var data = Data(activity);
        data[name] = value;
        activity.ChannelData = ProtocolJson.From(data);
    }

    private static JsonObject Data(Activity activity) => ProtocolJson.To<JsonObject>(activity.ChannelData) ?? [];
}
