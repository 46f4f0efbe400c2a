using System.Net;
using CareBot.Care.Patients;
using CareBot.Dialogs.BookAppointment;
using CareBot.Tests.Host;

namespace CareBot.Tests.Appointments;

/// <summary>The link to a calendar file, on the real host.</summary>
public sealed class CalendarDoorTests
{
    [Fact]
    public async Task The_link_of_a_visit_opens_its_calendar_file_until_the_visit_is_over()
    {
        await using var bot = new BotFixture();
        var path = await LinkAsync(bot);
        using var open = await bot.CreateClient().GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        Assert.Equal("text/calendar", open.Content.Headers.ContentType!.MediaType);
        Assert.Contains("METHOD:PUBLISH", await open.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        bot.Clock.Advance(TimeSpan.FromDays(60));
        using var late = await bot.CreateClient().GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    [Fact]
    public async Task A_link_that_was_changed_opens_nothing()
    {
        await using var bot = new BotFixture();
        var path = await LinkAsync(bot);
        var changed = path[..^6] + (path[^6] == 'A' ? 'B' : 'A') + path[^5..];
        using var answer = await bot.CreateClient().GetAsync(changed, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_link_of_a_daughter_opens_only_while_her_mother_lets_her_see_the_visits()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("dot", "let Jo book for me", "yes", "book an appointment with Shah on Thursday at 10", "1", "yes", "no");
        var visit = Assert.Single((await bot.ChartAsync("dot")).Appointments);
        var words = bot.Get<VisitWords>();
        var (hers, mothers) = (await PathAsync("jo"), await PathAsync(null));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await OpensAsync(hers), await OpensAsync(mothers)));
        await bot.SayAsync("dot", "stop Jo");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await OpensAsync(hers), await OpensAsync(mothers)));
        await bot.SayAllAsync("dot", "let Jo book for me", "yes");
        Assert.Equal(HttpStatusCode.OK, await OpensAsync(hers));

        async Task<string> PathAsync(string? holder) => new Uri(await words.LinkAsync(visit, new PatientId("dot"), holder, TestContext.Current.CancellationToken)).AbsolutePath;

        async Task<HttpStatusCode> OpensAsync(string path)
        {
            using var answer = await bot.CreateClient().GetAsync(path, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
    }

    private static async Task<string> LinkAsync(BotFixture bot)
    {
        await bot.SayAllAsync("walt", "I need to see Dr. Shah tomorrow", "1", "yes", "no");
        var chart = await bot.ChartAsync("walt");
        return new Uri(await bot.Get<VisitWords>().LinkAsync(Assert.Single(chart.Appointments), new PatientId("walt"), null, TestContext.Current.CancellationToken)).AbsolutePath;
    }
}
