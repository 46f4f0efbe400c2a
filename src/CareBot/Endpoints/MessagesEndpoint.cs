namespace CareBot.Endpoints;

/// <summary>Where the Bot Connector delivers: Teams, the Emulator, the Agents Playground.</summary>
public static class MessagesEndpoint
{
    public const string Path = "/api/messages";

    /// <remarks>A turn that has begun is finished whether or not the caller waits for it.</remarks>
    public static void MapMessages(this WebApplication app) =>
        app.MapPost(Path, (HttpContext http, IBotFrameworkHttpAdapter adapter, IBot bot) => adapter.ProcessAsync(http.Request, http.Response, bot, CancellationToken.None));
}
