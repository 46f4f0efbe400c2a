namespace CareBot.BotFramework;

/// <summary>The connector of a turn: made when something is first sent, since most invoke and <c>expectReplies</c> turns never need one.</summary>
internal static class TurnConnector
{
    /// <exception cref="InvalidOperationException">The turn's adapter has no connector, or the activity names no service URL to answer to.</exception>
    public static async ValueTask<IConnectorClient> OfAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        if (turnContext.TurnState.Get<IConnectorClient>() is { } made) return made;
        var factory = turnContext.TurnState.Get<ConnectorFactory>() ?? throw new InvalidOperationException("This adapter has no connector.");
        var serviceUrl = turnContext.Activity.ServiceUrl;
        if (!Uri.TryCreate(serviceUrl, UriKind.Absolute, out _))
            throw new InvalidOperationException("The activity names no service URL to answer to.");
        var client = await factory.CreateAsync(serviceUrl, turnContext.TurnState.Get<string>(BotAdapter.OAuthScopeKey), cancellationToken);
        turnContext.TurnState.Set(client);
        return client;
    }
}
