using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(CareBot.Tests.Web.Browser))]

namespace CareBot.Tests.Web;

/// <summary>The Chromium of this machine, started once for all tests that open a page.</summary>
public sealed class Browser : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <param name="host">Where the pages are; nothing else on the network is reached.</param>
    /// <param name="width">Of the window, in CSS pixels.</param>
    /// <param name="dark">Whether the person's device prefers dark colours.</param>
    /// <param name="script">False where the person has JavaScript off.</param>
    public async Task<ChatWindow> OpenAsync(Uri host, int width = 1000, bool dark = false, bool script = true)
    {
        var context = await (await StartAsync()).NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 640 : 800 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script,
            Locale = "en-US",
        });
        return await ChatWindow.OpenAsync(context, host);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _starting.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Find(),
                Headless = true,
                Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic", "--no-first-run"],
            });
        }
        finally
        {
            _starting.Release();
        }
    }

    private static string Find()
    {
        string[] names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        var folders = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium is not installed, and the browser tests need it: put chromium on the PATH.");
    }
}
