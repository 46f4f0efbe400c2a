using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CareBot.BotFramework;

/// <summary>Reads an activity from the body of a request.</summary>
internal static class ActivityBody
{
    /// <summary>In bytes. Teams caps a message at some 100 kB and a card's input at less. (learn.microsoft.com, "Limits and specifications for Teams")</summary>
    public const int Longest = 256 * 1024;

    private static readonly string TooDeep = string.Create(CultureInfo.InvariantCulture, $"The activity is nested deeper than {ProtocolJson.Deepest} levels.");

    /// <returns>The activity, or the HTTP status that says why there is none, with a word on it where the status does not say enough.</returns>
    public static async ValueTask<(Activity? Activity, int Status, string? Why)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Headers.ContentEncoding.Count > 0) return (null, StatusCodes.Status415UnsupportedMediaType, "The body is compressed; send it without Content-Encoding.");
        // What every client sends is known without being taken apart.
        if (request.ContentType is not ("application/json" or "application/json; charset=utf-8") && !request.HasJsonContentType()) return (null, StatusCodes.Status415UnsupportedMediaType, null);
        if (request.ContentLength > Longest) return (null, StatusCodes.Status413PayloadTooLarge, null);
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var body = read.Buffer;
            if (body.Length <= Longest && !read.IsCompleted)
            {
                reader.AdvanceTo(body.Start, body.End);
                continue;
            }

            var answer = body.Length <= Longest ? Parse(body.IsSingleSegment ? body.FirstSpan : body.ToArray()) : (null, StatusCodes.Status413PayloadTooLarge, null);
            reader.AdvanceTo(body.End);
            return answer;
        }
    }

    /// <returns>No activity where the bytes are none, or one without a type, or one that could not be kept.</returns>
    private static (Activity? Activity, int Status, string? Why) Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            if (ProtocolJson.IsTooDeep(body)) return (null, StatusCodes.Status400BadRequest, TooDeep);
            var activity = ProtocolJson.Read(body);
            return (string.IsNullOrWhiteSpace(activity?.Type) ? null : activity, StatusCodes.Status400BadRequest, null);
        }
        catch (JsonException)
        {
            return (null, StatusCodes.Status400BadRequest, null);
        }
    }
}
