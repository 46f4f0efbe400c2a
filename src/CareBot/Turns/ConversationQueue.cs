namespace CareBot.Turns;

/// <summary>One turn at a time in a conversation, in the order of arrival; different conversations do not wait for each other.</summary>
public sealed class ConversationQueue
{
    private readonly Dictionary<string, Line> _lines = [];

    /// <summary>Waits for the conversation to be free. Dispose the seat when the turn is over.</summary>
    public async ValueTask<Seat> EnterAsync(string conversation, CancellationToken cancellationToken)
    {
        Line line;
        int before;
        lock (_lines)
        {
            if (!_lines.TryGetValue(conversation, out line!))
            {
                _lines.Add(conversation, line = new Line());
            }

            line.Count++;
            before = line.Answered;
        }

        try
        {
            await line.Free.WaitAsync(cancellationToken);
            return new Seat(this, conversation, line, before);
        }
        catch
        {
            Leave(conversation, line);
            throw;
        }
    }

    /// <summary>How many are in the line of a conversation, the one whose turn it is among them.</summary>
    internal int CountOf(string conversation)
    {
        lock (_lines)
        {
            return _lines.TryGetValue(conversation, out var line) ? line.Count : 0;
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

        /// <summary>How many were answered since somebody has been in the line.</summary>
        public int Answered { get; set; }
    }

    /// <summary>The right to run a turn.</summary>
    public readonly struct Seat : IDisposable
    {
        private readonly ConversationQueue _queue;
        private readonly string _conversation;
        private readonly Line _line;
        private readonly int _before;

        internal Seat(ConversationQueue queue, string conversation, Line line, int before) => (_queue, _conversation, _line, _before) = (queue, conversation, line, before);

        /// <summary>Something was answered here while this turn waited: whoever said it had not read the answer.</summary>
        public bool IsBehind => _line.Answered != _before;

        /// <summary>This turn is stored, and is about to be read.</summary>
        public void Answered()
        {
            lock (_queue._lines)
            {
                _line.Answered++;
            }
        }

        public void Dispose()
        {
            _line.Free.Release();
            _queue.Leave(_conversation, _line);
        }
    }
}
