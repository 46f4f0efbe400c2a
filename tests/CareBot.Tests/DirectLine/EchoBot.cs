using System.Text.Json.Nodes;

namespace CareBot.Tests.DirectLine;

/// <summary>Says back what it hears, and shows one of everything that the page must be able to show.</summary>
internal sealed class EchoBot : IBot
{
    public List<Activity> Heard { get; } = [];

    public async Task OnTurnAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        var activity = turn.Activity;
        lock (Heard) Heard.Add(activity);
        switch (activity)
        {
            case { Type: ActivityTypes.ConversationUpdate }: await turn.SendActivityAsync(Welcome(activity.Locale), cancellationToken); break;
            case { Attachments.Count: > 0 }: await turn.SendActivityAsync($"file: {activity.Attachments[0].Name}", cancellationToken: cancellationToken); break;
            case { Text: "many" }: await turn.SendActivityAsync(Many(), cancellationToken); break;
            case { Text: "card" }: await turn.SendActivityAsync(Card(), cancellationToken); break;
            case { Type: ActivityTypes.Message, Value: not null }: await turn.SendActivityAsync($"form: {ProtocolJson.To<JsonObject>(activity.Value)!["weight"]}", cancellationToken: cancellationToken); break;
            case { Type: ActivityTypes.Message }: await turn.SendActivityAsync($"echo: {activity.Text}", cancellationToken: cancellationToken); break;
        }
    }

    private static Activity Welcome(string? locale) => new(ActivityTypes.Message)
    {
        Text = locale?.StartsWith("es", StringComparison.Ordinal) == true
            ? "Buenos días, Rosa. ¿Empezamos con sus preguntas de hoy?"
            : "Good morning. Shall we start with today's questions?",
        SuggestedActions = new SuggestedActions(actions:
        [
            new CardAction(ActionTypes.ImBack, "Yes, start", value: "Yes, start"),
            new CardAction(ActionTypes.ImBack, "Not now", value: "Not now"),
            new CardAction(ActionTypes.ImBack, "Talk to a person", value: "Talk to a person"),
        ]),
    };

    private static Activity Many()
    {
        var question = MessageFactory.Text("Do you have any of these?");
        string[] answers = ["It is hard to breathe, even when I rest and sit quite still", .. Enumerable.Range(1, 9).Select(number => $"Answer number {number}")];
        question.SuggestedActions = new SuggestedActions(actions: [.. answers.Select(answer => new CardAction(ActionTypes.ImBack, answer, value: answer))]);
        return question;
    }

    private static Activity Card() => new(ActivityTypes.Message)
    {
        Text = "Your weight today",
        Attachments = [new Attachment { ContentType = "application/vnd.microsoft.card.adaptive", Content = JsonNode.Parse("""
            {
              "type": "AdaptiveCard", "version": "1.5",
              "body": [
                { "type": "TextBlock", "text": "Your weight today", "weight": "Bolder", "size": "Medium", "wrap": true, "style": "heading" },
                { "type": "TextBlock", "text": "Use the same scale, in the morning.", "isSubtle": true, "wrap": true },
                { "type": "FactSet", "facts": [{ "title": "Yesterday", "value": "80.2 kg" }, { "title": "Plan", "value": "call at +2 kg in a day" }] },
                { "type": "TextBlock", "text": "Up 1.9 kg since yesterday", "color": "Warning", "wrap": true },
                { "type": "Input.Text", "id": "weight", "label": "Weight in kilograms", "isRequired": true, "errorMessage": "Please write your weight, for example 80.5" },
                { "type": "Input.ChoiceSet", "id": "swelling", "style": "expanded", "label": "Swelling in your legs?", "choices": [{ "title": "No", "value": "no" }, { "title": "A little", "value": "little" }, { "title": "More than usual", "value": "more" }] }
              ],
              "actions": [{ "type": "Action.Submit", "title": "Send my answers", "data": { "intent": "checkin" } }, { "type": "Action.Submit", "title": "Not now", "associatedInputs": "none", "data": { "weight": "not now" } }]
            }
            """) }],
    };
}
