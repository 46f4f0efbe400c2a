namespace CareBot.BotFramework;

/// <summary>Puts the bot's credentials on an outgoing request.</summary>
public abstract class ServiceClientCredentials
{
    public virtual Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A bot without an app id has nothing to show.</summary>
internal sealed class NoCredentials : ServiceClientCredentials
{
    public static readonly NoCredentials Instance = new();
}
