using System.Text.Json.Nodes;

namespace CareBot.Dialogs.Voice.Cards;

internal static class CardActions
{
    /// <summary>Every object of the card that somebody sees, the card itself first. What Teams does by itself (<c>refresh</c>) is no button.</summary>
    public static IEnumerable<JsonObject> Parts(JsonNode? node) => node switch
    {
        JsonObject item => item.Where(member => member.Key != "refresh").Select(member => member.Value).SelectMany(Parts).Prepend(item),
        JsonArray list => list.SelectMany(Parts),
        _ => [],
    };

    /// <summary>Turns Action.Execute into Action.Submit, the verb going into the data.</summary>
    public static void Submit(JsonObject card)
    {
        card.Remove("refresh");
        foreach (var action in Parts(card).Where(part => Values.Show(part["type"]) == "Action.Execute").ToArray())
        {
            action["type"] = "Action.Submit";
            var data = (JsonObject)(action["data"] ??= new JsonObject());
            data["verb"] = action["verb"]?.DeepClone();
            action.Remove("verb");
        }
    }
}
