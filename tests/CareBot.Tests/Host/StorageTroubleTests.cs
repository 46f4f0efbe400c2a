using System.Text.Json.Nodes;
using CareBot.Tests.Storage;

namespace CareBot.Tests.Host;

/// <summary>Issue 2, "Bad input": a store that does not answer. The person hears it, the operator reads it, nothing is half-written.</summary>
public sealed class StorageTroubleTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_the_store_is_away_the_person_is_told_so_and_goes_on_where_they_were_when_it_is_back(bool onlyWrites)
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "check in", "182");
        bot.Store.Break(call => call.Writes || !onlyWrites);

        var answer = await bot.SayAsync("walt", "none of these", "during");

        Assert.StartsWith("I could not save that. Please try again", answer.Text, StringComparison.Ordinal);
        Assert.Contains("call 911", answer.Text, StringComparison.Ordinal);
        Assert.Contains("555-0142", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer.Body, StringComparison.Ordinal);
        var reference = answer.Text[(answer.Text.LastIndexOf(' ') + 1)..];
        Assert.Contains(bot.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains(reference, StringComparison.Ordinal));
        Assert.DoesNotContain(bot.Log.Lines, line => line.Contains("Delgado", StringComparison.Ordinal));

        bot.Store.Mend();
        Assert.Contains("Question 3 of 6", (await bot.SayAsync("walt", "none of these", "during")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en-US", "I have chest pain and I can't breathe", "Call 911")]
    [InlineData("es-US", "me duele mucho el pecho y no puedo respirar", "911")]
    [InlineData("en-US", "I want to kill myself", "988")]
    public async Task An_emergency_is_answered_first_even_while_nothing_can_be_stored(string locale, string text, string number)
    {
        await using var bot = new BotFixture();
        bot.Store.Break(_ => true);
        var activity = BotFixture.Message("rosa", text);
        activity["locale"] = locale;

        var words = (await bot.SendAsync(activity)).Text;

        var trouble = words.IndexOf(locale.StartsWith("es", StringComparison.Ordinal) ? "Ahora no puedo guardar" : "I can't save or send", StringComparison.Ordinal);
        Assert.True(trouble > 0, words);
        Assert.Contains(number, words[..trouble], StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("adaptiveCard/action", "/value")]
    [InlineData("task/fetch", "/task/value")]
    [InlineData("composeExtension/fetchTask", "/task/value")]
    [InlineData("composeExtension/query", "/composeExtension/text")]
    [InlineData("message/submitAction", null)]
    public async Task Whatever_is_invoked_is_told_of_the_trouble_in_the_form_that_it_shows(string name, string? place)
    {
        await using var bot = new BotFixture();
        bot.Store.Break(_ => true);
        var invoke = BotFixture.Activity("maria", "invoke", null, ("name", name), ("value", new JsonObject()));
        invoke.Remove("deliveryMode");
        var body = (await bot.SendAsync(invoke)).Body;
        var words = place is null ? body : (string?)place.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(JsonNode.Parse(body), (node, part) => node![part]);
        Assert.Equal(place is not null, words!.Contains("Please try again", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_check_in_that_was_stored_before_the_conversation_could_be_is_not_recorded_again(bool sameActivity)
    {
        await using var bot = new BotFixture();
        await bot.WaltUpToTheLastQuestionAsync();
        bot.Store.Break(call => call is { Writes: true, Table: "conversations" });

        var during = await bot.SayAsync("walt", "none of these", "last");
        Assert.StartsWith("I could not save that", during.Text, StringComparison.Ordinal);
        Assert.Single(await bot.TodayAsync("walt"));

        bot.Store.Mend();
        var after = await bot.SayAsync("walt", "none of these", sameActivity ? "last" : "typed-again");
        Assert.Contains("call the clinic today", after.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Maria", after.Text, StringComparison.Ordinal);
        Assert.Single(await bot.TodayAsync("walt"));
        Assert.Equal(1, Assert.Single((await bot.ChartAsync("walt")).OpenAlerts).Events);
    }

    [Fact]
    public async Task When_the_chart_cannot_be_written_no_promise_is_made_and_nothing_is_on_it()
    {
        await using var bot = new BotFixture();
        await bot.WaltUpToTheLastQuestionAsync();
        bot.Store.Break(call => call is { Writes: true, Table: "charts" });

        var during = await bot.SayAsync("walt", "none of these");
        Assert.DoesNotContain("Maria", during.Text, StringComparison.Ordinal);
        Assert.Empty(await bot.TodayAsync("walt"));
        Assert.Empty((await bot.ChartAsync("walt")).OpenAlerts);

        bot.Store.Mend();
        Assert.Contains("call the clinic today", (await bot.SayAsync("walt", "none of these")).Text, StringComparison.OrdinalIgnoreCase);
        Assert.Single(await bot.TodayAsync("walt"));
    }

    [Fact]
    public async Task An_emergency_typed_again_after_an_outage_is_one_alert()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("walt", "hello");
        bot.Store.Break(call => call is { Writes: true, Table: "conversations" });
        await bot.SayAsync("walt", "my chest hurts badly", "help");
        bot.Store.Mend();

        var again = await bot.SayAsync("walt", "my chest hurts badly", "help");

        Assert.Contains("911", again.Text, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single((await bot.ChartAsync("walt")).OpenAlerts).Events);
    }

    [Fact]
    public async Task A_press_while_the_store_is_away_is_answered_in_place_and_changes_nothing()
    {
        await using var bot = new BotFixture();
        await bot.WaltUpToTheLastQuestionAsync();
        await bot.SayAsync("walt", "none of these");
        var alert = (await bot.ChartAsync("walt")).OpenAlerts[0];
        await bot.SayAsync("maria", "hello");
        bot.Store.Break(call => call is { Writes: true, Table: "charts" });

        var during = await bot.SendAsync(Presses.Acknowledge("maria", "walt", alert.Id, "press"));
        Assert.Contains("could not save", during.Body, StringComparison.Ordinal);

        bot.Store.Mend();
        await bot.SendAsync(Presses.Acknowledge("maria", "walt", alert.Id, "press"));
        Assert.Equal("maria", (await bot.ChartAsync("walt")).OpenAlerts[0].AcknowledgedBy?.Value);
    }

    [Fact]
    public async Task A_store_that_is_gone_for_good_stops_nobody_from_starting_again_on_the_same_file()
    {
        using var folder = new TemporaryFolder();
        await using (var bot = new BotFixture(folder.Path("data")))
        {
            await bot.SayAllAsync("walt", "check in", "182");
            bot.Store.Break(_ => true);
            await bot.SayAsync("walt", "none of these");
        }

        await using var again = new BotFixture(folder.Path("data"));
        Assert.Contains("Question 3 of 6", (await again.SayAsync("walt", "none of these")).Text, StringComparison.Ordinal);
    }
}
