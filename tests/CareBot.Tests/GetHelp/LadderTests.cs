using CareBot.Care.Alerts;
using CareBot.Care.Patients;
using CareBot.Tests.Host;

namespace CareBot.Tests.GetHelp;

/// <summary>The ladder on the whole bot: nobody can mute it, two hosts say it once, and the chart has every step.</summary>
public sealed class LadderTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Neither_stop_nor_quiet_nor_a_chat_that_is_gone_mutes_an_emergency()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("ana", "hello");
        await bot.SayAllAsync("walt", "stop", "I have crushing chest pain", "stop");
        await bot.Get<EnrolDesk>().LostAsync(new PatientId("walt"), new Unreachable(bot.Clock.GetUtcNow(), "conversation-gone"), _ => true, Cancelled);

        await MinutesAsync(bot, 5);
        Assert.Equal(1, await CardsAsync(bot, "ana"));
        await MinutesAsync(bot, 5);
        Assert.Contains((await bot.TranscriptAsync("ana")), said => said.Text?.Contains("555-0150", StringComparison.Ordinal) == true);
        Assert.Equal(["raised", "passed-on", "phone-tree", "checked"], await StepsAsync(bot, "walt"));
    }

    [Fact]
    public async Task Two_looks_at_the_same_moment_take_a_step_once_and_show_one_card()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("ana", "hello");
        await bot.SayAsync("walt", "I have crushing chest pain");
        await bot.RunOutreachAsync();
        bot.Clock.Advance(TimeSpan.FromMinutes(5));

        await Task.WhenAll(bot.RunOutreachAsync(), bot.RunOutreachAsync());

        Assert.Equal(["raised", "passed-on"], await StepsAsync(bot, "walt"));
        Assert.Equal(1, await CardsAsync(bot, "ana"));
    }

    [Fact]
    public async Task A_host_that_was_down_for_an_hour_takes_every_step_when_it_is_back_and_shows_the_newest_card_alone()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("ana", "hello");
        await bot.SayAsync("walt", "I have crushing chest pain");
        await MinutesAsync(bot, 60);
        var steps = await StepsAsync(bot, "walt");
        Assert.Equal(["passed-on", "phone-tree"], steps.Skip(1).Take(2));
        Assert.Contains("repeated", steps);
        Assert.Equal(1, await CardsAsync(bot, "ana"));
    }

    [Fact]
    public async Task The_second_question_leaves_the_check_in_that_was_begun_since_where_it_was()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "I have crushing chest pain", "someone is with me", "check in", "182");
        await MinutesAsync(bot, 10);
        Assert.Contains("I am checking on you", (await bot.TranscriptAsync("walt"))[^1].Text, StringComparison.Ordinal);
        var answer = await bot.SayAsync("walt", "help is with me");
        Assert.Contains("Question 2 of 6", answer.Text, StringComparison.Ordinal);
        Assert.Equal("helped", (await bot.ChartAsync("walt")).OpenAlerts[0].PatientSays);
    }

    [Fact]
    public async Task A_doubt_that_was_answered_with_no_raises_nothing_and_one_that_is_left_open_does_even_after_stop()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "I had chest pain last year", "no");
        await MinutesAsync(bot, 3);
        Assert.Empty((await bot.ChartAsync("walt")).OpenAlerts);

        await bot.SayAllAsync("walt", "I had chest pain last year", "stop");
        await MinutesAsync(bot, 2);
        var alert = Assert.Single((await bot.ChartAsync("walt")).OpenAlerts);
        Assert.Equal((AlertPriority.P0, true), (alert.Priority, alert.Watch.Unanswered));
        Assert.StartsWith("This could be an emergency.", (await bot.TranscriptAsync("walt"))[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_anonymous_emergency_keeps_nothing_of_the_person_and_reaches_the_first_on_call()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("tom", "hello");
        await bot.SayAsync("somebody-whom-nobody-knows", "I want to kill myself tonight");
        await bot.RunOutreachAsync();
        var chart = (await bot.Get<Charts>().OpenAsync(EmergencyDesk.NamelessIn("emulator", BotFixture.Conversation("somebody-whom-nobody-knows")), Cancelled)).Summary;
        Assert.Equal(("Visitor", true), (chart.Name.Given, chart.Nameless));
        Assert.DoesNotContain("nobody-knows", chart.Patient.Value, StringComparison.Ordinal);
        Assert.Contains((await bot.TranscriptAsync("tom")), said => said.Text?.Contains("somebody without a name", StringComparison.Ordinal) == true);
    }

    private static async Task MinutesAsync(BotFixture bot, int minutes)
    {
        bot.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await bot.RunOutreachAsync();
    }

    private static async Task<int> CardsAsync(BotFixture bot, string staff) =>
        (await bot.TranscriptAsync(staff)).Count(said => said.Text?.StartsWith("Alert: Walt Novak", StringComparison.Ordinal) == true);

    private static async Task<IReadOnlyList<string>> StepsAsync(BotFixture bot, string patient)
    {
        var alert = (await bot.ChartAsync(patient)).OpenAlerts[0];
        return [.. (await bot.Get<AlertDesk>().HistoryAsync(new PatientId(patient), alert.Id, Cancelled)).Select(step => step.What)];
    }
}
