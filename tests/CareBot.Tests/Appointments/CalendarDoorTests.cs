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

    private static async Task<string> LinkAsync(BotFixture bot)
    {
        await bot.SayAllAsync("walt", "I need to see Dr. Shah tomorrow", "1", "yes", "no");
        var chart = await bot.ChartAsync("walt");
        return new Uri(await bot.Get<VisitWords>().LinkAsync(Assert.Single(chart.Appointments), new PatientId("walt"), TestContext.Current.CancellationToken)).AbsolutePath;
    }
}
