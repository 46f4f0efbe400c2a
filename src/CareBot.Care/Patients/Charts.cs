using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CareBot.Care.Outreach;
using CareBot.Care.Records;

namespace CareBot.Care.Patients;

/// <summary>
/// Charts in the record store: one partition a patient, entries appended once, the summary rewritten with every batch and compared.
/// </summary>
public sealed class Charts(IRecordStore store)
{
    private const string Table = "charts";
    private const string SummaryKey = "summary";

    // A larger entry is the end of something, and would take the place of many: it is decoded when it is asked for.
    private const int LargestKept = 4096;

    // What some hundred people who talk at once need.
    private readonly DecodedRecords _decoded = new(2048);

    /// <summary>Reads the summary; null when there is no such patient.</summary>
    public async Task<OpenChart?> FindAsync(PatientId patient, CancellationToken cancellationToken)
    {
        var found = await store.FindAsync(Table, patient.Value, [SummaryKey], cancellationToken);
        return found.Count == 0 ? null : new OpenChart(_decoded.Read(patient.Value, found[0], CareJson.Default.ChartSummary), found[0].ETag);
    }

    /// <summary>Reads the summary of a patient who is known to have a chart.</summary>
    /// <exception cref="InvalidOperationException">There is no such chart.</exception>
    public async Task<OpenChart> OpenAsync(PatientId patient, CancellationToken cancellationToken) =>
        await FindAsync(patient, cancellationToken) ?? throw new InvalidOperationException("There is no chart under this patient id.");

    /// <summary>Opens a new chart.</summary>
    /// <returns>False when the patient has one already.</returns>
    public async Task<bool> CreateAsync(ChartSummary summary, CancellationToken cancellationToken) =>
        Remember(summary.Patient, summary, [], await store.CommitAsync(Table, summary.Patient.Value, [new RecordChange.Insert(SummaryKey, Write(summary, CareJson.Default.ChartSummary))], cancellationToken)) == Appended.Done;

    /// <summary>Appends entries and rewrites the summary, all or nothing.</summary>
    /// <returns>Whoever decides by the summary alone tries again after <see cref="Appended.ChartChanged"/> and after nothing else; whoever reads entries as well does so after both.</returns>
    /// <param name="chart">As it was read.</param>
    /// <param name="summary">After it.</param>
    /// <param name="entries">What is new.</param>
    /// <param name="cancellationToken">Gives up; it may or may not be stored.</param>
    public Task<Appended> AppendAsync(OpenChart chart, ChartSummary summary, IReadOnlyList<ChartEntry> entries, CancellationToken cancellationToken) =>
        AppendAsync(chart, summary, entries, null, cancellationToken);

    /// <inheritdoc cref="AppendAsync(OpenChart, ChartSummary, IReadOnlyList{ChartEntry}, CancellationToken)"/>
    /// <param name="chart">As it was read.</param>
    /// <param name="summary">After it.</param>
    /// <param name="entries">What is new.</param>
    /// <param name="look">Written down before, where it is not yet; null for none.</param>
    /// <param name="cancellationToken">Gives up; it may or may not be stored.</param>
    public async Task<Appended> AppendAsync(OpenChart chart, ChartSummary summary, IReadOnlyList<ChartEntry> entries, IntendedLook? look, CancellationToken cancellationToken)
    {
        var changes = new RecordChange[entries.Count + 1];
        changes[0] = new RecordChange.Replace(SummaryKey, Write(summary, CareJson.Default.ChartSummary), chart.ETag);
        for (var i = 0; i < entries.Count; i++)
        {
            changes[i + 1] = new RecordChange.Insert(entries[i].Key, entries[i].Json);
        }

        if (look is null or { Row: not null })
        {
            return Remember(summary.Patient, summary, entries, await store.CommitAsync(Table, summary.Patient.Value, changes, cancellationToken));
        }

        var commits = await store.CommitInOrderAsync([look.Batch, new RecordBatch(Table, summary.Patient.Value, changes)], cancellationToken);
        look.Written(commits[0]);
        return Remember(summary.Patient, summary, entries, commits[1]);
    }

    /// <summary>Appends an entry that changes nothing of the summary.</summary>
    /// <returns>False when there is one under its key already: read again, decide again.</returns>
    public async Task<bool> AppendAsync(PatientId patient, ChartEntry entry, CancellationToken cancellationToken) =>
        Remember(patient, null, [entry], await store.CommitAsync(Table, patient.Value, [new RecordChange.Insert(entry.Key, entry.Json)], cancellationToken)) == Appended.Done;

    /// <summary>Appends an entry when the turn is over, and with it what the conversation remembers.</summary>
    public void AppendLater(PatientId patient, ChartEntry entry, TurnEntries later) =>
        later.Add(new RecordBatch(Table, patient.Value, [new RecordChange.Insert(entry.Key, entry.Json)]), done => Remember(patient, null, [entry], done));

    /// <summary>Changes the summary alone, deciding again on every conflict.</summary>
    /// <param name="patient">Whose chart; must exist.</param>
    /// <param name="change">Pure; returns its argument when there is nothing to change.</param>
    /// <param name="cancellationToken">Cancels the work between attempts.</param>
    public Task<ChartSummary> ChangeAsync(PatientId patient, Func<ChartSummary, ChartSummary> change, CancellationToken cancellationToken) =>
        ChangeAsync(patient, change, null, cancellationToken);

    /// <inheritdoc cref="ChangeAsync(PatientId, Func{ChartSummary, ChartSummary}, CancellationToken)"/>
    /// <param name="patient">Whose chart; must exist.</param>
    /// <param name="change">Pure; returns its argument when there is nothing to change.</param>
    /// <param name="look">Written down before, where something changes; null for none.</param>
    /// <param name="cancellationToken">Cancels the work between attempts.</param>
    public async Task<ChartSummary> ChangeAsync(PatientId patient, Func<ChartSummary, ChartSummary> change, IntendedLook? look, CancellationToken cancellationToken)
    {
        while (true)
        {
            var chart = await OpenAsync(patient, cancellationToken);
            var changed = change(chart.Summary);
            if (changed == chart.Summary || await AppendAsync(chart, changed, [], look, cancellationToken) == Appended.Done)
            {
                return changed;
            }
        }
    }

    /// <summary>Appends an entry that changes nothing of the summary; one that is there already stays as it is.</summary>
    public Task AppendOnceAsync(PatientId patient, ChartEntry entry, CancellationToken cancellationToken) => AppendAsync(patient, entry, cancellationToken);

    /// <summary>The patients who have a chart, each once; read page by page as they are asked for.</summary>
    public async IAsyncEnumerable<PatientId> PatientsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? last = null;
        while (await store.ReadPartitionsAsync(Table, last, RecordLimits.PageSize, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var partition in page)
            {
                yield return new PatientId(partition);
            }

            last = page[^1];
        }
    }

    /// <summary>Reads entries in key order.</summary>
    public async Task<IReadOnlyList<T>> EntriesAsync<T>(PatientId patient, KeyRange range, int limit, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var page = await store.ReadAsync(Table, patient.Value, range, limit, null, cancellationToken);
        var entries = new T[page.Records.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = _decoded.Read(patient.Value, page.Records[i], type);
        }

        return entries;
    }

    /// <summary>Reads what the entries of a range come to, which are only ever added to, in the order of their keys.</summary>
    /// <returns>Null where there are none.</returns>
    /// <param name="patient">Whose chart.</param>
    /// <param name="prefix">Of the keys of the range.</param>
    /// <param name="limit">1 to 1,000.</param>
    /// <param name="type">Of each entry.</param>
    /// <param name="sum">What they come to; shared, and must not be changed.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<TSum?> SumAsync<T, TSum>(PatientId patient, string prefix, int limit, JsonTypeInfo<T> type, Func<IReadOnlyList<T>, TSum?> sum, CancellationToken cancellationToken)
        where TSum : class
    {
        var page = await store.ReadAsync(Table, patient.Value, KeyRange.StartingWith(prefix), limit, null, cancellationToken);
        return page.Records.Count == 0 ? null : _decoded.Read(patient.Value, prefix, page.Records, type, sum);
    }

    /// <summary>An entry to be appended.</summary>
    public static ChartEntry Entry<T>(string key, T value, JsonTypeInfo<T> type)
        where T : class => new(key, Write(value, type), value);

    /// <summary>An entry to be appended to a range that is read by <see cref="SumAsync"/>.</summary>
    /// <param name="prefix">Of the range.</param>
    /// <param name="key">Of the entry.</param>
    /// <param name="value">The entry.</param>
    /// <param name="type">Its type.</param>
    /// <param name="sum">What the range comes to with it.</param>
    public static ChartEntry Entry<T>(string prefix, string key, T value, JsonTypeInfo<T> type, object sum)
        where T : class => new(key, Write(value, type), sum, prefix);

    /// <summary>What was written is read next by whoever wrote it: the summary where it was written, then the entries.</summary>
    private Appended Remember(PatientId patient, ChartSummary? summary, IReadOnlyList<ChartEntry> entries, Commit commit)
    {
        if (commit is not Commit.Done done)
        {
            return commit is Commit.Conflict { Key: SummaryKey } ? Appended.ChartChanged : Appended.EntryExists;
        }

        var at = 0;
        if (summary is not null)
        {
            _decoded.Wrote(patient.Value, SummaryKey, SummaryKey, done.ETags[at++], summary);
        }

        foreach (var entry in entries)
        {
            if (entry.Json.Length <= LargestKept)
            {
                _decoded.Wrote(patient.Value, entry.Range ?? entry.Key, entry.Key, done.ETags[at], entry.Value);
            }

            at++;
        }

        return Appended.Done;
    }

    private static byte[] Write<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);
}

/// <summary>How an append ended.</summary>
public enum Appended
{
    /// <summary>Summary and entries are on the chart.</summary>
    Done,

    /// <summary>Nothing was written: the summary is no longer as it was read.</summary>
    ChartChanged,

    /// <summary>Nothing was written: the summary is as it was read, and an entry stands on the chart already. The same cause has done this before,
    /// and what it did was ended since; to decide by the summary again comes to the same.</summary>
    EntryExists,
}

/// <summary>A chart's summary as it was read, with what is needed to write it back.</summary>
public sealed record OpenChart(ChartSummary Summary, string ETag);

/// <summary>An entry of a chart, ready to be appended.</summary>
/// <param name="Key">Its key within the chart.</param>
/// <param name="Json">What is stored.</param>
/// <param name="Value">The same as an object.</param>
/// <param name="Range">Where the range begins whose entries come to <paramref name="Value"/> with this one; null where it stands for itself.</param>
public readonly record struct ChartEntry(string Key, ReadOnlyMemory<byte> Json, object Value, string? Range = null);
