using System.Buffers;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace CareBot.DirectLine;

/// <summary>Reads what strangers post: so much and no more, and refusals that tell nothing about the inside.</summary>
public static class RequestBody
{
    /// <summary>The largest activity of a web chat, in bytes; the client sends far less. Whatever is said is kept, and read again by the page.</summary>
    public const int Limit = 64 * 1024;

    private const long LargestForm = 16 * 1024;

    /// <returns>Null where there is more than <see cref="Limit"/>.</returns>
    public static async Task<byte[]?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (whole.Length + read > Limit) return null;
                whole.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return whole.ToArray();
    }

    /// <summary>Another site's page has sent it: browsers say themselves where a request comes from.</summary>
    public static bool IsForeign(HttpContext http) => http.Request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin");

    /// <returns>Null where what was sent is no form, or far too long for one.</returns>
    public static async Task<IFormCollection?> FormAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (!http.Request.HasFormContentType || http.Request.ContentLength is null or > LargestForm)
        {
            return null;
        }

        try
        {
            return await http.Request.ReadFormAsync(cancellationToken);
        }
        catch (Exception broken) when (broken is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Nobody decompresses here what a stranger sends.</summary>
    public static ProblemHttpResult? RefuseCompressed(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0 ? null : Refuse(StatusCodes.Status415UnsupportedMediaType, "The body is compressed; send it without Content-Encoding.");

    /// <param name="status">Of HTTP.</param>
    /// <param name="why">What the sender can do about it, where the status does not say it.</param>
    public static ProblemHttpResult Refuse(int status, string? why = null) =>
        TypedResults.Problem(statusCode: status, title: ReasonPhrases.GetReasonPhrase(status), detail: why);
}
