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
