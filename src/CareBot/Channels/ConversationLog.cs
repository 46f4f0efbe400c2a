using System.Collections.Concurrent;

namespace CareBot.DirectLine;

/// <param name="Activities">What was received and what was answered, in order.</param>
/// <param name="Watermark">The last turn of the page; the one that was asked for when there is nothing after it.</param>
public sealed record TranscriptPage(IReadOnlyList<Activity> Activities, long Watermark);

/// <summary>What was said, conversation by conversation.</summary>
public sealed class ConversationLog
{
    private readonly ConcurrentDictionary<string, List<IReadOnlyList<Activity>>> _turns = new(StringComparer.Ordinal);

    public Task<TranscriptPage> ReadAsync(string conversationKey, long afterSeq, CancellationToken cancellationToken)
    {
        var turns = _turns.GetOrAdd(conversationKey, _ => []);
        lock (turns)
        {
            var rest = turns.Skip((int)Math.Min(afterSeq, int.MaxValue)).SelectMany(turn => turn).ToList();
            return Task.FromResult(new TranscriptPage(rest, Math.Max(afterSeq, turns.Count)));
        }
    }

    /// <returns>The turn's number.</returns>
    public long Append(string conversationKey, IReadOnlyList<Activity> activities)
    {
        var turns = _turns.GetOrAdd(conversationKey, _ => []);
        lock (turns)
        {
            turns.Add(activities);
            return turns.Count;
        }
    }
}
