using System.Globalization;
using System.Net;
using System.Text;
using CareBot.Care.Records;
using CareBot.Demo;
using CareBot.Dialogs;
using CareBot.Dialogs.GetHelpNow;
using CareBot.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareBot.Tests.Delivery;

/// <summary>One host: the real adapter, gate, outbox and sender over a store that it may share. Its bot says a message back as often as the message asks.</summary>
internal sealed class BotHost : IAsyncDisposable
{
    // Read once: it does not change, and every test has hosts of its own.
    private static readonly Lazy<ContentLibrary> Content = new(() => ContentLibrary.Load(Path.Combine(AppContext.BaseDirectory, "content")));

    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private BotHost(IRecordStore store, TimeProvider clock, TimeProvider? connectorClock, bool withWholeBot)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development", ApplicationName = "CareBot.Tests" });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(store).AddSingleton(clock).AddSingleton(new TroubleOptions("555-0142"));
        builder.Services.AddDialogs(Content.Value).AddCare().AddTurns().AddDirectLine().AddConnector();
#if !BOTSDK_MICROSOFT
        // Microsoft's connector waits by the clock on the wall.
        connectorClock ??= new Connector.SkippingClock();
        builder.Services.AddSingleton<BotFrameworkAuthentication>(provider => new ConfigurationBotFrameworkAuthentication(provider.GetRequiredService<IConfiguration>(), connectorClock));
#endif
        builder.Services.AddSingleton<Background.Roads>().AddSingleton<Background.Outreach>();
        if (withWholeBot)
            builder.Services.AddDemo();
        else
            builder.Services.AddSingleton<IBot>(new ParrotBot());
        _app = builder.Build();
        _app.Services.GuardTurns(_app.Services.GetRequiredService<CloudAdapter>());
        _app.MapMessages();
        _app.Start();
        _http = _app.GetTestClient();
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static BotHost Start(IRecordStore store, TimeProvider clock, TimeProvider? connectorClock = null, bool withWholeBot = false) =>
        new(store, clock, connectorClock, withWholeBot);

    /// <summary>Posts a message as the channel does; the bot answers it <paramref name="replies"/> times.</summary>
    public Task<HttpStatusCode> HearAsync(ChannelStub channel, string id, int replies = 1, string conversation = "c1") => PostAsync($$"""
        {"type":"message","id":"{{id}}","channelId":"emulator","serviceUrl":"{{channel.Url}}","conversation":{"id":"{{conversation}}"},
         "from":{"id":"maria"},"recipient":{"id":"bot"},"text":"{{replies.ToString(CultureInfo.InvariantCulture)}}"}
        """);

    public async Task<HttpStatusCode> PostAsync(string json) => (await SendAsync(json)).StatusCode;

    public async Task<HttpResponseMessage> SendAsync(string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        return await _http.PostAsync(MessagesEndpoint.Path, body, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // As an operator stops it; what died before (MortalStore) has nothing left to finish.
        _http.Dispose();
        await _app.StopAsync(TestContext.Current.CancellationToken);
        await _app.DisposeAsync();
    }

    /// <summary>Answers "3" to message m with "m.1", "m.2" and "m.3".</summary>
    private sealed class ParrotBot : IBot
    {
        public async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            for (var i = 1; i <= int.Parse(turnContext.Activity.Text ?? "1", CultureInfo.InvariantCulture); i++)
            {
                await turnContext.SendActivityAsync($"{turnContext.Activity.Id}.{i}", cancellationToken: cancellationToken);
            }
        }
    }
}
