using System.Collections.Concurrent;
using System.Threading.Channels;

namespace CareBot.Turns;

/// <summary>Tells open sockets of this host that a turn was stored. It carries no promise: whoever misses it reads the log.</summary>
public sealed class ConversationFeed
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Channel<Turn>, byte>> _listeners = new();

    /// <summary>A stored turn.</summary>
    public void Publish(string conversation, Turn turn)
    {
        if (_listeners.TryGetValue(conversation, out var listeners))
        {
            foreach (var (listener, _) in listeners)
            {
                listener.Writer.TryWrite(turn);
            }
        }
    }

    /// <summary>Words that could not be stored because the store is away; they reach only who is listening now. Seq is 0.</summary>
    public void PublishUnstored(string conversation, Activity inbound, IReadOnlyList<Activity> replies) =>
        Publish(conversation, new Turn(0, inbound, replies));

    /// <summary>Listens to a conversation until disposed.</summary>
    public Listener Listen(string conversation)
    {
        var channel = Channel.CreateUnbounded<Turn>(new UnboundedChannelOptions { SingleReader = true });
        _listeners.GetOrAdd(conversation, _ => new()).TryAdd(channel, 0);
        return new Listener(this, conversation, channel);
    }

    private void Remove(string conversation, Channel<Turn> channel)
    {
        if (_listeners.TryGetValue(conversation, out var listeners))
        {
            listeners.TryRemove(channel, out _);
        }
    }

    /// <summary>One listener.</summary>
    public sealed class Listener : IDisposable
    {
        private readonly ConversationFeed _feed;
        private readonly string _conversation;
        private readonly Channel<Turn> _channel;

        internal Listener(ConversationFeed feed, string conversation, Channel<Turn> channel) => (_feed, _conversation, _channel) = (feed, conversation, channel);

        public ChannelReader<Turn> Turns => _channel.Reader;

        public void Dispose() => _feed.Remove(_conversation, _channel);
    }
}
