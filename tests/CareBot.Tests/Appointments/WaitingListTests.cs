using CareBot.Care.Appointments;
using CareBot.Care.Patients;
using CareBot.Storage;
using CareBot.Tests.SpeakingFirst;

namespace CareBot.Tests.Appointments;

public sealed class WaitingListTests : IDisposable
{
    private static readonly DateTimeOffset Ten = People.At("2026-03-03 10:00");

    private readonly SqliteRecordStore _store = SqliteRecordStore.OpenTemporary();
    private readonly Practice _practice;

    public WaitingListTests() => _practice = new Practice(_store);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_time_that_is_given_back_is_kept_for_the_one_who_has_waited_longest_and_for_nobody_else()
    {
        var visit = await FullAsync();
        await WaitAsync("walt", 0);
        await WaitAsync("dot", 5);
        await CancelAsync(visit);
        Assert.Equal((Ten, (DateTimeOffset?)null), (await OfferedAsync("walt"), await OfferedAsync("dot")));
        Assert.IsType<Booking.SlotTaken>(await _practice.BookAsync("dot", Ten, "d1"));
        Assert.IsType<Booking.Confirmed>(await _practice.BookAsync("walt", Ten, "w1"));
        Assert.Empty((await _practice.ChartAsync("walt")).Waiting);
    }

    [Fact]
    public async Task An_offer_nobody_answers_goes_to_the_next_and_the_place_is_kept()
    {
        var visit = await FullAsync();
        await WaitAsync("walt", 0);
        await WaitAsync("dot", 5);
        await CancelAsync(visit);
        var late = Practice.Monday + WaitingList.Keep;
        await _practice.Waiting.ExpireAsync(await _practice.ChartAsync("walt"), late.AddSeconds(-1), Cancelled);
        Assert.Equal((Ten, (DateTimeOffset?)null), (await OfferedAsync("walt"), await OfferedAsync("dot")));
        await _practice.Waiting.ExpireAsync(await _practice.ChartAsync("walt"), late, Cancelled);
        Assert.Equal(((DateTimeOffset?)null, Ten), (await OfferedAsync("walt"), await OfferedAsync("dot")));
        Assert.Single((await _practice.ChartAsync("walt")).Waiting);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_heard_of_an_offer_hears_that_it_ended_by_day_and_after_stop_too_and_whoever_did_not_hears_nothing(bool told)
    {
        var rules = People.RulesOf(People.Protocols, new VisitReminders(Practice.Visits));
        var visit = await FullAsync();
        await WaitAsync("walt", 0);
        await CancelAsync(visit);
        var offered = rules.Due(await _practice.ChartAsync("walt"), People.Lakeside, Practice.Monday);
        if (told) await _practice.Charts.ChangeAsync(new("walt"), chart => rules.Mark(chart, offered, offered) with { Quiet = true }, Cancelled);
        var late = Practice.Monday + WaitingList.Keep;
        // What is over is offered no more, even before anybody wrote down that it is.
        Assert.Empty(rules.Due(await _practice.ChartAsync("walt"), People.Lakeside, late));

        var ended = await _practice.Waiting.ExpireAsync(await _practice.ChartAsync("walt"), late, Cancelled);
        Assert.Equal(told ? 1 : 0, rules.Due(ended, People.Lakeside, late).OfType<VisitItem.OfferEnded>().Count());
        Assert.Empty(rules.Due(ended, People.Lakeside, People.At("2026-03-02 22:00")).OfType<VisitItem.OfferEnded>());
        var said = rules.Due(ended, People.Lakeside, late);
        Assert.Empty(rules.Due(rules.Mark(ended, said, said), People.Lakeside, late));
    }

    [Fact]
    public async Task Who_asked_for_afternoons_is_not_offered_a_morning()
    {
        var visit = await FullAsync();
        await _practice.Waiting.JoinAsync(new("walt"), Practice.Shah.Id, [new VisitWindow(new(2026, 3, 1), new(2026, 4, 1), new(12, 0), new(18, 0))], Practice.Monday, Cancelled);
        await CancelAsync(visit);
        Assert.Null(await OfferedAsync("walt"));
        Assert.IsType<Booking.Confirmed>(await _practice.BookAsync("dot", Ten, "d1"));
    }

    [Fact]
    public async Task Two_times_that_are_given_back_at_once_are_offered_to_two()
    {
        await _practice.OpenAsync(Ten, 2);
        foreach (var id in new[] { "rosa", "sam", "walt", "dot" }) await _practice.AdmitAsync(id);
        var first = Assert.IsType<Booking.Confirmed>(await _practice.BookAsync("rosa", Ten, "r1")).Appointment;
        var second = Assert.IsType<Booking.Confirmed>(await _practice.BookAsync("sam", Ten.AddMinutes(30), "s1")).Appointment;
        await WaitAsync("walt", 0);
        await WaitAsync("dot", 5);
        await Task.WhenAll(CancelAsync(first), _practice.Desk.CancelAsync(new("sam"), second.Id, null, Practice.By("sam", "c2"), Practice.Monday, Cancelled));
        Assert.Equal(2, new[] { await OfferedAsync("walt"), await OfferedAsync("dot") }.OfType<DateTimeOffset>().Distinct().Count());
    }

    private async Task<Appointment> FullAsync()
    {
        await _practice.OpenAsync(Ten, 1);
        foreach (var id in new[] { "rosa", "walt", "dot" }) await _practice.AdmitAsync(id);
        return Assert.IsType<Booking.Confirmed>(await _practice.BookAsync("rosa", Ten)).Appointment;
    }

    private Task WaitAsync(string patient, int minutes) => _practice.Waiting.JoinAsync(new PatientId(patient), Practice.Shah.Id, [], Practice.Monday.AddMinutes(-60 + minutes), Cancelled);

    private Task<Appointment?> CancelAsync(Appointment visit) => _practice.Desk.CancelAsync(new("rosa"), visit.Id, null, Practice.By("rosa", "c1"), Practice.Monday, Cancelled);

    private async Task<DateTimeOffset?> OfferedAsync(string patient) => (await _practice.ChartAsync(patient)).Waiting.SingleOrDefault()?.Offered;
}
