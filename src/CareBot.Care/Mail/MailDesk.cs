using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using CareBot.Care.Records;

namespace CareBot.Care.Mail;

/// <summary>Whether this practice sends e-mail at all: nothing is written, and nothing promised, where it does not.</summary>
/// <param name="Answers">The address whose mailbox is read for answers; null where none is.</param>
/// <param name="Curator">Who is told of listings that were found wrong; null where nobody is.</param>
public sealed record MailSwitch(bool IsOn, string? Answers = null, string? Curator = null);

/// <summary>
/// The letters that wait. A letter and the row that says when to try it lie in one partition and change in one batch; whoever moves the
/// row first sends it.
/// </summary>
public sealed class MailDesk(IRecordStore store, MailSwitch mail)
{
    private const string Table = "mail";
    private const string Partition = "out";
    private const string Format = "yyyyMMddTHHmmss";

    /// <summary>Longer than one attempt takes: within it no other host tries the same letter.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly byte[] Nothing = "{}"u8.ToArray();

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public bool IsOn => mail.IsOn;

    /// <inheritdoc cref="MailSwitch.Answers"/>
    public string? Answers => mail.Answers;

    /// <inheritdoc cref="MailSwitch.Curator"/>
    public string? Curator => mail.Curator;

    /// <summary>Takes a letter in. One whose id is known already is not taken again, sent or not.</summary>
    /// <exception cref="InvalidOperationException">This practice sends no mail; ask <see cref="IsOn"/> first.</exception>
    public async Task PostAsync(Letter letter, CancellationToken cancellationToken)
    {
        if (!IsOn)
        {
            throw new InvalidOperationException("No mail server is set up (CareBot:Mail:Host).");
        }

        await store.CommitAsync(Table, Partition, [new RecordChange.Insert(KeyOf(letter.Id), Write(letter)), new RecordChange.Insert(DueKey(letter.Since, letter.Id), Nothing)], cancellationToken);
        _wake.Writer.TryWrite(true);
    }

    public async Task<Letter?> FindAsync(string id, CancellationToken cancellationToken) => (await ReadAsync(id, cancellationToken))?.Letter;

    /// <summary>Takes the next letter that is due for one attempt; nobody else gets it meanwhile.</summary>
    /// <returns>Null when none is due.</returns>
    public async Task<TakenLetter?> TakeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            var until = DuePrefix(now + TimeSpan.FromSeconds(1));
            var page = await store.ReadAsync(Table, Partition, new KeyRange("due:", until), 1, null, cancellationToken);
            if (page.Records is not [var row])
            {
                return null;
            }

            if (await ReadAsync(row.Key[DuePrefix(now).Length..], cancellationToken) is not { Letter.State: LetterState.Waiting } found)
            {
                await store.CommitAsync(Table, Partition, [new RecordChange.Delete(row.Key)], cancellationToken);
            }
            else if (await IsOvertakenAsync(found.Letter, cancellationToken))
            {
                await EndAsync(found with { Due = row.Key }, LetterState.Overtaken, cancellationToken);
            }
            else if (await MoveAsync(found with { Due = row.Key }, found.Letter with { Tries = found.Letter.Tries + 1 }, now + Lease, cancellationToken) is { } taken)
            {
                return taken;
            }
        }
    }

    private async Task<bool> IsOvertakenAsync(Letter letter, CancellationToken cancellationToken) =>
        letter.Series is { } series
        && (await store.ReadAsync(Table, Partition, KeyRange.StartingWith(KeyOf(series)), RecordLimits.PageSize, null, cancellationToken)).Records.Any(record => Read(record).Since > letter.Since);

    /// <summary>The letter is with its reader's mail server, or never will be.</summary>
    public async Task EndAsync(TakenLetter taken, LetterState state, CancellationToken cancellationToken)
    {
        var ended = taken.Letter with { State = state, Text = "", Enclosure = null };
        await store.CommitAsync(Table, Partition, [new RecordChange.Replace(KeyOf(ended.Id), Write(ended), taken.ETag), new RecordChange.Delete(taken.Due)], cancellationToken);
    }

    /// <summary>Gives a letter back, to be tried again then.</summary>
    public Task PostponeAsync(TakenLetter taken, DateTimeOffset until, CancellationToken cancellationToken) => MoveAsync(taken, taken.Letter, until, cancellationToken);

    /// <summary>Waits until a letter is posted by this process, at most <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var tick = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tick.Token, cancellationToken);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The tick came first.
        }
    }

    private async Task<TakenLetter?> MoveAsync(TakenLetter from, Letter letter, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var due = DueKey(until, letter.Id);
        List<RecordChange> changes = [new RecordChange.Replace(KeyOf(letter.Id), Write(letter), from.ETag), new RecordChange.Put(due, Nothing)];
        if (due != from.Due)
        {
            changes.Add(new RecordChange.Delete(from.Due));
        }

        return await store.CommitAsync(Table, Partition, changes, cancellationToken) is Commit.Done done ? new TakenLetter(letter, done.ETags[0]!, due) : null;
    }

    private async Task<TakenLetter?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var found = await store.FindAsync(Table, Partition, [KeyOf(id)], cancellationToken);
        return found is [var record] ? new TakenLetter(Read(record), record.ETag, "") : null;
    }

    private static Letter Read(StoredRecord record) => JsonSerializer.Deserialize(record.Json.Span, CareJson.Default.Letter)!;

    private static byte[] Write(Letter letter) => JsonSerializer.SerializeToUtf8Bytes(letter, CareJson.Default.Letter);

    private static string KeyOf(string id) => "letter:" + id;

    private static string DueKey(DateTimeOffset at, string id) => DuePrefix(at) + id;

    private static string DuePrefix(DateTimeOffset at) => $"due:{at.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture)}:";
}

/// <summary>A letter in the hands of one host.</summary>
/// <param name="ETag">As it was read or written last.</param>
/// <param name="Due">The key of the row that says when it is tried again.</param>
public sealed record TakenLetter(Letter Letter, string ETag, string Due);
