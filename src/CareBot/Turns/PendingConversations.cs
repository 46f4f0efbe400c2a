using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CareBot.Care.Records;

namespace CareBot.Turns;

/// <summary>
/// Which conversations may have something unsent. A hint, written before the turn it is about, so that nothing is lost when the process
/// dies in between; a hint too many costs a read. One serves a conversation for ten minutes, and so costs a busy one nearly nothing.
/// </summary>
public sealed class PendingConversations(IRecordStore store)
{
    private const string Table = "outbox";
    private const string Partition = "pending";

    private static readonly TimeSpan Stretch = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _expected = new(StringComparer.Ordinal);
    private long _stretch;

    /// <summary>To be awaited before the turn is stored.</summary>
    public async Task ExpectAsync(string conversation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var stretch = StretchOf(now);
        if (IsExpected(conversation, stretch)) return;
        var key = string.Create(CultureInfo.InvariantCulture, $"{stretch:D12}:{CauseId.Of(conversation)}");
        var json = JsonSerializer.SerializeToUtf8Bytes(new PendingConversation(conversation, stretch), OutboxJson.Default.PendingConversation);
        await store.CommitAsync(Table, Partition, [new RecordChange.Put(key, json)], cancellationToken);
        lock (_lock)
        {
            if (stretch == _stretch) _expected.Add(conversation);
        }
    }

    /// <summary>All hints, oldest first.</summary>
    public async IAsyncEnumerable<(string Key, PendingConversation Pending)> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? continuation = null;
        do
        {
            var page = await store.ReadAsync(Table, Partition, new KeyRange(), RecordLimits.PageSize, continuation, cancellationToken);
            foreach (var record in page.Records) yield return (record.Key, JsonSerializer.Deserialize(record.Json.Span, OutboxJson.Default.PendingConversation)!);
            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    /// <summary>Forgets a hint whose conversation has nothing unsent, once no host relies on it any more.</summary>
    public async Task ForgetAsync(string key, PendingConversation pending, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A host relies on a hint during its stretch; the one after it is for the commit that was on its way.
        if (StretchOf(now) - pending.Stretch < 2) return;
        await store.CommitAsync(Table, Partition, [new RecordChange.Delete(key)], cancellationToken);
    }

    private bool IsExpected(string conversation, long stretch)
    {
        lock (_lock)
        {
            if (stretch == _stretch) return _expected.Contains(conversation);
            _expected.Clear();
            _stretch = stretch;
            return false;
        }
    }

    private static long StretchOf(DateTimeOffset now) => now.UtcTicks / Stretch.Ticks;
}

/// <param name="Conversation">Its partition.</param>
/// <param name="Stretch">The number of the ten minutes in which the hint was written.</param>
public sealed record PendingConversation(string Conversation, long Stretch);
