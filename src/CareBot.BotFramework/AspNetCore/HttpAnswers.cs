using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CareBot.BotFramework;

/// <summary>What a turn's HTTP response says.</summary>
internal static class HttpAnswers
{
    /// <summary>A refusal as RFC 9457 problem details: the status and a reference for the log, never a cause.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="status">Of HTTP.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="why">What the sender can do about it, where the status does not say it; words of ours.</param>
    public static Task WriteProblemAsync(this HttpResponse response, int status, CancellationToken cancellationToken, string? why = null)
    {
        var trace = response.HttpContext.TraceIdentifier;
        if (status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        var problem = new Dictionary<string, object>
        {
            ["type"] = "about:blank",
            ["title"] = ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["traceId"] = trace,
        };
        if (why is not null) problem["detail"] = why;
        return WriteAsync(response, status, "application/problem+json", JsonSerializer.SerializeToUtf8Bytes(problem, ProtocolJson.Info<Dictionary<string, object>>()), cancellationToken);
    }

    /// <param name="answer">Null for a turn whose answers go through the connector.</param>
    /// <exception cref="NotSupportedException">The bot's answer is of a type that has no JSON; nothing has been written then.</exception>
    public static Task WriteAnswerAsync(this HttpResponse response, InvokeResponse? answer, CancellationToken cancellationToken)
    {
        response.StatusCode = answer?.Status ?? StatusCodes.Status200OK;
        if (answer?.Body is not { } body) return Task.CompletedTask;
        var json = JsonSerializer.SerializeToUtf8Bytes(body, ProtocolJson.Info<object>());
        return WriteAsync(response, answer.Status, "application/json; charset=utf-8", json, cancellationToken);
    }

    private static async Task WriteAsync(HttpResponse response, int status, string contentType, byte[] body, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, cancellationToken);
    }
}
