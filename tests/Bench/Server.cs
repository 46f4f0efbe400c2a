using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CareBot.Bench;

/// <summary>A server as a process of its own, on one core where <c>taskset</c> is there; this process keeps to the others.</summary>
internal sealed class Server : IDisposable
{
    private static readonly bool Pins = OperatingSystem.IsLinux() && Environment.ProcessorCount > 1 && File.Exists("/usr/bin/taskset");
    private static readonly int Core = Environment.ProcessorCount - 1;

    private readonly Process _process;
    private readonly long _begun = Stopwatch.GetTimestamp();

    private Server(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    public TimeSpan SinceStart => Stopwatch.GetElapsedTime(_begun);

    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public double MegaBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    public static string Pinning => Pins ? "server on one core, load from the other" : "not pinned: no taskset here";

    /// <summary>The program: the release build of the host, beside this program's own, unless another is named.</summary>
    public static string Host { get; set; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "CareBot", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "CareBot.dll"));

    public static Server StartHost(string folder) => Start(url => [Host, "--urls", url, "--data", folder]);

    public static Server StartStandIn(string? folder) =>
        Start(url => [typeof(Server).Assembly.Location, "stand-in", url, .. folder is null ? Array.Empty<string>() : [folder]]);

    /// <summary>Keeps the load off the server's core.</summary>
    public static void StepAside()
    {
        if (Pins && OperatingSystem.IsLinux())
            Process.GetCurrentProcess().ProcessorAffinity = (1 << Core) - 1;
    }

    public static async Task RunHostAsync(params string[] arguments)
    {
        using var process = Process.Start(Quiet(["dotnet", Host, .. arguments]))!;
        process.BeginOutputReadLine();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"`{string.Join(' ', arguments)}` ended with {process.ExitCode}.");
    }

    /// <summary>Waits for the first answer to a person.</summary>
    public async Task<TimeSpan> AnswersAsync(Load load, Person person, Step step)
    {
        while (true)
        {
            try
            {
                await load.SayAsync(person.Id, $"first-{person.Id}", step);
                return SinceStart;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                await Task.Delay(5);
            }
        }
    }

    /// <summary>Waits until the server has nothing left to do.</summary>
    public async Task RestsAsync()
    {
        for (var before = Cpu; ; before = Cpu)
        {
            await Task.Delay(1000);
            if (Cpu - before < TimeSpan.FromMilliseconds(30))
                return;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Server Start(Func<string, string[]> arguments)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        string[] pin = Pins ? ["taskset", "-c", Core.ToString(CultureInfo.InvariantCulture)] : [];
        var process = Process.Start(Quiet([.. pin, "dotnet", .. arguments(url)]))!;
        process.BeginOutputReadLine();
        return new Server(process, new Uri(url));
    }

    private static ProcessStartInfo Quiet(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = Path.GetDirectoryName(Host)! };
        start.Environment["DOTNET_ENVIRONMENT"] = start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Warning";
        // As in the container: on one core the runtime otherwise waits ten times as long before it compiles well.
        start.Environment["DOTNET_TC_DelaySingleProcMultiplier"] = "1";
        // New objects take 4 MB before they are collected, where the runtime would allow as much as the processor's cache has.
        start.Environment["DOTNET_GCgen0size"] = "0x400000";
        start.RedirectStandardOutput = true;
        return start;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
