using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace CareBot.Tests.Web;

/// <summary>A window of one person's browser, with their hands and eyes. It notes whatever the page complains about or asks of strangers.</summary>
public sealed class ChatWindow : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Uri _host;

    private ChatWindow(IBrowserContext context, IPage page, Uri host) => (_context, Page, _host) = (context, page, host);

    public IPage Page { get; }

    /// <summary>Console errors and warnings, and uncaught exceptions.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Requests that wanted to leave the host. They were answered with an empty page.</summary>
    public ConcurrentQueue<string> Outside { get; } = new();

    public ILocator Messages => Page.Locator(".webchat__basic-transcript__activity .webchat__bubble__content");

    public ILocator Input => Page.Locator("[data-id=webchat-sendbox-input]");

    public static async Task<ChatWindow> OpenAsync(IBrowserContext context, Uri host)
    {
        var window = new ChatWindow(context, await context.NewPageAsync(), host);
        context.SetDefaultTimeout(60_000); // A wait ends with what it waits for; only a test that fails lasts so long.
        await context.RouteAsync(url => new Uri(url).Authority != host.Authority && url.StartsWith("http", StringComparison.Ordinal), window.AnswerForStrangersAsync);
        window.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") window.Complaints.Enqueue($"{message.Type}: {message.Text}");
        };
        window.Page.PageError += (_, error) => window.Complaints.Enqueue(error);
        return window;
    }

    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(new Uri(_host, path).ToString());
        try
        {
            await Input.WaitForAsync();
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"The chat did not open: {await Page.ContentAsync()}\n{string.Join('\n', Complaints)}", e);
        }
    }

    public async Task SayAsync(string text)
    {
        await Input.FillAsync(text);
        await Input.PressAsync("Enter");
    }

    /// <summary>Presses a suggested answer or a card's button by its words.</summary>
    public Task PressAsync(string words) => Page.GetByRole(AriaRole.Button, new() { Name = words }).Last.ClickAsync();

    /// <summary>Waits until the conversation shows these words.</summary>
    public Task SeeAsync(string words) => Messages.Filter(new() { HasText = words }).Last.WaitForAsync();

    public async Task<IReadOnlyList<string>> ReadAsync() => await Messages.AllInnerTextsAsync();

    /// <summary>Keeps a picture in <c>artifacts/screenshots</c>, for people to look at.</summary>
    public Task PictureAsync(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "screenshots", name + ".png") });

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    internal static string Artifacts { get; } = FindArtifacts();

    // Tests run from artifacts/bin/CareBot.Tests/debug.
    private static string FindArtifacts()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (folder.Name == "artifacts") return folder.FullName;
        return AppContext.BaseDirectory;
    }

    private Task AnswerForStrangersAsync(IRoute route)
    {
        Outside.Enqueue(route.Request.Url);
        return route.FulfillAsync(new() { ContentType = "text/html", Body = "<!DOCTYPE html><title>Weather</title><p>Sunny.</p>" });
    }
}
