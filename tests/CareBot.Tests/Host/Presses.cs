using System.Text.Json.Nodes;

namespace CareBot.Tests.Host;

/// <summary>Presses on an alert's card, as Teams sends an Action.Execute.</summary>
internal static class Presses
{
    public static JsonObject Acknowledge(string staff, string patient, string alert, string? id = null) => Press(staff, patient, alert, "acknowledge", id);

    public static JsonObject Close(string staff, string patient, string alert, string outcome, string note, string? id = null) =>
        Press(staff, patient, alert, "close", id, ("outcome", outcome), ("note", note));

    /// <summary>Opens a patient out of the caseload.</summary>
    public static JsonObject Patient(string staff, string patient) => Press(staff, patient, "caseload-0", "patient", null);

    /// <summary>What Teams sends by itself when a card comes into view again.</summary>
    public static JsonObject Refresh(string staff, string patient, string card, string act = "referral.show")
    {
        var press = Press(staff, patient, card, act, null);
        press["value"]!["trigger"] = "automatic";
        return press;
    }

    private static JsonObject Press(string staff, string patient, string alert, string act, string? id, params (string Name, string Value)[] fields)
    {
        var data = new JsonObject { ["act"] = act, ["card"] = alert, ["patient"] = patient };
        foreach (var (name, value) in fields)
            data[name] = value;
        var press = BotFixture.Activity(staff, "invoke", id, ("name", "adaptiveCard/action"), ("value", new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = act, ["data"] = data },
            ["trigger"] = "manual",
        }));
        press.Remove("deliveryMode");
        return press;
    }
}
