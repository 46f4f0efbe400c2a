using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace CareBot.Tests.Authentication;

/// <summary>A bot without an app id serves its own machine in development, and nobody else ever.</summary>
public sealed class AnonymousAccessTests
{
    private const string Message = """{"type":"message","text":"hello","deliveryMode":"expectReplies"}""";

    private static readonly IPAddress ThisMachine = IPAddress.Loopback;

    [Theory]
    [InlineData("127.0.0.1", 200)]
    [InlineData("::1", 200)]
    [InlineData("::ffff:127.0.0.1", 200)]
    [InlineData("10.0.0.7", 401)]
    [InlineData("203.0.113.9", 401)]
    public async Task In_development_only_this_machine_is_served(string sender, int status)
    {
        await using var bot = NewBot("Development");
        Assert.Equal(status, await bot.PostFromAsync(IPAddress.Parse(sender), Message));
        Assert.Equal(status == 200 ? 1 : 0, bot.Turns);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Outside_development_nobody_is_served(string environment)
    {
        await using var bot = NewBot(environment);
        Assert.Equal(401, await bot.PostFromAsync(ThisMachine, Message));
        Assert.Equal(0, bot.Turns);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    public async Task A_request_that_a_tunnel_passed_on_is_not_of_this_machine(string header, string value)
    {
        await using var bot = NewBot("Development");
        Assert.Equal(401, await bot.PostFromAsync(ThisMachine, Message, (header, value)));
    }

    [Fact]
    public async Task A_bot_without_an_app_id_takes_no_token_either()
    {
        await using var bot = NewBot("Development");
        Assert.Equal(401, await bot.PostFromAsync(ThisMachine, Message, ("Authorization", "Bearer a.b.c")));
    }

    [Fact]
    public async Task A_bot_with_an_app_id_serves_nobody_without_a_token()
    {
        await using var bot = NewBot("Development", appId: "an-app");
        Assert.Equal(401, await bot.PostFromAsync(ThisMachine, Message));
        Assert.Equal(0, bot.Turns);
    }

    private static BotUnderTest NewBot(string environment, string? appId = null) =>
        new(new() { ["MicrosoftAppId"] = appId }, new FakeTimeProvider(), environment: environment);
}
