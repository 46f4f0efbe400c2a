using CareBot.Care.Records;

namespace CareBot.Dialogs;

/// <summary>
/// In a turn's state: the same words came while the first of them were being answered, so that whoever sent them had not read the question
/// that is open now.
/// </summary>
public sealed class SaidUnread
{
    public static readonly SaidUnread Instance = new();

    private SaidUnread()
    {
    }
}

/// <summary>What tells one thing that was said from another, and from the same one delivered again.</summary>
public static class Saying
{
    /// <summary>The same for every delivery of the same thing, another for everything else.</summary>
    /// <returns>Null where the channel gave no id: then nothing tells a repetition from a new message.</returns>
    public static string? IdOf(Activity activity) => string.IsNullOrWhiteSpace(activity.Id) ? null
        // Teams sends a change under the id of the message that was changed.
        : activity.Type is ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete ? $"{activity.Id}~{activity.Type}.{DigestOf(activity)}"
        : activity.Id;

    /// <summary>What follows from it is named after this: its id, or where the channel gave none its words and when they were said.</summary>
    public static string NameOf(Activity activity) => IdOf(activity) ?? DigestOf(activity);

    private static string DigestOf(Activity activity) =>
        CauseId.Of(activity.Type ?? "", activity.Text ?? "", activity.Timestamp?.ToString("O") ?? "");
}
