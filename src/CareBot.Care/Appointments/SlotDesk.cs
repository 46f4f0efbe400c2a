using System.Text.Json;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Appointments;

/// <summary>
/// The slots: held, claimed and given back, each by one compared write. A claim is an intent; the chart is the fact. A claim whose turn
/// died before the chart was written is found here, fenced off on the chart, and free again (decision 0007).
/// </summary>
public sealed class SlotDesk(IRecordStore store, Charts charts)
{
    private const string Table = "slots";
    private const int Batch = 100;

    /// <summary>When to look again at what a turn has claimed or left: by time, across providers.</summary>
    internal const string LooksTable = "slotlooks";
    internal const string LooksPartition = "due";

    /// <summary>Adds slots that are not there yet; those that are stay as they stand.</summary>
    public async Task AddAsync(string provider, IReadOnlyList<Slot> slots, CancellationToken cancellationToken)
    {
        foreach (var part in slots.Chunk(Batch))
        {
            if (await store.CommitAsync(Table, provider, [.. part.Select(slot => new RecordChange.Insert(slot.Key, Write(slot)))], cancellationToken) is Commit.Done)
            {
                continue;
            }

            foreach (var slot in part)
            {
                await store.CommitAsync(Table, provider, [new RecordChange.Insert(slot.Key, Write(slot))], cancellationToken);
            }
        }
    }

    /// <summary>Takes what another calendar says of a time. What is booked or held here stays.</summary>
    public async Task<TimeChange> ImportAsync(CalendarTime time, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            var fresh = new Slot { Provider = time.Provider, Start = time.Start, Minutes = time.Minutes, State = time.IsFree ? SlotState.Free : SlotState.Blocked };
            if (await store.FindAsync(Table, time.Provider, [fresh.Key], cancellationToken) is not [var record])
            {
                if (!time.IsFree)
                {
                    return TimeChange.Same;
                }

                if (await store.CommitAsync(Table, time.Provider, [new RecordChange.Insert(fresh.Key, Write(fresh))], cancellationToken) is Commit.Done)
                {
                    return TimeChange.Opened;
                }

                continue;
            }

            var slot = Read(record);
            if (slot.State == SlotState.Taken || (slot.State == SlotState.Held && slot.Until > now))
            {
                return TimeChange.Kept;
            }

            if (slot.State == fresh.State && slot.Minutes == fresh.Minutes)
            {
                return TimeChange.Same;
            }

            if (await store.CommitAsync(Table, time.Provider, [new RecordChange.Replace(slot.Key, Write(fresh), record.ETag)], cancellationToken) is Commit.Done)
            {
                return time.IsFree ? TimeChange.Opened : TimeChange.Closed;
            }
        }
    }

    /// <summary>Every slot of a provider from now on, in order of time.</summary>
    public async Task<IReadOnlyList<Slot>> AllAsync(string provider, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var all = new List<Slot>();
        string? continuation = null;
        do
        {
            var page = await store.ReadAsync(Table, provider, new KeyRange(Slot.KeyOf(now)), 1000, continuation, cancellationToken);
            all.AddRange(page.Records.Select(Read));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return all;
    }

    /// <summary>The slots of a provider that are open to a patient, in order of time.</summary>
    public async Task<IReadOnlyList<Slot>> OpenAsync(string provider, PatientId patient, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = new List<Slot>();
        string? continuation = null;
        do
        {
            var page = await store.ReadAsync(Table, provider, new KeyRange(Slot.KeyOf(now)), 1000, continuation, cancellationToken);
            foreach (var record in page.Records)
            {
                var slot = Read(record);
                if (SlotRules.IsDoubtful(slot, now))
                {
                    slot = await SettleAsync(slot, record.ETag, cancellationToken);
                }

                if (SlotRules.IsOpen(slot, patient, now))
                {
                    open.Add(slot);
                }
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
        return open;
    }

    public async Task<Slot?> FindAsync(string provider, DateTimeOffset start, CancellationToken cancellationToken) =>
        await store.FindAsync(Table, provider, [Slot.KeyOf(start)], cancellationToken) is [var record] ? Read(record) : null;

    /// <summary>Keeps a slot for a patient who is deciding.</summary>
    /// <returns>False when somebody else has it.</returns>
    public Task<bool> HoldAsync(string provider, DateTimeOffset start, PatientId patient, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(provider, start, now, slot => SlotRules.IsOpen(slot, patient, now) ? slot.Free() with { State = SlotState.Held, Patient = patient, Until = until } : null, cancellationToken);

    /// <summary>Gives back a slot that is held for a patient; one that is not stays as it is.</summary>
    public Task ReleaseAsync(string provider, DateTimeOffset start, PatientId patient, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(provider, start, now, slot => slot.State == SlotState.Held && slot.Patient == patient ? slot.Free() : null, cancellationToken);

    /// <summary>Claims a slot for one step of an appointment. The same claim again is the same claim.</summary>
    /// <returns>False when somebody else has it.</returns>
    internal async Task<bool> ClaimAsync(string provider, DateTimeOffset start, PatientId patient, SlotClaim claim, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await ExpectLookAsync(provider, start, now + SlotRules.Lease, cancellationToken);
        return await ChangeAsync(
            provider, start, now,
            slot => slot.State == SlotState.Taken && slot.Claim == claim && slot.Patient == patient ? slot
                : SlotRules.IsOpen(slot, patient, now) ? slot.Free() with { State = SlotState.Taken, Patient = patient, Claim = claim, Until = now + SlotRules.Lease }
                : null,
            cancellationToken);
    }

    /// <summary>The chart holds the appointment: nobody needs to look it up again.</summary>
    internal Task SealAsync(string provider, DateTimeOffset start, SlotClaim claim, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(provider, start, now, slot => slot.Claim == claim && !slot.IsSealed ? slot with { IsSealed = true } : null, cancellationToken);

    /// <summary>Before an appointment leaves its slot: has the claim looked up again later, in case the process dies before the slot is free.</summary>
    internal async Task DoubtAsync(string provider, DateTimeOffset start, string appointment, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await ExpectLookAsync(provider, start, now + SlotRules.Lease, cancellationToken);
        await ChangeAsync(provider, start, now, slot => slot.State == SlotState.Taken && slot.Claim?.Appointment == appointment ? slot with { IsSealed = false, Until = now + SlotRules.Lease } : null, cancellationToken);
    }

    /// <summary>The slot as it stands once a claim on it that nobody sealed has been looked up.</summary>
    internal async Task<Slot?> SettledAsync(string provider, DateTimeOffset start, DateTimeOffset now, CancellationToken cancellationToken) =>
        await store.FindAsync(Table, provider, [Slot.KeyOf(start)], cancellationToken) is not [var record] ? null
        : Read(record) is var slot && SlotRules.IsDoubtful(slot, now) ? await SettleAsync(slot, record.ETag, cancellationToken)
        : slot;

    /// <summary>Before a slot changes hands: has it looked at when the turn must be over, in case nobody else ever asks for it.</summary>
    internal async Task ExpectLookAsync(string provider, DateTimeOffset start, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var look = new ClaimLook { Provider = provider, Start = start };
        await store.CommitAsync(LooksTable, LooksPartition, [new RecordChange.Put(ClaimLook.KeyOf(at, look), JsonSerializer.SerializeToUtf8Bytes(look, CareJson.Default.ClaimLook))], cancellationToken);
    }

    /// <summary>Gives back a slot that was claimed for a step which is not taken.</summary>
    internal Task ForgoAsync(string provider, DateTimeOffset start, SlotClaim claim, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(provider, start, now, slot => slot.State == SlotState.Taken && slot.Claim == claim ? slot.Free() : null, cancellationToken);

    /// <summary>Gives back the slot of an appointment that is there no more.</summary>
    internal Task FreeAsync(string provider, DateTimeOffset start, string appointment, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(provider, start, now, slot => slot.State == SlotState.Taken && slot.Claim?.Appointment == appointment ? slot.Free() : null, cancellationToken);

    /// <param name="change">What becomes of the slot; null when it is to stay as it is, the slot itself when it is as wanted already.</param>
    private async Task<bool> ChangeAsync(string provider, DateTimeOffset start, DateTimeOffset now, Func<Slot, Slot?> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await store.FindAsync(Table, provider, [Slot.KeyOf(start)], cancellationToken);
            if (found.Count == 0)
            {
                return false;
            }

            var slot = Read(found[0]);
            if (change(slot) is { } after)
            {
                if (after == slot || await store.CommitAsync(Table, provider, [new RecordChange.Replace(slot.Key, Write(after), found[0].ETag)], cancellationToken) is Commit.Done)
                {
                    return true;
                }
            }
            else if (!SlotRules.IsDoubtful(slot, now) || (await SettleAsync(slot, found[0].ETag, cancellationToken)).State != SlotState.Free)
            {
                return false;
            }
        }
    }

    /// <summary>
    /// Looks up in the chart what became of a claim. If the step was taken, the slot is sealed or, when the appointment has left it since,
    /// free. If not, the step is marked on the chart as abandoned, so that a turn that comes back late cannot take it, and the slot is free.
    /// </summary>
    /// <returns>The slot as it stands then; as it was when somebody else changed it meanwhile.</returns>
    private async Task<Slot> SettleAsync(Slot slot, string etag, CancellationToken cancellationToken)
    {
        var (patient, claim) = (slot.Patient!.Value, slot.Claim!);
        var key = AppointmentDesk.KeyOf(claim.Appointment, claim.Step);
        while (true)
        {
            // The step first and the chart after it: a step that was seen has its effect on a chart that is read later.
            var taken = await charts.EntriesAsync(patient, KeyRange.StartingWith(key), 1, CareJson.Default.AppointmentEvent, cancellationToken);
            if (await charts.FindAsync(patient, cancellationToken) is not { } chart)
            {
                break;
            }

            if (chart.Summary.Appointments.Any(one => one.Id == claim.Appointment && one.State == AppointmentState.Booked && one.Provider == slot.Provider && one.Start == slot.Start))
            {
                return await PutAsync(slot, slot with { IsSealed = true }, etag, cancellationToken);
            }

            var abandoned = new AppointmentEvent { What = "abandoned", At = slot.Until!.Value, By = new Author(Roles.Bot, "", key) };
            if (taken.Count > 0 || await charts.AppendAsync(chart, AppointmentRules.SkipStep(chart.Summary, claim), [Charts.Entry(key, abandoned, CareJson.Default.AppointmentEvent)], cancellationToken) == Appended.Done)
            {
                break;
            }
        }

        return await PutAsync(slot, slot.Free(), etag, cancellationToken);
    }

    private async Task<Slot> PutAsync(Slot before, Slot after, string etag, CancellationToken cancellationToken) =>
        await store.CommitAsync(Table, before.Provider, [new RecordChange.Replace(before.Key, Write(after), etag)], cancellationToken) is Commit.Done ? after : before;

    private static Slot Read(StoredRecord record) => JsonSerializer.Deserialize(record.Json.Span, CareJson.Default.Slot) ?? throw new JsonException("An empty slot.");

    private static byte[] Write(Slot slot) => JsonSerializer.SerializeToUtf8Bytes(slot, CareJson.Default.Slot);
}
