using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace CareBot.Tests.Host;

/// <summary>The host as a process of its own, in Development, on a port that it chooses and says.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;

    private HostProcess(Process process, Uri address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>The program as it was built beside the tests.</summary>
    public static string Program { get; } = Path.Combine(
        AppContext.BaseDirectory.Replace("CareBot.Tests", "CareBot", StringComparison.Ordinal), "CareBot.dll");

    public HttpClient Http { get; }

    /// <summary>Ends with the process, whatever ended it.</summary>
    public Task Ended => _process.WaitForExitAsync(TestContext.Current.CancellationToken);

    public static Task<HostProcess> StartAsync(string dataFolder) => StartAsync(Program, ["--data", dataFolder]);

    /// <param name="program">The host, or a program that is one.</param>
    /// <param name="arguments">Besides the address.</param>
    public static async Task<HostProcess> StartAsync(string program, IReadOnlyList<string> arguments) =>
        await StartOrDieAsync(program, arguments) ?? throw new InvalidOperationException("The host was killed before it listened.");

    /// <inheritdoc cref="StartAsync(string, IReadOnlyList{string})"/>
    /// <returns>Null where it was killed before it listened: a host that is slow to start may reach its last step sooner.</returns>
    public static async Task<HostProcess?> StartOrDieAsync(string program, IReadOnlyList<string> arguments)
    {
        var process = Begin(program, [.. arguments, "--urls", "http://127.0.0.1:0"]);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains("Health", StringComparison.Ordinal))
            {
                // Read on, or the pipe fills and the host waits.
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new HostProcess(process, new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..].Trim().Replace("/health", "/", StringComparison.Ordinal)));
            }
        }

        const int Killed = 128 + 9;
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode == Killed ? null : throw new InvalidOperationException("The host ended before it listened.");
    }

    /// <summary>Starts the host where it cannot start.</summary>
    /// <returns>Its exit code, and all that it wrote.</returns>
    public static async Task<(int Code, string Said)> RefuseAsync(string environment, params string[] arguments)
    {
        using var process = Begin(Program, arguments, environment);
        var (said, told) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }

        return (process.ExitCode, await said + await told);
    }

    private static Process Begin(string program, IReadOnlyList<string> arguments, string environment = "Development")
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        return Process.Start(start)!;
    }

    /// <summary>As <c>kill -9</c>: nothing is told, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task<JsonObject> SendAsync(HttpMethod method, string path, string? token, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        Http.Dispose();
    }
}
