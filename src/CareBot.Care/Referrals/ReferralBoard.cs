using System.Text.Json;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Referrals;

/// <summary>The referrals of a coordinator's patients side by side: a projection of the charts that can be rebuilt at any time.</summary>
public sealed class ReferralBoard(IRecordStore store)
{
    private const string Table = "referrals";

    public async Task ProjectAsync(ChartSummary chart, CancellationToken cancellationToken)
    {
        foreach (var some in chart.Referrals.Chunk(RecordLimits.Changes))
        {
            await store.CommitAsync(Table, chart.Coordinator.Value, [.. some.Select(referral => Row(chart, referral))], cancellationToken);
            if (chart.Cover is { } cover)
            {
                var other = (chart.Coordinator == cover.By ? cover.For : cover.By).Value;
                var left = await store.FindAsync(Table, other, [.. some.Select(referral => Key(chart, referral))], cancellationToken);
                if (left.Count > 0)
                {
                    await store.CommitAsync(Table, other, [.. left.Select(record => new RecordChange.Delete(record.Key))], cancellationToken);
                }
            }
        }
    }

    public async Task<IReadOnlyList<ReferralRow>> ReadAsync(StaffId coordinator, CancellationToken cancellationToken)
    {
        var rows = new List<ReferralRow>();
        string? continuation = null;
        do
        {
            var page = await store.ReadAsync(Table, coordinator.Value, new KeyRange(), RecordLimits.PageSize, continuation, cancellationToken);
            rows.AddRange(page.Records.Select(record => JsonSerializer.Deserialize(record.Json.Span, CareJson.Default.ReferralRow)!));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return rows;
    }

    private static string Key(ChartSummary chart, Referral referral) => $"{chart.Patient.Value}:{referral.Id}";

    private static RecordChange.Put Row(ChartSummary chart, Referral referral) => new(
        Key(chart, referral),
        JsonSerializer.SerializeToUtf8Bytes(new ReferralRow { Patient = chart.Patient, Name = chart.Name, Language = chart.Language, TimeZone = chart.TimeZone, Referral = referral with { Alternatives = [] } }, CareJson.Default.ReferralRow));
}

/// <summary>A referral as one line of the board.</summary>
public sealed record ReferralRow
{
    public string Kind { get; init; } = "referral-row";

    public int V { get; init; } = 1;

    public required PatientId Patient { get; init; }

    public required PersonName Name { get; init; }

    public required string Language { get; init; }

    public required string TimeZone { get; init; }

    public required Referral Referral { get; init; }
}
