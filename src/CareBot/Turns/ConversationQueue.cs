namespace CareBot.Turns;

/// <summary>One turn at a time in a conversation, in the order of arrival; different conversations do not wait for each other.</summary>
public sealed class ConversationQueue
{
    private readonly Dictionary<string, Line> _lines = [];

    /// <summary>Waits for the conversation to be free. Dispose the seat when the turn is over.</summary>
    public async ValueTask<Seat> EnterAsync(string conversation, CancellationToken cancellationToken)
    {
        Line line;
        lock (_lines)
        {
            if (!_lines.TryGetValue(conversation, out line!))
            {
                _lines.Add(conversation, line = new Line());
            }

            line.Count++;
        }

        try
        {
            await line.Free.WaitAsync(cancellationToken);
            return new Seat(this, conversation, line);
        }
        catch
        {
            Leave(conversation, line);
            throw;
        }
    }

    private void Leave(string conversation, Line line)
    {
        lock (_lines)
        {
            if (--line.Count == 0)
            {
                _lines.Remove(conversation);
            }
        }
    }

    internal sealed class Line
    {
        public SemaphoreSlim Free { get; } = new(1, 1);

        public int Count { get; set; }
    }

    /// <summary>The right to run a turn.</summary>
    public readonly struct Seat : IDisposable
    {
        private readonly ConversationQueue _queue;
        private readonly string _conversation;
        private readonly Line _line;

        internal Seat(ConversationQueue queue, string conversation, Line line) => (_queue, _conversation, _line) = (queue, conversation, line);

        public void Dispose()
        {
            _line.Free.Release();
            _queue.Leave(_conversation, _line);
        }
    }
}
