using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CareBot.Care.Records;
using CareBot.DirectLine;
using CareBot.Endpoints;
using CareBot.Pages;
using CareBot.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CareBot.Tests.Channels;

/// <summary>The web doors on a real socket, with a bot behind them that echoes. Rosa is its one demo patient.</summary>
public sealed class WebHost : IAsyncDisposable
{
    public const string Secret = "the-portal-knows-this";

    private readonly SqliteRecordStore _store = SqliteRecordStore.OpenTemporary();
    private readonly WebApplication _app;

    private WebHost(string environment, bool withSecret)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ApplicationName = "CareBot.Tests" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        if (withSecret) builder.Configuration["CareBot:DirectLine:Secret"] = Secret;
        builder.Services.AddSingleton<IRecordStore>(_store).AddSingleton<TimeProvider>(Clock).AddSingleton<IBot>(Bot);
        builder.Services.AddSingleton(new DemoPatient("rosa", "Rosa", "es"));
        builder.Services.AddDirectLine().AddPages();
        _app = builder.Build();
        _app.Services.GetRequiredService<DirectLineAdapter>().Use(ActivatorUtilities.CreateInstance<TurnRecorder>(_app.Services));
        _app.MapDirectLine();
        _app.MapPages();
    }

    internal EchoBot Bot { get; } = new();

    internal FakeTimeProvider Clock { get; } = new(DateTimeOffset.Parse("2026-03-02T14:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

    public HttpClient Http { get; private set; } = null!;

    public Uri Address => new(_app.Urls.First());

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<WebHost> StartAsync(string environment = "Development", bool withSecret = true)
    {
        var host = new WebHost(environment, withSecret);
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        host.Http = new HttpClient { BaseAddress = host.Address };
        return host;
    }

    /// <summary>A client that has come in by the page's door.</summary>
    internal async Task<WebClient> EnterAsync(string? person = null)
    {
        var answer = await Http.PostAsJsonAsync("/chat/token", new { door = "chat", @as = person }, TestContext.Current.CancellationToken);
        return new WebClient(this, await WebClient.JsonAsync(answer));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        _store.Dispose();
    }
}
