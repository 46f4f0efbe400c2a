using System.Text.Json;
using CareBot.Care.Records;

namespace CareBot.Care.Appointments;

/// <summary>
/// Looks at the slots whose turns are over: a claim that never reached a chart is free again, and so is a time that was cancelled by a
/// process that died. Whoever waits for such a time is offered it, without anybody having to ask.
/// </summary>
public sealed class ClaimWatch(IRecordStore store, SlotDesk slots, WaitingList waiting)
{
    private const int Page = 100;

    /// <returns>How many times were offered to somebody who waits.</returns>
    /// <exception cref="AggregateException">Looks that failed; all others were taken. Those of which nothing can be read are gone, the rest is tried again.</exception>
    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (offered, faults) = (0, new List<Exception>());
        string? last = null;
        while (true)
        {
            var page = await store.ReadAsync(SlotDesk.LooksTable, SlotDesk.LooksPartition, new KeyRange(last is null ? null : last + "-", ClaimLook.Due(now)), Page, null, cancellationToken);
            foreach (var record in page.Records)
            {
                try
                {
                    offered += await LookAsync(record, now, cancellationToken) ? 1 : 0;
                }
                catch (Exception fault) when (fault is not StorageUnavailableException && !cancellationToken.IsCancellationRequested)
                {
                    faults.Add(fault);
                }
            }

            if (page.Records.Count < Page)
            {
                return faults.Count == 0 ? offered : throw new AggregateException(faults);
            }

            last = page.Records[^1].Key;
        }
    }

    private async Task<bool> LookAsync(StoredRecord record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var look = Read(record, out var unreadable);
        var offered = look is not null && await slots.SettledAsync(look.Provider, look.Start, now, cancellationToken) is { } slot && await OfferAsync(slot, now, cancellationToken);
        await store.CommitAsync(SlotDesk.LooksTable, SlotDesk.LooksPartition, [new RecordChange.Delete(record.Key, record.ETag)], cancellationToken);
        return unreadable is null ? offered : throw unreadable;
    }

    private static ClaimLook? Read(StoredRecord record, out JsonException? unreadable)
    {
        unreadable = null;
        try
        {
            return JsonSerializer.Deserialize(record.Json.Span, CareJson.Default.ClaimLook) ?? throw new JsonException("An empty look.");
        }
        catch (JsonException broken)
        {
            unreadable = broken;
            return null;
        }
    }

    /// <summary>A free time goes to who waits; one that is kept for somebody whose chart does not say so yet is written there.</summary>
    private async Task<bool> OfferAsync(Slot slot, DateTimeOffset now, CancellationToken cancellationToken) => slot switch
    {
        { State: SlotState.Free } => await waiting.OfferAsync(slot.Provider, slot.Start, null, now, cancellationToken) is not null,
        { State: SlotState.Held, Until: { } until } when until <= now => await waiting.OfferAsync(slot.Provider, slot.Start, null, now, cancellationToken) is not null,
        // Whoever decides in a conversation holds a time for minutes, the list for hours.
        { State: SlotState.Held, Patient: { } patient, Until: { } until } when until - now > SlotRules.Hold => await waiting.KeepAsync(patient, slot.Provider, slot.Start, until, now, cancellationToken),
        _ => false,
    };
}
