using System.Globalization;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Demo;
using CareBot.Storage;
using CareBot.Tests.Delivery;
using CareBot.Tests.Storage;
using CareBot.Turns;
using Microsoft.Extensions.Time.Testing;

namespace CareBot.Tests.Faults;

/// <summary>Issue 3, part 7: the process is killed at every step of a turn, under load, and nobody notices more than a wait.</summary>
[Collection(Fleet.Collection)]
public sealed class FaultTests(Azurite azurite) : IClassFixture<Azurite>
{
    private const int People = 24;

    internal static readonly DateTimeOffset Zero = DateTimeOffset.Parse("2026-03-02T14:05:00Z", CultureInfo.InvariantCulture);

    /// <summary>The steps of a turn, in its order, and after how many of them the host dies.</summary>
    private static readonly (string Step, int Times)[] Steps =
    [
        ("after-the-read", 60), ("before-care-commit", 6), ("after-care-commit", 6), ("before-state-commit", 60), ("after-state-commit", 60),
        ("before-the-sends", 30), ("before-mark", 4), ("after-mark", 4), ("before-last-mark", 30), ("after-last-mark", 30),
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_SQLite_one_host_is_killed_at_every_step_and_nothing_is_lost_or_doubled()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Path("records.db");
        await using var fleet = new Fleet(["--data", Path.GetDirectoryName(file)!], Zero);
        await RunAsync("SQLite, one host", fleet, () => SqliteRecordStore.Open(file), hosts: 1);
    }

    [Fact]
    public async Task On_Azure_Tables_two_hosts_are_killed_at_every_step_by_turns_and_nothing_is_lost_or_doubled()
    {
        await using var fleet = new Fleet(["--ConnectionStrings:Tables", azurite.ConnectionString], Zero);
        await RunAsync("Azurite, two hosts", fleet, () => new AzureTableRecordStore(azurite.Client()), hosts: 2);
    }

    private static async Task RunAsync(string title, Fleet fleet, Func<IRecordStore> open, int hosts)
    {
        // A guard against waiting for ever, many times what it takes.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        patience.CancelAfter(TimeSpan.FromMinutes(8));
        await using var channel = await ChannelStub.StartAsync();
        var inbox = new Inbox(() => fleet.Deaths);
        channel.Heard = inbox.Take;
        var charts = await SeedAsync(open);
        var walkers = charts.Select((chart, i) => new Walker(fleet, inbox, channel.Url, chart, readsTheChannel: i % 2 == 0)).ToList();
        try
        {
            await WalkWhileHostsDieAsync(fleet, walkers, hosts, patience.Token);
            // Every conversation can go on.
            await Task.WhenAll(walkers.Select(walker => walker.WalkAsync(patience.Token)));
            await EverythingIsSentAsync(open, walkers, patience.Token);
        }
        catch (OperationCanceledException) when (!Cancelled.IsCancellationRequested)
        {
            Assert.Fail($"{title}: somebody waits in vain. {string.Join("; ", walkers.Take(5))}");
        }

        await fleet.KillAllAsync();
        var tally = new Tally();
        await WithAsync(open, async store =>
        {
            foreach (var walker in walkers)
                await tally.CountAsync(store, walker, inbox, Cancelled);
        });
        Print(title, fleet.Deaths, walkers.Sum(walker => walker.Repeats), tally);
        Assert.Equal(Steps.Length, fleet.Deaths);
        Assert.Equal((0, 0, 0, 0), (tally.AnswersLost, tally.AnswersDoubled, tally.RepliesLost, tally.RepliesDoubled));
        Assert.True(tally.IsInOrder, "Somebody read a reply before the one that was said before it.");
        Assert.True(tally.Answers > 6 * People && tally.Replies > 9 * People / 2, "Hardly anybody said anything.");
    }

    private static async Task WalkWhileHostsDieAsync(Fleet fleet, IReadOnlyList<Walker> walkers, int hosts, CancellationToken patience)
    {
        using var enough = new CancellationTokenSource();
        var walks = walkers.Select(walker => Task.Run(
            async () =>
            {
                while (!enough.IsCancellationRequested)
                    await walker.WalkAsync(patience);
            },
            patience)).ToList();
        await Task.WhenAll(Enumerable.Range(0, hosts).Select(async slot =>
        {
            foreach (var (step, times) in Steps.Where((_, i) => i % hosts == slot))
                await fleet.LiveAndDieAsync(slot, step, times).WaitAsync(patience);
            await fleet.StartAsync(slot);
        }));
        await enough.CancelAsync();
        await Task.WhenAll(walks);
    }

    private static async Task<IReadOnlyList<ChartSummary>> SeedAsync(Func<IRecordStore> open)
    {
        var charts = new List<ChartSummary>();
        await WithAsync(open, async store =>
        {
            await using var host = BotHost.Start(store, new FakeTimeProvider(Zero), withWholeBot: true);
            await host.Get<DemoPractice>().SeedAsync(People, 1, 1, Cancelled);
            for (var i = 0; i < People; i++)
                charts.Add((await host.Get<Charts>().OpenAsync(new PatientId(string.Create(CultureInfo.InvariantCulture, $"p1-{i:D6}")), Cancelled)).Summary);
        });
        return charts;
    }

    /// <summary>Waits until the outbox of every conversation is empty.</summary>
    private static async Task EverythingIsSentAsync(Func<IRecordStore> open, IReadOnlyList<Walker> walkers, CancellationToken patience)
    {
        await WithAsync(open, async store =>
        {
            foreach (var walker in walkers.Where(walker => walker.ReadsTheChannel))
            {
                var key = ConversationKey.Of(Channels.Emulator, walker.Conversation);
                while ((await store.ReadAsync("conversations", key, KeyRange.StartingWith("outbox:"), 1, null, patience)).Records.Count > 0)
                    await Task.Delay(TimeSpan.FromMilliseconds(50), patience);
            }
        });
    }

    private static async Task WithAsync(Func<IRecordStore> open, Func<IRecordStore, Task> use)
    {
        var store = open();
        await use(store);
        (store as IDisposable)?.Dispose();
    }

    private static void Print(string title, int kills, int repeats, Tally tally) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

        {title}
          kills survived                                   {kills,7}
          messages posted again                            {repeats,7}
          answers checked                                  {tally.Answers,7}   lost {tally.AnswersLost}   doubled {tally.AnswersDoubled}
          replies checked                                  {tally.Replies,7}   lost {tally.RepliesLost}   doubled {tally.RepliesDoubled}
          replies repeated under their own id after a kill {tally.RepliesRepeated,7}
        """));
}
