using CareBot.Care.Mail;
using CareBot.Care.Patients;
using CareBot.Care.ResourceDirectory;
using CareBot.Tests.Host;

namespace CareBot.Tests.Resources;

/// <summary>Who looks for help leaves nothing behind but the conversation itself; who finds a listing wrong stays unknown.</summary>
public sealed class PrivateSearchTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("find a shelter near 60608")]
    [InlineData("find hiv test near 60612")]
    [InlineData("busco refugio para mujeres maltratadas cerca de 60608")]
    public async Task A_search_of_a_patient_changes_neither_her_chart_nor_what_her_coordinator_sees(string words)
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("walt", "hello");
        var before = await bot.ChartAsync("walt");
        bot.Store.Calls.Clear();
        var answer = await bot.SayAsync("walt", words);
        Assert.Contains("1.", answer.Text, StringComparison.Ordinal);
        var after = await bot.ChartAsync("walt");
        Assert.Equal(before.Referrals.Count, after.Referrals.Count);
        Assert.DoesNotContain(bot.Store.Calls, call => call.Writes && (call.Table is "charts" or "caseload" or "referrals" or "directory"));
    }

    [Fact]
    public async Task A_listing_found_wrong_reaches_its_keeper_once_with_what_is_wrong_and_nobodys_name()
    {
        await using var bot = new BotFixture(settings: [("CareBot:Mail:Host", "127.0.0.1"), ("CareBot:Mail:Port", "1"), ("CareBot:Mail:From", "care@lakeside.example"), ("CareBot:Mail:Curator", "directory@lakeside.example")]);
        Assert.Contains("someone will check it", (await bot.SayAllAsync("walt", "find food near 60629", "1", "report a mistake", "wrong phone")).Text, StringComparison.Ordinal);
        var (listing, standing) = Assert.Single(await bot.Get<DirectoryDesk>().ReportedAsync(Cancelled));
        Assert.Equal("phone", Assert.Single(standing.Reports).What);
        var letter = (await bot.Get<MailDesk>().TakeAsync(bot.Clock.GetUtcNow().AddMinutes(5), Cancelled))!.Letter;
        Assert.Equal("directory@lakeside.example", letter.To);
        Assert.Contains(listing.Name, letter.Text, StringComparison.Ordinal);
        Assert.Contains("wrong phone", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Walt", letter.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("find food near 60629", "the second one is closed", 1, "closed")]
    [InlineData("find food near 60629", "i called number 3 and nobody answers", 2, "phone")]
    [InlineData("find food near 60629", "the first one has moved", 0, "moved")]
    [InlineData("busco comida cerca de 60629", "la segunda está cerrada", 1, "closed")]
    [InlineData("busco comida cerca de 60629", "el primero no contesta", 0, "phone")]
    [InlineData("busco comida cerca de 60629", "en el tercero me dijeron que no califico", 2, "eligible")]
    public async Task What_is_wrong_with_one_of_the_list_is_kept_of_that_one(string search, string told, int place, string what)
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("walt", search);
        var desk = bot.Get<DirectoryDesk>();
        var shown = await desk.SearchAsync(await desk.UnderstandAsync(search, Cancelled), bot.Clock.GetUtcNow(), Cancelled);
        await bot.SayAsync("walt", told);
        var (listing, standing) = Assert.Single(await desk.ReportedAsync(Cancelled));
        Assert.Equal((shown[place].Id, what), (listing.Id, Assert.Single(standing.Reports).What));
    }

    [Fact]
    public async Task Whoever_goes_on_telling_the_same_listing_wrong_sinks_it_no_further()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "find food near 60629", "the first one is closed", "the first one is closed", "the first one has moved");
        Assert.Equal("moved", Assert.Single(Assert.Single(await bot.Get<DirectoryDesk>().ReportedAsync(Cancelled)).Standing.Reports).What);
        await bot.SayAllAsync("dot", "find food near 60629", "the first one is closed");
        bot.Clock.Advance(TimeSpan.FromDays(1));
        await bot.SayAllAsync("walt", "find food near 60629", "the first one is closed");
        Assert.Equal(3, (await bot.Get<DirectoryDesk>().ReportedAsync(Cancelled)).Sum(one => one.Standing.Reports.Count));
    }

    [Theory]
    [InlineData("is that one closed?")]
    [InlineData("what if it is closed")]
    [InlineData("¿está cerrada la primera?")]
    public async Task A_question_whether_it_is_closed_reports_nothing(string question)
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "find food near 60629", "1", question);
        Assert.Empty(await bot.Get<DirectoryDesk>().ReportedAsync(Cancelled));
    }

    [Fact]
    public async Task From_the_next_search_nobody_gets_back_to_one_that_leaves_no_trace()
    {
        await using var bot = new BotFixture();
        var quiet = await bot.SayAsync("walt", "find hiv test near 60612");
        var food = await bot.SayAsync("walt", "food near 60629");
        Assert.NotEqual(quiet.Text, food.Text);
        Assert.Equal(food.Text, (await bot.SayAsync("walt", "back")).Text);
    }

    [Fact]
    public async Task A_practice_that_works_in_Spanish_tells_the_keeper_in_Spanish_whatever_the_finder_speaks()
    {
        await using var bot = new BotFixture(settings: [("CareBot:Mail:Host", "127.0.0.1"), ("CareBot:Mail:Port", "1"), ("CareBot:Mail:From", "care@lakeside.example"), ("CareBot:Mail:Curator", "directory@lakeside.example")]);
        await bot.Get<PeopleDesk>().PutAsync(await bot.Get<PeopleDesk>().PracticeAsync(Cancelled) with { Language = "es" }, Cancelled);
        await bot.SayAllAsync("walt", "find food near 60629", "1", "report a mistake", "wrong phone");
        var letter = (await bot.Get<MailDesk>().TakeAsync(bot.Clock.GetUtcNow().AddMinutes(5), Cancelled))!.Letter;
        Assert.Equal("Un servicio por revisar, de Lakeside Family Practice", letter.Subject);
        Assert.Contains("teléfono equivocado", letter.Text, StringComparison.Ordinal);
    }
}
