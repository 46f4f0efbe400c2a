namespace CareBot.BotFramework;

/// <summary>What a channel answers to a sent activity: the id it gave it.</summary>
public class ResourceResponse
{
    public ResourceResponse()
    {
    }

    public ResourceResponse(string? id = default) => Id = id;

    public string? Id { get; set; }
}
