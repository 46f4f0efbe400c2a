using System.Globalization;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Storage;
using Microsoft.Extensions.Time.Testing;
using static CareBot.Tests.SpeakingFirst.People;

namespace CareBot.Tests.SpeakingFirst;

public sealed class AgendaTests : IDisposable
{
    private static readonly PatientId Walt = new("walt");

    private readonly SqliteRecordStore _store = SqliteRecordStore.OpenTemporary();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_look_is_due_from_its_second_on_and_not_before()
    {
        var agenda = new Agenda(_store);
        await agenda.ExpectAsync(Walt, At("2026-03-02 08:00"), Cancelled);
        Assert.Empty(await agenda.DueAsync(At("2026-03-02 08:00").AddSeconds(-1), 10, Cancelled));
        Assert.Equal(Walt, Assert.Single(await agenda.DueAsync(At("2026-03-02 08:00"), 10, Cancelled)).Patient);
        Assert.Single(await agenda.DueAsync(At("2026-03-09 08:00"), 10, Cancelled));
    }

    [Fact]
    public async Task Looks_come_earliest_first_wherever_the_clock_that_wrote_them_stood()
    {
        var agenda = new Agenda(_store);
        await agenda.ExpectAsync(new PatientId("second"), At("2026-03-02 08:00", "America/Chicago"), Cancelled);
        await agenda.ExpectAsync(new PatientId("first"), At("2026-03-02 08:00", "America/New_York"), Cancelled);
        Assert.Equal(["first", "second"], (await agenda.DueAsync(At("2026-03-02 09:00"), 10, Cancelled)).Select(row => row.Patient.Value));
        Assert.Equal(["first"], (await agenda.DueAsync(At("2026-03-02 09:00"), 1, Cancelled)).Select(row => row.Patient.Value));
    }

    [Fact]
    public async Task Asking_twice_for_the_same_look_is_asking_once_and_what_is_done_is_gone()
    {
        var agenda = new Agenda(_store);
        await agenda.ExpectAsync(Walt, At("2026-03-02 08:00"), Cancelled);
        await agenda.ExpectAsync(Walt, At("2026-03-02 08:00"), Cancelled);
        await agenda.ReplaceAsync(await agenda.DueAsync(At("2026-03-02 08:00"), 10, Cancelled), Walt, [], Cancelled);
        Assert.Empty(await agenda.DueAsync(At("2026-03-02 08:00"), 10, Cancelled));
    }

    [Fact]
    public async Task A_hundred_and_fifty_looks_at_one_chart_are_done_at_once_and_the_next_one_stands()
    {
        var agenda = new Agenda(_store);
        for (var i = 0; i < 150; i++)
            await agenda.ExpectAsync(Walt, At("2026-03-02 08:00").AddMinutes(-i), Cancelled);
        var due = await agenda.DueAsync(At("2026-03-02 08:00"), 200, Cancelled);
        // One of them was asked for again meanwhile.
        await agenda.ExpectAsync(Walt, At("2026-03-02 07:00"), Cancelled);
        await agenda.ReplaceAsync(due, Walt, [At("2026-03-03 08:00")], Cancelled);
        Assert.Equal([At("2026-03-02 07:00"), At("2026-03-03 08:00")], (await agenda.DueAsync(At("2026-03-09 08:00"), 200, Cancelled)).Select(row => Time(row.Key)));

        static DateTimeOffset Time(string key) => DateTimeOffset.ParseExact(key[..15], "yyyyMMddTHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }

    [Fact]
    public async Task A_look_that_was_asked_for_again_while_it_was_being_done_is_done_again()
    {
        var agenda = new Agenda(_store);
        await agenda.ExpectAsync(Walt, At("2026-03-02 08:00"), Cancelled);
        var row = Assert.Single(await agenda.DueAsync(At("2026-03-02 08:00"), 10, Cancelled));
        await agenda.ExpectAsync(Walt, At("2026-03-02 08:00"), Cancelled);
        await agenda.ReplaceAsync([row], Walt, [At("2026-03-03 08:00")], Cancelled);
        Assert.Single(await agenda.DueAsync(At("2026-03-02 08:00"), 10, Cancelled));
        Assert.Equal(2, (await agenda.DueAsync(At("2026-03-03 08:00"), 10, Cancelled)).Count);
    }

    [Fact]
    public async Task A_look_that_is_done_and_next_due_in_the_same_second_stays()
    {
        var agenda = new Agenda(_store);
        await agenda.ExpectAsync(Walt, At("2026-03-02 08:00"), Cancelled);
        await agenda.ReplaceAsync(await agenda.DueAsync(At("2026-03-02 08:00"), 10, Cancelled), Walt, [At("2026-03-02 08:00")], Cancelled);
        Assert.Single(await agenda.DueAsync(At("2026-03-02 08:00"), 10, Cancelled));
    }

    [Fact]
    public async Task What_has_happened_is_looked_at_now_and_not_once_more_later()
    {
        var (agenda, now) = (new Agenda(_store), At("2026-03-02 08:00"));
        var intent = await agenda.IntendAsync(Walt, now, Cancelled);
        Assert.Empty(await agenda.DueAsync(now, 10, Cancelled));
        await agenda.HappenedAsync(intent, now, Cancelled);
        Assert.Single(await agenda.DueAsync(now, 10, Cancelled));
        Assert.Single(await agenda.DueAsync(now.AddMinutes(5), 10, Cancelled));
    }

    [Fact]
    public async Task What_a_turn_has_stored_is_looked_at_now_by_its_process_and_later_by_another_where_that_one_has_died()
    {
        var (agenda, now) = (new Agenda(_store), At("2026-03-02 08:00"));
        var intent = await agenda.IntendAsync(Walt, now, Cancelled);
        agenda.Happened(intent, now);
        Assert.Empty(agenda.TakeHappened(now.AddSeconds(-1)));
        Assert.Equal([intent], agenda.TakeHappened(now));
        Assert.Empty(agenda.TakeHappened(now));
        agenda.Happened(intent, now, isAlert: true);
        Assert.Empty(agenda.TakeHappened(now));
        Assert.Equal([intent], agenda.TakeAlerts(now));
        Assert.Equal([intent], await new Agenda(_store).DueAsync(now.AddSeconds(30), 10, Cancelled));
    }

    [Fact]
    public async Task A_look_that_is_known_in_two_ways_is_done_once()
    {
        var (agenda, now) = (new Agenda(_store), At("2026-03-02 08:00"));
        var intent = await agenda.IntendAsync(Walt, now, Cancelled);
        agenda.Happened(intent, now);
        await agenda.ReplaceAsync([.. await agenda.DueAsync(now.AddMinutes(1), 10, Cancelled), .. agenda.TakeHappened(now.AddMinutes(1))], Walt, [], Cancelled);
        Assert.Empty(await agenda.DueAsync(now.AddMinutes(1), 10, Cancelled));
    }

    [Fact]
    public async Task The_intent_of_somebody_else_in_the_same_second_stays_until_their_own_fact_is_there()
    {
        var (agenda, now) = (new Agenda(_store), At("2026-03-02 08:00"));
        var mine = await agenda.IntendAsync(Walt, now, Cancelled);
        var theirs = await agenda.IntendAsync(Walt, now, Cancelled);
        await agenda.HappenedAsync(mine, now, Cancelled);
        Assert.Equal(2, (await agenda.DueAsync(now.AddMinutes(5), 10, Cancelled)).Count);
        await agenda.HappenedAsync(theirs, now, Cancelled);
        Assert.Single(await agenda.DueAsync(now.AddMinutes(5), 10, Cancelled));
    }

    [Fact]
    public async Task A_waiting_clock_is_woken_at_once_and_otherwise_by_its_tick()
    {
        var (agenda, clock) = (new Agenda(_store), new FakeTimeProvider());
        var waiting = agenda.WaitAsync(TimeSpan.FromSeconds(15), clock, Cancelled);
        Assert.False(waiting.IsCompleted);
        agenda.Wake();
        await waiting;

        waiting = agenda.WaitAsync(TimeSpan.FromSeconds(15), clock, Cancelled);
        clock.Advance(TimeSpan.FromSeconds(14.9));
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        await waiting;
    }

    [Fact]
    public async Task A_wake_that_came_before_the_clock_waits_is_not_lost()
    {
        var agenda = new Agenda(_store);
        agenda.Wake();
        agenda.Wake();
        await agenda.WaitAsync(TimeSpan.FromSeconds(15), new FakeTimeProvider(), Cancelled).WaitAsync(TimeSpan.FromSeconds(30), Cancelled);
    }
}
