using System.Text.Json;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Outreach;

/// <summary>
/// Notices that the clock was set back. What was planned while it was wrong may lie too far ahead, and what it let fall due early will not
/// be looked at when it truly is: so every chart is looked at again, and the rules decide by what is marked on it.
/// </summary>
public sealed class ClockWatch(IRecordStore store, Charts charts, Agenda agenda) : IDisposable
{
    private const string Table = "agenda";
    private const string Partition = "clock";
    private const string Key = "latest";

    /// <summary>Clocks of hosts differ, and are corrected, by less than this.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>How often the time is written down, for a process that starts after the clock was set back.</summary>
    private static readonly TimeSpan Stretch = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private DateTimeOffset? _latest;
    private DateTimeOffset _written;

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>To be called at every tick, and before a chart is looked at: no look is taken at a time that is not known of afterwards.</summary>
    /// <returns>Whether the clock was set back.</returns>
    public async Task<bool> TickAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await SeeAsync(now, cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<bool> SeeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isToBeWritten = now - _written >= Stretch;
        // What another host has seen counts as well: whoever writes an earlier time over it has looked at all charts.
        var latest = _latest is null || isToBeWritten ? Later(_latest, await ReadAsync(cancellationToken)) : _latest;
        var wasSetBack = now < latest - Tolerance;
        if (wasSetBack)
        {
            await LookAtAllAsync(now, cancellationToken);
        }

        if (wasSetBack || isToBeWritten)
        {
            await store.CommitAsync(Table, Partition, [new RecordChange.Put(Key, JsonSerializer.SerializeToUtf8Bytes(now, CareJson.Default.DateTimeOffset))], cancellationToken);
            _written = now;
        }

        _latest = now;
        return wasSetBack;
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;

    private async Task<DateTimeOffset?> ReadAsync(CancellationToken cancellationToken) =>
        await store.FindAsync(Table, Partition, [Key], cancellationToken) is [var found] ? JsonSerializer.Deserialize(found.Json.Span, CareJson.Default.DateTimeOffset) : null;

    private async Task LookAtAllAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await foreach (var patient in charts.PatientsAsync(cancellationToken))
        {
            await agenda.ExpectAsync(patient, now, cancellationToken);
        }
    }
}
