using System.Text.Json.Nodes;
using CareBot.Care.Alerts;
using CareBot.Care.Assessments;
using CareBot.Care.Patients;
using CareBot.Storage;
using CareBot.Tests.Architecture;
using CareBot.Tests.Host;
using CareBot.Tests.Storage;
using CareBot.Verbs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CareBot.Tests.EndToEnd;

/// <summary>The built program as an operator starts it, with the demo practice in a folder of its own.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ChildProcess _process;

    private RunningHost(string program, int port, string[] more)
    {
        Address = new Uri($"http://localhost:{port}");
        Http = new HttpClient { BaseAddress = Address };
        var path = Repository.Path("artifacts", "bin", program, Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)), program + ".dll");
        _process = ChildProcess.Start(
            "dotnet", _folder.Path("."), new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
            [path, "--urls", Address.ToString(), "--data", _folder.Path("data"), .. more]);
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    /// <summary>What the program has written to its console so far.</summary>
    public string Log => _process.Output;

    /// <param name="more">Settings, as on the command line.</param>
    public static Task<RunningHost> StartAsync(params string[] more) => StartAsync("CareBot", more);

    /// <summary>The same host on a clock that stood at noon of a working day in New York: nothing waits for the end of a quiet hour or a holiday.</summary>
    public static Task<RunningHost> StartAtNoonAsync(params string[] more) => StartAsync("MortalHost", ["--Clock:Zero", "2026-03-04T17:00:00Z", .. more]);

    private static Task<RunningHost> StartAsync(string program, string[] more) => FreePort.StartAsync(async port =>
    {
        var host = new RunningHost(program, port, more);
        try
        {
            // Its own word: somebody else may answer at that address.
            await host._process.SaysAsync("CareBot is listening");
            await host._process.AnswersAsync(host.Http, "health");
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    });

    /// <summary>Ends the program and reads from its data what happened to an alert, oldest first.</summary>
    public Task<IReadOnlyList<AlertEvent>> HistoryAsync(string patient, string alert) =>
        ReadAsync(desks => desks.GetRequiredService<AlertDesk>().HistoryAsync(new PatientId(patient), alert, TestContext.Current.CancellationToken));

    /// <summary>Ends the program and reads what it kept of a questionnaire, newest first.</summary>
    public Task<IReadOnlyList<AssessmentRecord>> AssessedAsync(string patient, string questionnaire) =>
        ReadAsync(desks => desks.GetRequiredService<AssessmentDesk>().HistoryAsync(new PatientId(patient), questionnaire, TestContext.Current.CancellationToken));

    /// <summary>Ends the program and has what it kept of a questionnaire written as FHIR.</summary>
    public async Task<JsonNode> ExportedAsync(string patient, string questionnaire)
    {
        _process.Dispose();
        var file = _folder.Path($"{patient}.json");
        Assert.Equal(0, await ExportVerb.RunAsync(["assessments", $"{patient}/{questionnaire}", file, "--data", _folder.Path("data")], TextWriter.Null));
        return JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
    }

    private async Task<T> ReadAsync<T>(Func<IServiceProvider, Task<T>> read)
    {
        _process.Dispose();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("CareBot:DataFolder", _folder.Path("data"))]).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging();
        await using var desks = services.AddRecords(configuration).AddBot(configuration).BuildServiceProvider();
        return await read(desks);
    }

    public ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
