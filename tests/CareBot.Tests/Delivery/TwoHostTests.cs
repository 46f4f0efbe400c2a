using System.Net;
using CareBot.Turns;

namespace CareBot.Tests.Delivery;

/// <summary>Two hosts behind one address, on one store.</summary>
public sealed class TwoHostTests
{
    private static readonly TimeSpan Slowly = TimeSpan.FromMilliseconds(50);

    [Theory]
    [InlineData(1)]
    [InlineData(4_999)]
    [InlineData(10_001)]
    public void A_wait_is_never_shorter_than_a_timer_can_be(int ticks)
    {
        // A part of a millisecond would be waited for without end on a clock that stands still, and in a circle on one that goes.
        var now = DateTimeOffset.UnixEpoch;
        var wait = new UnsentTurn { Seq = 1, Since = now, Until = now.AddTicks(ticks) }.WaitOf("host", now, TimeSpan.Zero);
        Assert.True(wait.Ticks >= ticks && wait.Ticks % TimeSpan.TicksPerMillisecond == 0);
    }

    [Theory]
    [InlineData(3605, 3_605_000)]
    [InlineData(3606, 0)]
    public void A_wait_that_is_longer_than_any_can_be_was_written_before_the_clock_was_set_back(int seconds, int milliseconds)
    {
        var now = DateTimeOffset.UnixEpoch;
        var turn = new UnsentTurn { Seq = 1, Since = now, Until = now.AddSeconds(seconds) };
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), turn.WaitOf("host", now, TimeSpan.Zero));
    }

    [Theory]
    [InlineData(0, 500)]
    [InlineData(39_700, 300)]
    [InlineData(40_000, 0)]
    public void Another_host_is_taken_for_dead_after_a_lease_without_a_change_whatever_its_clock_says_or_ours(int watched, int milliseconds)
    {
        var now = DateTimeOffset.UnixEpoch;
        foreach (var until in new[] { now.AddDays(-2), now.AddSeconds(40), now.AddDays(2) })
        {
            var turn = new UnsentTurn { Seq = 1, Since = now, Host = "other", Until = until };
            Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), turn.WaitOf("host", now, TimeSpan.FromMilliseconds(watched)));
        }
    }

    [Fact]
    public async Task Turns_that_fall_to_two_hosts_by_turns_are_sent_once_each_and_in_order()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        var hosts = new[] { stage.Start().Host, stage.Start().Host };
        for (var i = 0; i < 20; i++) Assert.Equal(HttpStatusCode.OK, await hosts[i % 2].HearAsync(stage.Channel, $"m{i}", (i % 3) + 1));
        await stage.UntilTakenAsync(39, Slowly);
        await stage.PassAsync(TimeSpan.FromSeconds(5), Slowly);
        var tally = await stage.TallyAsync(hosts[0]);
        TestContext.Current.TestOutputHelper!.WriteLine($"two hosts, 20 turns: committed {tally.Committed.Count}, sent {tally.Sent}, doubled {tally.Doubled}, lost {tally.Lost}");
        Assert.Equal((39, 39, 0, 0), (tally.Committed.Count, tally.Sent, tally.Doubled, tally.Lost));
        Assert.True(tally.IsInOrder);
    }

    [Fact]
    public async Task While_one_host_is_sending_the_other_leaves_the_conversation_alone()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        stage.Channel.Hang(times: 1);
        var (first, _) = stage.Start();
        var (second, _) = stage.Start();
        await first.HearAsync(stage.Channel, "m1");
        await stage.UntilAsync(() => stage.Channel.Requests == 1, TimeSpan.Zero);
        await second.HearAsync(stage.Channel, "m2");
        await stage.PassAsync(Outbox.OneSend, Slowly);
        Assert.Equal(1, stage.Channel.Requests);
        // The first never comes back: when its lease is over, the second sends what it left, and only then its own.
        await stage.UntilTakenAsync(2, Slowly);
        Assert.Equal(["m1.1", "m2.1"], stage.Channel.Taken.Select(reading => reading.Text));
    }

    [Fact]
    public async Task Of_two_hosts_that_start_at_once_after_an_outage_only_one_sends()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        stage.Channel.Refuse(503);
        var (gone, _) = stage.Start();
        for (var i = 0; i < 10; i++) await gone.HearAsync(stage.Channel, $"m{i}", 2, conversation: $"c{i}");
        await stage.StopAsync(gone);
        stage.Channel.Trouble = null;
        var (host, _) = stage.Start();
        stage.Start();
        await stage.UntilTakenAsync(20, Slowly);
        await stage.PassAsync(TimeSpan.FromSeconds(5), Slowly);
        Assert.Equal(20, stage.Channel.Taken.Count);
        for (var i = 0; i < 10; i++) Assert.True((await stage.TallyAsync(host, $"c{i}")).IsInOrder);
    }
}
