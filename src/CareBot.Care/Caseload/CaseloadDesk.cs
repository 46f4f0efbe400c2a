using System.Text.Json;
using CareBot.Care.Alerts;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Care.ResourceDirectory;

namespace CareBot.Care.Caseload;

/// <summary>Keeps and reads the caseloads: one partition a coordinator, one record a patient.</summary>
public sealed class CaseloadDesk(IRecordStore store)
{
    private const string Table = "caseload";

    // No member of staff has an id that begins like this.
    private const string Shared = "~on-call";

    /// <summary>Writes the patient's line as the chart says it; an emergency, or an alert that reached somebody else, stands on the shared list as well.</summary>
    public async Task ProjectAsync(ChartSummary chart, CancellationToken cancellationToken)
    {
        var row = CaseloadRow.Of(chart);
        var line = JsonSerializer.SerializeToUtf8Bytes(row, CareJson.Default.CaseloadRow);
        await ShowAsync(Shared, chart.Patient, row.TopPriority == AlertPriority.P0 || row.Reached.Count > 0 ? line : null, cancellationToken);
        // Somebody without a name is nobody's patient once what they said is dealt with.
        var isDone = chart.Nameless && chart.OpenAlerts.Count == 0;
        await ShowAsync(chart.Coordinator.Value, chart.Patient, isDone ? null : line, cancellationToken);
        if (chart.Cover is { } cover)
        {
            await ShowAsync((chart.Coordinator == cover.By ? cover.For : cover.By).Value, chart.Patient, null, cancellationToken);
        }
    }

    /// <summary>Writes a line or, where there is to be none, takes it away. Most looks change nothing, and a read costs less than a write.</summary>
    private async Task ShowAsync(string list, PatientId patient, byte[]? line, CancellationToken cancellationToken)
    {
        var shown = await store.FindAsync(Table, list, [patient.Value], cancellationToken);
        if (line is null && shown.Count > 0)
        {
            await store.CommitAsync(Table, list, [new RecordChange.Delete(patient.Value)], cancellationToken);
        }
        else if (line is not null && (shown.Count == 0 || !shown[0].Json.Span.SequenceEqual(line)))
        {
            await store.CommitAsync(Table, list, [new RecordChange.Put(patient.Value, line)], cancellationToken);
        }
    }

    /// <summary>Everybody whose chart this member of staff may open (<see cref="CaseloadRules.MayOpen"/>), in the order of attention.</summary>
    public async Task<IReadOnlyList<CaseloadRow>> OpenToAsync(StaffId staff, Practice practice, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var own = await ReadAsync(staff, now, cancellationToken);
        var others = (await ReadAsync(new StaffId(Shared), now, cancellationToken)).Where(row => CaseloadRules.MayOpen(row, staff, practice));
        return CaseloadRules.InOrder(own.Concat(others).DistinctBy(row => row.Patient), now);
    }

    /// <summary>The whole caseload of a coordinator, in the order of attention.</summary>
    public async Task<IReadOnlyList<CaseloadRow>> ReadAsync(StaffId coordinator, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = new List<CaseloadRow>();
        string? continuation = null;
        do
        {
            var page = await store.ReadAsync(Table, coordinator.Value, new KeyRange(), 1000, continuation, cancellationToken);
            rows.AddRange(page.Records.Select(record => JsonSerializer.Deserialize(record.Json.Span, CareJson.Default.CaseloadRow)!));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return CaseloadRules.InOrder(rows, now);
    }

    /// <summary>Those of these patients whose name the words are: given name, family name or both, accents, case and what stands between letters aside.</summary>
    public static IReadOnlyList<CaseloadRow> Named(IReadOnlyList<CaseloadRow> rows, string words)
    {
        var wanted = Wording.Fold(words);
        return [.. rows.Where(row => wanted == Wording.Fold(row.Name.Given) || wanted == Wording.Fold(row.Name.Family) || wanted == Wording.Fold(row.Name.Full))];
    }

    /// <summary>Whether a name holds these words, accents, case and what stands between letters aside; nothing is held by every name.</summary>
    public static bool Holds(PersonName name, string words) => Wording.Fold(name.Full).Contains(Wording.Fold(words), StringComparison.Ordinal);
}
