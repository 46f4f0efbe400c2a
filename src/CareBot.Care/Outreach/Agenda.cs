using System.Globalization;
using System.Threading.Channels;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Outreach;

/// <summary>
/// When to look at which chart. The agenda holds no facts: a look reads the chart and asks the rules what is due. So a row too many
/// costs a read, and a row is written before the fact it is about, which is why nothing is lost when the process dies in between.
/// </summary>
public sealed class Agenda(IRecordStore store)
{
    private const string Table = "agenda";
    private const string Partition = "due";
    private const string Format = "yyyyMMddTHHmmss";

    private static readonly byte[] Nothing = "{}"u8.ToArray();

    // Longer than any turn takes.
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(30);

    // Of those that find no place here too the intended look stands on the agenda.
    private readonly Channel<(AgendaRow Intent, DateTimeOffset At)> _happened = Looks();
    private readonly Channel<(AgendaRow Intent, DateTimeOffset At)> _alerts = Looks();

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Asks for a look at a chart, at <paramref name="at"/> or soon after.</summary>
    public async Task<AgendaRow> ExpectAsync(PatientId patient, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var key = Key(patient, at);
        // A row that is put meets no conflict.
        var done = (Commit.Done)await store.CommitAsync(Table, Partition, [new RecordChange.Put(key, Nothing)], cancellationToken);
        return new AgendaRow(key, patient, done.ETags[0]!);
    }

    /// <summary>
    /// Before a fact is stored: asks for a look after it, in case the process dies in between. That look comes later, so that it cannot
    /// be taken while the fact is not there yet.
    /// </summary>
    /// <returns>The look, to be moved once the fact is there.</returns>
    public Task<AgendaRow> IntendAsync(PatientId patient, DateTimeOffset now, CancellationToken cancellationToken) => ExpectAsync(patient, now + Later, cancellationToken);

    /// <summary>The same for a fact that comes to the chart with it, on one way to the disk.</summary>
    public static IntendedLook Intend(PatientId patient, DateTimeOffset now)
    {
        var key = Key(patient, now + Later);
        return new IntendedLook(new RecordBatch(Table, Partition, [new RecordChange.Put(key, Nothing)]), done => new AgendaRow(key, patient, done.ETags[0]!));
    }

    /// <summary>After a fact was stored: has the chart looked at now.</summary>
    public async Task HappenedAsync(PatientId patient, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await ExpectAsync(patient, now, cancellationToken);
        Wake();
    }

    /// <summary>After a fact was stored: moves the look that was intended to now. Where somebody has intended the same look since, theirs stays.</summary>
    public async Task HappenedAsync(AgendaRow intent, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await ReplaceAsync([intent], intent.Patient, [now], cancellationToken);
        Wake();
    }

    /// <summary>
    /// After a fact was stored, in a turn: has this process look at the chart now, without a word to the store. The look that was intended
    /// stays until then, and is taken in its time where the process dies before.
    /// </summary>
    /// <param name="intent">The look that was intended.</param>
    /// <param name="now">When.</param>
    /// <param name="isAlert">Whether a human is to hear of it: such a look is taken before all others.</param>
    public void Happened(AgendaRow intent, DateTimeOffset now, bool isAlert = false) => (isAlert ? _alerts : _happened).Writer.TryWrite((intent, now));

    /// <inheritdoc cref="Happened(AgendaRow, DateTimeOffset, bool)"/>
    /// <param name="look">Written down with the fact; where nothing was written, nothing has happened.</param>
    /// <param name="now">When.</param>
    /// <param name="isAlert">Whether a human is to hear of it.</param>
    public void Happened(IntendedLook look, DateTimeOffset now, bool isAlert = false)
    {
        if (look.Row is { } row)
        {
            Happened(row, now, isAlert);
        }
    }

    /// <summary>Takes the looks that turns of this process have asked for until now, each as it was intended.</summary>
    public IEnumerable<AgendaRow> TakeHappened(DateTimeOffset now) => Take(_happened.Reader, now);

    /// <summary>The same, of alerts: what comes while it is read is read too.</summary>
    public IEnumerable<AgendaRow> TakeAlerts(DateTimeOffset now) => Take(_alerts.Reader, now);

    /// <summary>The looks that are due, earliest first.</summary>
    public Task<IReadOnlyList<AgendaRow>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => DueAsync(now, null, limit, cancellationToken);

    /// <inheritdoc cref="DueAsync(DateTimeOffset, int, CancellationToken)"/>
    /// <param name="now">Those until then.</param>
    /// <param name="after">The last one that was seen: only later ones are wanted; null for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<IReadOnlyList<AgendaRow>> DueAsync(DateTimeOffset now, AgendaRow? after, int limit, CancellationToken cancellationToken)
    {
        var until = (now + TimeSpan.FromSeconds(1)).UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
        // No key stands between another one and the same with the least character that keys have.
        var page = await store.ReadAsync(Table, Partition, new KeyRange(after is { } seen ? seen.Key + "-" : null, until), limit, null, cancellationToken);
        return [.. page.Records.Select(record => new AgendaRow(record.Key, new PatientId(record.Key[(Format.Length + 1)..]), record.ETag))];
    }

    /// <summary>Takes looks at one chart off the agenda and puts the next ones on it; a look that was asked for again meanwhile stays.</summary>
    public async Task ReplaceAsync(IReadOnlyCollection<AgendaRow> done, PatientId patient, IEnumerable<DateTimeOffset> next, CancellationToken cancellationToken)
    {
        var puts = next.Select(at => Key(patient, at)).Distinct().Select(key => new RecordChange.Put(key, Nothing)).ToList();
        var deletes = done.DistinctBy(row => row.Key).Where(row => puts.TrueForAll(put => put.Key != row.Key)).Select(row => new RecordChange.Delete(row.Key, row.ETag));
        // What is to come is written first: whoever dies in between leaves a look too many, and none too few.
        foreach (var changes in ((RecordChange[])[.. puts, .. deletes]).Chunk(RecordLimits.Changes))
        {
            await ApplyAsync(changes, cancellationToken);
        }
    }

    /// <summary>Applies changes together, or, where one of them is refused, each that is not.</summary>
    private async Task ApplyAsync(RecordChange[] changes, CancellationToken cancellationToken)
    {
        if (await store.CommitAsync(Table, Partition, changes, cancellationToken) is Commit.Done)
        {
            return;
        }

        foreach (var change in changes)
        {
            await store.CommitAsync(Table, Partition, [change], cancellationToken);
        }
    }

    /// <summary>Tells a waiting clock that something became due just now.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Waits for <see cref="Wake"/>, at most <paramref name="atMost"/>.</summary>
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

    private static Channel<(AgendaRow, DateTimeOffset)> Looks() => Channel.CreateBounded<(AgendaRow, DateTimeOffset)>(new BoundedChannelOptions(4096) { FullMode = BoundedChannelFullMode.DropWrite });

    private static IEnumerable<AgendaRow> Take(ChannelReader<(AgendaRow Intent, DateTimeOffset At)> looks, DateTimeOffset now)
    {
        while (looks.TryPeek(out var next) && next.At < now + TimeSpan.FromSeconds(1) && looks.TryRead(out next))
        {
            yield return next.Intent;
        }
    }

    private static string Key(PatientId patient, DateTimeOffset at) => $"{at.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture)}:{patient.Value}";
}

/// <summary>One look at a chart, as it stands on the agenda.</summary>
public readonly record struct AgendaRow(string Key, PatientId Patient, string ETag);
