using System.Globalization;
using System.Net;
using CareBot.Turns;

namespace CareBot.Tests.Delivery;

/// <summary>Replies that are stored arrive, in order, whatever the channel and the host go through. Prints its table at the end.</summary>
public sealed class TroubleTests(TroubleTests.Table table) : IClassFixture<TroubleTests.Table>
{
    private const int Replies = 6;

    [Fact]
    public async Task Without_trouble_every_reply_is_sent_once()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        var (host, _) = stage.Start();
        await stage.TalkAsync(host);
        await stage.UntilTakenAsync(Replies);
        await JudgeAsync("no trouble", stage, host);
    }

    [Fact]
    public async Task A_connector_that_answers_503_longer_than_one_sends_patience_gets_every_reply_once()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        stage.Channel.Refuse(503, times: 17);
        var (host, _) = stage.Start();
        await stage.TalkAsync(host);
        await stage.UntilTakenAsync(Replies);
        await JudgeAsync("503 seventeen times", stage, host);
    }

    [Fact]
    public async Task A_connector_that_asks_for_two_minutes_is_left_alone_that_long()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        stage.Channel.Refuse(429, times: 1, retryAfter: "120");
        var (host, _) = stage.Start();
        await stage.TalkAsync(host);
        await stage.UntilAsync(() => stage.Channel.Requests == 1, TimeSpan.Zero);
        await stage.PassAsync(TimeSpan.FromSeconds(119));
        Assert.Equal(1, stage.Channel.Requests);
        await stage.UntilTakenAsync(Replies);
        await JudgeAsync("429, Retry-After 120", stage, host);
    }

    [Fact]
    public async Task A_connector_that_names_the_time_to_come_back_is_left_alone_until_then()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        stage.Channel.Refuse(429, times: 1, retryAfter: (stage.Clock.GetUtcNow() + TimeSpan.FromMinutes(10)).ToString("R", CultureInfo.InvariantCulture));
        var (host, _) = stage.Start(connectorClock: stage.Clock);
        await stage.TalkAsync(host);
        await stage.UntilAsync(() => stage.Channel.Requests == 1, TimeSpan.Zero);
        await stage.PassAsync(TimeSpan.FromMinutes(9), TimeSpan.FromSeconds(1));
        Assert.Equal(1, stage.Channel.Requests);
        await stage.UntilTakenAsync(Replies, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_reply_over_which_the_connector_breaks_every_time_is_given_up_and_the_next_one_is_heard()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        stage.Channel.Refuse(500, times: 5);
        var (host, _) = stage.Start();
        await stage.TalkAsync(host);
        await stage.UntilTakenAsync(Replies - 1);
        Assert.Equal(Replies + 4, stage.Channel.Requests);
        // The channel has it a moment before it is marked as sent.
        await stage.UntilAsync(() => DeliveryStage.IsEmptyAsync(host).GetAwaiter().GetResult());
        Assert.Equal(1, (await stage.TallyAsync(host)).Lost);
    }

    [Fact]
    public async Task While_nothing_can_be_stored_and_the_connector_is_away_the_call_is_answered_and_the_words_are_sent_later()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        stage.Channel.Refuse(503, times: 12);
        var (host, life) = stage.Start(connectorClock: stage.Clock);
        life.Outage = _ => true;
        Assert.Equal(HttpStatusCode.OK, await host.HearAsync(stage.Channel, stage.NextId()));
        Assert.Empty(stage.Channel.Taken);
        await stage.UntilTakenAsync(1);
    }

    [Fact]
    public async Task A_service_that_hangs_keeps_nobody_of_another_one_waiting()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        await using var healthy = await ChannelStub.StartAsync();
        stage.Channel.Hang();
        var (host, _) = stage.Start();
        for (var one = 0; one < 150; one++)
            Assert.Equal(HttpStatusCode.OK, await host.HearAsync(stage.Channel, stage.NextId(), conversation: $"hangs-{one}"));
        Assert.Equal(HttpStatusCode.OK, await host.HearAsync(healthy, stage.NextId(), conversation: "other"));
        await stage.UntilAsync(() => healthy.Taken.Count == 1, TimeSpan.Zero);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_host_left_behind_waits_for_no_lease_after_a_clean_stop_and_for_one_after_its_death(bool clean)
    {
        await using var stage = await DeliveryStage.OpenAsync();
        stage.Channel.Refuse(503);
        var (host, life) = stage.Start();
        await stage.TalkAsync(host);
        await stage.TalkAsync(host);
        await stage.UntilAsync(() => stage.Channel.Requests >= 5);
        if (clean)
            await stage.StopAsync(host);
        else
            life.Kill();
        stage.Channel.Trouble = null;
        var since = stage.Clock.GetUtcNow();
        (host, _) = stage.Start();
        await stage.UntilTakenAsync(2 * Replies, TimeSpan.FromMilliseconds(50));
        var waited = stage.Clock.GetUtcNow() - since;
        Assert.True(clean ? waited < Outbox.Lease : waited < 2 * Outbox.Lease, $"{waited}");
        Assert.True((await stage.TallyAsync(host)).IsInOrder);
    }

    [Fact]
    public async Task A_connection_that_is_reset_again_and_again_delays_replies_and_loses_none()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        stage.Channel.Reset(times: 12);
        var (host, _) = stage.Start();
        await stage.TalkAsync(host);
        await stage.UntilTakenAsync(Replies);
        await JudgeAsync("reset twelve times", stage, host);
    }

    [Fact]
    public async Task A_connector_that_hangs_holds_no_inbound_call_and_gets_every_reply_later()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        stage.Channel.Hang(times: 5);
        var (host, _) = stage.Start(connectorClock: stage.Clock);
        await stage.TalkAsync(host); // Returns although nothing has been answered.
        Assert.Empty(stage.Channel.Taken);
        await stage.UntilAsync(() => stage.Channel.Requests >= 5 || stage.Clock.GetUtcNow() - stage.Clock.Start > TimeSpan.FromMinutes(2), TimeSpan.FromMilliseconds(100));
        stage.Channel.Trouble = null;
        await stage.UntilTakenAsync(Replies, TimeSpan.FromMilliseconds(20));
        await JudgeAsync("hangs until the patience ends", stage, host);
    }

    [Fact]
    public async Task An_hour_without_a_connector_and_two_restarts_lose_no_reply_and_double_none()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        stage.Channel.Refuse(502);
        var (host, _) = stage.Start();
        await stage.TalkAsync(host);
        for (var restart = 0; restart < 2; restart++)
        {
            await stage.PassAsync(TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(10));
            await stage.StopAsync(host);
            (host, _) = stage.Start();
        }

        await stage.PassAsync(TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(10));
        Assert.Empty(stage.Channel.Taken);
        stage.Channel.Trouble = null;
        await stage.UntilTakenAsync(Replies);
        await JudgeAsync("down for an hour, two restarts", stage, host);
    }

    [Fact]
    public async Task A_process_that_dies_between_the_commit_and_the_send_leaves_the_replies_to_the_next_one()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        await DieAndGoOnAsync(stage, MortalStore.Stores, isWritten: true, dies: HttpStatusCode.InternalServerError);
        var (host, _) = stage.Start();
        await host.HearAsync(stage.Channel, "dying", 2); // The channel repeats what was answered 500.
        await stage.UntilTakenAsync(2);
        await JudgeAsync("killed after the commit", stage, host);
    }

    [Fact]
    public async Task A_process_that_dies_between_two_sends_leaves_the_second_to_the_next_one()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        await DieAndGoOnAsync(stage, MortalStore.MarksFirst, isWritten: true);
        var (host, _) = stage.Start();
        await stage.UntilTakenAsync(2);
        await JudgeAsync("killed between two sends", stage, host);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_that_dies_after_a_send_and_before_its_mark_sends_that_reply_again_under_the_same_id(bool last)
    {
        await using var stage = await DeliveryStage.OpenAsync();
        await DieAndGoOnAsync(stage, last ? MortalStore.MarksLast : MortalStore.MarksFirst, isWritten: false);
        var (host, _) = stage.Start();
        await stage.UntilTakenAsync(2);
        await stage.UntilAsync(() => stage.Channel.Taken.Count >= 3);
        await JudgeAsync(last ? "killed before the last mark" : "killed before the first mark", stage, host, doubled: 1);
    }

    [Fact]
    public async Task A_store_that_fails_at_the_mark_does_not_have_a_reply_sent_twice_while_the_process_lives()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        var (host, life) = stage.Start();
        life.Outage = MortalStore.MarksFirst;
        await host.HearAsync(stage.Channel, "m1", 2);
        await stage.UntilAsync(() => life.Outages > 1);
        life.Outage = null;
        await stage.UntilTakenAsync(2);
        await JudgeAsync("the mark cannot be stored for a while", stage, host);
    }

    private static async Task DieAndGoOnAsync(DeliveryStage stage, Func<Care.Records.RecordChange, bool> lastAct, bool isWritten, HttpStatusCode dies = HttpStatusCode.OK)
    {
        var (host, life) = stage.Start();
        (life.LastAct, life.IsWritten) = (lastAct, isWritten);
        Assert.Equal(dies, await host.HearAsync(stage.Channel, "dying", 2));
        await stage.UntilAsync(() => life.IsDead, TimeSpan.Zero);
    }

    private async Task JudgeAsync(string trouble, DeliveryStage stage, BotHost host, int doubled = 0)
    {
        await stage.UntilAsync(() => DeliveryStage.IsEmptyAsync(host).GetAwaiter().GetResult());
        await stage.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(2)); // What else would come, comes.
        var tally = await stage.TallyAsync(host);
        table.Add(trouble, tally);
        Assert.Equal((0, doubled), (tally.Lost, tally.Doubled));
        Assert.True(tally.IsInOrder);
    }

    /// <summary>Prints what the troubles came to.</summary>
    public sealed class Table : IDisposable
    {
        private readonly List<string> _rows = [];

        internal void Add(string trouble, Tally tally)
        {
            lock (_rows) _rows.Add($"{trouble,-40} {tally.Committed.Count,9} {tally.Sent,4} {tally.Doubled,7} {tally.Lost,4}");
        }

        public void Dispose() =>
            Console.WriteLine(string.Join('\n', [$"{"trouble",-40} committed sent doubled lost", .. _rows]));
    }
}
