using CareBot.DirectLine;

namespace CareBot.Endpoints;

// The stream: opened with a token of its own in the address, because a browser can send no header with a web socket.
public static partial class DirectLineEndpoint
{
    private static async Task<IResult> OpenStreamAsync(
        HttpContext http, string id, string? watermark, string? t, DirectLineTokens tokens, DirectLineVisits visits, DirectLineSocket stream, IHostApplicationLifetime lifetime)
    {
        if (t is null || await tokens.ReadForStreamAsync(t, http.RequestAborted) is not { } grant || grant.Conversation != id || await visits.IsOverAsync(grant, http.RequestAborted)) return RequestBody.Refuse(StatusCodes.Status403Forbidden);
        if (!http.WebSockets.IsWebSocketRequest) return RequestBody.Refuse(StatusCodes.Status426UpgradeRequired);
        var known = await stream.KnownAsync(grant, DirectLineWire.ReadWatermark(watermark), http.RequestAborted);
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        await stream.ServeAsync(socket, grant, known, lifetime.ApplicationStopping);
        return TypedResults.Empty;
    }
}
