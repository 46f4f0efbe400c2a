using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using CareBot.Turns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CareBot.Tests.Delivery;

/// <summary>A channel's connector on this machine, and what people read there.</summary>
internal sealed class ChannelStub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _over = new();

    private ChannelStub(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    /// <summary>What was taken, in order.</summary>
    public ConcurrentQueue<Reading> Taken { get; } = new();

    /// <summary>Told of everything that is taken.</summary>
    public Action<Reading>? Heard { get; set; }

    public int Requests { get; private set; }

    /// <summary>Answers in the connector's place while it is set; false lets the request through.</summary>
    public Func<HttpContext, Task<bool>>? Trouble { get; set; }

    public static async Task<ChannelStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var stub = new ChannelStub(builder.Build());
        stub._app.Run(stub.AnswerAsync);
        await stub._app.StartAsync(TestContext.Current.CancellationToken);
        return stub;
    }

    /// <summary>Refuses the next so many requests, or all.</summary>
    public void Refuse(int status, int times = int.MaxValue, string? retryAfter = null, string? code = null) => Trouble = async http =>
    {
        if (times-- <= 0) return false;
        http.Response.StatusCode = status;
        if (retryAfter is not null) http.Response.Headers.RetryAfter = retryAfter;
        if (code is not null) await http.Response.WriteAsJsonAsync(new { error = new { code, message = "no" } });
        return true;
    };

    public void Reset(int times) => Trouble = http =>
    {
        if (times-- <= 0) return Task.FromResult(false);
        http.Abort();
        return Task.FromResult(true);
    };

    /// <summary>The next so many requests are never answered.</summary>
    public void Hang(int times = int.MaxValue) => Trouble = async http =>
    {
        if (times-- <= 0) return false;
        using var given = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _over.Token);
        await Task.Delay(Timeout.Infinite, given.Token);
        return true;
    };

    /// <summary>Ends every trouble: what hangs is broken off.</summary>
    public Task RecoverAsync()
    {
        Trouble = null;
        return _over.CancelAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _over.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        Requests++;
        var body = JsonNode.Parse(await new StreamReader(http.Request.Body).ReadToEndAsync(http.RequestAborted))!;
        if (Trouble is { } trouble && await trouble(http)) return;
        var reading = new Reading((string)body["channelData"]![ReplyPost.ReplyId]!, (string)body["text"]!, (string)body["conversation"]!["id"]!);
        Taken.Enqueue(reading);
        Heard?.Invoke(reading);
        http.Response.StatusCode = 201;
        await http.Response.WriteAsync($$"""{"id":"sent-{{Taken.Count}}"}""");
    }
}

/// <param name="Id">The reply's own id, as it travels in the channel data.</param>
internal sealed record Reading(string Id, string Text, string Conversation);
