using Microsoft.AspNetCore.Http;

namespace CareBot.BotFramework;

/// <summary>Receives activities over HTTP.</summary>
public interface IBotFrameworkHttpAdapter
{
    /// <summary>Reads the activity, runs the turn, and writes the response.</summary>
    Task ProcessAsync(HttpRequest httpRequest, HttpResponse httpResponse, IBot bot, CancellationToken cancellationToken = default);
}
