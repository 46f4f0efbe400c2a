using System.Net;
using System.Text.Json;

namespace CareBot.BotFramework;

/// <summary>A connector refused a call.</summary>
/// <remarks>
/// 403: the bot was removed or blocked. 404: the conversation or activity is gone. Neither mends by trying again.
/// The message names the status and the connector's code, never the connector's words, which can quote what was sent.
/// </remarks>
public class ErrorResponseException : Exception
{
    public ErrorResponseException()
    {
    }

    public ErrorResponseException(string message)
        : base(message)
    {
    }

    public ErrorResponseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Null where the refusal came from no response.</summary>
    public HttpResponseMessageWrapper? Response { get; set; }

    /// <summary>The connector's code for the error; null where it gave none.</summary>
    public ErrorResponse? Body { get; set; }

    internal static async Task<ErrorResponseException> FromAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var code = await CodeAsync(response, cancellationToken);
        return new ErrorResponseException($"The connector answered {(int)response.StatusCode}{(code is null ? "" : $" ({code})")}.")
        {
            Response = new HttpResponseMessageWrapper(response),
            Body = code is null ? null : new ErrorResponse(new Error(code)),
        };
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            var code = body.RootElement.GetProperty("error").GetProperty("code").GetString();
            return code is { Length: <= 64 } && code.All(char.IsAsciiLetterOrDigit) ? code : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>What is left of the response that an error came with.</summary>
public class HttpResponseMessageWrapper
{
    internal HttpResponseMessageWrapper(HttpResponseMessage response) =>
        (StatusCode, Headers) = (response.StatusCode, response.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase));

    public HttpStatusCode StatusCode { get; }

    public IDictionary<string, IEnumerable<string>> Headers { get; }
}
