using System.Collections.Concurrent;
using System.Threading.Channels;
using CareBot.Tests.Delivery;
using Pipe = System.Threading.Channels.Channel;

namespace CareBot.Tests.Faults;

/// <summary>What people read at the channel, and after how many deaths.</summary>
internal sealed class Inbox(Func<int> deaths)
{
    private readonly ConcurrentDictionary<string, Box> _boxes = new(StringComparer.Ordinal);

    public void Take(Reading reading) => _boxes.GetOrAdd(reading.Conversation, _ => new Box()).Take(reading, deaths());

    /// <summary>Waits for a message that has not been read yet and holds these words.</summary>
    public async Task ReadAsync(string conversation, string words, CancellationToken cancellationToken)
    {
        var unread = _boxes.GetOrAdd(conversation, _ => new Box()).Unread;
        while (!(await unread.ReadAsync(cancellationToken)).Text.Contains(words, StringComparison.Ordinal))
        {
        }
    }

    /// <summary>Every message that came, by its own id, in the order in which they came first, with the number of deaths before each time it came.</summary>
    public OrderedDictionary<string, IReadOnlyList<(string Text, int Deaths)>> Of(string conversation) =>
        _boxes.TryGetValue(conversation, out var box) ? box.ById() : [];

    private sealed class Box
    {
        private readonly Channel<Reading> _unread = Pipe.CreateUnbounded<Reading>();
        private readonly OrderedDictionary<string, List<(string Text, int Deaths)>> _taken = new(StringComparer.Ordinal);

        public ChannelReader<Reading> Unread => _unread.Reader;

        public void Take(Reading reading, int deaths)
        {
            lock (_taken)
            {
                if (_taken.TryGetValue(reading.Id, out var before))
                {
                    before.Add((reading.Text, deaths));
                    return;
                }

                _taken.Add(reading.Id, [(reading.Text, deaths)]);
            }

            _unread.Writer.TryWrite(reading);
        }

        public OrderedDictionary<string, IReadOnlyList<(string Text, int Deaths)>> ById()
        {
            lock (_taken)
                return new(_taken.Select(one => KeyValuePair.Create(one.Key, (IReadOnlyList<(string, int)>)[.. one.Value])));
        }
    }
}
