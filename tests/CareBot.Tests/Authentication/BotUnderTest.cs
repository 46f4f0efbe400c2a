using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareBot.Tests.Authentication;

/// <summary>A bot behind the cloud adapter, and the channel that posts to it.</summary>
internal sealed class BotUnderTest : IBot, IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TestServer _server;

    public BotUnderTest(
        Dictionary<string, string?> settings,
        TimeProvider clock,
        ServiceClientCredentialsFactory? credentials = null,
        string environment = "Development",
        IHttpClientFactory? http = null)
    {
        settings["environment"] = environment;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        Authentication = new ConfigurationBotFrameworkAuthentication(configuration, clock, credentials, httpClientFactory: http);
        Adapter = new CloudAdapter(Authentication) { Clock = clock };
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        _app = builder.Build();
        _app.MapPost("/api/messages", (HttpContext http) => Adapter.ProcessAsync(http.Request, http.Response, this, http.RequestAborted));
        _app.Start();
        _server = _app.GetTestServer();
    }

    public ConfigurationBotFrameworkAuthentication Authentication { get; }

    public CloudAdapter Adapter { get; }

    /// <summary>How many turns ran.</summary>
    public int Turns { get; private set; }

    /// <summary>What the bot does in a turn; nothing by default.</summary>
    public Func<ITurnContext, Task> Does { get; set; } = _ => Task.CompletedTask;

    public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        Turns++;
        return Does(turnContext);
    }

    public async Task<HttpResponseMessage> PostAsync(string json, string? authorization = null, string contentType = "application/json")
    {
        using var client = _server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(json, Encoding.UTF8) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Posts from a machine of the given address.</summary>
    public async Task<int> PostFromAsync(IPAddress sender, string json, params (string Name, string Value)[] headers)
    {
        var context = await _server.SendAsync(
            http =>
            {
                http.Connection.RemoteIpAddress = sender;
                http.Request.Method = "POST";
                http.Request.Path = "/api/messages";
                http.Request.ContentType = "application/json";
                http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(json));
                foreach (var (name, value) in headers) http.Request.Headers[name] = value;
            },
            TestContext.Current.CancellationToken);
        return context.Response.StatusCode;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
