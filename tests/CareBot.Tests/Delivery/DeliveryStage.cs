using System.Globalization;
using CareBot.Storage;
using CareBot.Turns;
using Microsoft.Extensions.Time.Testing;

namespace CareBot.Tests.Delivery;

/// <summary>A channel, a SQLite file, a clock that the test moves, and hosts that come and go.</summary>
internal sealed class DeliveryStage : IAsyncDisposable
{
    private readonly SqliteRecordStore _file = SqliteRecordStore.OpenTemporary();
    private readonly List<BotHost> _hosts = [];
    private int _told;

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.Parse("2026-03-02T14:00:00Z", CultureInfo.InvariantCulture));

    public required ChannelStub Channel { get; init; }

    public static async Task<DeliveryStage> OpenAsync() => new() { Channel = await ChannelStub.StartAsync() };

    /// <summary>Starts a host, and its process' own view of the store.</summary>
    public (BotHost Host, MortalStore Life) Start(TimeProvider? connectorClock = null, bool withWholeBot = false)
    {
        var life = new MortalStore(_file);
        var host = BotHost.Start(life, Clock, connectorClock, withWholeBot);
        _hosts.Add(host);
        return (host, life);
    }

    /// <summary>An id that no message of this stage bore before, even if the clock did not move since.</summary>
    public string NextId() => $"m{++_told}";

    /// <summary>Three quick turns with two, one and three replies.</summary>
    public async Task TalkAsync(BotHost host)
    {
        foreach (var replies in (int[])[2, 1, 3])
        {
            Assert.Equal(System.Net.HttpStatusCode.OK, await host.HearAsync(Channel, NextId(), replies));
        }
    }

    public async Task StopAsync(BotHost host)
    {
        _hosts.Remove(host);
        await host.DisposeAsync();
    }

    /// <summary>Lets time pass until something is so.</summary>
    /// <param name="isSo">What is waited for.</param>
    /// <param name="step">How far the clock moves at each look, of which there are some hundred a second.</param>
    public async Task UntilAsync(Func<bool> isSo, TimeSpan? step = null)
    {
        for (var looks = 0; !isSo(); looks++)
        {
            Assert.True(looks < 6000, "It did not come about.");
            Clock.Advance(step ?? TimeSpan.FromMilliseconds(250));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    public Task UntilTakenAsync(int replies, TimeSpan? step = null) => UntilAsync(() => Channel.Taken.DistinctBy(reading => reading.Id).Count() >= replies, step);

    /// <summary>Lets an amount of time pass, in small steps.</summary>
    public Task PassAsync(TimeSpan time, TimeSpan? step = null)
    {
        var end = Clock.GetUtcNow() + time;
        return UntilAsync(() => Clock.GetUtcNow() >= end, step);
    }

    /// <summary>What the log of a conversation says was answered, against what people read.</summary>
    public async Task<Tally> TallyAsync(BotHost host, string conversation = "c1")
    {
        var page = await host.Get<ConversationLog>().ReadAsync(ConversationKey.Of(Channels.Emulator, conversation), 0, TestContext.Current.CancellationToken);
        var committed = page.Activities.Where(activity => activity.From?.Id == "bot").Select(reply => reply.Id!).ToList();
        var read = Channel.Taken.Where(reading => reading.Conversation == conversation).Select(reading => reading.Id).ToList();
        return new Tally(committed, read);
    }

    public static async Task<bool> IsEmptyAsync(BotHost host, string conversation = "c1") =>
        await host.Get<Outbox>().OldestAsync(ConversationKey.Of(Channels.Emulator, conversation), TestContext.Current.CancellationToken) is null;

    public async ValueTask DisposeAsync()
    {
        await Channel.RecoverAsync();
        foreach (var host in _hosts) await host.DisposeAsync();
        await Channel.DisposeAsync();
        _file.Dispose();
    }
}

/// <param name="Committed">The ids of the replies that are stored, in order.</param>
/// <param name="Read">The ids of what the channel took, in order.</param>
internal sealed record Tally(IReadOnlyList<string> Committed, IReadOnlyList<string> Read)
{
    public int Sent => Committed.Intersect(Read).Count();

    public int Doubled => Read.Count - Read.Distinct().Count();

    public int Lost => Committed.Except(Read).Count();

    /// <summary>Nobody reads a reply before the one that was said before it.</summary>
    public bool IsInOrder => Read.Distinct().SequenceEqual(Committed.Intersect(Read));
}
