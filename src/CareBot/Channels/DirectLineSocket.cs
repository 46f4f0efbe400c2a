using System.Net.WebSockets;
using CareBot.Care.Records;
using CareBot.Turns;

namespace CareBot.DirectLine;

/// <summary>One open stream: everything after the client's watermark, then whatever comes, from this instance or another.</summary>
public sealed class DirectLineSocket(ConversationLog log, ConversationFeed feed, DirectLineVisits visits, TimeProvider time)
{
    /// <summary>How often a stream looks for what another instance has written, where there may be one: a small read, so that nobody waits longer for "call 911".</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>How often it asks whether the visit is over, while nothing comes: before anything is shown it is asked anyway.</summary>
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(20);

    /// <summary>Of how much a client is taken to know that says <paramref name="watermark"/>. It is asked before the stream is open: all that is said after that is new to the client, whatever it said.</summary>
    public async Task<long> KnownAsync(DirectLineGrant grant, long watermark, CancellationToken cancellationToken)
    {
        try
        {
            return await log.KnownAsync(ConversationKey.Of(Channels.Webchat, grant.Conversation), watermark, cancellationToken).WaitAsync(DirectLineVisits.Patience, time, cancellationToken);
        }
        catch (Exception away) when (away is StorageUnavailableException or TimeoutException)
        {
            return watermark;
        }
    }

    /// <summary>Serves until the client leaves, their visit is over or <paramref name="stopping"/>; a client whose stream breaks comes back within 15 seconds.</summary>
    /// <param name="socket">Open; closed by this method where it can be.</param>
    /// <param name="grant">Whose stream it is.</param>
    /// <param name="watermark">The last turn that the client has seen, as <see cref="KnownAsync"/> gives it; 0 for none.</param>
    /// <param name="stopping">The host is going down.</param>
    public async Task ServeAsync(WebSocket socket, DirectLineGrant grant, long watermark, CancellationToken stopping)
    {
        // Listening begins before the backlog is read: what is committed in between comes twice, and is sent once.
        var stream = new Stream(socket, grant, ConversationKey.Of(Channels.Webchat, grant.Conversation)) { Shown = watermark };
        using var subscription = feed.Subscribe(stream.Conversation);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var listening = ListenAsync(socket, subscription, stopping);
        var looking = LookAsync(stream, subscription, ended.Token);
        var status = WebSocketCloseStatus.NormalClosure;
        try
        {
            await SendAsync(stream, subscription, stopping);
        }
        catch (OperationCanceledException)
        {
            status = WebSocketCloseStatus.EndpointUnavailable;
        }
        catch (WebSocketException)
        {
            return;
        }
        finally
        {
            await ended.CancelAsync();
            await looking;
        }

        await CloseAsync(socket, status);
        await listening;
    }

    private async Task SendAsync(Stream stream, ConversationFeed.Subscription subscription, CancellationToken stopping)
    {
        await CatchUpAsync(stream, stopping);
        await foreach (var item in subscription.ReadAsync(stopping))
        {
            if (item.Seq is not { } seq)
            {
                await SendFrameAsync(stream.Socket, DirectLineWire.PassingFrame(item.Activities), stopping);
                continue;
            }

            if (await visits.IsOverAsync(stream.Grant, stopping)) return;
            if (stream.IsCaughtUp && seq == stream.Shown + 1)
            {
                await SendFrameAsync(stream.Socket, DirectLineWire.Frame(new TranscriptPage(item.Activities, seq)), stopping);
                stream.Shown = seq;
            }
            else if (!stream.IsCaughtUp || seq > stream.Shown)
            {
                await CatchUpAsync(stream, stopping);
            }
        }
    }

    private async Task CatchUpAsync(Stream stream, CancellationToken stopping)
    {
        try
        {
            for (stream.IsCaughtUp = false; !stream.IsCaughtUp;)
            {
                var page = await log.ReadAsync(stream.Conversation, stream.Shown, stopping);
                stream.IsCaughtUp = page.Watermark <= stream.Shown;
                if (!stream.IsCaughtUp) await SendFrameAsync(stream.Socket, DirectLineWire.Frame(page), stopping);
                stream.Shown = page.Watermark;
            }
        }
        catch (StorageUnavailableException)
        {
            // The stream stays, for what is said of the outage; a look that is answered has it catch up.
        }
    }

    private async Task LookAsync(Stream stream, ConversationFeed.Subscription subscription, CancellationToken ended)
    {
        var every = log.IsShared ? LookEvery : AskEvery;
        var looksForEachAsking = (int)(AskEvery / every);
        using var timer = new PeriodicTimer(every, time);
        try
        {
            for (var looks = 1; await timer.WaitForNextTickAsync(ended); looks++)
            {
                if (looks % looksForEachAsking == 0 || await IsBehindAsync(stream, ended)) subscription.Nudge();
            }
        }
        catch (OperationCanceledException)
        {
            // The stream has ended.
        }
    }

    private async Task<bool> IsBehindAsync(Stream stream, CancellationToken ended)
    {
        try
        {
            return await log.HasTurnAsync(stream.Conversation, stream.Shown + 1, ended) || !stream.IsCaughtUp;
        }
        catch (StorageUnavailableException)
        {
            return false;
        }
    }

    // All that a client ever says here is an empty frame every 20 seconds.
    private static async Task ListenAsync(WebSocket socket, ConversationFeed.Subscription subscription, CancellationToken stopping)
    {
        var buffer = new byte[256];
        try
        {
            while ((await socket.ReceiveAsync(buffer, stopping)).MessageType != WebSocketMessageType.Close)
            {
            }
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

    /// <summary>How far a stream has come.</summary>
    private sealed class Stream(WebSocket socket, DirectLineGrant grant, string conversation)
    {
        private long _shown;

        public WebSocket Socket => socket;

        public DirectLineGrant Grant => grant;

        public string Conversation => conversation;

        /// <summary>The newest turn that the client has.</summary>
        public long Shown
        {
            get => Volatile.Read(ref _shown);
            set => Volatile.Write(ref _shown, value);
        }

        /// <summary>What came before has been read: the client's watermark is one of ours.</summary>
        public bool IsCaughtUp { get; set; }
    }
}
