using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareBot.Care.Alerts;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Assessments;

/// <summary>
/// Takes assessments to the chart: every answer is an entry, so that nothing said is lost; submitting judges them and keeps the FHIR
/// response, its numbers and what a human has to look at in one batch.
/// </summary>
public sealed class AssessmentDesk(Charts charts, PeopleDesk people, Agenda agenda, AlertLadder ladder, QuestionnaireLibrary library)
{
    private const int Most = 1000;

    // A response of ten questions takes about so many bytes.
    private const int UsualSize = 4096;

    public QuestionnaireLibrary Library => library;

    /// <summary>The response as it stands; null when there is none under this id.</summary>
    public Task<AssessmentResponse?> FindAsync(PatientId patient, string id, CancellationToken cancellationToken) => FindAsync(charts, patient, id, cancellationToken);

    internal static Task<AssessmentResponse?> FindAsync(Charts charts, PatientId patient, string id, CancellationToken cancellationToken) =>
        charts.SumAsync(patient, EventPrefix(id), Most, CareJson.Default.AssessmentEvent, events => AssessmentResponse.Of(id, events), cancellationToken);

    /// <exception cref="InvalidOperationException">There is no such response.</exception>
    public async Task<AssessmentResponse> OpenAsync(PatientId patient, string id, CancellationToken cancellationToken) =>
        await FindAsync(patient, id, cancellationToken) ?? throw new InvalidOperationException("There is no response under this id.");

    /// <summary>The newest finished assessments of one questionnaire, newest first.</summary>
    public async Task<IReadOnlyList<AssessmentRecord>> HistoryAsync(PatientId patient, string name, CancellationToken cancellationToken)
    {
        var records = await charts.EntriesAsync(patient, KeyRange.StartingWith(RecordPrefix(name)), Most, CareJson.Default.AssessmentRecord, cancellationToken);
        return [.. records.GroupBy(record => record.Id).Select(versions => versions.MaxBy(record => record.Corrections)!).OrderByDescending(record => record.CompletedAt)];
    }

    /// <summary>The FHIR R4 Observations of a finished assessment, as a JSON list: of the version of the questionnaire that was asked, and what it meant then.</summary>
    public async Task<ReadOnlyMemory<byte>> ObservationsAsync(PatientId patient, AssessmentRecord record, CancellationToken cancellationToken) =>
        ScreeningObservations.Write(patient, record, await library.OpenAsync(record.Questionnaire, cancellationToken));

    /// <summary>Begins a response, or finds the one that the same cause began.</summary>
    /// <param name="id">Derived from its cause.</param>
    public async Task<AssessmentResponse> StartAsync(PatientId patient, string id, Instrument instrument, AssessmentStart start, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await library.KeepAsync(instrument, cancellationToken);
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            if (await FindAsync(patient, id, cancellationToken) is { } begun)
            {
                return begun;
            }

            var started = new AssessmentEvent { What = AssessmentStep.Started, At = now, By = by, Start = start };
            var summary = With(chart.Summary, Line(chart.Summary, id, instrument) with { State = AssessmentState.Started, StartedAt = now });
            var response = AssessmentResponse.Of(id, [started])!;
            if (await charts.AppendAsync(chart, summary, [Entry(response, started)], cancellationToken) == Appended.Done)
            {
                return response;
            }
        }
    }

    /// <summary>Writes an answer down. The same activity writes it once.</summary>
    /// <param name="response">As it was read; where more has happened since, it is read again.</param>
    /// <returns>The response with the answer.</returns>
    public async Task<AssessmentResponse> AnswerAsync(PatientId patient, AssessmentResponse response, AssessmentEvent answer, CancellationToken cancellationToken)
    {
        while (!response.Has(answer))
        {
            // The entry's number is its place: whoever read the same events and was slower finds it taken. The summary has nothing to tell of an answer.
            var answered = response.With(answer);
            if (await charts.AppendAsync(patient, Entry(answered, answer), cancellationToken))
            {
                return answered;
            }

            response = await OpenAsync(patient, response.Id, cancellationToken);
        }

        return response;
    }

    /// <summary>Writes an answer down when the turn is over.</summary>
    /// <param name="response">As it was read in this turn; where more has happened since, the turn is decided again.</param>
    /// <param name="later">What the turn brings along.</param>
    /// <returns>The response with the answer.</returns>
    public AssessmentResponse AnswerLater(PatientId patient, AssessmentResponse response, AssessmentEvent answer, TurnEntries later)
    {
        if (response.Has(answer))
        {
            return response;
        }

        var answered = response.With(answer);
        charts.AppendLater(patient, Entry(answered, answer), later);
        return answered;
    }

    /// <summary>The person asked for a human while these questions were open: that is no giving up.</summary>
    public async Task AskedForPersonAsync(PatientId patient, string id, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await FindAsync(patient, id, cancellationToken) is { CompletedAt: null } open)
        {
            await AnswerAsync(patient, open, new AssessmentEvent { What = AssessmentStep.AskedForPerson, At = now, By = by }, cancellationToken);
        }
    }

    /// <summary>Submits a response, or ends it at a stop, or judges it anew after a correction. Doing it twice is doing it once.</summary>
    /// <param name="step">Completed or Stopped; after a correction Completed again.</param>
    public Task<Submitted> SubmitAsync(PatientId patient, string id, AssessmentStep step, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        SubmitAsync(patient, id, null, null, step, by, now, cancellationToken);

    /// <inheritdoc cref="SubmitAsync(PatientId, string, AssessmentStep, Author, DateTimeOffset, CancellationToken)"/>
    /// <param name="read">As it was read in this turn; where more has happened since, it is read again.</param>
    /// <param name="last">An answer that is not written down yet: it comes to the chart with what is made of it. Null for none.</param>
    public Task<Submitted> SubmitAsync(PatientId patient, AssessmentResponse read, AssessmentEvent? last, AssessmentStep step, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        SubmitAsync(patient, read.Id, read, last, step, by, now, cancellationToken);

    private async Task<Submitted> SubmitAsync(
        PatientId patient, string id, AssessmentResponse? read, AssessmentEvent? last, AssessmentStep step, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hours = new WorkingHours(await people.PracticeAsync(cancellationToken));
        var look = Agenda.Intend(patient, now);
        Submitted? submitted = null;
        while (submitted is null)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            var response = read ?? await OpenAsync(patient, id, cancellationToken);
            var instrument = await library.OpenAsync(response.Start.Questionnaire, cancellationToken);
            var earlier = await HistoryAsync(patient, instrument.Name, cancellationToken);
            var own = earlier.FirstOrDefault(record => record.Id == id);
            // Whether anything has happened since shows where the entry of its end finds its place taken; there is none of a correction.
            response = read is null || own is null ? response : await OpenAsync(patient, id, cancellationToken);
            read = null;
            var answer = last is null || response.Has(last) ? null : last;
            response = answer is null ? response : response.With(answer);
            if (own is not null && own.Corrections == response.Corrections)
            {
                return new Submitted(own, own, OpenAlert(chart.Summary, instrument.Name));
            }

            var before = earlier.FirstOrDefault(record => record.Id != id && record.CompletedAt < (own?.CompletedAt ?? now));
            var record = Judge(patient, response, instrument, before, own, step, by, now);
            var (summary, alert, entries) = Decide(chart.Summary, instrument, record, own, by, now, hours);
            var closing = new AssessmentEvent { What = step, At = now, By = by };
            IReadOnlyList<ChartEntry> all =
            [
                .. answer is null ? Array.Empty<ChartEntry>() : [Entry(response, answer)],
                .. own is null ? [Entry(response.With(closing), closing)] : Array.Empty<ChartEntry>(),
                .. entries,
            ];
            submitted = await charts.AppendAsync(chart, summary, all, look, cancellationToken) == Appended.Done ? new Submitted(record, own, alert) : null;
        }

        agenda.Happened(look, now, isAlert: submitted.Alert is not null);
        agenda.Wake();
        return submitted;
    }

    private static AssessmentRecord Judge(
        PatientId patient, AssessmentResponse response, Instrument instrument, AssessmentRecord? before, AssessmentRecord? own, AssessmentStep step, Author by, DateTimeOffset now)
    {
        var flow = instrument.Flow;
        var live = flow.Live(response.Answers);
        var outcome = Judging.Judge(instrument, live, before is null ? null : (before.Outcome.Scores, before.CompletedAt));
        if (instrument.Interpretation is null or { Scores.Count: 0 } && FhirPathReader.IsNeeded(instrument.Questionnaire))
        {
            outcome = outcome with { Computed = FhirPathReader.For(instrument.Questionnaire).Computed(live) };
        }

        var status = own is not null ? ResponseStatus.Amended : step == AssessmentStep.Stopped ? ResponseStatus.Stopped : ResponseStatus.Completed;
        return new AssessmentRecord
        {
            Id = response.Id,
            Name = instrument.Name,
            Questionnaire = instrument.Questionnaire.Canonical,
            CompletedAt = own?.CompletedAt ?? now,
            JudgedAt = now,
            Corrections = response.Corrections,
            Status = status,
            Proxy = response.Proxy,
            By = by,
            Outcome = outcome,
            Answers = live,
            Changes = own is null ? [] : Changes(instrument, own.Answers, live),
            Response = Bytes(QuestionnaireResponseWriter.Write(patient, response, instrument.Questionnaire, live, outcome, status, by, now)),
        };
    }

    private static ReadOnlyMemory<byte> Bytes(JsonObject json)
    {
        var buffer = new ArrayBufferWriter<byte>(UsualSize);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            json.WriteTo(writer);
        }

        return buffer.WrittenMemory;
    }

    private static IReadOnlyList<AnswerChange> Changes(Instrument instrument, IReadOnlyDictionary<string, ItemAnswer> before, IReadOnlyDictionary<string, ItemAnswer> after) =>
    [
        .. instrument.Questionnaire.Standing(after).Concat(instrument.Questionnaire.Repeated is null ? [] : instrument.Questionnaire.Standing(before))
            .Where(item => item is { IsAsked: true, AsksForMore: false }).DistinctBy(item => item.LinkId)
            .Select(item => new AnswerChange(item.LinkId, before.GetValueOrDefault(item.LinkId), after.GetValueOrDefault(item.LinkId)))
            .Where(change => change.After is { } now ? !now.Says(change.Before) : change.Before is not null),
    ];

    private (ChartSummary Summary, Alert? Alert, IReadOnlyList<ChartEntry> Entries) Decide(
        ChartSummary chart, Instrument instrument, AssessmentRecord record, AssessmentRecord? own, Author by, DateTimeOffset now, WorkingHours hours)
    {
        var line = Line(chart, record.Id, instrument);
        var summary = With(chart, line with
        {
            State = record.Status == ResponseStatus.Stopped ? AssessmentState.Stopped : AssessmentState.Completed,
            CompletedAt = record.CompletedAt,
            Scores = record.Outcome.Scores,
            Notice = line.Notice + 1,
        }) with
        { Needs = NeedRules.Meet(chart, record, own, now) };
        var entry = Charts.Entry($"{RecordPrefix(instrument.Name)}{record.CompletedAt.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}:{record.Id}:{record.Corrections:D3}", record, CareJson.Default.AssessmentRecord);
        var fresh = ResultAlerts.Fresh(chart.Patient, record, ladder, hours, now);
        var standing = OpenAlert(chart, instrument.Name);
        if ((fresh is null && own is null) || AlertRules.Meet(standing, fresh, own is not null) is not { } happened)
        {
            return (summary, null, [entry]);
        }

        var (withAlert, alert, alertEntry) = AlertDesk.Place(summary, happened, by, now);
        return (withAlert, alert, [entry, alertEntry]);
    }

    /// <summary>The line of a response, new where there is none.</summary>
    internal static AssessmentLine Line(ChartSummary chart, string id, Instrument instrument) =>
        chart.Assessments.FirstOrDefault(line => line.Id == id)
        ?? new AssessmentLine { Id = id, Questionnaire = instrument.Questionnaire.Canonical, Name = instrument.Name, State = AssessmentState.Started };

    /// <summary>The summary with a line in its place; of what is done only the newest of each questionnaire stays.</summary>
    internal static ChartSummary With(ChartSummary chart, AssessmentLine line) => chart with
    {
        Assessments =
        [
            .. chart.Assessments.Where(other => other.Id != line.Id
                && !(line.State is AssessmentState.Completed or AssessmentState.Stopped && other.Name == line.Name && other.CompletedAt < line.CompletedAt && other.Notice == other.NoticeSent)),
            line,
        ],
    };

    private static Alert? OpenAlert(ChartSummary chart, string name) => chart.OpenAlerts.FirstOrDefault(alert => alert.Family == ResultAlerts.Family(name));

    /// <param name="response">After it.</param>
    /// <param name="happened">Its last event.</param>
    private static ChartEntry Entry(AssessmentResponse response, AssessmentEvent happened)
    {
        var prefix = EventPrefix(response.Id);
        return Charts.Entry(prefix, $"{prefix}{response.Events.Count - 1:D4}", happened, CareJson.Default.AssessmentEvent, response);
    }

    internal static string EventPrefix(string id) => $"assessment:{id}:";

    private static string RecordPrefix(string name) => $"assessed:{name}:";
}

/// <summary>What came of submitting.</summary>
/// <param name="Before">The record that it corrects, or itself when it was on the chart already; null for a first submission.</param>
/// <param name="Alert">The alert that it raised or joined; null when nobody has to look at once.</param>
public sealed record Submitted(AssessmentRecord Record, AssessmentRecord? Before, Alert? Alert);
