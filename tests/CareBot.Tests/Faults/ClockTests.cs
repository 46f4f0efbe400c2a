using System.Globalization;
using System.Text.Json;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Demo;
using CareBot.Storage;
using CareBot.Tests.Delivery;
using CareBot.Tests.Storage;
using CareBot.Turns;
using Microsoft.Extensions.Time.Testing;

namespace CareBot.Tests.Faults;

/// <summary>Issue 3, part 8: two hosts on one Azurite, killed at every step of speaking first, an outage, and a clock that somebody sets.</summary>
[Collection(Fleet.Collection)]
public sealed class ClockTests(Azurite azurite) : IClassFixture<Azurite>
{
    private const int People = 18;

    // Half past seven in the morning in Chicago, on the last day of winter time. Everybody is to be invited at eight, each day.
    private static readonly DateTimeOffset Saturday = At("2026-03-07T07:30:00-06:00");

    private static readonly string[][] FirstDeaths = [["before-claim", "after-state-commit", "before-chart-commit"], ["before-the-sends", "after-chart-commit"]];
    private static readonly string[][] MoreDeaths = [["after-claim", "before-last-mark", "after-look-done"], ["before-state-commit", "before-look-done"]];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_kills_an_outage_and_a_clock_set_forward_and_back_every_invitation_is_said_once_or_dropped_by_its_rule_and_none_twice()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        patience.CancelAfter(TimeSpan.FromMinutes(8));
        using var folder = new TemporaryFolder();
        await using var channel = await ChannelStub.StartAsync();
        await using var fleet = new Fleet(["--ConnectionStrings:Tables", azurite.ConnectionString], Saturday, folder.Path("jump"));
        var inbox = new Inbox(() => fleet.Deaths);
        channel.Heard = inbox.Take;
        var store = new AzureTableRecordStore(azurite.Client());
        var people = (await SeedAsync(store)).Select(chart => new Walker(fleet, inbox, channel.Url, chart, readsTheChannel: true)).ToList();
        await BothAsync(fleet.StartAsync);
        await Task.WhenAll(people.Select(person => person.SayAsync("hello", "", patience.Token)));
        Assert.Equal([0], Invitations(people, inbox));

        // Saturday: hosts die while they invite.
        await fleet.KillAllAsync();
        await fleet.SetClockAsync(At("2026-03-07T08:00:30-06:00"), patience.Token);
        await LiveAndDieAsync(fleet, FirstDeaths);
        await QuietAsync(store, fleet, people, patience.Token);
        Assert.Equal([1], Invitations(people, inbox));

        // Sunday, the clocks of Chicago have gone forward: nobody is there from half past seven to half past eight.
        await fleet.KillAllAsync();
        await fleet.SetClockAsync(At("2026-03-08T08:30:00-05:00"), patience.Token);
        await LiveAndDieAsync(fleet, MoreDeaths);
        await QuietAsync(store, fleet, people, patience.Token);
        Assert.Equal([2], Invitations(people, inbox));

        // Monday: nobody is there before the hours are over. It is dropped, and not made up for at night.
        await fleet.KillAllAsync();
        await fleet.SetClockAsync(At("2026-03-09T20:30:00-05:00"), patience.Token);
        await BothAsync(fleet.StartAsync);
        await QuietAsync(store, fleet, people, patience.Token);
        Assert.Equal([2], Invitations(people, inbox));

        // It is Monday night still, and somebody sets the clock to Wednesday; then back to Tuesday morning.
        await fleet.SetClockAsync(At("2026-03-11T09:00:00-05:00"), patience.Token);
        await QuietAsync(store, fleet, people, patience.Token);
        Assert.Equal([3], Invitations(people, inbox));
        await fleet.SetClockAsync(At("2026-03-10T07:00:00-05:00"), patience.Token);
        await NoticedAsync(store, before: At("2026-03-11T00:00:00-05:00"), patience.Token);
        await QuietAsync(store, fleet, people, patience.Token);
        Assert.Equal([3], Invitations(people, inbox));
        await fleet.SetClockAsync(At("2026-03-10T08:00:30-05:00"), patience.Token);
        await QuietAsync(store, fleet, people, patience.Token);
        Assert.Equal([4], Invitations(people, inbox));

        // And when it is Wednesday, everybody has been invited already.
        await fleet.SetClockAsync(At("2026-03-11T09:00:00-05:00"), patience.Token);
        await QuietAsync(store, fleet, people, patience.Token);
        Assert.Equal([4], Invitations(people, inbox));

        await fleet.KillAllAsync();
        await PrintAsync(store, fleet, people, inbox);
    }

    /// <summary>How often people were invited; one number when it is the same for all.</summary>
    private static IEnumerable<int> Invitations(IReadOnlyList<Walker> people, Inbox inbox) =>
        people.Select(person => inbox.Of(person.Conversation).Values.Count(times => times[0].Text.Contains(person.Question(1), StringComparison.Ordinal))).Distinct().Order();

    private static async Task LiveAndDieAsync(Fleet fleet, string[][] deaths)
    {
        await BothAsync(async slot =>
        {
            foreach (var step in deaths[slot])
                await fleet.LiveAndDieAsync(slot, step, times: 1);
        });
        await BothAsync(fleet.StartAsync);
    }

    private static Task BothAsync(Func<int, Task> start) => Task.WhenAll(start(0), start(1));

    /// <summary>Waits until no look is due and nothing is unsent.</summary>
    private static async Task QuietAsync(AzureTableRecordStore store, Fleet fleet, IReadOnlyList<Walker> people, CancellationToken patience)
    {
        var agenda = new Agenda(store);
        while ((await agenda.DueAsync(fleet.Now, 1, patience)).Count > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(100), patience);
        foreach (var person in people)
        {
            while ((await store.ReadAsync("conversations", ConversationKey.Of(Channels.Emulator, person.Conversation), KeyRange.StartingWith("outbox:"), 1, null, patience)).Records.Count > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(100), patience);
        }
    }

    /// <summary>Waits until a host has seen that the clock was set back.</summary>
    private static async Task NoticedAsync(AzureTableRecordStore store, DateTimeOffset before, CancellationToken patience)
    {
        while (JsonSerializer.Deserialize((await store.FindAsync("agenda", "clock", ["latest"], patience))[0].Json.Span, CareJson.Default.DateTimeOffset) >= before)
            await Task.Delay(TimeSpan.FromMilliseconds(100), patience);
    }

    private static async Task<IReadOnlyList<ChartSummary>> SeedAsync(AzureTableRecordStore store)
    {
        await using var host = BotHost.Start(store, new FakeTimeProvider(Saturday), withWholeBot: true);
        await host.Get<DemoPractice>().SeedAsync(People, 1, 1, Cancelled);
        var charts = new List<ChartSummary>();
        for (var i = 0; i < People; i++)
            charts.Add((await host.Get<Charts>().OpenAsync(new PatientId(string.Create(CultureInfo.InvariantCulture, $"p1-{i:D6}")), Cancelled)).Summary);
        return charts;
    }

    private static async Task PrintAsync(AzureTableRecordStore store, Fleet fleet, IReadOnlyList<Walker> people, Inbox inbox)
    {
        var tally = new Tally();
        foreach (var person in people)
            await tally.CountAsync(store, person, inbox, Cancelled);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

            Azurite, two hosts, an outage, a clock set forward and back
              kills survived               {fleet.Deaths,7}
              invitations due              {5 * People,7}
              said once                    {4 * People,7}   twice 0   lost 0
              dropped by their rule        {People,7}
              messages checked             {tally.Replies,7}   lost {tally.RepliesLost}   doubled {tally.RepliesDoubled}
              repeated under their own id  {tally.RepliesRepeated,7}
            """));
        Assert.Equal((0, 0), (tally.RepliesLost, tally.RepliesDoubled));
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
