using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CareBot.Care.Records;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.TakeAssessment;

namespace CareBot.Dialogs;

/// <summary>What a conversation remembers besides its open dialogs. Kept as one string of JSON, which any SDK stores as it is.</summary>
public sealed record Notes
{
    public string Kind { get; init; } = "notes";

    public int V { get; init; } = 1;

    /// <summary>What a patient wrote last to which there was no answer here, so that it can be passed on; null for most.</summary>
    public string? Unread { get; init; }

    /// <summary>The language chosen in this conversation; null leaves it to what is known of the person.</summary>
    public string? Language { get; init; }

    /// <summary>The bot has said hello here; a page load or a second installation does not make it say so again.</summary>
    public bool Greeted { get; init; }

    /// <summary>How many messages in a row were not understood.</summary>
    public int Misses { get; init; }

    /// <summary>A check-in that was put aside, to be gone on with on the same day.</summary>
    public CheckInRun? PausedCheckIn { get; init; }

    /// <summary>Somebody else writes in the patient's place here, and said so.</summary>
    public bool Proxy { get; init; }

    /// <summary>The assessment that this conversation was last about: open, put aside or done; null when there was none.</summary>
    public AssessmentNote? Assessment { get; init; }

    /// <summary>The buttons of the newest card, so that typing the number of one does what pressing it does.</summary>
    public IReadOnlyList<OfferedPress> Offered { get; init; } = [];

    /// <summary>Whom the list of patients asked for that a member of staff was shown last, before they said anything else; null for none.</summary>
    public string? Listed { get; init; }

    /// <summary>The danger that was last said not to be happening now, which can be taken back for a while; null for most.</summary>
    public GetHelpNow.HelpRun? Doubt { get; init; }

    public DateTimeOffset? DoubtedAt { get; init; }

    /// <summary>What was asked first about a visit and is not answered yet; null for most.</summary>
    public BookAppointment.VisitAsked? Visit { get; init; }

    /// <summary><see cref="Reachability.MarkOf"/> the address at which this conversation was last known to be reachable, so that it is stored only when it changes.</summary>
    public string? Reached { get; init; }
}

/// <summary>A button of a card as the text beside it numbers it.</summary>
/// <param name="Data">What it sends, as JSON.</param>
/// <param name="NoteField">The field that takes words typed behind the number.</param>
public sealed record OfferedPress(string Data, string? NoteField)
{
    /// <summary>Whether a press sent this, whatever was typed with it and however much of an alert its card showed.</summary>
    public bool IsIn(JsonObject sent) =>
        JsonNode.Parse(Data) is JsonObject own && own.All(field => field.Key is "seen" or "verb" || JsonNode.DeepEquals(field.Value, sent[field.Key]));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Notes))]
[JsonSerializable(typeof(BookAppointment.BookingRun))]
[JsonSerializable(typeof(BookAppointment.FamilyRun))]
[JsonSerializable(typeof(BookAppointment.EmailRun))]
[JsonSerializable(typeof(CheckInRun))]
[JsonSerializable(typeof(CoverPatients.CoverRun))]
[JsonSerializable(typeof(AssessmentRun))]
[JsonSerializable(typeof(GetHelpNow.HelpRun))]
[JsonSerializable(typeof(EnrolPatient.EnrolRun))]
[JsonSerializable(typeof(PauseMessages.PauseRun))]
[JsonSerializable(typeof(ReadPlan.PlanRun))]
[JsonSerializable(typeof(ReferPatient.ReferralRun))]
[JsonSerializable(typeof(SetThreshold.ThresholdRun))]
[JsonSerializable(typeof(WriteMessage.MessageRun))]
[JsonSerializable(typeof(ReviewAlerts.WhichAlert))]
[JsonSerializable(typeof(SnoozeAlert.SnoozeRun))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
internal sealed partial class DialogsJson : JsonSerializerContext;

/// <summary>State of a conversation and of a dialog, read and written the same way on either SDK: strings of JSON.</summary>
internal static class Memory
{
    private const string NotesProperty = "notes";
    private const string DialogsProperty = "dialogs";
    private const string RunKey = "run";

    private const int Telling = 128;

    // What was written in one turn is read in the next: some hundred people who talk at once find it decoded. It is shared and never changed.
    private static readonly Recent<Decoded> Known = new(1024);

    public static async Task<Notes> NotesAsync(ITurnContext context, CancellationToken cancellationToken)
    {
        var json = await Property<string>(context, NotesProperty).GetAsync(context, () => "", cancellationToken);
        return string.IsNullOrEmpty(json) ? new Notes() : Read(json, DialogsJson.Default.Notes);
    }

    public static async Task KeepAsync(ITurnContext context, Notes notes, CancellationToken cancellationToken)
    {
        var property = Property<string>(context, NotesProperty);
        var before = await property.GetAsync(context, () => "", cancellationToken);
        await property.SetAsync(context, Write(notes, DialogsJson.Default.Notes, before), cancellationToken);
    }

    public static Task<DialogState> DialogsAsync(ITurnContext context, CancellationToken cancellationToken) =>
        Property<DialogState>(context, DialogsProperty).GetAsync(context, () => new DialogState(), cancellationToken);

    /// <summary>What the dialog remembers of its run.</summary>
    public static T Run<T>(DialogInstance instance, JsonTypeInfo<T> type)
        where T : class =>
        Read(instance.State[RunKey].ToString()!, type);

    /// <summary>It has begun to remember something.</summary>
    public static bool HasRun(DialogInstance instance) => instance.State.ContainsKey(RunKey);

    public static void Keep<T>(DialogInstance instance, T run, JsonTypeInfo<T> type)
        where T : class =>
        instance.State[RunKey] = Write(run, type, instance.State.TryGetValue(RunKey, out var before) ? before.ToString() : null);

    private static T Read<T>(string json, JsonTypeInfo<T> type)
        where T : class
    {
        if (Find(json)?.Value is T known)
        {
            return known;
        }

        var value = JsonSerializer.Deserialize(json, type)!;
        Known.Add(Hash(json), new Decoded(json, value));
        return value;
    }

    /// <param name="before">What stood in its place, which nobody reads any more.</param>
    private static string Write<T>(T value, JsonTypeInfo<T> type, string? before)
        where T : class
    {
        var json = JsonSerializer.Serialize(value, type);
        if (before is not null && Find(before) is { } old)
        {
            Known.Remove(Hash(before), old);
        }

        Known.Add(Hash(json), new Decoded(json, value));
        return json;
    }

    private static Decoded? Find(string json)
    {
        foreach (var decoded in Known.Like(Hash(json)))
        {
            if (decoded?.Json == json)
            {
                return decoded;
            }
        }

        return null;
    }

    // Whose it is stands near its beginning, what was said last near its end.
    private static int Hash(string json) => json.Length <= Telling ? json.GetHashCode() : string.GetHashCode(json.AsSpan(0, Telling)) ^ string.GetHashCode(json.AsSpan(json.Length - Telling));

    private static IStatePropertyAccessor<T> Property<T>(ITurnContext context, string name) =>
        (context.TurnState.Get<ConversationState>() ?? throw new InvalidOperationException("The turn gate opens the conversation's state.")).CreateProperty<T>(name);

    private sealed record Decoded(string Json, object Value);
}
