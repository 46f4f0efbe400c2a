using System.Net;
using System.Text.Json.Nodes;
using CareBot.Care.Records;
using CareBot.Demo;
using CareBot.Verbs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CareBot.Tests.Host;

/// <summary>A host that starts and cannot serve says so, with the remedy; and what fails without an answer is written down without anybody's words.</summary>
public sealed class StartTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_production_an_empty_store_is_told_at_the_start_and_by_the_health_check_until_there_is_a_practice()
    {
        await using var bot = new BotFixture(environment: "Production");
        Assert.StartsWith("Degraded: no practice", await bot.CreateClient().GetStringAsync("/health", Cancelled), StringComparison.Ordinal);
        Assert.Contains(bot.Log.Lines, line => line.StartsWith("Warning: No practice is set up", StringComparison.Ordinal) && line.Contains("'seed'", StringComparison.Ordinal));

        await bot.Get<DemoPractice>().SeedAsync(0, 0, 1, Cancelled);
        Assert.Equal("Healthy", await bot.CreateClient().GetStringAsync("/health", Cancelled));
    }

    [Fact]
    public async Task What_is_wrong_with_the_store_is_told_by_the_health_check_and_the_log_in_words_of_ours_alone()
    {
        await using var bot = new BotFixture();
        bot.Store.Before = _ => throw new StorageUnavailableException("secret: /home/rosa") { Remedy = "the disk is full; make room." };
        using var answer = await bot.CreateClient().GetAsync("/health", Cancelled);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy: the disk is full; make room."), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancelled)));
        await bot.SayAsync("walt", "hello");
        Assert.Contains(bot.Log.Lines, line => line.Contains("StorageUnavailableException: the disk is full; make room.", StringComparison.Ordinal));
        Assert.DoesNotContain(bot.Log.Lines, line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_that_is_told_to_stop_while_it_starts_goes_down_without_complaint() =>
        Assert.Equal(0, await ServeVerb.RunAsync(["--data", ":memory:", "--urls", "http://127.0.0.1:0"], services => services.AddHostedService<StopsWhileStarting>()));

    [Theory]
    [InlineData("an-app", null, null, true)]
    [InlineData("an-app", "a secret", null, false)]
    [InlineData("an-app", null, "UserAssignedMSI", false)]
    [InlineData(null, null, null, false)]
    public async Task An_app_id_that_nothing_can_be_sent_with_is_told_at_the_start(string? app, string? password, string? type, bool told)
    {
        await using var bot = new BotFixture(environment: "Production", settings:
            [("MicrosoftAppId", app ?? ""), ("MicrosoftAppPassword", password ?? ""), ("MicrosoftAppType", type ?? ""), ("MicrosoftAppTenantId", "a-tenant")]);
        _ = bot.CreateClient();
        Assert.Equal(told, bot.Log.Lines.Any(line => line.StartsWith("Warning: MicrosoftAppId is set without a credential", StringComparison.Ordinal)));
        Assert.DoesNotContain(bot.Log.Lines, line => line.Contains("a secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("555-0199", false)]
    [InlineData(null, true)]
    public async Task No_number_is_made_up_for_a_practice_and_the_words_without_one_make_sense(string? line, bool told)
    {
        (string, string)[] settings = [("CareBot:DirectLine:Secret", "the-portal"), .. line is null ? Array.Empty<(string, string)>() : [("CareBot:NurseLine", line)]];
        await using var bot = new BotFixture(environment: "Production", settings: settings);
        _ = bot.CreateClient();
        Assert.Equal(told, bot.Log.Lines.Any(one => one.StartsWith("Warning: CareBot:NurseLine is not set", StringComparison.Ordinal)));
        foreach (var (locale, text) in new[] { ("en-US", "hello"), ("es-US", "hola"), ("en-US", "I have chest pain and can't breathe") })
        {
            var words = Assert.Single(bot.Get<Dialogs.GetHelpNow.Trouble>().Answer(new Activity { Type = ActivityTypes.Message, Text = text, Locale = locale }, "REF").Replies).Text!;
            Assert.Contains("911", words, StringComparison.Ordinal);
            Assert.DoesNotContain("555-0142", words, StringComparison.Ordinal);
            Assert.DoesNotContain("{", words, StringComparison.Ordinal);
            Assert.Equal(line is not null && text.Length < 6, words.Contains("555-0199", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_no_endpoint_has_an_answer_for_is_answered_500_and_written_down_without_anybodys_words()
    {
        await using var bot = new BotFixture();
        _ = bot.CreateClient();
        bot.Store.Before = _ => throw new InvalidOperationException("secret of Walt Novak");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v3/directline/conversations/one/activities");
        request.Headers.Add("Authorization", "Bearer nonsense");
        using var answer = await bot.CreateClient().SendAsync(request, Cancelled);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var body = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.Equal(500, (int)JsonNode.Parse(body)!["status"]!);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.Contains(bot.Log.Lines, line => line.StartsWith("Error: A request failed", StringComparison.Ordinal) && line.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain(bot.Log.Lines, line => line.Contains("Novak", StringComparison.Ordinal));
    }

    /// <summary>Somebody ends the process before the host listens.</summary>
    private sealed class StopsWhileStarting(IHostApplicationLifetime lifetime) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.StopApplication();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
