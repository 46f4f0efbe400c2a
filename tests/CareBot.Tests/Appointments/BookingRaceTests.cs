using CareBot.Care.Appointments;
using CareBot.Storage;
using CareBot.Tests.Delivery;
using CareBot.Tests.Storage;

namespace CareBot.Tests.Appointments;

/// <summary>Many want the same times at once, on two hosts.</summary>
public sealed class BookingRaceTests(Azurite azurite) : IClassFixture<Azurite>
{
    private const int People = 200;
    private const int Left = 20;

    [Fact]
    public async Task Of_two_hundred_who_want_the_last_twenty_times_twenty_are_booked_and_the_others_are_offered_other_times()
    {
        var hosts = new[] { new Practice(new AzureTableRecordStore(azurite.Client())), new Practice(new AzureTableRecordStore(azurite.Client())) };
        var wanted = SpeakingFirst.People.At("2026-03-03 08:00");
        await hosts[0].OpenAsync(wanted, Left);
        await hosts[0].OpenAsync(wanted.AddDays(7), 10);
        foreach (var batch in Enumerable.Range(0, People).Chunk(20)) await Task.WhenAll(batch.Select(i => hosts[i % 2].AdmitAsync($"p{i}")));

        var bookings = await Task.WhenAll(Enumerable.Range(0, People).Select(i => hosts[i % 2].BookAsync($"p{i}", wanted.AddMinutes(30 * (i % Left)), $"a{i}")));

        Assert.Equal(Left, bookings.OfType<Booking.Confirmed>().Count());
        Assert.Equal(People - Left, bookings.OfType<Booking.SlotTaken>().Count(taken => taken.Alternatives.Count > 0));
        Assert.Equal(Left, bookings.OfType<Booking.Confirmed>().Select(booked => booked.Appointment.Start).Distinct().Count());
        await NothingIsLeftBehindAsync(hosts[0], Left);
    }

    [Fact]
    public async Task The_same_with_hosts_that_die_at_every_step_and_people_who_send_their_message_again()
    {
        var store = new AzureTableRecordStore(azurite.Client());
        var host = new Practice(store);
        var wanted = SpeakingFirst.People.At("2026-04-07 08:00");
        await host.OpenAsync(wanted, Left);
        await host.OpenAsync(wanted.AddDays(7), 10);
        foreach (var batch in Enumerable.Range(0, People).Chunk(20)) await Task.WhenAll(batch.Select(i => host.AdmitAsync($"q{i}")));

        var dead = await Task.WhenAll(Enumerable.Range(0, People).Select(i => DiesAsync(store, i, wanted)));
        var later = Practice.Monday + SlotRules.Lease + TimeSpan.FromMinutes(1);
        var bookings = await Task.WhenAll(Enumerable.Range(0, People).Select(i => host.BookAsync($"q{i}", wanted.AddMinutes(30 * (i % Left)), $"a{i}", later)));
        await host.FreeAsync("q0", later + SlotRules.Lease + TimeSpan.FromMinutes(1));

        TestContext.Current.TestOutputHelper!.WriteLine($"{dead.Count(died => died)} of {People} hosts died");
        Assert.True(dead.Count(died => died) > Left);
        Assert.Equal(Left, bookings.OfType<Booking.Confirmed>().Count());
        Assert.Equal(People - Left, bookings.OfType<Booking.SlotTaken>().Count(taken => taken.Alternatives.Count > 0));
        await NothingIsLeftBehindAsync(host, Left, "q");
    }

    private static async Task<bool> DiesAsync(AzureTableRecordStore store, int i, DateTimeOffset wanted)
    {
        var left = (i / 2 % 6) + 1;
        var mortal = new MortalStore(store) { LastAct = _ => Interlocked.Decrement(ref left) == 0, IsWritten = i % 2 == 0 };
        try
        {
            await new Practice(mortal).BookAsync($"q{i}", wanted.AddMinutes(30 * (i % Left)), $"a{i}");
        }
        catch (OperationCanceledException)
        {
        }

        return mortal.IsDead;
    }

    /// <summary>Every appointment has its slot, every slot its appointment, and reminders are due for those who are booked and nobody else.</summary>
    private static async Task NothingIsLeftBehindAsync(Practice host, int booked, string prefix = "p")
    {
        var rules = SpeakingFirst.People.RulesOf(SpeakingFirst.People.Protocols, new VisitReminders(Practice.Visits));
        var charts = await Task.WhenAll(Enumerable.Range(0, People).Select(i => host.ChartAsync($"{prefix}{i}")));
        var appointments = charts.SelectMany(chart => chart.Appointments.Select(visit => (chart.Patient, visit))).ToList();
        Assert.Equal(booked, appointments.Count);
        foreach (var (patient, visit) in appointments)
        {
            var slot = await host.Slots.FindAsync(visit.Provider, visit.Start, TestContext.Current.CancellationToken);
            Assert.Equal((SlotState.Taken, patient, visit.Id, true), (slot!.State, slot.Patient!.Value, slot.Claim!.Appointment, slot.IsSealed));
        }


        Assert.All(charts, chart => Assert.Equal(chart.Appointments.Count > 0, rules.NextLook(chart, SpeakingFirst.People.Lakeside, Practice.Monday) is not null));

    }
}
