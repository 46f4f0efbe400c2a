using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using CareBot.Tests.Storage;

namespace CareBot.Tests.Host;

/// <summary>The host as a process of its own, in Development, on a free port.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;

    private HostProcess(Process process, int port)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };
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
    public static async Task<HostProcess> StartAsync(string program, IReadOnlyList<string> arguments)
    {
        var port = Azurite.FreePort();
        var start = new ProcessStartInfo("dotnet", [program, .. arguments, "--urls", $"http://127.0.0.1:{port}"]) { RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var host = new HostProcess(Process.Start(start)!, port);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (await host._process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains("Health", StringComparison.Ordinal))
            {
                // Read on, or the pipe fills and the host waits.
                _ = host._process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return host;
            }
        }

        throw new InvalidOperationException("The host ended before it listened.");
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
