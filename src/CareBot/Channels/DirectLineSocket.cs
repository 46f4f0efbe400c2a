using System.Net.WebSockets;
using CareBot.Care.Records;
using CareBot.Turns;

namespace CareBot.DirectLine;

/// <summary>One open stream: everything after the client's watermark, then whatever comes.</summary>
public sealed class DirectLineSocket(ConversationLog log, ConversationFeed feed, DirectLineVisits visits)
{
    /// <summary>Serves until the client leaves, their visit is over or <paramref name="stopping"/>; a client whose stream breaks comes back within 15 seconds.</summary>
    /// <param name="socket">Open; closed by this method where it can be.</param>
    /// <param name="grant">Whose stream it is.</param>
    /// <param name="watermark">The last turn that the client has seen; 0 for none.</param>
    /// <param name="stopping">The host is going down.</param>
    public async Task ServeAsync(WebSocket socket, DirectLineGrant grant, long watermark, CancellationToken stopping)
    {
        // Listening begins before the backlog is read: what is committed in between comes twice, and is sent once.
        var conversation = ConversationKey.Of(Channels.Webchat, grant.Conversation);
        using var subscription = feed.Subscribe(conversation);
        var listening = ListenAsync(socket, subscription, stopping);
        var status = WebSocketCloseStatus.NormalClosure;
        try
        {
            await SendAsync(socket, grant, conversation, watermark, subscription, stopping);
        }
        catch (OperationCanceledException)
        {
            status = WebSocketCloseStatus.EndpointUnavailable;
        }
        catch (StorageUnavailableException)
        {
            status = WebSocketCloseStatus.InternalServerError;
        }
        catch (WebSocketException)
        {
            return;
        }

        await CloseAsync(socket, status);
        await listening;
    }

    private async Task SendAsync(WebSocket socket, DirectLineGrant grant, string conversation, long sent, ConversationFeed.Subscription subscription, CancellationToken stopping)
    {
        sent = await CatchUpAsync(socket, conversation, sent, stopping);
        await foreach (var item in subscription.ReadAsync(stopping))
        {
            if (item.Seq is not { } seq)
            {
                await SendFrameAsync(socket, DirectLineWire.PassingFrame(item.Activities), stopping);
                continue;
            }

            if (await visits.IsOverAsync(grant, stopping)) return;
            if (seq == sent + 1) await SendFrameAsync(socket, DirectLineWire.Frame(new TranscriptPage(item.Activities, sent = seq)), stopping);
            else if (seq > sent) sent = await CatchUpAsync(socket, conversation, sent, stopping);
        }
    }

    private async Task<long> CatchUpAsync(WebSocket socket, string conversation, long sent, CancellationToken stopping)
    {
        while (true)
        {
            var page = await log.ReadAsync(conversation, sent, stopping);
            if (page.Watermark <= sent) return page.Watermark;
            await SendFrameAsync(socket, DirectLineWire.Frame(page), stopping);
            sent = page.Watermark;
        }
    }

    // All that a client ever says here is an empty frame every 20 seconds: a good moment to see what other instances have written.
    private static async Task ListenAsync(WebSocket socket, ConversationFeed.Subscription subscription, CancellationToken stopping)
    {
        var buffer = new byte[256];
        try
        {
            while ((await socket.ReceiveAsync(buffer, stopping)).MessageType != WebSocketMessageType.Close) subscription.Nudge();
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // Gone without a word, as browsers do.
        }
        finally
        {
            subscription.Complete();
        }
    }

    private static ValueTask SendFrameAsync(WebSocket socket, ReadOnlyMemory<byte> frame, CancellationToken stopping) =>
        socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, stopping);

    private static async Task CloseAsync(WebSocket socket, WebSocketCloseStatus status)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        try
        {
            await socket.CloseOutputAsync(status, null, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The other side was faster.
        }
    }
}
