using CareBot.Background;
using CareBot.Care.Alerts;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Tests.Host;
using CareBot.Tests.Storage;

namespace CareBot.Tests.GetHelp;

/// <summary>An emergency that is heard while nothing can be stored reaches a human when the records are back, once, by the clock of when it was said.</summary>
public sealed class SpoolTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_alert_is_raised_when_the_records_are_back_with_the_time_at_which_it_was_said()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("walt", "hello");
        var said = bot.Clock.GetUtcNow();
        bot.Store.Break(_ => true);
        Assert.Contains("Call 911 now", (await bot.SayAsync("walt", "I have crushing chest pain")).Text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => RaiseAsync(bot));

        bot.Clock.Advance(TimeSpan.FromMinutes(4));
        bot.Store.Mend();
        await RaiseAsync(bot);
        await RaiseAsync(bot);

        var alert = Assert.Single((await bot.ChartAsync("walt")).OpenAlerts);
        Assert.Equal((AlertPriority.P0, "E911", said, said.AddMinutes(5)), (alert.Priority, alert.EmergencyClass, alert.RaisedAt, alert.DueBy));
        Assert.Equal(1, alert.Events);
    }

    [Fact]
    public async Task What_the_conversation_raised_itself_is_not_raised_again_neither_open_nor_closed()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("walt", "hello");
        bot.Store.Break(call => call is { Writes: true, Table: "conversations" });
        await bot.SayAsync("walt", "I have crushing chest pain", "help");
        bot.Store.Mend();
        await RaiseAsync(bot);
        var alert = Assert.Single((await bot.ChartAsync("walt")).OpenAlerts);
        Assert.Equal(1, alert.Events);

        bot.Store.Break(_ => true);
        await bot.SayAsync("walt", "I have crushing chest pain", "help");
        bot.Store.Mend();
        var maria = new Author(Roles.Coordinator, "maria", "press");
        await bot.Get<AlertDesk>().CloseAsync(new PatientId("walt"), alert.Id, null, AlertOutcome.Spoke, "He is well.", maria, bot.Clock.GetUtcNow(), Cancelled);
        await RaiseAsync(bot);
        Assert.Empty((await bot.ChartAsync("walt")).OpenAlerts);
    }

    [Fact]
    public async Task Nobody_in_particular_and_a_member_of_staff_are_heard_too_and_a_harmless_message_is_not_kept()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("tom", "hello");
        bot.Store.Break(_ => true);
        await bot.SayAsync("tom", "good morning");
        Assert.Equal(0, bot.Get<EmergencySpool>().Count);
        await bot.SayAsync("maria", "my patient is not breathing");
        await bot.SayAsync("stranger", "I took all my pills, I want to die");
        Assert.Equal(2, bot.Get<EmergencySpool>().Count);

        bot.Store.Mend();
        await RaiseAsync(bot);
        await bot.RunOutreachAsync();
        Assert.Equal(2, (await bot.TranscriptAsync("tom")).Count(said => said.Text?.StartsWith("Alert: ", StringComparison.Ordinal) == true));
    }

    [Fact]
    public async Task What_a_person_types_into_the_note_of_a_card_is_heard_while_the_records_are_away()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("maria", "hello");
        bot.Store.Break(_ => true);
        var press = Presses.Acknowledge("maria", "walt", "an-alert");
        press["value"]!["action"]!["data"]!["note"] = "he is unconscious and not breathing";
        Assert.Contains("Call 911 now", (await bot.SendAsync(press)).Body, StringComparison.Ordinal);
        Assert.Equal(1, bot.Get<EmergencySpool>().Count);
    }

    [Fact]
    public async Task A_host_that_dies_meanwhile_raises_it_after_its_next_start_and_then_forgets_the_file()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path("data"), "emergencies.spool");
        await using (var bot = new BotFixture(folder.Path("data")))
        {
            await bot.SayAsync("walt", "hello");
            bot.Store.Break(_ => true);
            await bot.SayAsync("walt", "I have crushing chest pain");
        }

        var kept = await File.ReadAllTextAsync(file, Cancelled);
        Assert.DoesNotContain("crushing", kept, StringComparison.Ordinal);
        // The process died in the middle of another line.
        await File.AppendAllTextAsync(file, "{\"cause\":\"emul", Cancelled);
        await using var again = new BotFixture(folder.Path("data"));
        await RaiseAsync(again);
        Assert.Single((await again.ChartAsync("walt")).OpenAlerts);
        Assert.False(File.Exists(file));
        Assert.Contains(again.Log.Lines, line => line.Contains("half-written", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_emergency_that_is_kept_after_a_half_written_one_is_not_lost_with_it()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path("data"), "emergencies.spool");
        await using (var bot = new BotFixture(folder.Path("data")))
        {
            await bot.SayAllAsync("walt", "hello");
            await File.WriteAllTextAsync(file, "{\"cause\":\"emul", Cancelled);
            bot.Store.Break(_ => true);
            await bot.SayAsync("walt", "I have crushing chest pain");
        }

        await using var again = new BotFixture(folder.Path("data"));
        await RaiseAsync(again);
        Assert.Equal("E911", Assert.Single((await again.ChartAsync("walt")).OpenAlerts).EmergencyClass);
    }

    private static Task RaiseAsync(BotFixture bot) => bot.Get<EmergencySpool>().RaiseAsync(bot.Clock.GetUtcNow(), Cancelled);
}
