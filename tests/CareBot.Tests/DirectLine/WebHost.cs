using System.Globalization;
using System.Net.Http.Json;
using CareBot.Care.Records;
using CareBot.Dialogs;
using CareBot.Dialogs.GetHelpNow;
using CareBot.DirectLine;
using CareBot.Endpoints;
using CareBot.Pages;
using CareBot.Storage;
using CareBot.Tests.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CareBot.Tests.DirectLine;

/// <summary>The web doors on a real socket, with the real gate and a bot behind them that echoes. Rosa is its one demo patient.</summary>
public sealed class WebHost : IAsyncDisposable
{
    public const string Secret = "the-portal-knows-this";

    // Read once: it does not change, and every test has a host of its own.
    private static readonly Lazy<ContentLibrary> Content = new(() => ContentLibrary.Load(Path.Combine(AppContext.BaseDirectory, "content")));

    private readonly SqliteRecordStore _file = SqliteRecordStore.OpenTemporary();
    private readonly TestStore _store;
    private readonly WebApplication _app;

    private WebHost(string environment, bool withSecret, string? publicAddress)
    {
        _store = new TestStore(_file);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ApplicationName = "CareBot.Tests" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        if (withSecret) builder.Configuration["CareBot:DirectLine:Secret"] = Secret;
        builder.Configuration["CareBot:PublicAddress"] = publicAddress;
        builder.Services.AddSingleton<IRecordStore>(_store).AddSingleton<TimeProvider>(Clock).AddSingleton(new DemoPatient("rosa", "Rosa", "es"));
        builder.Services.AddSingleton(new TroubleOptions("555-0142")).AddDialogs(Content.Value).AddCare().AddTurns();
        builder.Services.AddDirectLine().AddPages().AddSingleton<IBot>(Bot);
        _app = builder.Build();
        _app.UseFaultAnswers();
        _app.Services.GuardTurns(_app.Services.GetRequiredService<DirectLineAdapter>());
        _app.MapDirectLine();
        _app.MapPages();
    }

    /// <summary>The store does not answer.</summary>
    public bool IsStoreAway
    {
        set
        {
            if (value) _store.Break(_ => true);
            else _store.Mend();
        }
    }

    internal EchoBot Bot { get; } = new();

    internal FakeTimeProvider Clock { get; } = new(DateTimeOffset.Parse("2026-03-02T14:00:00Z", CultureInfo.InvariantCulture));

    public HttpClient Http { get; private set; } = null!;

    public Uri Address => new(_app.Urls.First());

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<WebHost> StartAsync(string environment = "Development", bool withSecret = true, string? publicAddress = null)
    {
        var host = new WebHost(environment, withSecret, publicAddress);
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
        _file.Dispose();
    }
}
