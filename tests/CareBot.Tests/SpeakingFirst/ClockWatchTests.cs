using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Storage;
using static CareBot.Tests.SpeakingFirst.People;

namespace CareBot.Tests.SpeakingFirst;

/// <summary>A clock that is set back must not leave anybody waiting for a look that was planned under the wrong time.</summary>
public sealed class ClockWatchTests : IDisposable
{
    private static readonly DateTimeOffset Morning = At("2026-03-02 09:00");

    private readonly SqliteRecordStore _store = SqliteRecordStore.OpenTemporary();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData(60, false)]
    [InlineData(61, true)]
    [InlineData(86_400, true)]
    public async Task A_clock_set_back_by_more_than_a_minute_has_every_chart_looked_at_again(int seconds, bool isNoticed)
    {
        await AdmitAsync("rosa", "walt");
        var watch = Watch();
        Assert.False(await watch.TickAsync(Morning, Cancelled));
        Assert.Empty(await DueAsync(Morning));
        Assert.Equal(isNoticed, await watch.TickAsync(Morning.AddSeconds(-seconds), Cancelled));
        Assert.Equal(isNoticed ? ["rosa", "walt"] : [], await DueAsync(Morning.AddSeconds(-seconds)));
        Assert.False(await watch.TickAsync(Morning.AddSeconds(-seconds), Cancelled));
    }

    [Fact]
    public async Task A_clock_that_was_set_back_while_nobody_was_there_is_noticed_at_the_start()
    {
        await AdmitAsync("rosa");
        Assert.False(await Watch().TickAsync(Morning, Cancelled));
        Assert.True(await Watch().TickAsync(Morning.AddHours(-3), Cancelled));
        Assert.Equal(["rosa"], await DueAsync(Morning.AddHours(-3)));
        Assert.False(await Watch().TickAsync(Morning.AddHours(-3), Cancelled));
    }

    [Fact]
    public async Task A_host_that_never_saw_the_wrong_time_notices_it_too_and_writes_no_earlier_one_over_it_unseen()
    {
        await AdmitAsync("rosa");
        var (one, other) = (Watch(), Watch());
        Assert.False(await one.TickAsync(Morning, Cancelled));
        Assert.False(await other.TickAsync(Morning, Cancelled));
        Assert.False(await one.TickAsync(Morning.AddDays(2), Cancelled));
        Assert.True(await other.TickAsync(Morning.AddDays(1), Cancelled));
        Assert.Equal(["rosa"], await DueAsync(Morning.AddDays(1)));
        Assert.True(await one.TickAsync(Morning.AddDays(1), Cancelled));
        Assert.False(await other.TickAsync(Morning.AddDays(1).AddMinutes(6), Cancelled));
    }

    [Fact]
    public async Task A_clock_that_goes_forward_in_whatever_steps_is_nothing_to_notice()
    {
        await AdmitAsync("rosa");
        var watch = Watch();
        foreach (var hours in new[] { 0, 1, 25, 26 })
            Assert.False(await watch.TickAsync(Morning.AddHours(hours), Cancelled));
        Assert.False(await Watch().TickAsync(Morning.AddHours(26), Cancelled));
        Assert.Empty(await DueAsync(Morning.AddHours(26)));
    }

    [Fact]
    public async Task More_charts_than_one_page_are_all_looked_at()
    {
        var all = Enumerable.Range(0, 501).Select(i => $"p{i:D4}").ToArray();
        await AdmitAsync(all);
        await Watch().TickAsync(Morning, Cancelled);
        await Watch().TickAsync(Morning.AddHours(-1), Cancelled);
        Assert.Equal(all, await DueAsync(Morning.AddHours(-1)));
    }

    private ClockWatch Watch() => new(_store, new Charts(_store), new Agenda(_store));

    private async Task AdmitAsync(params string[] patients)
    {
        foreach (var patient in patients)
            Assert.True(await new Charts(_store).CreateAsync(Rosa with { Patient = new PatientId(patient) }, Cancelled));
    }

    private async Task<IEnumerable<string>> DueAsync(DateTimeOffset now) =>
        (await new Agenda(_store).DueAsync(now, 1000, Cancelled)).Select(row => row.Patient.Value).Distinct().Order(StringComparer.Ordinal);
}
