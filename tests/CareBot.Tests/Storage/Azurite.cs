using System.Diagnostics;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using CareBot.Tests.Architecture;
using CareBot.Tests.Host;

namespace CareBot.Tests.Storage;

/// <summary>Azure Tables on this machine: a process of its own on a free port, in memory, ended with the tests.</summary>
public sealed class Azurite : IAsyncLifetime
{
    // Ends itself when the tests end without saying so: its standard input closes.
    private const string Start = "process.stdin.resume().on('end', () => process.exit()); require('azurite/dist/src/table/main')";

    // The emulator's published account.
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private int _port;
    private Process? _process;

    public static string ConnectionStringOf(int port) =>
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};TableEndpoint=http://127.0.0.1:{port}/devstoreaccount1;";

    /// <summary>For another process.</summary>
    public string ConnectionString => ConnectionStringOf(_port);

    public TableServiceClient Client(HttpPipelinePolicy? beside = null)
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) } };
        if (beside is not null)
            options.AddPolicy(beside, HttpPipelinePosition.BeforeTransport);
        return new TableServiceClient(ConnectionStringOf(_port), options);
    }

    public async ValueTask InitializeAsync()
    {
        var tests = Repository.Path("tests");
        Assert.True(Directory.Exists(Path.Combine(tests, "node_modules", "azurite")), "Run `npm ci` in tests/ first, or tests/run.");
        (_port, _process) = await FreePort.StartAsync(async port => (port, await StartAsync(tests, port)));
    }

    public ValueTask DisposeAsync()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<Process> StartAsync(string tests, int port)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = tests, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "-e", Start, "azurite", "--skipApiVersionCheck", "--disableTelemetry", "--inMemoryPersistence", "--silent", "--tableHost", "127.0.0.1", "--tablePort", $"{port}" })
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        var refused = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var said = "";
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains("successfully started", StringComparison.Ordinal))
                return process;
            said += line;
        }

        throw new InvalidOperationException($"Azurite ended before it listened: {said} {await refused}");
    }
}
