using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareBot.BotFramework;

/// <summary>Receives activities from connectors over HTTP.</summary>
/// <remarks>
/// Refusals are problem details: 400 no activity, or one nested too deep, 401 not entitled to send it, 413 over 256 KiB, 415 not JSON, or
/// compressed, 500 the turn failed.
/// A bot without an app id serves its own machine only, and only where the host's environment is Development; everyone else gets 401.
/// Streaming connections (web sockets, named pipes) are not here.
/// </remarks>
public class CloudAdapter : CloudAdapterBase, IBotFrameworkHttpAdapter
{
    public CloudAdapter(BotFrameworkAuthentication botFrameworkAuthentication, ILogger? logger = null)
        : base(botFrameworkAuthentication, logger)
    {
    }

    public async Task ProcessAsync(HttpRequest httpRequest, HttpResponse httpResponse, IBot bot, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(httpRequest);
        ArgumentNullException.ThrowIfNull(httpResponse);
        ArgumentNullException.ThrowIfNull(bot);
        var (activity, status, why) = await ActivityBody.ReadAsync(httpRequest, cancellationToken);
        if (activity is null)
            await httpResponse.WriteProblemAsync(status, cancellationToken, why);
        else if (await AuthenticateAsync(httpRequest, activity, cancellationToken) is not { } caller)
            await httpResponse.WriteProblemAsync(StatusCodes.Status401Unauthorized, cancellationToken);
        else
            await RunTurnAsync(httpResponse, caller, activity, bot, cancellationToken);
    }

    /// <returns>Null where the sender is not entitled to send the activity.</returns>
    private async Task<AuthenticateRequestResult?> AuthenticateAsync(HttpRequest request, Activity activity, CancellationToken cancellationToken)
    {
        try
        {
            var caller = await BotFrameworkAuthentication.AuthenticateRequestAsync(activity, request.Headers.Authorization, cancellationToken);
            if (caller.ClaimsIdentity is { AuthenticationType: not AuthenticationConstants.AnonymousAuthType }) return caller;
            if (IsLocalDevelopment(request.HttpContext)) return caller;
            Logger.AnonymousRefused();
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    private async Task RunTurnAsync(
        HttpResponse response, AuthenticateRequestResult caller, Activity activity, IBot bot, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await ProcessActivityAsync(caller, activity, bot.OnTurnAsync, cancellationToken);
            await response.WriteAnswerAsync(answer, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && !response.HasStarted)
        {
            Logger.TurnFailed(response.HttpContext.TraceIdentifier, error.GetType().Name, error.StackTrace);
            await response.WriteProblemAsync(StatusCodes.Status500InternalServerError, cancellationToken);
        }
    }

    private static bool IsLocalDevelopment(HttpContext context) =>
        context.RequestServices?.GetService<IHostEnvironment>() is { } host && host.IsDevelopment()
        // No address: a request inside the process, or over a socket file of this machine.
        && (context.Connection.RemoteIpAddress is not { } sender || IPAddress.IsLoopback(sender))
        // A tunnel makes the whole world look local, and says so.
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");
}
