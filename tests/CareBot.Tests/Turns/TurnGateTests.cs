using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CareBot.Background;
using CareBot.Tests.Host;
using CareBot.Tests.Storage;
using CareBot.Turns;

namespace CareBot.Tests.Turns;

/// <summary>Issue 2, part 7: one turn at a time, one answer to one activity, nothing twice.</summary>
public sealed class TurnGateTests
{
    /// <summary>The next turn stays inside, before its first word with the store, until it may go.</summary>
    private static (TaskCompletionSource Entered, TaskCompletionSource Go) Hold(BotFixture bot)
    {
        var (entered, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        bot.Store.Before = _ =>
        {
            entered.TrySetResult();
            return go.Task;
        };
        return (entered, go);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_that_the_channel_delivers_twenty_times_is_recorded_once_and_answered_the_same_every_time()
    {
        await using var bot = new BotFixture();
        await bot.WaltUpToTheLastQuestionAsync();
        var before = (await bot.TranscriptAsync("walt")).Count;

        var bodies = new string[20];
        await Parallel.ForAsync(0, 20, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancelled }, async (i, _) =>
        {
            var answer = await bot.SayAsync("walt", "none of these", "the-last-answer");
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            bodies[i] = answer.Body;
        });

        Assert.Contains("call the clinic today", bodies[0], StringComparison.OrdinalIgnoreCase);
        Assert.Single(bodies.Distinct());
        Assert.Single(await bot.TodayAsync("walt"));
        Assert.Equal(1, Assert.Single((await bot.ChartAsync("walt")).OpenAlerts).Events);
        Assert.Equal(before + 2, (await bot.TranscriptAsync("walt")).Count);
    }

    [Fact]
    public async Task Two_messages_at_once_in_one_conversation_are_both_answered_in_the_order_in_which_they_came()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("walt", "check in");
        var (entered, go) = Hold(bot);

        var weight = bot.SayAsync("walt", "182");
        await entered.Task;
        var danger = bot.SayAsync("walt", "none of these");
        go.SetResult();

        Assert.Contains("Question 2 of 6", (await weight).Text, StringComparison.Ordinal);
        Assert.Contains("Question 3 of 6", (await danger).Text, StringComparison.Ordinal);
        Assert.Equal(["check in", "182", "none of these"], (await bot.TranscriptAsync("walt")).Where(one => one.From?.Id == "walt").Select(one => one.Text));
    }

    [Fact]
    public async Task The_same_answer_that_comes_while_the_first_is_being_answered_does_not_answer_the_next_question_unread()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "check in", "182", "none of these");
        var (entered, go) = Hold(bot);

        var first = bot.SayAsync("walt", "no");
        await entered.Task;
        var second = bot.SayAsync("walt", "No ");
        var third = bot.SayAsync("walt", "no");
        await InLineAsync(bot, 3);
        go.SetResult();

        Assert.Contains("Question 4 of 6", (await first).Text, StringComparison.Ordinal);
        Assert.Contains("Question 4 of 6", (await second).Text, StringComparison.Ordinal);
        Assert.Contains("Question 4 of 6", (await third).Text, StringComparison.Ordinal);
        // Whoever has read the question answers it, however soon and in the same word.
        Assert.Contains("Question 5 of 6", (await bot.SayAsync("walt", "no")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_waits_behind_a_repeated_delivery_counts()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "check in", "182", "none of these");
        await bot.SayAsync("walt", "no", "third");
        var (entered, go) = Hold(bot);

        var again = bot.SayAsync("walt", "no", "third");
        await entered.Task;
        var next = bot.SayAsync("walt", "no");
        await InLineAsync(bot, 2);
        go.SetResult();

        Assert.Contains("Question 4 of 6", (await again).Text, StringComparison.Ordinal);
        Assert.Contains("Question 5 of 6", (await next).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_answer_to_two_hosts_at_once_answers_one_question()
    {
        using var folder = new TemporaryFolder();
        await using var one = new BotFixture(folder.Path("data"));
        await using var other = new BotFixture(folder.Path("data"));
        await one.SayAllAsync("walt", "check in", "182", "none of these");
        var once = true;
        one.Store.Before = async call =>
        {
            if (call is { Writes: true, Table: "conversations" } && once)
            {
                once = false;
                await other.SayAsync("walt", "no");
            }
        };

        Assert.Contains("Question 4 of 6", (await one.SayAsync("walt", "no")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_emergency_that_comes_while_the_first_is_being_answered_is_heard()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("walt", "check in");
        var (entered, go) = Hold(bot);
        var first = bot.SayAsync("walt", "chest pain right now");
        await entered.Task;
        var second = bot.SayAsync("walt", "chest pain right now");
        await InLineAsync(bot, 2);
        go.SetResult();
        Assert.Contains("Call 911 now", (await first).Text, StringComparison.Ordinal);
        Assert.Contains("911", (await second).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_conversation_keeps_nobody_else_waiting()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("walt", "check in");
        var (entered, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        bot.Store.Before = call =>
        {
            if (!call.Partition.Contains("walt", StringComparison.Ordinal))
                return Task.CompletedTask;
            entered.TrySetResult();
            return go.Task;
        };

        var walt = bot.SayAsync("walt", "182");
        await entered.Task;
        Assert.Contains("kilos", (await bot.SayAsync("rosa", "hacer mi control")).Text, StringComparison.Ordinal);
        Assert.False(walt.IsCompleted);
        go.SetResult();
        Assert.Contains("Question 2 of 6", (await walt).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_two_hosts_answer_the_same_conversation_at_once_both_messages_are_kept_and_the_slower_host_decides_again()
    {
        using var folder = new TemporaryFolder();
        await using var one = new BotFixture(folder.Path("data"));
        await using var other = new BotFixture(folder.Path("data"));
        await one.SayAsync("walt", "check in");
        var once = true;
        string? meanwhile = null;
        one.Store.Before = async call =>
        {
            if (call is { Writes: true, Table: "conversations" } && once)
            {
                once = false;
                meanwhile = (await other.SayAsync("walt", "182")).Text;
            }
        };

        var answer = await one.SayAsync("walt", "none of these");

        Assert.Contains("Question 2 of 6", meanwhile, StringComparison.Ordinal);
        // Decided again: the weight was there already, so these words answer the second question.
        Assert.Contains("Question 3 of 6", answer.Text, StringComparison.Ordinal);
        Assert.Equal(["check in", "182", "none of these"], (await one.TranscriptAsync("walt")).Where(said => said.From?.Id == "walt").Select(said => said.Text));
        Assert.Equal(answer.Activities.Count, answer.Activities.Select(reply => (string?)reply["text"]).Distinct().Count());
    }

    [Fact]
    public async Task A_last_answer_that_reaches_two_hosts_at_once_is_one_check_in_with_one_alert()
    {
        using var folder = new TemporaryFolder();
        await using var one = new BotFixture(folder.Path("data"));
        await using var other = new BotFixture(folder.Path("data"));
        await one.WaltUpToTheLastQuestionAsync();
        var once = true;
        string? meanwhile = null;
        one.Store.Before = async call =>
        {
            if (call is { Writes: true, Table: "charts" } && once)
            {
                once = false;
                meanwhile = (await other.SayAsync("walt", "none of these", "last")).Body;
            }
        };

        var answer = await one.SayAsync("walt", "none of these", "last");

        Assert.Equal(meanwhile, answer.Body);
        Assert.Single(await one.TodayAsync("walt"));
        Assert.Equal(1, Assert.Single((await one.ChartAsync("walt")).OpenAlerts).Events);
    }

    [Fact]
    public async Task An_activity_that_comes_again_after_a_restart_gets_the_same_replies()
    {
        using var folder = new TemporaryFolder();
        string first;
        await using (var bot = new BotFixture(folder.Path("data")))
        {
            await bot.WaltUpToTheLastQuestionAsync();
            first = (await bot.SayAsync("walt", "none of these", "last")).Body;
        }

        await using var again = new BotFixture(folder.Path("data"));
        Assert.Equal(first, (await again.SayAsync("walt", "none of these", "last")).Body);
        Assert.Single(await again.TodayAsync("walt"));
    }

    [Fact]
    public async Task A_fault_of_ours_is_answered_with_a_reference_that_the_log_has_too_and_nothing_of_its_cause()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "check in", "182");
        bot.Store.Before = call => call.Table == "charts" ? throw new InvalidOperationException("secret 4711 of Walt Novak") : Task.CompletedTask;

        var answer = await bot.SayAsync("walt", "none of these, and my password is swordfish");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("911", answer.Text, StringComparison.Ordinal);
        var reference = answer.Text[(answer.Text.LastIndexOf(' ') + 1)..];
        Assert.Matches("^[0-9A-Z]{8}$", reference);
        Assert.DoesNotContain("secret", answer.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(bot.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains(reference, StringComparison.Ordinal));
        Assert.DoesNotContain(bot.Log.Lines, line => line.Contains("swordfish", StringComparison.Ordinal) || line.Contains("4711", StringComparison.Ordinal));

        bot.Store.Mend();
        Assert.Contains("Question 3 of 6", (await bot.SayAsync("walt", "none of these")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("carebot/outreach")]
    [InlineData("CareBot/Outreach")]
    public async Task An_event_that_pretends_to_be_our_own_clock_does_nothing(string name)
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("rosa", "hola");
        var answer = await bot.SendAsync(BotFixture.Activity("rosa", "event", null, ("name", name), ("value", new JsonObject { ["patient"] = "rosa", ["day"] = "2026-03-02" })));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Empty(answer.Activities);
        Assert.Null((await bot.ChartAsync("rosa")).LastInvited);
        Assert.DoesNotContain("Pregunta", string.Concat((await bot.TranscriptAsync("rosa")).Select(one => one.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_bears_the_name_of_our_clock_is_heard_as_anybodys_while_the_store_is_away()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("rosa", "hola");
        bot.Store.Break(_ => true);
        var named = BotFixture.Activity("rosa", "message", null, ("name", "carebot/outreach"), ("text", "I have crushing chest pain"));
        Assert.Contains("Call 911 now", (await bot.SendAsync(named)).Text, StringComparison.Ordinal);
        Assert.Equal(1, bot.Get<EmergencySpool>().Count);
    }

    [Fact]
    public async Task What_nobody_wrote_is_taken_without_an_answer_while_the_store_is_away()
    {
        await using var bot = new BotFixture();
        bot.Store.Break(_ => true);
        var answer = await bot.SendAsync(BotFixture.Activity("rosa", "event", null, ("name", "carebot/outreach")));
        Assert.Equal((HttpStatusCode.OK, ""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task A_reply_says_which_message_it_answers()
    {
        await using var bot = new BotFixture();
        var answer = await bot.SayAsync("walt", "check in", "question-" + 1.ToString(CultureInfo.InvariantCulture));
        Assert.All(answer.Activities, reply => Assert.Equal("question-1", (string?)reply["replyToId"]));
    }

    private static async Task InLineAsync(BotFixture bot, int count)
    {
        while (bot.Get<ConversationQueue>().CountOf(ConversationKey.Of("emulator", BotFixture.Conversation("walt"))) < count)
            await Task.Delay(1, Cancelled);
    }
}
