namespace CareBot.BotFramework;

/// <summary>Makes clients of a channel's connector.</summary>
public abstract class ConnectorFactory
{
    /// <param name="audience">The audience of the tokens that the client's calls carry.</param>
    /// <exception cref="UriFormatException">The service URL is not an absolute URL.</exception>
    public abstract Task<IConnectorClient> CreateAsync(string serviceUrl, string? audience, CancellationToken cancellationToken);
}
