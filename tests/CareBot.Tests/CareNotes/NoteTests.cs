using System.Text;
using System.Text.Json.Nodes;
using CareBot.Care.CareNotes;
using CareBot.Care.Content;
using CareBot.Care.Patients;
using CareBot.Tests.Host;

namespace CareBot.Tests.CareNotes;

/// <summary>Notes on the chart, and the minutes of those who wrote them.</summary>
public sealed class NoteTests
{
    private static readonly PatientId Walt = new("walt");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_kept_before_the_press_and_pressing_twice_at_once_keeps_one_note_and_its_minutes_once()
    {
        await using var bot = new BotFixture();
        await bot.RunOutreachAsync();
        await bot.SayAsync("maria", "note Walt: Called. Weight up, 12 min");
        Assert.Empty(await NotesAsync(bot));
        var press = Keep(await DraftAsync(bot), "maria");
        await Task.WhenAll(bot.SendAsync(Under("press-1", press)), bot.SendAsync(Under("press-2", press)));
        var note = Assert.Single(await NotesAsync(bot));
        Assert.Equal(("Called. Weight up, 12 min", 12, "maria"), (note.Words, note.Minutes, note.By.Id));
        Assert.Equal(12, (await bot.ChartAsync("walt")).Time?.Minutes);
        // Nothing has looked at the chart since, and it is counted all the same.
        Assert.Contains("Walt Novak: 12 (yours 12)", (await bot.SayAsync("maria", "minutes")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Minutes_of_two_people_add_up_and_a_new_month_begins_at_nothing()
    {
        await using var bot = new BotFixture();
        var desk = bot.Get<NoteDesk>();
        var now = bot.Clock.GetUtcNow();
        foreach (var (id, by, minutes) in new[] { ("a", "maria", 12), ("b", "ana", 9), ("b", "ana", 9) })
        {
            await desk.KeepAsync(Walt, new CareNote { Id = id, At = now, By = new Author(Roles.Coordinator, by, id), Words = "called", Minutes = minutes }, now, Cancelled);
        }

        var month = NoteDesk.MonthOf(now, "America/Chicago");
        Assert.Equal([("maria", 12), ("ana", 9)], (await desk.MinutesAsync(Walt, month, "America/Chicago", Cancelled)).Select(one => (one.By.Value, one.Minutes)));
        Assert.Equal(new MonthOfMinutes(month, 21), (await bot.ChartAsync("walt")).Time);
        var later = now.AddMonths(1);
        await desk.KeepAsync(Walt, new CareNote { Id = "c", At = later, By = new Author(Roles.Coordinator, "maria", "c"), Words = "called", Minutes = 5 }, later, Cancelled);
        Assert.Equal(5, (await bot.ChartAsync("walt")).Time?.Minutes);
        Assert.Empty(await desk.MinutesAsync(Walt, month.AddMonths(2), "America/Chicago", Cancelled));
    }

    [Fact]
    public void A_month_is_the_practices_and_not_the_servers() =>
        Assert.Equal(new DateOnly(2026, 3, 1), NoteDesk.MonthOf(DateTimeOffset.Parse("2026-04-01T03:00:00Z", System.Globalization.CultureInfo.InvariantCulture), "America/Chicago"));

    [Fact]
    public async Task Whoever_is_not_the_patients_keeps_and_reads_nothing()
    {
        await using var bot = new BotFixture();
        await bot.RunOutreachAsync();
        Assert.Contains("nobody called", (await bot.SayAsync("tom", "note Walt: called")).Text, StringComparison.Ordinal);
        await bot.SayAsync("maria", "note Walt: called");
        await bot.SendAsync(Keep(await DraftAsync(bot), "tom"));
        Assert.Empty(await NotesAsync(bot));
        Assert.DoesNotContain("note", (await bot.SayAsync("walt", "note Walt: called")).Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("\"mostMinutes\": 0", "/mostMinutes")]
    [InlineData("\"minutes\": 50", "/steps")]
    [InlineData("\"code\": \"\"", "/steps")]
    [InlineData("\"mostMinutes\": \"many\"", "$.mostMinutes")]
    public void A_policy_that_cannot_be_meant_names_its_place(string wrong, string place)
    {
        const string Good = """{ "kind": "time-policy", "version": "1", "source": "s", "signatory": "n", "mostMinutes": 240, "steps": [{ "minutes": 20, "code": "99490" }, { "minutes": 40, "code": "99439" }] }""";
        Assert.Equal(40, TimePolicy.Load(Encoding.UTF8.GetBytes(Good), "time-policy.json").Next(20)?.Minutes);
        Assert.Null(TimePolicy.Load(Encoding.UTF8.GetBytes(Good), "time-policy.json").Next(40));
        var name = wrong[..wrong.IndexOf(':', StringComparison.Ordinal)];
        var at = Good.IndexOf(name, StringComparison.Ordinal);
        var bad = Good[..at] + wrong + Good[Good.IndexOfAny([',', '}'], at)..];
        Assert.Contains(place, Assert.Throws<ContentException>(() => TimePolicy.Load(Encoding.UTF8.GetBytes(bad), "time-policy.json")).Message, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<CareNote>> NotesAsync(BotFixture bot) => bot.Get<NoteDesk>().ReadAsync(Walt, 10, Cancelled);

    /// <summary>What the button of the note that was read back sends.</summary>
    private static async Task<JsonObject> DraftAsync(BotFixture bot) => (JsonObject)(await bot.TranscriptAsync("maria"))
        .SelectMany(activity => activity.Attachments ?? []).Select(card => ProtocolJson.To<JsonObject>(card.Content)!)
        .Last(card => card["actions"]?[0]?["data"]?["act"]?.ToString() == "note.keep")["actions"]![0]!["data"]!;

    private static JsonObject Keep(JsonObject data, string staff)
    {
        var press = BotFixture.Activity(staff, "invoke", null, ("name", "adaptiveCard/action"), ("value", new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "note.keep", ["data"] = data.DeepClone() },
            ["trigger"] = "manual",
        }));
        press.Remove("deliveryMode");
        return press;
    }

    /// <summary>The same press under an id of its own.</summary>
    private static JsonObject Under(string id, JsonObject press)
    {
        var again = (JsonObject)press.DeepClone();
        again["id"] = id;
        return again;
    }
}
