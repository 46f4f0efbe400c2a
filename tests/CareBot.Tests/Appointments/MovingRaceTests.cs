using CareBot.Care.Appointments;
using CareBot.Storage;
using CareBot.Tests.Host;
using CareBot.Tests.SpeakingFirst;

namespace CareBot.Tests.Appointments;

/// <summary>A visit is moved while somebody else writes on it.</summary>
public sealed class MovingRaceTests : IDisposable
{
    private static readonly DateTimeOffset Ten = People.At("2026-03-03 10:00");
    private static readonly DateTimeOffset Eleven = Ten.AddHours(1);

    private readonly TestStore _store = new(SqliteRecordStore.OpenTemporary());
    private readonly Practice _host;

    public MovingRaceTests() => _host = new Practice(_store);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData("slots")]
    [InlineData("charts")]
    public async Task A_question_that_is_written_down_while_the_visit_is_moved_stops_neither(string table)
    {
        var visit = await BookedAsync();
        Meanwhile(table, () => _host.Desk.ChangeAsync(new("rosa"), visit.Id, "question", before => before with { Questions = ["May I eat before?"] }, Practice.By("rosa", "q1"), Practice.Monday, Cancelled));
        var moved = Assert.IsType<Booking.Confirmed>(await MoveAsync(visit, Eleven, "m1")).Appointment;
        Assert.Equal(Eleven, moved.Start);
        var standing = Assert.Single((await _host.ChartAsync("rosa")).Appointments);
        Assert.Equal((Eleven, "May I eat before?"), (standing.Start, Assert.Single(standing.Questions)));
        await OnlyAsync(visit.Id, Eleven);
    }

    [Fact]
    public async Task Of_two_who_move_it_to_two_times_at_once_the_later_one_counts_and_every_other_time_is_free()
    {
        var visit = await BookedAsync();
        Meanwhile("charts", () => MoveAsync(visit, Ten.AddMinutes(90), "m2"));
        var moved = Assert.IsType<Booking.Confirmed>(await MoveAsync(visit, Eleven, "m1")).Appointment;
        Assert.Equal((Eleven, 2), (moved.Start, moved.Sequence));
        Assert.Equal(Eleven, Assert.Single((await _host.ChartAsync("rosa")).Appointments).Start);
        await OnlyAsync(visit.Id, Eleven);
    }

    [Fact]
    public async Task Two_who_move_it_to_the_same_time_at_once_move_it_once()
    {
        var visit = await BookedAsync();
        Meanwhile("charts", () => MoveAsync(visit, Eleven, "m2"));
        var moved = Assert.IsType<Booking.Confirmed>(await MoveAsync(visit, Eleven, "m1")).Appointment;
        Assert.Equal((Eleven, 1), (moved.Start, moved.Sequence));
        await OnlyAsync(visit.Id, Eleven);
    }

    [Fact]
    public async Task A_visit_that_is_called_off_while_it_is_moved_is_off_and_both_times_are_free()
    {
        var visit = await BookedAsync();
        Meanwhile("charts", () => _host.Desk.CancelAsync(new("rosa"), visit.Id, null, Practice.By("rosa", "c1"), Practice.Monday, Cancelled));
        Assert.IsType<Booking.Gone>(await MoveAsync(visit, Eleven, "m1"));
        Assert.Empty((await _host.ChartAsync("rosa")).Appointments);
        Assert.Equal(4, (await _host.FreeAsync("walt", Practice.Monday)).Count);
    }

    private async Task<Appointment> BookedAsync()
    {
        await _host.OpenAsync(Ten, 4);
        await _host.AdmitAsync("rosa");
        await _host.AdmitAsync("walt");
        return Assert.IsType<Booking.Confirmed>(await _host.BookAsync("rosa", Ten)).Appointment;
    }

    private Task<Booking> MoveAsync(Appointment visit, DateTimeOffset start, string activity) =>
        _host.Desk.MoveAsync(new("rosa"), visit.Id, start, Practice.By("rosa", activity), Practice.Monday, Cancelled);

    /// <summary>Has something else happen before the next write to a table.</summary>
    private void Meanwhile(string table, Func<Task> happens) => _store.Before = async call =>
    {
        if (call.Writes && call.Table == table)
        {
            _store.Mend();
            await happens();
        }
    };

    /// <summary>The visit has this time and no other.</summary>
    private async Task OnlyAsync(string visit, DateTimeOffset start)
    {
        var slots = await _host.Slots.AllAsync(Practice.Shah.Id, Practice.Monday, Cancelled);
        var taken = Assert.Single(slots, slot => slot.State != SlotState.Free);
        Assert.Equal((start, SlotState.Taken, visit, true), (taken.Start, taken.State, taken.Claim!.Appointment, taken.IsSealed));
    }
}
