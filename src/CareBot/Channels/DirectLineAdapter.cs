using System.Security.Claims;

namespace CareBot.DirectLine;

/// <summary>Runs the turns of web chat. Nothing is sent from here: what the turn commits to the conversation's log is what its streams show.</summary>
public sealed class DirectLineAdapter : BotAdapter
{
    // The stock client has no way to take a message away, so its words are taken away.
    private const string Withdrawn = "—";

    public override async Task<InvokeResponse?> ProcessActivityAsync(
        ClaimsIdentity claimsIdentity, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        using var turn = new TurnContext(this, activity);
        turn.TurnState.Set(BotIdentityKey, claimsIdentity);
        await RunPipelineAsync(turn, callback, cancellationToken);
        return null;
    }

    public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken) =>
        Task.FromResult(Array.ConvertAll(activities, activity => new ResourceResponse(activity.Id)));

    /// <summary>A client replaces a message when another one comes under the same id: an update is a reply that keeps the id.</summary>
    public override async Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
    {
        ActivityStamp.MarkAsReplacement(activity, activity.Id!);
        return await turnContext.SendActivityAsync(activity, cancellationToken);
    }

    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) =>
        UpdateActivityAsync(turnContext, new Activity { Type = ActivityTypes.Message, Id = reference.ActivityId, Text = Withdrawn }, cancellationToken);
}
