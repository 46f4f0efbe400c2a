using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using CareBot.Care.Records;

namespace CareBot.Turns;

/// <summary>
/// Conversations in the record store, a partition each: <c>state</c> (what the conversation remembers), <c>turn:n</c> (what was said,
/// in order), <c>seen:id</c> (which turn answered an activity) and <c>outbox:n</c> (a turn that is not all sent). A turn is one read before and one batch after.
/// </summary>
public sealed class ConversationLog(IRecordStore store, ILogger<ConversationLog> logger)
{
    internal const string Table = "conversations";
    private const string StateKey = "state";
    private const string TurnPrefix = "turn:";
    private const int Page = 50;
    private const int LongestNumber = 20;

    private static ReadOnlySpan<byte> BeforeSeq => "{\"kind\":\"conversation\",\"v\":1,\"seq\":"u8;

    private static ReadOnlySpan<byte> BeforeMemory => ",\"memory\":"u8;

    /// <inheritdoc cref="IRecordStore.IsShared"/>
    public bool IsShared => store.IsShared;

    /// <summary>Reads what a turn needs.</summary>
    /// <param name="conversation">Its partition.</param>
    /// <param name="activityId"><see cref="Dialogs.Saying.IdOf"/> of what is said; null for what nothing can repeat.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<OpenConversation> OpenAsync(string conversation, string? activityId, CancellationToken cancellationToken)
    {
        var seenKey = activityId is null ? null : SeenKey(activityId);
        var found = await store.FindAsync(Table, conversation, seenKey is null ? [StateKey] : [StateKey, seenKey], cancellationToken);
        var state = found.FirstOrDefault(record => record.Key == StateKey);
        var seen = found.FirstOrDefault(record => record.Key == seenKey);
        var (seq, memory) = state is null ? (0, default) : ReadState(state.Json);
        return new OpenConversation(conversation, seenKey, seq, memory, state?.ETag, seen is null ? null : ReadNumber(seen.Json));
    }

    /// <summary>Reads one turn.</summary>
    public async Task<Turn> TurnAsync(string conversation, long seq, CancellationToken cancellationToken)
    {
        var found = await store.FindAsync(Table, conversation, [TurnKey(seq)], cancellationToken);
        return found.Count == 1 ? Turn.FromJson(found[0].Json) : throw new InvalidOperationException("A turn that was answered has no record.");
    }

    /// <summary>Whether there is such a turn.</summary>
    public async Task<bool> HasTurnAsync(string conversation, long seq, CancellationToken cancellationToken) =>
        (await store.FindAsync(Table, conversation, [TurnKey(seq)], cancellationToken)).Count > 0;

    /// <summary>Writes what the turn adds to charts, then the turn and what the conversation remembers after it, these two all or nothing.</summary>
    /// <param name="conversation">As it was read.</param>
    /// <param name="turn">The turn after it.</param>
    /// <param name="memory">What the conversation remembers.</param>
    /// <param name="unsent">What is to be sent of the turn; null for nothing.</param>
    /// <param name="entries">What the turn adds to charts.</param>
    /// <param name="cancellationToken">Gives up; the turn may or may not be stored.</param>
    /// <returns>False when another turn came first: open again, decide again.</returns>
    public async Task<bool> CommitAsync(OpenConversation conversation, Turn turn, ReadOnlyMemory<byte> memory, UnsentTurn? unsent, TurnEntries entries, CancellationToken cancellationToken)
    {
        var state = WriteState(turn.Seq, memory.Span);
        List<RecordChange> changes =
        [
            conversation.ETag is null ? new RecordChange.Insert(StateKey, state) : new RecordChange.Replace(StateKey, state, conversation.ETag),
            new RecordChange.Insert(TurnKey(turn.Seq), turn.ToJson()),
        ];
        if (conversation.SeenKey is not null)
        {
            changes.Add(new RecordChange.Insert(conversation.SeenKey, WriteNumber(turn.Seq)));
        }

        if (unsent is not null)
        {
            changes.Add(Outbox.Insert(unsent));
        }

        if (entries.Batches.Count == 0)
        {
            return await store.CommitAsync(Table, conversation.Key, changes, cancellationToken) is Commit.Done;
        }

        var commits = await store.CommitInOrderAsync([.. entries.Batches, new RecordBatch(Table, conversation.Key, changes)], cancellationToken);
        if (commits[^1] is not Commit.Done)
        {
            return false;
        }

        entries.Written(commits);
        return true;
    }

    /// <summary>What was said after a watermark, in order; at most 50 turns. A turn that cannot be read is left out.</summary>
    /// <param name="conversation">Its partition.</param>
    /// <param name="after">The last turn that is known already; one that there never was counts as the newest that there is.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<TranscriptPage> ReadAsync(string conversation, long after, CancellationToken cancellationToken)
    {
        // The turn that is known is read as well: where it is missing, the watermark lies beyond the end.
        var range = KeyRange.StartingWith(TurnPrefix) with { From = TurnKey(after) };
        var page = await store.ReadAsync(Table, conversation, range, Page, null, cancellationToken);
        if (page.Records.Count == 0)
        {
            return new TranscriptPage([], await KnownAsync(conversation, after, cancellationToken));
        }

        var turns = page.Records.Where(record => SeqOf(record) > after).Select(ReadTurn).OfType<Turn>();
        return new TranscriptPage([.. turns.SelectMany(turn => turn.Shown)], SeqOf(page.Records[^1]));
    }

    /// <summary>What a watermark comes to: itself, or the newest turn where it lies beyond the end.</summary>
    public async Task<long> KnownAsync(string conversation, long watermark, CancellationToken cancellationToken) =>
        watermark == 0 ? 0 : Math.Min(watermark, (await OpenAsync(conversation, null, cancellationToken)).Seq);

    private Turn? ReadTurn(StoredRecord record)
    {
        try
        {
            return Turn.FromJson(record.Json);
        }
        catch (JsonException unreadable)
        {
            logger.TurnUnreadable(unreadable);
            return null;
        }
    }

    private static string TurnKey(long seq) => string.Create(CultureInfo.InvariantCulture, $"{TurnPrefix}{seq:D12}");

    private static long SeqOf(StoredRecord turn) => long.Parse(turn.Key.AsSpan(TurnPrefix.Length), CultureInfo.InvariantCulture);

    private static string SeenKey(string activityId) => ConversationKey.Fit($"seen:{activityId}");

    private static byte[] WriteNumber(long seq) => System.Text.Encoding.UTF8.GetBytes(seq.ToString(CultureInfo.InvariantCulture));

    private static long ReadNumber(ReadOnlyMemory<byte> json) => long.Parse(json.Span, CultureInfo.InvariantCulture);

    private static ReadOnlyMemory<byte> WriteState(long seq, ReadOnlySpan<byte> memory)
    {
        var what = memory.IsEmpty ? "{}"u8 : memory;
        var json = new byte[BeforeSeq.Length + LongestNumber + BeforeMemory.Length + what.Length + 1];
        BeforeSeq.CopyTo(json);
        Utf8Formatter.TryFormat(seq, json.AsSpan(BeforeSeq.Length), out var digits);
        var at = BeforeSeq.Length + digits;
        BeforeMemory.CopyTo(json.AsSpan(at));
        what.CopyTo(json.AsSpan(at += BeforeMemory.Length));
        json[at += what.Length] = (byte)'}';
        return json.AsMemory(0, at + 1);
    }

    /// <summary>What is remembered stays where it lies, and is read by the bot's state alone.</summary>
    /// <exception cref="JsonException">It is not as <see cref="WriteState"/> writes it.</exception>
    private static (long Seq, ReadOnlyMemory<byte> Memory) ReadState(ReadOnlyMemory<byte> json)
    {
        var span = json.Span;
        if (span.StartsWith(BeforeSeq) && Utf8Parser.TryParse(span[BeforeSeq.Length..], out long seq, out var digits) && seq > 0)
        {
            var start = BeforeSeq.Length + digits;
            if (span[start..].StartsWith(BeforeMemory) && span.EndsWith("}}"u8))
            {
                return (seq, json[(start + BeforeMemory.Length)..^1]);
            }
        }

        throw new JsonException("A conversation's state without its number or its memory.");
    }
}

/// <summary>A conversation as it stood when its turn began.</summary>
/// <param name="Key">Its partition.</param>
/// <param name="SeenKey">The key under which the activity of this turn is remembered; null for an activity without id.</param>
/// <param name="Seq">The newest turn; 0 before the first.</param>
/// <param name="Memory">What it remembers, as JSON; empty before the first turn.</param>
/// <param name="ETag">Of the state; null before the first turn.</param>
/// <param name="AnsweredBy">The turn that answered this activity before; null when it is new.</param>
public sealed record OpenConversation(string Key, string? SeenKey, long Seq, ReadOnlyMemory<byte> Memory, string? ETag, long? AnsweredBy);

/// <param name="Activities">What was received and what was answered, in order.</param>
/// <param name="Watermark">The last turn of the page; the one that was asked for when there is nothing after it.</param>
public sealed record TranscriptPage(IReadOnlyList<Activity> Activities, long Watermark);
