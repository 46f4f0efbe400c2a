using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using CareBot.Tests.Architecture;
using CareBot.Tests.Host;
using CareBot.Tests.Storage;
using Inbox = System.Threading.Channels.Channel;

namespace CareBot.Tests.EndToEnd;

/// <summary>Teams, played by the Agents Playground: what the person at the desk types and presses, and what appears in their chats.</summary>
/// <remarks>Its internal doors, without a browser; they belong to version 0.2.28, which tests/package.json pins.</remarks>
internal sealed class Playground : IAsyncDisposable
{
    public const string Personal = "a:personal-coordinator-1";
    public const string Huddle = "19:group-huddle";
    public const string AlertsChannel = "19:channel-alerts";

    private readonly TemporaryFolder _folder = new();
    private readonly ChildProcess _process;
    private readonly HttpClient _http;
    private readonly ClientWebSocket _socket = new();
    private readonly System.Threading.Channels.Channel<Shown> _shown = Inbox.CreateUnbounded<Shown>();
    private readonly List<Shown> _seen = [];
    private readonly string _me;
    private Task _reading = Task.CompletedTask;

    private Playground(Uri bot, string configuration, int port)
    {
        Address = new Uri($"http://localhost:{port}");
        _http = new HttpClient { BaseAddress = Address };
        _me = configuration.Split("currentUser: {id: \"")[1].Split('"')[0];
        File.WriteAllText(_folder.Path("playground.yml"), configuration);
        _process = ChildProcess.Start(
            "node", _folder.Path("."),
            new Dictionary<string, string> { ["TEAMSAPPTESTER_BROWSER"] = "none", ["M365_AGENTS_PLAYGROUND_CONFIG_PATH"] = _folder.Path("playground.yml") },
            Repository.Path("tests", "node_modules", "@microsoft", "m365agentsplayground", "cli.js"),
            "start", "-e", new Uri(bot, "/api/messages").ToString(), "-c", "msteams", "-p", $"{Address.Port}", "--dt");
    }

    public Uri Address { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>The configuration of tests/playground, in which the reader is Maria.</summary>
    public static string MariaAtHerDesk { get; } = File.ReadAllText(Repository.Path("tests", "playground", ".m365agentsplayground.yml"));

    /// <summary>The same, with Maria and the last of the others, whom the practice does not know, exchanged.</summary>
    public static string StrangerAtTheDesk { get; } = Exchange(MariaAtHerDesk);

    /// <param name="bot">The host.</param>
    /// <param name="configuration">Who is who.</param>
    /// <param name="installed">True when the bot is in the personal chat already and has said hello.</param>
    public static Task<Playground> StartAsync(Uri bot, string? configuration = null, bool installed = true) => FreePort.StartAsync(async port =>
    {
        var playground = new Playground(bot, configuration ?? MariaAtHerDesk, port);
        try
        {
            await playground._process.SaysAsync("Listening on ");
            if (!playground._process.Output.Contains($"Listening on {port}", StringComparison.Ordinal))
            {
                // Where somebody else has the port, the Playground takes another and says so.
                throw new InvalidOperationException($"EADDRINUSE: {playground._process.Output}");
            }

            await playground._process.AnswersAsync(playground._http, "_debug/ping");
            await playground._socket.ConnectAsync(new Uri($"ws://{playground.Address.Authority}/_ws_conversation/v1/conversations/stream"), Cancelled);
            playground._reading = playground.ReadAsync();
            if (installed)
            {
                await playground.InstallAsync(Personal);
                await playground.SeeAsync(shown => shown.Text.Length > 0);
            }

            return playground;
        }
        catch
        {
            await playground.DisposeAsync();
            throw;
        }
    });

    /// <summary>Everything that appeared so far and was waited for or passed by.</summary>
    public IReadOnlyList<Shown> Seen => _seen;

    public Task InstallAsync(string conversation) => PostAsync($"_debug/conversation/{Uri.EscapeDataString(conversation)}/installation", []);

    public Task SayAsync(string text) => PostAsync(
        $"_conversation/v1/conversations/{Uri.EscapeDataString(Personal)}/messages", new JsonObject { ["text"] = text, ["textFormat"] = "plain", ["from"] = Id(_me) });

    /// <summary>Says something in a group by naming the bot.</summary>
    public Task MentionAsync(string conversation, string text) => PostAsync(
        $"_conversation/v1/conversations/{Uri.EscapeDataString(conversation)}/messages",
        new JsonObject
        {
            ["text"] = "<at>CareBot</at> " + text,
            ["textFormat"] = "xml",
            ["mentions"] = new JsonArray(new JsonObject { ["mentioned"] = new JsonObject { ["id"] = "28:carebot", ["name"] = "CareBot" }, ["text"] = "<at>CareBot</at>" }),
            ["from"] = Id(_me),
        });

    /// <summary>Presses a button of a card.</summary>
    /// <returns>The card that takes its place.</returns>
    public async Task<JsonObject> PressAsync(Shown card, JsonObject action, params (string Field, string Value)[] inputs)
    {
        var data = action["data"]!.DeepClone().AsObject();
        foreach (var (field, value) in inputs) data[field] = value;
        var body = await InvokeAsync(
            "adaptiveCard/action",
            new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["title"] = (string?)action["title"], ["verb"] = (string?)action["verb"], ["data"] = data } },
            replyTo: card.Id);
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)body["type"]);
        return body["value"]!.AsObject();
    }

    /// <summary>Has Teams ask the bot something that is answered at once: a search, a dialog, a press.</summary>
    public async Task<JsonObject> InvokeAsync(string name, JsonObject value, string conversation = Personal, string? replyTo = null)
    {
        var invoke = new JsonObject { ["name"] = name, ["value"] = value, ["from"] = Id(_me), ["conversation"] = Id(conversation) };
        if (replyTo is not null) invoke["replyToId"] = replyTo;
        return JsonNode.Parse(await PostAsync("_conversation/v1/invoke", invoke))!.AsObject();
    }

    /// <summary>Waits for the next message that fits; those before it are passed by.</summary>
    public async Task<Shown> SeeAsync(Func<Shown, bool> fits)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            while (true)
            {
                var shown = await _shown.Reader.ReadAsync(patience.Token);
                _seen.Add(shown);
                if (fits(shown)) return shown;
            }
        }
        catch (OperationCanceledException) when (!Cancelled.IsCancellationRequested)
        {
            throw new TimeoutException($"Not seen in the Playground. Seen:\n{string.Join('\n', _seen.Select(shown => $"- {shown.Conversation}: {shown.Text} {shown.Card?.ToJsonString()}"))}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _reading;
        _http.Dispose();
        _process.Dispose();
        _folder.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            var buffer = new byte[16 * 1024];
            while (true)
            {
                using var frame = new MemoryStream();
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                    frame.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close) return;
                if (JsonNode.Parse(frame.ToArray()) is JsonObject content && (string?)content["action"] == "createMessage") _shown.Writer.TryWrite(Shown.Of(content));
            }
        }
        catch (Exception closed) when (closed is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The playground is leaving.
        }
    }

    private async Task<string> PostAsync(string path, JsonObject body)
    {
        using var answer = await _http.PostAsJsonAsync(path, body, Cancelled);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {text}\n{_process.Output}");
        return text;
    }

    private static JsonObject Id(string id) => new() { ["id"] = id };

    private static string Exchange(string configuration)
    {
        var lines = configuration.Split('\n');
        var me = Array.FindIndex(lines, line => line.StartsWith("currentUser:", StringComparison.Ordinal));
        var other = Array.FindLastIndex(lines, line => line.StartsWith("  - {", StringComparison.Ordinal));
        var (mine, theirs) = (lines[me]["currentUser: ".Length..], lines[other]["  - ".Length..]);
        (lines[me], lines[other]) = ("currentUser: " + theirs, "  - " + mine);
        return string.Join('\n', lines);
    }
}

/// <summary>A message as it appears in Teams.</summary>
internal sealed record Shown(string Conversation, string Id, string Text, JsonObject? Card)
{
    public static Shown Of(JsonObject frame)
    {
        var message = frame["message"]!.AsObject();
        return new Shown(
            (string?)frame["actionConversationId"] ?? "", (string?)message["messageId"] ?? "", (string?)message["text"] ?? "",
            message["attachments"]?.AsArray().FirstOrDefault()?["content"] as JsonObject);
    }
}
