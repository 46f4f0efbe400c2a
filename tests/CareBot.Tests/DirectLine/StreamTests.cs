using System.Net;
using CareBot.Care.Links;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.DirectLine;
using CareBot.Tests.SpeakingFirst;
using CareBot.Turns;

namespace CareBot.Tests.DirectLine;

public sealed class StreamTests
{
    [Fact]
    public async Task A_conversation_that_is_opened_shows_the_welcome_that_was_said_before_the_stream_stood()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync("rosa");
        using var stream = await WebClient.OpenAsync(await client.StartAsync());
        var frame = await stream.NextAsync();
        Assert.Equal(["Buenos días, Rosa. ¿Empezamos con sus preguntas de hoy?"], frame.Texts());
        Assert.Equal("bot", (string?)frame.Activities()[0]!["from"]!["role"]);
        Assert.Equal("1", frame.Watermark());
    }

    [Fact]
    public async Task A_message_comes_back_as_it_was_sent_before_its_answer()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        using var stream = await WebClient.OpenAsync(await client.StartAsync());
        await stream.NextAsync();
        var received = await WebClient.JsonAsync(await client.SayAsync("82.1", "k1"));

        var frame = await stream.NextAsync();
        Assert.Equal(["82.1", "echo: 82.1"], frame.Texts());
        var echo = frame.Activities()[0]!;
        var answer = frame.Activities()[1]!;
        Assert.Equal("k1", (string?)echo["channelData"]!["clientActivityID"]);
        Assert.Equal((string?)received["id"], (string?)echo["id"]);
        Assert.Equal("2026-03-02T14:00:00.0000000+00:00", (string?)echo["timestamp"]);
        Assert.Equal((string?)echo["id"], (string?)answer["replyToId"]);
        Assert.True((long)echo["channelData"]![ActivityStamp.SequenceId]! < (long)answer["channelData"]![ActivityStamp.SequenceId]!);
        Assert.Equal("2", frame.Watermark());
    }

    [Fact]
    public async Task A_client_that_lost_its_stream_gets_what_it_missed_once_and_in_order()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        string? seen;
        using (var stream = await WebClient.OpenAsync(await client.StartAsync())) seen = (await stream.NextAsync()).Watermark();
        await client.SayAsync("one", "k1");
        await client.SayAsync("two", "k2");

        using var again = await WebClient.OpenAsync(await client.ReconnectAsync(seen!));
        Assert.Equal(["one", "echo: one", "two", "echo: two"], (await again.NextAsync()).Texts());
        await client.SayAsync("three", "k3");
        Assert.Equal(["three", "echo: three"], (await again.NextAsync()).Texts());
    }

    [Fact]
    public async Task A_page_that_remembers_nothing_gets_the_whole_conversation()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync("rosa");
        await client.StartAsync();
        await client.SayAsync("one", "k1");

        var reloaded = await host.EnterAsync("rosa");
        using var stream = await WebClient.OpenAsync(await reloaded.StartAsync());
        var frame = await stream.NextAsync();
        Assert.Equal(["one", "echo: one"], frame.Texts()[1..]);
        Assert.Equal("k1", (string?)frame.Activities()[1]!["channelData"]!["clientActivityID"]);
    }

    [Fact]
    public async Task Two_windows_of_one_person_show_the_same_conversation()
    {
        await using var host = await WebHost.StartAsync();
        var phone = await host.EnterAsync("rosa");
        var computer = await host.EnterAsync("rosa");
        using var onPhone = await WebClient.OpenAsync(await phone.StartAsync());
        using var onComputer = await WebClient.OpenAsync(await computer.StartAsync());
        await onPhone.NextAsync();
        await onComputer.NextAsync();
        await phone.SayAsync("hello", "k1");
        Assert.Equal((await onPhone.NextAsync()).ToJsonString(), (await onComputer.NextAsync()).ToJsonString());
    }

    [Fact]
    public async Task What_another_instance_wrote_arrives_within_a_second()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        using var stream = await WebClient.OpenAsync(await client.StartAsync());
        await stream.NextAsync();
        await CommitElsewhereAsync(host.Get<ConversationLog>(), ConversationKey.Of("webchat", client.Conversation));
        host.Clock.Advance(DirectLineSocket.LookEvery);
        Assert.Equal(["from elsewhere"], (await stream.NextAsync()).Texts());
    }

    [Fact]
    public async Task Typing_is_shown_as_sent_and_kept_nowhere()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        using var stream = await WebClient.OpenAsync(await client.StartAsync());
        await stream.NextAsync();
        await client.PostAsync("""{"type":"typing","channelData":{"clientActivityID":"t1"}}""");
        var frame = await stream.NextAsync();
        Assert.Equal("t1", (string?)frame.Activities()[0]!["channelData"]!["clientActivityID"]);
        Assert.Null(frame.Watermark());
        Assert.Single((await client.PollAsync()).Activities());
    }

    [Fact]
    public async Task The_token_in_a_streams_address_opens_that_stream_for_two_minutes_and_nothing_else()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        var address = (string)(await client.StartAsync())["streamUrl"]!;
        var copy = address[(address.IndexOf("&t=", StringComparison.Ordinal) + 3)..];
        var other = await host.EnterAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync("""{"type":"message","text":"x"}""", copy)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await WebClient.RefusedAsync(address.Replace(client.Conversation, other.Conversation, StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Forbidden, await WebClient.RefusedAsync(address.Replace(copy, client.Token, StringComparison.Ordinal)));
        host.Clock.Advance(DirectLineTokens.StreamLife - TimeSpan.FromSeconds(1));
        (await WebClient.OpenAsync(new() { ["streamUrl"] = address })).Dispose();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Forbidden, await WebClient.RefusedAsync(address));
    }

    [Fact]
    public async Task A_stream_outlives_an_outage_shows_what_is_said_of_it_and_then_what_was_missed()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.EnterAsync();
        using var stream = await WebClient.OpenAsync(await client.StartAsync());
        await stream.NextAsync();
        host.IsStoreAway = true;
        host.Clock.Advance(DirectLineSocket.LookEvery * 25);
        await client.SayAsync("I have chest pain now", "k1");
        Assert.Contains((await stream.NextAsync()).Texts(), text => text?.Contains("Call 911 now", StringComparison.Ordinal) == true);
        host.IsStoreAway = false;
        await CommitElsewhereAsync(host.Get<ConversationLog>(), ConversationKey.Of("webchat", client.Conversation));
        host.Clock.Advance(DirectLineSocket.LookEvery);
        Assert.Equal(["from elsewhere"], (await stream.NextAsync()).Texts());
    }

    [Fact]
    public async Task A_stream_ends_when_the_visit_is_too_long_and_when_the_practice_locks_the_chat_and_shows_nothing_of_what_came_then()
    {
        await using var host = await WebHost.StartAsync();
        Assert.True(await host.Get<Charts>().CreateAsync(People.Rosa, TestContext.Current.CancellationToken));
        var (rosa, visitor) = (await host.EnterAsync("rosa"), await host.EnterAsync());
        using var hers = await WebClient.OpenAsync(await rosa.StartAsync());
        using var theirs = await WebClient.OpenAsync(await visitor.StartAsync());
        await hers.NextAsync();
        await theirs.NextAsync();

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.Get<ChatLinkDesk>().LockAsync(People.Rosa.Patient, TestContext.Current.CancellationToken);
        await CommitElsewhereAsync(host.Get<ConversationLog>(), ConversationKey.Of("webchat", rosa.Conversation));
        host.Clock.Advance(DirectLineSocket.LookEvery);
        Assert.True(await hers.EndsAsync());

        host.Clock.Advance(DirectLineVisits.Longest);
        await CommitElsewhereAsync(host.Get<ConversationLog>(), ConversationKey.Of("webchat", visitor.Conversation));
        Assert.True(await theirs.EndsAsync());
    }

    private static async Task CommitElsewhereAsync(ConversationLog log, string key)
    {
        var conversation = await log.OpenAsync(key, "elsewhere", TestContext.Current.CancellationToken);
        var said = new Activity(ActivityTypes.Message) { Id = "elsewhere.1", Text = "from elsewhere", From = new ChannelAccount("carebot", role: RoleTypes.Bot) };
        var turn = new Turn(conversation.Seq + 1, new Activity(ActivityTypes.Event) { Id = "elsewhere" }, [said]);
        Assert.True(await log.CommitAsync(conversation, turn, conversation.Memory, null, new TurnEntries(), TestContext.Current.CancellationToken));
    }
}
