using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

/// <summary>Something that an activity is about, or who is named in it; its fields depend on <see cref="Type"/>.</summary>
[JsonDerivedType(typeof(Mention))]
public class Entity
{
    public Entity()
    {
    }

    public Entity(string? type = default) => Type = type;

    public string? Type { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <exception cref="JsonException">The entity's fields have another shape.</exception>
    public T? GetAs<T>() => ProtocolJson.Convert<T>(this);

    public void SetAs<T>(T obj)
    {
        var copy = ProtocolJson.Convert<Entity>(ProtocolJson.Convert<JsonElement>(obj));
        Type = copy?.Type;
        Unknown = copy?.Unknown;
    }
}

public class Mention : Entity
{
    public Mention()
        : base("mention")
    {
    }

    public Mention(ChannelAccount? mentioned = default, string? text = default, string? type = default)
        : base(type ?? "mention") => (Mentioned, Text) = (mentioned, text);

    public ChannelAccount? Mentioned { get; set; }

    /// <summary>The mention as it stands in the message's text, tags included.</summary>
    public string? Text { get; set; }
}

public class MessageReaction
{
    public MessageReaction()
    {
    }

    public MessageReaction(string? type = default) => Type = type;

    public string? Type { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class TextHighlight
{
    public TextHighlight()
    {
    }

    public TextHighlight(string? text = default, int? occurrence = default) => (Text, Occurrence) = (text, occurrence);

    public string? Text { get; set; }

    public int? Occurrence { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class SemanticAction
{
    public SemanticAction()
    {
    }

    public SemanticAction(string? id = default, IDictionary<string, Entity>? entities = default) => (Id, Entities) = (id, entities);

    public string? Id { get; set; }

    public string? State { get; set; }

    public IDictionary<string, Entity>? Entities { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}
