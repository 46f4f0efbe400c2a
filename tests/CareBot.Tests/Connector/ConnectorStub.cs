using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CareBot.Tests.Connector;

/// <summary>A channel's connector on this machine: it accepts everything, except where the test wrote otherwise.</summary>
internal sealed class ConnectorStub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _next = new();

    private ConnectorStub(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    /// <summary>Method, path and query of each request, answered or not.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The Authorization header of each request.</summary>
    public ConcurrentQueue<string> Tokens { get; } = new();

    /// <summary>The bodies that were accepted: what people read.</summary>
    public ConcurrentQueue<JsonNode> Accepted { get; } = new();

    /// <summary>What accepted GET requests answer.</summary>
    public Dictionary<string, string> Documents { get; } = new(StringComparer.Ordinal);

    public static async Task<ConnectorStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var stub = new ConnectorStub(app);
        app.Run(stub.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return stub;
    }

    /// <summary>The next request that has no answer written yet gets this one.</summary>
    public ConnectorStub Next(int status, string? retryAfter = null, string body = "") => Next(async http =>
    {
        http.Response.StatusCode = status;
        if (retryAfter is not null) http.Response.Headers.RetryAfter = retryAfter;
        await http.Response.WriteAsync(body);
    });

    public ConnectorStub NextBreaks() => Next(http =>
    {
        http.Abort();
        return Task.CompletedTask;
    });

    public ConnectorStub NextIsTakenAndBreaks() => Next(async http =>
    {
        Accepted.Enqueue(new JsonObject());
        await http.Response.Body.FlushAsync();
        http.Abort();
    });

    /// <summary>The next one is taken at once and answered when the test says so, unless its sender has gone.</summary>
    public ConnectorStub NextIsTakenAndAnsweredAfter(Task word) => Next(async http =>
    {
        Accepted.Enqueue(new JsonObject());
        await word.WaitAsync(http.RequestAborted);
        http.Response.StatusCode = 201;
        await http.Response.WriteAsync("""{"id":"late"}""");
    });

    public ConnectorStub NextHangs() => Next(http => Task.Delay(Timeout.Infinite, http.RequestAborted));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private ConnectorStub Next(Func<HttpContext, Task> answer)
    {
        _next.Enqueue(answer);
        return this;
    }

    private async Task AnswerAsync(HttpContext http)
    {
        Requests.Enqueue($"{http.Request.Method} {http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget}");
        Tokens.Enqueue(http.Request.Headers.Authorization.ToString());
        var body = await new StreamReader(http.Request.Body).ReadToEndAsync(http.RequestAborted);
        if (_next.TryDequeue(out var answer))
        {
            await answer(http);
            return;
        }

        if (body.Length > 0) Accepted.Enqueue(JsonNode.Parse(body)!);
        http.Response.StatusCode = HttpMethods.IsPost(http.Request.Method) ? 201 : 200;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(Documents.GetValueOrDefault(http.Request.Path) ?? $$"""{"id":"sent-{{Accepted.Count}}"}""");
    }
}
