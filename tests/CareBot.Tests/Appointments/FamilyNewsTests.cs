using CareBot.Tests.Host;

namespace CareBot.Tests.Appointments;

/// <summary>A daughter who looks after her mother's visits is written to first: by the mother's word, while both want it, at no hour of the night. They live an hour east of the practice.</summary>
public sealed class FamilyNewsTests
{
    private const string Thursday = "book an appointment with Shah on Thursday at 10";

    [Fact]
    public async Task What_the_mother_books_moves_and_cancels_is_told_to_the_daughter_once_each_and_with_nothing_of_why()
    {
        await using var bot = await LettingAsync();
        await bot.SayAllAsync("dot", Thursday, "1", "yes", "no");
        await RunTwiceAsync(bot);
        await bot.SayAllAsync("dot", "move it to Friday at 10", "1", "yes");
        await RunTwiceAsync(bot);
        await bot.SayAllAsync("dot", "cancel it", "yes");
        await RunTwiceAsync(bot);
        var told = await ToldAsync(bot);
        Assert.Equal(["has a new visit: Thursday", "is moved. It is now Friday", "on Friday, March 6 at 10 am (Chicago time) with Dr. Nila Shah is cancelled"], told.Zip(["has a new visit: Thursday", "is moved. It is now Friday", "on Friday, March 6 at 10 am (Chicago time) with Dr. Nila Shah is cancelled"], (text, part) => text.Contains(part, StringComparison.Ordinal) ? part : text));
        Assert.DoesNotContain(told, text => text.Contains("medicines", StringComparison.Ordinal) || text.Contains("family doctor", StringComparison.Ordinal));
        Assert.Empty((await bot.ChartAsync("dot")).CalledOff);
    }

    [Fact]
    public async Task What_she_did_herself_is_not_told_to_her_again()
    {
        await using var bot = await LettingAsync();
        await bot.SayAllAsync("jo", Thursday, "1", "yes", "no", "move it", "2", "yes", "cancel it", "yes");
        await RunTwiceAsync(bot);
        Assert.Empty(await ToldAsync(bot));
    }

    [Fact]
    public async Task Without_the_mothers_word_nothing_goes_out()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("jo", "hello");
        await bot.SayAllAsync("dot", Thursday, "1", "yes", "no");
        await DayBeforeAsync(bot, 18);
        Assert.Empty(await ToldAsync(bot));
    }

    [Fact]
    public async Task What_was_agreed_before_she_gave_her_word_is_no_news_but_comes_near_all_the_same()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("jo", "hello");
        await bot.SayAllAsync("dot", Thursday, "1", "yes", "no");
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await bot.SayAllAsync("dot", "let Jo book for me", "yes");
        await RunTwiceAsync(bot);
        Assert.Empty(await ToldAsync(bot));
        await DayBeforeAsync(bot, 16);
        Assert.Contains("has a visit on Thursday", Assert.Single(await ToldAsync(bot)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Her_word_taken_back_stops_what_is_due_already()
    {
        await using var bot = await LettingAsync();
        await bot.SayAllAsync("dot", Thursday, "1", "yes", "no", "stop letting Jo book");
        await RunTwiceAsync(bot);
        await DayBeforeAsync(bot, 18);
        Assert.Empty(await ToldAsync(bot));
    }

    [Fact]
    public async Task The_daughter_stops_it_for_herself_and_takes_it_up_again_and_may_book_all_the_while()
    {
        await using var bot = await LettingAsync();
        await bot.SayAsync("jo", "stop");
        await bot.SayAllAsync("dot", Thursday, "1", "yes", "no");
        await RunTwiceAsync(bot);
        Assert.Empty(await ToldAsync(bot));
        Assert.Contains("Thursday, March 5 at 10 am", (await bot.SayAsync("jo", "my appointments")).Text, StringComparison.Ordinal);
        await bot.SayAsync("jo", "resume");
        await bot.RunOutreachAsync();
        await DayBeforeAsync(bot, 18);
        Assert.Equal(2, (await ToldAsync(bot)).Count);
    }

    [Fact]
    public async Task The_reminder_comes_at_its_minute_and_not_before()
    {
        await using var bot = await LettingAsync();
        await bot.SayAllAsync("dot", Thursday, "1", "yes", "no");
        await RunTwiceAsync(bot);
        await ToAsync(bot, "2026-03-04T14:59:00Z");
        Assert.Single(await ToldAsync(bot));
        await ToAsync(bot, "2026-03-04T15:00:00Z");
        var reminder = (await ToldAsync(bot))[1];
        Assert.Contains("Will Dot come?", reminder, StringComparison.Ordinal);
        Assert.Contains("Dot will come", (await bot.SayAsync("jo", "Confirm")).Text, StringComparison.Ordinal);
        Assert.True(Assert.Single((await bot.ChartAsync("dot")).Appointments).IsConfirmed);
    }

    [Fact]
    public async Task Nothing_goes_out_at_night_and_it_is_made_up_for_in_the_morning()
    {
        await using var bot = await LettingAsync();
        await ToAsync(bot, "2026-03-03T03:00:00Z");
        await bot.SayAllAsync("dot", Thursday, "1", "yes", "no");
        await RunTwiceAsync(bot);
        await ToAsync(bot, "2026-03-03T12:59:59Z");
        Assert.Empty(await ToldAsync(bot));
        await ToAsync(bot, "2026-03-03T13:00:00Z");
        Assert.Contains("has a new visit", Assert.Single(await ToldAsync(bot)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mother_who_wants_no_messages_herself_does_not_silence_the_daughter()
    {
        await using var bot = await LettingAsync();
        await bot.SayAllAsync("dot", "stop", Thursday, "1", "yes", "no");
        await RunTwiceAsync(bot);
        Assert.Single(await ToldAsync(bot));
    }

    /// <summary>Jo has come, and Dot lets her.</summary>
    private static async Task<BotFixture> LettingAsync()
    {
        var bot = new BotFixture();
        await bot.SayAsync("jo", "hello");
        await bot.SayAllAsync("dot", "let Jo book for me", "yes");
        return bot;
    }

    private static async Task RunTwiceAsync(BotFixture bot)
    {
        await bot.RunOutreachAsync();
        await bot.RunOutreachAsync();
    }

    /// <summary>The day before Thursday, at an hour of UTC.</summary>
    private static Task DayBeforeAsync(BotFixture bot, int hour) => ToAsync(bot, $"2026-03-04T{hour}:00:00Z");

    private static async Task ToAsync(BotFixture bot, string instant)
    {
        bot.Clock.SetUtcNow(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));
        await RunTwiceAsync(bot);
    }

    /// <summary>What stands in her chat that is not an answer to her.</summary>
    private static async Task<IReadOnlyList<string>> ToldAsync(BotFixture bot) =>
        [.. (await bot.TranscriptAsync("jo")).Where(said => said.ReplyToId?.StartsWith("outreach:", StringComparison.Ordinal) == true).Select(said => said.Text ?? "")];
}
