using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Pipe = System.Threading.Channels.Channel;

namespace CareBot.Turns;

/// <summary>Tells the open streams of a conversation, in this process, what a turn has just committed.</summary>
/// <remarks>A hint, never the record: a stream that misses something reads the log.</remarks>
public sealed class ConversationFeed
{
    private readonly ConcurrentDictionary<string, ImmutableArray<Subscription>> _subscriptions = new(StringComparer.Ordinal);

    /// <param name="conversationKey">The conversation.</param>
    /// <param name="seq">The turn's number in the log; null for what is shown and not kept (an echo of typing, "please try again").</param>
    /// <param name="activities">The echo of what was received, then the replies.</param>
    public void Publish(string conversationKey, long? seq, IReadOnlyList<Activity> activities)
    {
        if (!_subscriptions.TryGetValue(conversationKey, out var subscriptions)) return;
        foreach (var subscription in subscriptions) subscription.Offer(new FeedItem(seq, activities));
    }

    /// <summary>Listens until disposed.</summary>
    public Subscription Subscribe(string conversationKey)
    {
        var subscription = new Subscription(this, conversationKey);
        _subscriptions.AddOrUpdate(conversationKey, [subscription], (_, others) => others.Add(subscription));
        return subscription;
    }

    private void Remove(string conversationKey, Subscription subscription)
    {
        var left = _subscriptions.AddOrUpdate(conversationKey, [], (_, all) => all.Remove(subscription));
        if (left.IsEmpty) _subscriptions.TryRemove(KeyValuePair.Create(conversationKey, left));
    }

    /// <summary>One listener. It keeps the newest items when the listener is slow.</summary>
    public sealed class Subscription : IDisposable
    {
        private readonly Channel<FeedItem> _items = Pipe.CreateBounded<FeedItem>(
            new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

        private readonly ConversationFeed _feed;
        private readonly string _conversationKey;

        internal Subscription(ConversationFeed feed, string conversationKey) => (_feed, _conversationKey) = (feed, conversationKey);

        public IAsyncEnumerable<FeedItem> ReadAsync(CancellationToken cancellationToken) => _items.Reader.ReadAllAsync(cancellationToken);

        /// <summary>Has the listener look into the log, where another instance has written.</summary>
        public void Nudge() => Offer(FeedItem.LookAgain);

        /// <summary>Ends the listening once what is waiting has been read.</summary>
        public void Complete() => _items.Writer.TryComplete();

        public void Dispose() => _feed.Remove(_conversationKey, this);

        internal void Offer(FeedItem item) => _items.Writer.TryWrite(item);
    }
}

/// <summary>What a turn committed, or something to show that is not kept.</summary>
/// <param name="Seq">Null for what is not kept.</param>
/// <param name="Activities">In the order in which they are shown.</param>
public sealed record FeedItem(long? Seq, IReadOnlyList<Activity> Activities)
{
    internal static readonly FeedItem LookAgain = new(long.MaxValue, []);
}
