using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

/// <summary>The dialogs that are open, the active one first. Stored as JSON that names dialogs by id.</summary>
public class DialogState
{
    public DialogState()
        : this(null)
    {
    }

    public DialogState(List<DialogInstance>? stack) => DialogStack = stack ?? [];

    [JsonInclude]
    public List<DialogInstance> DialogStack { get; internal set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>One open dialog: which one, and what it remembers.</summary>
public class DialogInstance
{
    public string Id { get; set; } = string.Empty;

    public IDictionary<string, object> State { get; set; } = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <summary>The version of the dialog when it last ran; null for a dialog that has none.</summary>
    public string? Version { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Reads what the dialog remembers, which after a reload is JSON, and puts the object in its place.</summary>
    internal T? Recall<T>(string key)
        where T : class
    {
        if (!State.TryGetValue(key, out var value)) return null;
        if (ProtocolJson.Convert<T>(value) is not { } read) return null;
        State[key] = read;
        return read;
    }

    internal int RecallNumber(string key) => State.TryGetValue(key, out var value) ? ProtocolJson.Convert<int>(value) : 0;
}
