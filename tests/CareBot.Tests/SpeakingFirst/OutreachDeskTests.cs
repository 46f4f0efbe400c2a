using CareBot.Background;
using CareBot.Care.Appointments;
using CareBot.Care.Caseload;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Tests.Host;
using CareBot.Turns;
using Microsoft.Extensions.Logging;

namespace CareBot.Tests.SpeakingFirst;

/// <summary>What the bot says first, on the real host: whatever breaks in between, everybody hears it, and hears it once.</summary>
public sealed class OutreachDeskTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whichever_store_call_fails_Maria_gets_one_card_and_her_row_and_Walt_hears_once_that_it_was_read()
    {
        for (var failing = 1; ; failing++)
        {
            await using var bot = new BotFixture();
            await RaiseAsync(bot);

            var reached = await RunWithFaultAsync(bot, failing);
            Assert.Equal(1, await CardsAsync(bot));
            var row = Assert.Single(await bot.Get<CaseloadDesk>().ReadAsync(new StaffId("maria"), bot.Clock.GetUtcNow(), Cancelled), row => row.Patient.Value == "walt");
            Assert.Equal((1, true), (row.OpenAlerts, row.Waiting));

            await bot.SendAsync(Presses.Acknowledge("maria", "walt", (await bot.ChartAsync("walt")).OpenAlerts[0].Id));
            reached |= await RunWithFaultAsync(bot, failing);
            Assert.True(await ReadNoticesAsync(bot) == 1, $"Store call {failing} failed.");
            Assert.Equal(1, await CardsAsync(bot));
            Assert.False(Assert.Single(await bot.Get<CaseloadDesk>().ReadAsync(new StaffId("maria"), bot.Clock.GetUtcNow(), Cancelled), line => line.Patient.Value == "walt").Waiting);
            if (!reached)
            {
                Assert.True(failing > 10, "The store was hardly asked.");
                return;
            }
        }
    }

    [Fact]
    public async Task Whichever_store_call_of_the_last_answer_fails_the_answer_said_again_ends_in_one_check_in_one_alert_and_one_card()
    {
        for (var failing = 1; ; failing++)
        {
            await using var bot = new BotFixture();
            await bot.SayAsync("maria", "hello");
            await bot.WaltUpToTheLastQuestionAsync();
            var left = failing;
            bot.Store.Before = _ => --left == 0 ? throw new StorageUnavailableException("away") : Task.CompletedTask;
            await bot.SayAsync("walt", "none of these");
            bot.Store.Mend();
            var again = await bot.SayAsync("walt", "none of these");
            await LaterAsync(bot);

            Assert.NotEmpty(again.Text);
            Assert.Single(await bot.TodayAsync("walt"));
            Assert.Equal(1, Assert.Single((await bot.ChartAsync("walt")).OpenAlerts).Events);
            Assert.Equal(1, await CardsAsync(bot));
            if (left > 0)
                return;
        }
    }

    [Fact]
    public async Task An_alert_that_is_stored_while_the_clock_looks_at_the_chart_is_shown_at_once_all_the_same()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("maria", "hello");
        await bot.WaltUpToTheLastQuestionAsync();
        var once = true;
        bot.Store.Before = async call =>
        {
            if (call is { Writes: true, Table: "charts", Partition: "walt" } && once)
            {
                once = false;
                await bot.RunOutreachAsync((_, _, _) => Task.FromResult(Care.Outreach.Delivery.Later));
            }
        };

        await bot.SayAsync("walt", "none of these");
        Assert.False(once);
        await bot.RunOutreachAsync();
        Assert.Equal(1, await CardsAsync(bot));
    }

    [Fact]
    public async Task A_process_that_dies_after_the_alert_was_stored_shows_it_when_it_is_back()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("maria", "hello");
        await bot.WaltUpToTheLastQuestionAsync();
        var stored = false;
        bot.Store.Before = call =>
        {
            // Nothing is written any more once the chart has it.
            if (stored && call.Writes)
                throw new StorageUnavailableException("killed");
            stored |= call is { Writes: true, Table: "charts", Partition: "walt" };
            return Task.CompletedTask;
        };
        await bot.SayAsync("walt", "none of these");
        bot.Store.Mend();

        Assert.Single((await bot.ChartAsync("walt")).OpenAlerts);
        await LaterAsync(bot);
        Assert.Equal(1, await CardsAsync(bot));
    }

    [Fact]
    public async Task An_alert_that_is_raised_while_many_charts_are_due_is_shown_before_the_rest()
    {
        await using var bot = new BotFixture();
        await bot.RunOutreachAsync();
        await bot.SayAsync("maria", "hello");
        await bot.WaltUpToTheLastQuestionAsync();
        string[] others = ["amina", "dot", "lee", "sam"];
        foreach (var other in others)
            await bot.Get<Agenda>().ExpectAsync(new PatientId(other), bot.Clock.GetUtcNow(), Cancelled);
        var once = true;
        bot.Store.Before = async call =>
        {
            if (call is { Table: "charts", Partition: "amina" } && once)
            {
                once = false;
                await bot.SayAsync("walt", "none of these");
            }
        };
        bot.Store.Calls.Clear();
        string[]? looked = null;
        await bot.RunOutreachAsync((item, addresses, token) =>
        {
            looked ??= item.Staff is null ? null : [.. others.Where(other => bot.Store.Calls.Any(call => call is { Table: "charts" } && call.Partition == other))];
            return bot.Get<Background.Outreach>().SayAsync(item, addresses, token);
        });
        Assert.Equal(["amina"], looked ?? []);
        Assert.Equal(1, await CardsAsync(bot));
        Assert.True(others.All(other => bot.Store.Calls.Any(call => call is { Table: "charts" } && call.Partition == other)));
    }

    [Fact]
    public async Task A_look_that_takes_its_time_keeps_no_other_waiting()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("rosa", "hola");
        await RaiseAsync(bot);
        var shown = new TaskCompletionSource();
        await bot.Get<OutreachDesk>().RunDueAsync(bot.Clock, async (item, addresses, token) =>
        {
            if (item.Staff is null)
                await shown.Task.WaitAsync(TimeSpan.FromMinutes(1), token);
            var said = await bot.Get<Background.Outreach>().SayAsync(item, addresses, token);
            _ = item.Staff is not null && shown.TrySetResult();
            return said;
        }, Cancelled, atOnce: 2);
        Assert.Equal((1, 1), (await CardsAsync(bot), await InvitedAsync(bot, "emulator-rosa")));
    }

    [Fact]
    public async Task One_chart_that_cannot_be_looked_at_silences_nobody_else_and_is_looked_at_again()
    {
        await using var bot = new BotFixture();
        await RaiseAsync(bot);
        await RememberNoAlertAsync(bot);
        // Rosa is due first: her invitation has waited since the practice was set up.
        bot.Store.Before = call => call is { Table: "charts", Partition: "rosa" } ? throw new InvalidOperationException("unreadable") : Task.CompletedTask;

        await Assert.ThrowsAnyAsync<Exception>(() => bot.RunOutreachAsync());
        Assert.Equal(1, await CardsAsync(bot));

        bot.Store.Mend();
        bot.Clock.Advance(OutreachRules.Retry);
        await bot.SayAsync("rosa", "hola");
        await bot.RunOutreachAsync();
        Assert.Contains((await bot.TranscriptAsync("rosa")), said => said.Text?.Contains("Pregunta 1 de 6", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task However_often_one_chart_is_to_be_looked_at_the_alerts_of_the_others_are_heard()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("rosa", "hola");
        await bot.RunOutreachAsync();
        await RaiseAsync(bot);
        await RememberNoAlertAsync(bot);
        for (var i = 0; i < 150; i++)
            await bot.Get<Agenda>().ExpectAsync(new PatientId("rosa"), bot.Clock.GetUtcNow().AddMinutes(-i), Cancelled);

        await bot.RunOutreachAsync();
        Assert.Equal(1, await CardsAsync(bot));
        Assert.Empty(await bot.Get<Agenda>().DueAsync(bot.Clock.GetUtcNow(), 100, Cancelled));
    }

    [Fact]
    public async Task One_chart_whose_looks_cannot_be_taken_off_the_agenda_silences_nobody_else()
    {
        await using var bot = new BotFixture();
        await RaiseAsync(bot);
        await RememberNoAlertAsync(bot);
        for (var i = 0; i < 150; i++)
            await bot.Get<Agenda>().ExpectAsync(new PatientId("rosa"), bot.Clock.GetUtcNow().AddMinutes(-i), Cancelled);
        // The looks at Rosa's chart come first.
        bot.Store.Before = call => call is { Writes: true, Table: "agenda" } && !bot.Store.Calls.Any(earlier => earlier is { Table: "charts", Partition: "walt" })
            ? throw new NotSupportedException("a bug") : Task.CompletedTask;
        bot.Store.Calls.Clear();

        await Assert.ThrowsAsync<AggregateException>(() => bot.RunOutreachAsync());
        Assert.Equal(1, await CardsAsync(bot));
        bot.Store.Mend();
        await LaterAsync(bot);
        Assert.DoesNotContain(await bot.Get<Agenda>().DueAsync(bot.Clock.GetUtcNow(), 100, Cancelled), row => row.Patient.Value == "rosa");
    }

    [Fact]
    public async Task What_the_bot_could_not_say_for_a_fault_of_its_own_is_said_later()
    {
        await using var bot = new BotFixture();
        await RaiseAsync(bot);
        bot.Store.Before = call => call is { Table: "people", Writes: false } && bot.Store.Calls.Any(earlier => earlier is { Table: "conversations", Partition: "emulator:emulator-maria" })
            && FromGate() ? throw new NotSupportedException("a bug") : Task.CompletedTask;
        await Assert.ThrowsAnyAsync<Exception>(() => bot.RunOutreachAsync());
        Assert.Equal(0, await CardsAsync(bot));

        bot.Store.Mend();
        await LaterAsync(bot);
        Assert.Equal(1, await CardsAsync(bot));

        static bool FromGate() => Environment.StackTrace.Contains("OutreachWords", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_the_turn_is_no_fault_of_the_address()
    {
        await using var bot = new BotFixture();
        await RaiseAsync(bot);
        bot.Store.Before = call => call is { Table: "people", Writes: false } && Environment.StackTrace.Contains("OutreachWords", StringComparison.Ordinal) ? throw new InvalidOperationException("a bug") : Task.CompletedTask;
        await Assert.ThrowsAsync<AggregateException>(() => bot.RunOutreachAsync());
        Assert.DoesNotContain(bot.Log.Lines, line => line.Contains("no address", StringComparison.Ordinal));

        bot.Store.Mend();
        await LaterAsync(bot);
        Assert.Equal(1, await CardsAsync(bot));
    }

    [Theory]
    [InlineData("slotlooks", "due", 1)]
    [InlineData("agenda", "clock", 2)]
    public async Task No_step_of_the_clock_keeps_an_alert_from_being_heard(string table, string partition, int steps)
    {
        await using var bot = new BotFixture();
        await RaiseAsync(bot);
        bot.Store.Before = call => call.Table == table && call.Partition == partition ? throw new NotSupportedException("a bug") : Task.CompletedTask;
        using var clock = ClockOf(bot);
        await clock.LookAsync(Cancelled);
        Assert.Equal(1, await CardsAsync(bot));
        Assert.Equal(steps, bot.Log.Lines.Count(line => line.Contains("could not be said", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_clock_that_is_set_forward_while_a_round_goes_on_and_then_back_leaves_nobody_uninvited()
    {
        await using var bot = new BotFixture();
        using var clock = ClockOf(bot);
        await bot.SayAsync("rosa", "hola");
        await clock.LookAsync(Cancelled);
        Assert.Equal(new DateOnly(2026, 3, 2), (await bot.ChartAsync("rosa")).LastInvited);

        // It is Tuesday, and somebody sets the clock to Thursday between the beginning of a round and its looks.
        bot.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(30));
        var thursday = bot.Clock.GetUtcNow().AddDays(2).AddHours(1);
        bot.Store.Before = call =>
        {
            if (call is { Writes: true, Table: "agenda", Partition: "clock" } && bot.Clock.GetUtcNow() < thursday)
                bot.Clock.SetUtcNow(thursday);
            return Task.CompletedTask;
        };
        await clock.LookAsync(Cancelled);
        Assert.Equal(new DateOnly(2026, 3, 5), (await bot.ChartAsync("rosa")).LastInvited);

        bot.Store.Mend();
        bot.Clock.AdjustTime(bot.Clock.GetUtcNow().AddDays(-1));
        await clock.LookAsync(Cancelled);
        Assert.Equal(3, await InvitedAsync(bot, "emulator-rosa"));
    }

    [Fact]
    public async Task Whoever_began_before_the_invitation_was_due_loses_no_answer_to_it()
    {
        await using var bot = new BotFixture(at: "2026-03-02T13:58:00Z");
        await bot.SayAllAsync("walt", "check in", "182");
        bot.Clock.Advance(TimeSpan.FromMinutes(3));
        await bot.RunOutreachAsync();
        Assert.Equal(new DateOnly(2026, 3, 2), (await bot.ChartAsync("walt")).LastInvited);
        Assert.Contains("Question 3 of 6", (await bot.SayAsync("walt", "none of these")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_is_said_once_however_often_it_is_due()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("rosa", "hola");
        for (var i = 0; i < 4; i++)
            await LaterAsync(bot);
        Assert.Single(await bot.TranscriptAsync("rosa"), said => said.Text?.Contains("Pregunta 1 de 6", StringComparison.Ordinal) == true);
        Assert.Equal(new DateOnly(2026, 3, 2), (await bot.ChartAsync("rosa")).LastInvited);
    }

    [Fact]
    public async Task A_look_that_finds_nothing_new_writes_no_line_of_the_caseload()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("rosa", "hola");
        await bot.RunOutreachAsync();
        var calls = bot.Store.Calls.Count;
        await bot.Get<Agenda>().ExpectAsync(new PatientId("rosa"), bot.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        await bot.RunOutreachAsync();
        Assert.Contains(bot.Store.Calls.Skip(calls), call => call is { Table: "caseload" });
        Assert.DoesNotContain(bot.Store.Calls.Skip(calls), call => call is { Table: "caseload", Writes: true });
    }

    [Fact]
    public async Task Who_moved_to_another_chat_before_it_was_written_down_that_they_were_invited_is_not_invited_there_again()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("rosa", "hola");
        var said = false;
        bot.Store.Before = call =>
        {
            if (said && call is { Writes: true, Table: "charts" })
                throw new StorageUnavailableException("killed");
            said |= call is { Writes: true, Table: "conversations", Partition: "emulator:emulator-rosa" };
            return Task.CompletedTask;
        };
        await Assert.ThrowsAsync<StorageUnavailableException>(() => bot.RunOutreachAsync());
        bot.Store.Mend();
        Assert.True(said);
        Assert.Null((await bot.ChartAsync("rosa")).LastInvited);

        await bot.SendAsync(Elsewhere("hola"));
        await LaterAsync(bot);
        Assert.Equal(new DateOnly(2026, 3, 2), (await bot.ChartAsync("rosa")).LastInvited);
        Assert.Equal((1, 0), (await InvitedAsync(bot, "emulator-rosa"), await InvitedAsync(bot, "elsewhere")));
    }

    [Fact]
    public async Task Who_moved_to_another_chat_before_anything_was_said_is_invited_there()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("rosa", "hola");
        await bot.RunOutreachAsync((_, _, _) => Task.FromResult(Care.Outreach.Delivery.Later));
        await bot.SendAsync(Elsewhere("hola"));
        await LaterAsync(bot);
        Assert.Equal((0, 1), (await InvitedAsync(bot, "emulator-rosa"), await InvitedAsync(bot, "elsewhere")));
    }

    [Fact]
    public async Task Who_never_opened_a_chat_is_not_looked_at_again_and_again_and_is_invited_when_they_do()
    {
        await using var bot = new BotFixture();
        await bot.RunOutreachAsync();
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await bot.RunOutreachAsync();
        Assert.DoesNotContain(await bot.Get<Agenda>().DueAsync(bot.Clock.GetUtcNow().AddHours(11), 100, Cancelled), row => row.Patient.Value == "rosa");

        await bot.SayAsync("rosa", "hola");
        await bot.RunOutreachAsync();
        Assert.Equal(1, await InvitedAsync(bot, "emulator-rosa"));
    }

    [Fact]
    public async Task Who_opens_a_chat_in_the_moment_in_which_the_process_dies_is_invited_all_the_same()
    {
        await using var bot = new BotFixture();
        await bot.RunOutreachAsync();
        var known = false;
        bot.Store.Before = call =>
        {
            if (known && call.Writes)
                throw new StorageUnavailableException("killed");
            known |= call is { Writes: true, Table: "charts", Partition: "rosa" };
            return Task.CompletedTask;
        };
        await bot.SayAsync("rosa", "hola");
        bot.Store.Mend();
        Assert.True(known);
        await LaterAsync(bot);
        Assert.Equal(1, await InvitedAsync(bot, "emulator-rosa"));
    }

    private static System.Text.Json.Nodes.JsonObject Elsewhere(string text)
    {
        var message = BotFixture.Message("rosa", text);
        message["conversation"] = new System.Text.Json.Nodes.JsonObject { ["id"] = "elsewhere" };
        return message;
    }

    private static async Task<int> InvitedAsync(BotFixture bot, string conversation) =>
        (await bot.Get<ConversationLog>().ReadAsync(ConversationKey.Of("emulator", conversation), 0, Cancelled)).Activities
            .Count(said => said.Text?.Contains("Pregunta 1 de 6", StringComparison.Ordinal) == true);

    /// <summary>As another process, for which the alert is one look among others.</summary>
    private static async Task RememberNoAlertAsync(BotFixture bot)
    {
        Assert.Single(bot.Get<Agenda>().TakeAlerts(bot.Clock.GetUtcNow()));
        await bot.Get<Agenda>().ExpectAsync(new PatientId("walt"), bot.Clock.GetUtcNow(), Cancelled);
    }

    private static CareClock ClockOf(BotFixture bot) => new(
        bot.Get<Agenda>(), bot.Get<ClockWatch>(), bot.Get<OutreachDesk>(), bot.Get<ClaimWatch>(), bot.Get<Background.Outreach>(), bot.Get<EmergencySpool>(), bot.Clock, bot.Get<ILogger<CareClock>>());

    private static async Task RaiseAsync(BotFixture bot)
    {
        await bot.SayAsync("maria", "hello");
        await bot.WaltUpToTheLastQuestionAsync();
        await bot.SayAsync("walt", "none of these");
    }

    /// <returns>Whether there was such a call.</returns>
    private static async Task<bool> RunWithFaultAsync(BotFixture bot, int failing)
    {
        var left = failing;
        bot.Store.Before = _ => --left == 0 ? throw new StorageUnavailableException("away") : Task.CompletedTask;
        try
        {
            await bot.RunOutreachAsync();
        }
        catch (StorageUnavailableException)
        {
        }

        bot.Store.Mend();
        await LaterAsync(bot);
        return left <= 0;
    }

    private static async Task LaterAsync(BotFixture bot)
    {
        for (var i = 0; i < 2; i++)
        {
            bot.Clock.Advance(OutreachRules.Retry + TimeSpan.FromSeconds(1));
            await bot.RunOutreachAsync();
        }
    }

    private static async Task<int> CardsAsync(BotFixture bot) =>
        (await bot.TranscriptAsync("maria")).Count(said => said.Text?.StartsWith("Alert: Walt Novak", StringComparison.Ordinal) == true);

    private static async Task<int> ReadNoticesAsync(BotFixture bot) =>
        (await bot.TranscriptAsync("walt")).Count(said => said.From?.Id != "walt" && said.Text?.StartsWith("Maria has read", StringComparison.Ordinal) == true);
}
