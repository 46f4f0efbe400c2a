namespace CareBot.BotFramework;

public static class ITurnContextExtensions
{
    /// <summary>Sends a trace, which tools show and people do not see.</summary>
    public static Task<ResourceResponse> TraceActivityAsync(
        this ITurnContext turnContext,
        string name,
        object? value = null,
        string? valueType = null,
        string? label = null,
        CancellationToken cancellationToken = default) =>
        turnContext.SendActivityAsync(turnContext.Activity.CreateTrace(name, value, valueType, label), cancellationToken);
}
