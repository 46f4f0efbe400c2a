using System.Runtime;
using CareBot.Care.Links;
using CareBot.Demo;
using CareBot.DirectLine;
using CareBot.Endpoints;
using CareBot.Mail;
using CareBot.Storage;
using Microsoft.Extensions.Options;

namespace CareBot.Verbs;

/// <summary>The host: this is its table of contents.</summary>
internal static class ServeVerb
{
    private static int _hasGivenBack;

    /// <param name="args">As typed.</param>
    /// <param name="exchange">Puts other parts in the place of the host's own; for the tests.</param>
    public static async Task<int> RunAsync(string[] args, Action<IServiceCollection>? exchange = null)
    {
        if (ServeOptions.Problem(args) is { } problem)
        {
            return await Usage.ShowAsync(problem);
        }

        await using var app = Build(args, exchange);
        // Before anything starts: what is set wrongly is told in one line, and by no stack trace.
        app.Services.GetService<IStartupValidator>()?.Validate();
        app.Services.GetRequiredService<PublicAddress>();
        await app.Services.GetRequiredService<DemoPractice>().SeedWhenEmptyAsync(app.Environment, CancellationToken.None);
        await StartWarnings.WriteAsync(app, CancellationToken.None);
        app.Lifetime.ApplicationStarted.Register(() => StartLinks.Write(app));
        GiveBack();
        var stopping = app.Lifetime.ApplicationStopping;
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Told to stop before it had started.
        }

        return 0;
    }

    /// <summary>Reading the content, once a process, leaves more behind than is kept of it: the room goes back to the system before anybody needs it.</summary>
    private static void GiveBack()
    {
        if (Interlocked.Exchange(ref _hasGivenBack, 1) != 0)
        {
            return;
        }

        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private static WebApplication Build(string[] args, Action<IServiceCollection>? exchange)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddCommandLine(args, new Dictionary<string, string> { ["--data"] = "CareBot:DataFolder" });
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        builder.Services.AddBot(builder.Configuration);
        builder.Services.AddRecords(builder.Configuration);
        builder.Services.AddConnector();
        builder.Services.AddDirectLine();
        builder.Services.AddOutreach();
        builder.Services.AddMail();
        builder.Services.AddPages().AddAgency();
        builder.Services.AddDemo();
        exchange?.Invoke(builder.Services);

        WebApplication? app = null;
        // A start that fails is told in one line; the host's own log has it with all its frames.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Information && app?.Lifetime.ApplicationStarted.IsCancellationRequested == true);
        app = builder.Build();
        app.UseFaultAnswers();
        app.Services.GuardTurns(app.Services.GetRequiredService<CloudAdapter>());
        app.Services.GuardTurns(app.Services.GetRequiredService<DirectLineAdapter>());
        app.MapMessages();
        app.MapDirectLine();
        app.MapPages();
        app.MapEnter();
        app.MapAgency();
        app.MapCalendar();
        return app;
    }
}
