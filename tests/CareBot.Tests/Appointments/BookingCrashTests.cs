using System.Globalization;
using CareBot.Care.Appointments;
using CareBot.Care.Records;
using CareBot.Storage;
using CareBot.Tests.Delivery;
using CareBot.Tests.SpeakingFirst;

namespace CareBot.Tests.Appointments;

/// <summary>A host dies in the middle of booking, moving or cancelling, before or after any of its writes: slots and charts agree again.</summary>
public sealed class BookingCrashTests : IDisposable
{
    private static readonly DateTimeOffset Ten = People.At("2026-03-03 10:00");
    private static readonly DateTimeOffset Later = Practice.Monday + SlotRules.Lease + TimeSpan.FromMinutes(1);

    private readonly List<SqliteRecordStore> _stores = [];

    public static TheoryData<int, bool> Deaths { get; } = [.. from write in Enumerable.Range(1, 12) from reaches in new[] { false, true } select (write, reaches)];

    public void Dispose() => _stores.ForEach(store => store.Dispose());

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task Wherever_a_host_dies_while_booking_the_time_is_the_patients_or_free_and_the_next_who_wants_it_is_told_which(int write, bool reaches)
    {
        var (store, host) = await HostAsync(4);
        await DieAsync(store, write, reaches, dying => dying.BookAsync("rosa", Ten));

        var rosa = await host.BookAsync("walt", Ten, "b1", Later) is Booking.Confirmed ? null : (await host.ChartAsync("rosa")).Appointments.Single();
        var walt = (await host.ChartAsync("walt")).Appointments;
        Assert.Equal(1, walt.Count + (rosa is null ? 0 : 1));
        Assert.Equal(rosa is null, (await host.ChartAsync("rosa")).Appointments.Count == 0);
    }

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task Wherever_a_host_dies_while_booking_the_same_message_again_ends_in_one_appointment(int write, bool reaches)
    {
        var (store, host) = await HostAsync(4);
        await DieAsync(store, write, reaches, dying => dying.BookAsync("rosa", Ten));
        Assert.IsType<Booking.Confirmed>(await host.BookAsync("rosa", Ten));
        Assert.Equal(Ten, Assert.Single((await host.ChartAsync("rosa")).Appointments).Start);
        Assert.Equal(3, (await host.FreeAsync("walt", Later)).Count);
    }

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task Wherever_a_host_dies_while_moving_one_time_is_taken_and_the_other_is_free(int write, bool reaches)
    {
        var (store, host) = await HostAsync(4);
        var booked = Assert.IsType<Booking.Confirmed>(await host.BookAsync("rosa", Ten)).Appointment;
        await DieAsync(store, write, reaches, dying => dying.Desk.MoveAsync(new("rosa"), booked.Id, Ten.AddHours(1), Practice.By("rosa", "m1"), Practice.Monday, Cancelled));

        var visit = Assert.Single((await host.ChartAsync("rosa")).Appointments);
        Assert.Contains(visit.Start, new[] { Ten, Ten.AddHours(1) });
        Assert.IsType<Booking.SlotTaken>(await host.BookAsync("walt", visit.Start, "b1", Later));
        var moved = Assert.IsType<Booking.Confirmed>(await host.Desk.MoveAsync(new("rosa"), booked.Id, Ten.AddHours(1), Practice.By("rosa", "m2"), Later, Cancelled));
        Assert.Equal(Ten.AddHours(1), moved.Appointment.Start);
        Assert.Equal(3, (await host.FreeAsync("walt", Later)).Count);
    }

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task Wherever_a_host_dies_while_cancelling_the_same_message_again_frees_the_time(int write, bool reaches)
    {
        var (store, host) = await HostAsync(4);
        var booked = Assert.IsType<Booking.Confirmed>(await host.BookAsync("rosa", Ten)).Appointment;
        await DieAsync(store, write, reaches, dying => dying.Desk.CancelAsync(new("rosa"), booked.Id, null, Practice.By("rosa", "c1"), Practice.Monday, Cancelled));
        await host.Desk.CancelAsync(new("rosa"), booked.Id, null, Practice.By("rosa", "c1"), Later, Cancelled);
        Assert.Empty((await host.ChartAsync("rosa")).Appointments);
        Assert.Equal(4, (await host.FreeAsync("walt", Later)).Count);
    }

    [Fact]
    public async Task A_time_whose_host_died_before_the_booking_reached_the_chart_is_offered_to_who_waits_without_anybody_asking()
    {
        var (store, host) = await HostAsync(4);
        await host.Waiting.JoinAsync(new("walt"), Practice.Shah.Id, [], Practice.Monday, Cancelled);
        var dying = new MortalStore(store) { LastAct = change => change.Key == Slot.KeyOf(Ten), IsWritten = true };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Practice(dying).BookAsync("rosa", Ten));
        Assert.Equal(0, await host.Claims.RunDueAsync(Practice.Monday + SlotRules.Lease - TimeSpan.FromSeconds(1), Cancelled));
        Assert.Equal(1, await host.Claims.RunDueAsync(Later, Cancelled));
        Assert.Equal(Ten, Assert.Single((await host.ChartAsync("walt")).Waiting).Offered);
        Assert.Equal(0, await host.Claims.RunDueAsync(Later, Cancelled));
    }

    [Fact]
    public async Task A_look_that_cannot_be_read_and_a_waiting_chart_that_cannot_keep_nobody_elses_time_back()
    {
        var (store, host) = await HostAsync(4);
        await host.AdmitAsync("broken");
        await host.Waiting.JoinAsync(new("broken"), Practice.Shah.Id, [], Practice.Monday.AddDays(-1), Cancelled);
        await host.Waiting.JoinAsync(new("walt"), Practice.Shah.Id, [], Practice.Monday, Cancelled);
        await store.CommitAsync("charts", "broken", [new RecordChange.Put("summary", "{}"u8.ToArray())], Cancelled);
        await store.CommitAsync("slotlooks", "due", [new RecordChange.Put("20260101T000000:x", "[]"u8.ToArray())], Cancelled);
        var dying = new MortalStore(store) { LastAct = change => change.Key == Slot.KeyOf(Ten), IsWritten = true };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Practice(dying).BookAsync("rosa", Ten));

        Assert.Single((await Assert.ThrowsAsync<AggregateException>(() => host.Claims.RunDueAsync(Later, Cancelled))).InnerExceptions);
        Assert.Equal(Ten, Assert.Single((await host.ChartAsync("walt")).Waiting).Offered);
        // What cannot be read is told once; the chart is looked at, which tells of it.
        Assert.Equal(0, await host.Claims.RunDueAsync(Later, Cancelled));
        Assert.Contains(await host.Agenda.DueAsync(Later, 100, Cancelled), row => row.Key == $"{Later.UtcDateTime.ToString("yyyyMMddTHHmmss", CultureInfo.InvariantCulture)}:broken");
    }

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task Wherever_a_host_dies_while_cancelling_a_time_that_is_off_the_chart_is_offered_to_who_waits(int write, bool reaches)
    {
        var (store, host) = await HostAsync(4);
        var booked = Assert.IsType<Booking.Confirmed>(await host.BookAsync("rosa", Ten)).Appointment;
        await host.Waiting.JoinAsync(new("walt"), Practice.Shah.Id, [], Practice.Monday, Cancelled);
        await DieAsync(store, write, reaches, dying => dying.Desk.CancelAsync(new("rosa"), booked.Id, null, Practice.By("rosa", "c1"), Practice.Monday, Cancelled));
        await host.Claims.RunDueAsync(Later, Cancelled);
        var isOff = (await host.ChartAsync("rosa")).Appointments.Count == 0;
        Assert.Equal(isOff ? Ten : null, Assert.Single((await host.ChartAsync("walt")).Waiting).Offered);
    }

    [Fact]
    public async Task A_booking_whose_time_was_given_away_meanwhile_is_told_so_when_it_comes_back_late()
    {
        var (store, host) = await HostAsync(4);
        var slow = new MortalStore(store) { LastAct = change => change.Key == Slot.KeyOf(Ten), IsWritten = true };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Practice(slow).BookAsync("rosa", Ten));
        Assert.IsType<Booking.Confirmed>(await host.BookAsync("walt", Ten, "b1", Later));
        var late = Assert.IsType<Booking.SlotTaken>(await host.BookAsync("rosa", Ten, "a1", Later));
        Assert.Equal(3, late.Alternatives.Count);
        Assert.Empty((await host.ChartAsync("rosa")).Appointments);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static async Task DieAsync(SqliteRecordStore store, int write, bool reaches, Func<Practice, Task> act)
    {
        var left = write;
        var mortal = new MortalStore(store) { LastAct = _ => --left == 0, IsWritten = reaches };
        try
        {
            await act(new Practice(mortal));
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task<(SqliteRecordStore Store, Practice Host)> HostAsync(int slots)
    {
        var store = SqliteRecordStore.OpenTemporary();
        _stores.Add(store);
        var host = new Practice(store);
        await host.OpenAsync(Ten, slots);
        await host.AdmitAsync("rosa");
        await host.AdmitAsync("walt");
        return (store, host);
    }
}
