using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CareBot.BotFramework;

/// <summary>Reads an activity from the body of a request.</summary>
internal static class ActivityBody
{
    /// <summary>In bytes. Teams caps a message at some 100 kB and a card's input at less. (learn.microsoft.com, "Limits and specifications for Teams")</summary>
    public const int Longest = 256 * 1024;

    /// <returns>The activity, or the HTTP status that says why there is none.</returns>
    public static async ValueTask<(Activity? Activity, int Status)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType()) return (null, StatusCodes.Status415UnsupportedMediaType);
        if (request.ContentLength > Longest) return (null, StatusCodes.Status413PayloadTooLarge);
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

            var activity = body.Length <= Longest ? Parse(body) : null;
            var status = body.Length <= Longest ? StatusCodes.Status400BadRequest : StatusCodes.Status413PayloadTooLarge;
            reader.AdvanceTo(body.End);
            return (activity, status);
        }
    }

    /// <returns>Null where the bytes are no activity, or one without a type.</returns>
    private static Activity? Parse(in ReadOnlySequence<byte> body)
    {
        try
        {
            var activity = ProtocolJson.Read(body.IsSingleSegment ? body.FirstSpan : body.ToArray());
            return string.IsNullOrWhiteSpace(activity?.Type) ? null : activity;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
