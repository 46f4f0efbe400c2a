using CareBot.DirectLine;

namespace CareBot.Endpoints;

/// <summary>What is answered, and written down, when a request fails that no endpoint has an answer for.</summary>
public static class FaultAnswers
{
    /// <summary>To stand before everything else: what comes past it would be logged with the words of the exception, which may quote a person.</summary>
    public static void UseFaultAnswers(this WebApplication app) => app.Use(async (http, next) =>
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await RequestBody.Refuse(bad.StatusCode).ExecuteAsync(http);
        }
        catch (Exception fault) when (!http.RequestAborted.IsCancellationRequested)
        {
            http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(FaultAnswers)).RequestFailed(http.TraceIdentifier, fault);
            if (http.Response.HasStarted) http.Abort();
            else await RequestBody.Refuse(StatusCodes.Status500InternalServerError).ExecuteAsync(http);
        }
    });
}
