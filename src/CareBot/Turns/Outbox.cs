using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Identity;
using Pipe = System.Threading.Channels.Channel;

namespace CareBot.Turns;

/// <summary>
/// What is stored and not sent yet: a record a turn in the conversation's own partition, inserted with the turn and gone when its replies
/// are sent. The oldest one of a conversation is the only one that is worked on, which keeps the order, and it is claimed by its ETag,
/// which keeps a second host away.
/// </summary>
public sealed class Outbox(IRecordStore store, PendingConversations pending, ConversationLog log, Ids ids, TimeProvider clock)
{
    /// <summary>The longest that one send takes, the connector's patience of twenty seconds, and room for clocks that differ.</summary>
    internal static readonly TimeSpan OneSend = TimeSpan.FromSeconds(28);

    /// <summary>How often a host looks whether another one is done.</summary>
    internal static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a host that died keeps others away; more than <see cref="OneSend"/>, so that most turns are sent on one lease.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(40);

    /// <summary>The longest that a connector may ask to wait.</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>By how much the clocks of hosts may differ.</summary>
    internal static readonly TimeSpan ClocksDiffer = TimeSpan.FromSeconds(5);

    // Of a longer one the rest is waited for once more.
    private const int Backlog = 100;

    private readonly string _host = ids.New();
    private readonly Channel<IReadOnlyList<Activity>> _unkept = Pipe.CreateUnbounded<IReadOnlyList<Activity>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Channel<string> _filled = Pipe.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>The conversations in which a turn was stored just now, by this process.</summary>
    public IAsyncEnumerable<string> FilledAsync(CancellationToken cancellationToken) => _filled.Reader.ReadAllAsync(cancellationToken);

    public void Filled(string conversation) => _filled.Writer.TryWrite(conversation);

    /// <summary>What is said while the records are away, each turn's replies: nothing keeps it but this process.</summary>
    public IAsyncEnumerable<IReadOnlyList<Activity>> UnkeptAsync(CancellationToken cancellationToken) => _unkept.Reader.ReadAllAsync(cancellationToken);

    public void SendUnkept(IReadOnlyList<Activity> replies) => _unkept.Writer.TryWrite(replies);

    /// <summary>Prepares the record for a turn that is about to be stored.</summary>
    /// <returns>Null for a turn whose replies do not go through a connector.</returns>
    public async Task<UnsentTurn?> PrepareAsync(string conversation, Turn turn, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        if (!Carries(turnContext) || !turn.Replies.Any(UnsentTurn.GoesOut)) return null;
        var now = clock.GetUtcNow();
        await pending.ExpectAsync(conversation, now, cancellationToken);
        var speaker = turnContext.TurnState.Get<Speaker>();
        return new UnsentTurn
        {
            Seq = turn.Seq,
            Since = now,
            Host = _host,
            Until = now + Lease,
            Patient = speaker switch { Speaker.OfPatient { Chart: var own } => own.Patient.Value, Speaker.OfFamily { Chart: var theirs } => theirs.Patient.Value, _ => null },
            Family = (speaker as Speaker.OfFamily)?.Member.Id,
            Staff = (speaker as Speaker.OfStaff)?.Staff.Id.Value,
        };
    }

    internal static RecordChange Insert(UnsentTurn turn) => new RecordChange.Insert(Key(turn.Seq), Write(turn));

    /// <summary>The oldest turn of the conversation that is not all sent; null when everything is.</summary>
    public async Task<OutboxEntry?> OldestAsync(string conversation, CancellationToken cancellationToken) =>
        await RecordsAsync(conversation, 1, cancellationToken) is [var oldest] ? Read(conversation, oldest) : null;

    /// <summary>The same, and of each that is not all sent how it stands, the oldest first.</summary>
    public async Task<(OutboxEntry Oldest, IReadOnlyList<string> ETags)?> UnsentAsync(string conversation, CancellationToken cancellationToken) =>
        await RecordsAsync(conversation, Backlog, cancellationToken) is [var oldest, ..] all ? (Read(conversation, oldest), [.. all.Select(record => record.ETag)]) : null;

    /// <summary>This host stops: what it holds of the conversation is anybody's at once.</summary>
    public async Task LetGoAsync(string conversation, CancellationToken cancellationToken)
    {
        foreach (var record in await RecordsAsync(conversation, Backlog, cancellationToken))
        {
            var entry = Read(conversation, record);
            if (entry.Turn.Host == _host) await ReplaceAsync(entry, entry.Turn with { Host = null, Until = clock.GetUtcNow() }, cancellationToken);
        }
    }

    /// <summary>The replies of the turn that go out, sent or not.</summary>
    public async Task<IReadOnlyList<Activity>> RepliesAsync(OutboxEntry entry, CancellationToken cancellationToken) =>
        [.. (await log.TurnAsync(entry.Conversation, entry.Turn.Seq, cancellationToken)).Replies.Where(UnsentTurn.GoesOut)];

    /// <summary>How long this host has to leave the entry alone.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="watched">For how long this host has seen it unchanged.</param>
    public TimeSpan WaitOf(OutboxEntry entry, TimeSpan watched) => entry.Turn.WaitOf(_host, clock.GetUtcNow(), watched);

    /// <summary>Makes sure that nobody else sends the next reply of the turn.</summary>
    /// <returns>Null when another host was first.</returns>
    public async Task<OutboxEntry?> ClaimAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return entry.Turn.IsHeldBy(_host, now) ? entry : await ReplaceAsync(entry, entry.Turn with { Host = _host, Until = now + Lease }, cancellationToken);
    }

    /// <summary>Marks one more reply as sent.</summary>
    /// <returns>Null when another host has taken over.</returns>
    public Task<OutboxEntry?> MarkAsync(OutboxEntry entry, CancellationToken cancellationToken) =>
        ReplaceAsync(entry, entry.Turn with { Sent = entry.Turn.Sent + 1, Tries = 0, Until = clock.GetUtcNow() + Lease }, cancellationToken);

    /// <summary>Gives the turn back, to be tried again by whichever host comes first.</summary>
    public Task PostponeAsync(OutboxEntry entry, TimeSpan wait, CancellationToken cancellationToken) =>
        ReplaceAsync(entry, entry.Turn with { Host = null, Tries = entry.Turn.Tries + 1, Until = clock.GetUtcNow() + wait }, cancellationToken);

    /// <summary>Takes the turn out: it is all sent, or never will be.</summary>
    public Task RemoveAsync(OutboxEntry entry, CancellationToken cancellationToken) =>
        store.CommitAsync(ConversationLog.Table, entry.Conversation, [new RecordChange.Delete(Key(entry.Turn.Seq), entry.ETag)], cancellationToken);

    /// <summary>Web chat reads the log, and <c>expectReplies</c> the HTTP response.</summary>
    internal static bool Carries(ITurnContext turnContext) =>
        turnContext.Adapter is CloudAdapterBase && turnContext.Activity.DeliveryMode != DeliveryModes.ExpectReplies;

    private async Task<IReadOnlyList<StoredRecord>> RecordsAsync(string conversation, int limit, CancellationToken cancellationToken) =>
        (await store.ReadAsync(ConversationLog.Table, conversation, KeyRange.StartingWith("outbox:"), limit, null, cancellationToken)).Records;

    private static OutboxEntry Read(string conversation, StoredRecord record) => new(conversation, JsonSerializer.Deserialize(record.Json.Span, OutboxJson.Default.UnsentTurn)!, record.ETag);

    private async Task<OutboxEntry?> ReplaceAsync(OutboxEntry entry, UnsentTurn turn, CancellationToken cancellationToken) =>
        await store.CommitAsync(ConversationLog.Table, entry.Conversation, [new RecordChange.Replace(Key(turn.Seq), Write(turn), entry.ETag)], cancellationToken) is Commit.Done done
            ? entry with { Turn = turn, ETag = done.ETags[0]! }
            : null;

    private static byte[] Write(UnsentTurn turn) => JsonSerializer.SerializeToUtf8Bytes(turn, OutboxJson.Default.UnsentTurn);

    private static string Key(long seq) => string.Create(CultureInfo.InvariantCulture, $"outbox:{seq:D12}");
}
