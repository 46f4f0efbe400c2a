using System.Globalization;
using System.Text.Json;
using CareBot.Care.Records;
using CareBot.DirectLine;
using CareBot.Turns;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CareBot.Endpoints;

// What is said, and what is read without a stream.
public static partial class DirectLineEndpoint
{
    // Nothing of a file is kept, so this only bounds how long we read what we throw away.
    private const long UploadLimit = 10 * 1024 * 1024;

    private static readonly string TooDeep = string.Create(CultureInfo.InvariantCulture, $"The activity is nested deeper than {ProtocolJson.Deepest} levels.");

    private static async Task<IResult> ReceiveAsync(
        HttpContext http, DirectLineInbox inbox, DirectLineAdapter adapter, ConversationFeed feed, IBot bot, CancellationToken cancellationToken)
    {
        if (RequestBody.RefuseCompressed(http.Request) is { } compressed) return compressed;
        if (!http.Request.HasJsonContentType()) return RequestBody.Refuse(StatusCodes.Status415UnsupportedMediaType);
        if (await RequestBody.ReadAsync(http.Request.Body, cancellationToken) is not { } body) return RequestBody.Refuse(StatusCodes.Status413PayloadTooLarge);
        return await TakeAsync(body, DirectLineGrant.Of(http), inbox, adapter, feed, bot);
    }

    private static async Task<IResult> TakeAsync(
        byte[] body, DirectLineGrant grant, DirectLineInbox inbox, DirectLineAdapter adapter, ConversationFeed feed, IBot bot)
    {
        var (sent, why) = Parse(body);
        if (sent is not { Type.Length: > 0 }) return RequestBody.Refuse(StatusCodes.Status400BadRequest, why);
        var activity = inbox.Accept(sent, grant);
        // Only messages are a browser's to send: an event could pass for one of our own. The rest is shown as sent, and forgotten.
        if (activity.Type == ActivityTypes.Message) await RunAsync(adapter, bot, grant, activity);
        else feed.Publish(ConversationKey.Of(Channels.Webchat, grant.Conversation), null, [activity]);
        return Json(new DirectLineWire.Received(activity.Id!), DirectLineJson.Default.Received);
    }

    private static async Task<IResult> ReceiveUploadAsync(
        HttpContext http, DirectLineInbox inbox, DirectLineAdapter adapter, ConversationFeed feed, IBot bot, CancellationToken cancellationToken)
    {
        if (RequestBody.RefuseCompressed(http.Request) is { } compressed) return compressed;
        if (!http.Request.HasFormContentType || Boundary(http.Request) is not { } boundary) return RequestBody.Refuse(StatusCodes.Status415UnsupportedMediaType);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = UploadLimit;
        try
        {
            var body = await ReadActivityPartAsync(new MultipartReader(boundary, http.Request.Body), cancellationToken);
            return body is null ? RequestBody.Refuse(StatusCodes.Status400BadRequest) : await TakeAsync(body, DirectLineGrant.Of(http), inbox, adapter, feed, bot);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return RequestBody.Refuse((e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<IResult> PollAsync(HttpContext http, ConversationLog log, string? watermark, CancellationToken cancellationToken)
    {
        var mark = DirectLineWire.ReadWatermark(watermark);
        try
        {
            return Frame(await log.ReadAsync(ConversationKey.Of(Channels.Webchat, DirectLineGrant.Of(http).Conversation), mark, cancellationToken));
        }
        catch (StorageUnavailableException)
        {
            // Any error here makes the client stop asking for good, without a word to the person.
            return Frame(new TranscriptPage([], mark));
        }

        static IResult Frame(TranscriptPage page) => TypedResults.Bytes(DirectLineWire.Frame(page), "application/json");
    }

    private static (Activity? Activity, string? Why) Parse(byte[] body)
    {
        try
        {
            return ProtocolJson.IsTooDeep(body) ? (null, TooDeep) : (ProtocolJson.Read(body), null);
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }

    private static string? Boundary(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;

    // The activity comes as a file part named "activity"; the files that follow are read to the end and dropped.
    private static async Task<byte[]?> ReadActivityPartAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        byte[]? activity = null;
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (section.GetContentDispositionHeader()?.Name.Value is "activity" or "\"activity\"")
                activity = await RequestBody.ReadAsync(section.Body, cancellationToken);
            else await section.Body.CopyToAsync(Stream.Null, cancellationToken);
        }

        return activity;
    }
}
