using System.Net;
using CareBot.Background;
using CareBot.Care.Consent;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Demo;
using CareBot.Turns;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CareBot.Tests.Delivery;

/// <summary>What ends when a channel says that it is over.</summary>
public sealed class RefusalTests
{
    private static readonly PatientId Walt = new("walt");
    private static readonly PatientId Dot = new("dot");
    private static readonly StaffId Maria = new("maria");

    [Theory]
    [InlineData(403, "bot-removed")]
    [InlineData(404, "conversation-gone")]
    public async Task A_patient_whose_channel_refuses_for_good_is_written_to_no_more_until_they_write_again(int status, string reason)
    {
        await using var stage = await DeliveryStage.OpenAsync();
        var host = await WholeBotAsync(stage);
        stage.Channel.Refuse(status);
        await SayAsync(stage, host, "walt", "hello");
        await stage.UntilAsync(() => ChartOf(host).Unreachable is not null);
        Assert.Equal(reason, ChartOf(host).Unreachable!.Reason);
        await stage.UntilAsync(() => DeliveryStage.IsEmptyAsync(host, "chat-walt").GetAwaiter().GetResult());

        var refused = stage.Channel.Requests;
        stage.Channel.Trouble = null;
        stage.Clock.Advance(TimeSpan.FromDays(1));
        await RunOutreachAsync(stage, host);
        Assert.Equal(refused, stage.Channel.Requests);

        await SayAsync(stage, host, "walt", "hello");
        await stage.UntilAsync(() => ChartOf(host).Unreachable is null && !stage.Channel.Taken.IsEmpty);
        var answered = stage.Channel.Taken.Count;
        await RunOutreachAsync(stage, host);
        await stage.UntilAsync(() => stage.Channel.Taken.Count > answered);
    }

    [Fact]
    public async Task A_reply_to_a_message_that_was_deleted_goes_to_the_conversation()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        var host = await WholeBotAsync(stage);
        stage.Channel.Refuse(404, times: 1, code: "ActivityNotFoundInConversation");
        await SayAsync(stage, host, "walt", "hello");
        await stage.UntilAsync(() => !stage.Channel.Taken.IsEmpty);
        Assert.Null(ChartOf(host).Unreachable);
    }

    [Theory]
    [InlineData(403, "InvalidBotApiHost")]
    public async Task A_refusal_of_the_call_is_no_word_about_the_conversation(int status, string code)
    {
        await using var stage = await DeliveryStage.OpenAsync();
        var host = await WholeBotAsync(stage);
        stage.Channel.Refuse(status, code: code);
        await SayAsync(stage, host, "walt", "hello");
        await stage.UntilAsync(() => stage.Channel.Requests > 0 && DeliveryStage.IsEmptyAsync(host, "chat-walt").GetAwaiter().GetResult());
        Assert.Null(ChartOf(host).Unreachable);
    }

    [Fact]
    public async Task A_bot_whose_token_is_refused_says_so_until_a_reply_is_taken_again()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        var host = await WholeBotAsync(stage);
        var post = host.Get<ReplyPost>();
        stage.Channel.Refuse(401);
        await SayAsync(stage, host, "walt", "hello");
        await stage.UntilAsync(() => post.IsBotRefused);
        Assert.Equal(HealthStatus.Degraded, (await host.Get<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Status);
        stage.Channel.Trouble = null;
        await SayAsync(stage, host, "walt", "hello");
        await stage.UntilAsync(() => !post.IsBotRefused);
    }

    [Fact]
    public async Task Family_whose_channel_refuses_for_good_are_written_to_no_more_until_they_write_again_and_the_patient_still_is()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        var host = await WholeBotAsync(stage);
        stage.Channel.Refuse(403);
        await SayAsync(stage, host, "jo", "hello");
        await stage.UntilAsync(() => Jo().Unreachable is { Reason: "bot-removed" });
        Assert.Null(ChartOf(host, Dot).Unreachable);
        stage.Channel.Trouble = null;
        await SayAsync(stage, host, "jo", "hello");
        await stage.UntilAsync(() => Jo().Unreachable is null && !stage.Channel.Taken.IsEmpty);

        FamilyMember Jo() => Assert.Single(ChartOf(host, Dot).Family);
    }

    [Fact]
    public async Task A_coordinator_who_removed_the_bot_gets_the_alert_when_they_are_back()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        var host = await WholeBotAsync(stage);
        stage.Channel.Refuse(403);
        await SayAsync(stage, host, "maria", "hello");
        await stage.UntilAsync(() => StaffOf(host).Unreachable is { Reason: "bot-removed" });
        stage.Channel.Trouble = null;
        await SayAsync(stage, host, "walt", "please call me");
        await RunOutreachAsync(stage, host);
        await stage.PassAsync(TimeSpan.FromSeconds(10));
        Assert.DoesNotContain(stage.Channel.Taken, reading => reading.Conversation == "chat-maria");

        await SayAsync(stage, host, "maria", "hello");
        Assert.Null(StaffOf(host).Unreachable);
        await stage.UntilAsync(() => stage.Channel.Taken.Any(reading => reading.Conversation == "chat-maria"));
        var answered = stage.Channel.Taken.Count(reading => reading.Conversation == "chat-maria");
        stage.Clock.Advance(OutreachRules.Retry);
        await RunOutreachAsync(stage, host);
        await stage.UntilAsync(() => stage.Channel.Taken.Count(reading => reading.Conversation == "chat-maria") > answered);
    }

    [Fact]
    public async Task A_coordinator_whose_alert_was_refused_is_told_where_it_stands_once_they_are_back()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        var host = await WholeBotAsync(stage);
        await SayAsync(stage, host, "maria", "hello");
        await stage.UntilAsync(() => !stage.Channel.Taken.IsEmpty);
        stage.Channel.Refuse(403);
        await SayAsync(stage, host, "walt", "please call me");
        await RunOutreachAsync(stage, host);
        await stage.UntilAsync(() => StaffOf(host).Unreachable is not null);
        stage.Channel.Trouble = null;
        var before = stage.Channel.Taken.Count;

        await SayAsync(stage, host, "maria", "hello");
        await stage.UntilAsync(() => stage.Channel.Taken.Skip(before).Any(reading => reading.Conversation == "chat-maria" && reading.Text.Contains("could not reach you", StringComparison.Ordinal)));
        await SayAsync(stage, host, "maria", "hello again");
        await stage.UntilAsync(() => stage.Channel.Taken.Count(reading => reading.Conversation == "chat-maria") > 3);
        Assert.Single(stage.Channel.Taken, reading => reading.Text.Contains("could not reach you", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_outreach_counts_as_delivered_once_it_is_stored_and_arrives_when_the_channel_is_back()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        var host = await WholeBotAsync(stage);
        await SayAsync(stage, host, "walt", "hello");
        await stage.UntilAsync(() => !stage.Channel.Taken.IsEmpty);
        stage.Channel.Refuse(503);
        var before = stage.Channel.Taken.Count;
        Assert.Equal(1, await RunOutreachAsync(stage, host));
        Assert.NotNull(ChartOf(host).LastInvited);
        await stage.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));
        Assert.Equal(before, stage.Channel.Taken.Count);
        stage.Channel.Trouble = null;
        await stage.UntilAsync(() => stage.Channel.Taken.Count == before + 1);
        Assert.Equal(0, await RunOutreachAsync(stage, host));
    }

    [Theory]
    [InlineData("https://elsewhere.test/")]
    [InlineData("nowhere")]
    public async Task A_reply_to_an_address_that_may_not_have_the_token_is_given_up_and_the_caller_hears_nothing_of_it(string serviceUrl)
    {
        await using var stage = await DeliveryStage.OpenAsync();
        var (host, _) = stage.Start();
        Assert.Equal(HttpStatusCode.OK, await host.PostAsync($$"""
            {"type":"message","id":"m1","channelId":"emulator","serviceUrl":"{{serviceUrl}}","conversation":{"id":"c1"},"from":{"id":"x"},"recipient":{"id":"bot"},"text":"2"}
            """));
        await stage.UntilAsync(() => DeliveryStage.IsEmptyAsync(host).GetAwaiter().GetResult());
    }

    [Fact]
    public async Task A_reply_that_the_channel_calls_bad_is_given_up_and_the_next_one_arrives()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        stage.Channel.Refuse(400, times: 1);
        var (host, _) = stage.Start();
        await host.HearAsync(stage.Channel, "m1", 2);
        await stage.UntilTakenAsync(1);
        Assert.Equal("m1.2", Assert.Single(stage.Channel.Taken).Text);
    }

    [Fact]
    public async Task A_reply_is_tried_for_a_day_and_not_longer_and_what_is_said_then_arrives()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        stage.Channel.Refuse(503);
        var (host, _) = stage.Start();
        await host.HearAsync(stage.Channel, "m1");
        await stage.PassAsync(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5));
        Assert.False(await DeliveryStage.IsEmptyAsync(host));
        await stage.PassAsync(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(10));
        await stage.UntilAsync(() => DeliveryStage.IsEmptyAsync(host).GetAwaiter().GetResult());
        stage.Channel.Trouble = null;
        await host.HearAsync(stage.Channel, "m2");
        await stage.UntilTakenAsync(1);
        Assert.Equal("m2.1", Assert.Single(stage.Channel.Taken).Text);
    }

    private static async Task<BotHost> WholeBotAsync(DeliveryStage stage)
    {
        var (host, _) = stage.Start(withWholeBot: true);
        await host.Get<DemoPractice>().SeedAsync(0, 0, 1, TestContext.Current.CancellationToken);
        return host;
    }

    private static async Task SayAsync(DeliveryStage stage, BotHost host, string person, string text) =>
        Assert.Equal(HttpStatusCode.OK, await host.PostAsync($$"""
            {"type":"message","id":"{{stage.NextId()}}","channelId":"emulator","serviceUrl":"{{stage.Channel.Url}}",
             "conversation":{"id":"chat-{{person}}"},"from":{"id":"{{person}}"},"recipient":{"id":"bot"},"text":"{{text}}"}
            """));

    private static Task<int> RunOutreachAsync(DeliveryStage stage, BotHost host) =>
        host.Get<OutreachDesk>().RunDueAsync(stage.Clock, host.Get<Outreach>().SayAsync, TestContext.Current.CancellationToken);

    private static ChartSummary ChartOf(BotHost host, PatientId? of = null) =>
        host.Get<Charts>().OpenAsync(of ?? Walt, TestContext.Current.CancellationToken).GetAwaiter().GetResult().Summary;

    private static Staff StaffOf(BotHost host) =>
        host.Get<PeopleDesk>().FindAsync(Maria, TestContext.Current.CancellationToken).GetAwaiter().GetResult()!;
}
