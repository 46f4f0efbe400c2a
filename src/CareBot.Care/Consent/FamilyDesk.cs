using System.Text.Json;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Consent;

/// <summary>Keeps who belongs to a patient, and what the patient lets them do; the chart keeps every yes and its end.</summary>
public sealed class FamilyDesk(IRecordStore store, Charts charts)
{
    private const string Table = "people";
    private const string Partition = "family";

    /// <summary>Takes somebody in as the family of a patient; they may do nothing by that.</summary>
    public async Task AddAsync(PatientId patient, FamilyMember member, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var link = JsonSerializer.SerializeToUtf8Bytes(new FamilyLink { Patient = patient }, CareJson.Default.FamilyLink);
        await store.CommitAsync(Table, Partition, [new RecordChange.Put(member.Id, link)], cancellationToken);
        await ChangeAsync(patient, "known", chart => chart.Family.Any(one => one.Id == member.Id) ? null : member with { May = [] }, by, now, cancellationToken);
    }

    /// <summary>Finds somebody by the id of their token, with the chart of the patient whose family they are.</summary>
    public async Task<(FamilyMember Member, ChartSummary Chart)?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(Table, Partition, [id], cancellationToken) is not [var record]
            || await charts.FindAsync(JsonSerializer.Deserialize(record.Json.Span, CareJson.Default.FamilyLink)!.Patient, cancellationToken) is not { Summary: var chart })
        {
            return null;
        }

        return chart.Family.FirstOrDefault(one => one.Id == id) is { } member ? (member, chart) : null;
    }

    /// <summary>The patient lets somebody do something.</summary>
    public Task<FamilyMember?> AllowAsync(PatientId patient, string member, string scope, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, "allowed", chart => chart.Family.FirstOrDefault(one => one.Id == member) is { } one && !one.May.Contains(scope) ? one with { May = [.. one.May, scope], NewsSince = scope == FamilyScopes.Visits ? now : one.NewsSince } : null, by, now, cancellationToken);

    /// <summary>The patient ends it; it ends at once.</summary>
    public Task<FamilyMember?> EndAsync(PatientId patient, string member, string scope, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, "ended", chart => chart.Family.FirstOrDefault(one => one.Id == member) is { } one && one.May.Contains(scope) ? one with { May = [.. one.May.Where(may => may != scope)], NewsSince = scope == FamilyScopes.Visits ? null : one.NewsSince } : null, by, now, cancellationToken);

    /// <summary>They do not want to be written to first, or want it again; what the patient lets them do stays.</summary>
    public Task<FamilyMember?> QuietAsync(PatientId patient, string member, bool quiet, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, quiet ? "quiet" : "resumed", chart => chart.Family.FirstOrDefault(one => one.Id == member) is { } one && one.Quiet != quiet ? one with { Quiet = quiet } : null, by, now, cancellationToken);

    /// <summary>Ends every link and every device that opens their chat; what the patient lets them do stays.</summary>
    public Task<FamilyMember?> LockAsync(PatientId patient, string member, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, "locked", chart => chart.Family.FirstOrDefault(one => one.Id == member) is { } one ? one with { ChatLocked = now } : null, by, now, cancellationToken);

    private async Task<FamilyMember?> ChangeAsync(PatientId patient, string what, Func<ChartSummary, FamilyMember?> decide, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            if (decide(chart.Summary) is not { } changed)
            {
                return null;
            }

            var after = changed with { Events = changed.Events + 1 };
            var summary = chart.Summary with { Family = [.. chart.Summary.Family.Where(one => one.Id != after.Id), after] };
            var entry = Charts.Entry($"family:{after.Id}:{after.Events:D4}", new FamilyEvent { What = what, At = now, By = by, After = after }, CareJson.Default.FamilyEvent);
            switch (await charts.AppendAsync(chart, summary, [entry], cancellationToken))
            {
                case Appended.Done:
                    return after;
                case Appended.EntryExists:
                    return null;
            }
        }
    }
}
