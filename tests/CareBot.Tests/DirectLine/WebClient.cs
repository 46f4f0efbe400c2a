using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace CareBot.Tests.DirectLine;

/// <summary>Speaks Direct Line as the stock client does, request by request.</summary>
internal sealed class WebClient(WebHost host, JsonObject entry)
{
    public static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public string Conversation { get; } = (string)entry["conversationId"]!;

    public string Token { get; set; } = (string)entry["token"]!;

    public static async Task<JsonObject> JsonAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancelled))!.AsObject();

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? token = null)
    {
        var request = new HttpRequestMessage(method, "/v3/directline/" + path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Token);
        return host.Http.SendAsync(request, Cancelled);
    }

    public Task<HttpResponseMessage> PostAsync(string json, string? token = null) =>
        SendAsync(HttpMethod.Post, $"conversations/{Conversation}/activities", new StringContent(json, Encoding.UTF8, "application/json"), token);

    /// <summary>A message as the client writes it.</summary>
    public async Task<HttpResponseMessage> SayAsync(string text, string key) => await PostAsync(new JsonObject
    {
        ["type"] = "message",
        ["text"] = text,
        ["textFormat"] = "plain",
        ["attachments"] = new JsonArray(),
        ["channelData"] = new JsonObject { ["attachmentSizes"] = new JsonArray(), ["clientActivityID"] = key },
        ["channelId"] = "webchat",
        ["from"] = new JsonObject { ["id"] = "someone-else", ["name"] = "Ana", ["role"] = "bot" },
        ["locale"] = "es-US",
        ["localTimestamp"] = "2026-03-02T09:00:00.000-05:00",
        ["localTimezone"] = "America/New_York",
    }.ToJsonString());

    public async Task<JsonObject> StartAsync() => await JsonAsync(await SendAsync(
        HttpMethod.Post, "conversations", new StringContent("""{"user":{},"locale":"es-US"}""", Encoding.UTF8, "application/json")));

    public async Task<JsonObject> PollAsync(string watermark = "") =>
        await JsonAsync(await SendAsync(HttpMethod.Get, $"conversations/{Conversation}/activities?watermark={watermark}"));

    /// <summary>The client's way back after its socket broke.</summary>
    public async Task<JsonObject> ReconnectAsync(string watermark) =>
        await JsonAsync(await SendAsync(HttpMethod.Get, $"conversations/{Conversation}?watermark={watermark}"));

    public static async Task<OpenStream> OpenAsync(JsonObject conversation)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri((string)conversation["streamUrl"]!), Cancelled);
        return new OpenStream(socket);
    }

    public static async Task<HttpStatusCode> RefusedAsync(string streamUrl)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri(streamUrl), Cancelled));
        return socket.HttpStatusCode;
    }

    internal sealed class OpenStream(ClientWebSocket socket) : IDisposable
    {
        public async Task<JsonObject> NextAsync()
        {
            using var patience = Patience();
            using var frame = new MemoryStream();
            var buffer = new byte[4096];
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
                Assert.Equal(WebSocketMessageType.Text, part.MessageType);
                frame.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);
            return JsonNode.Parse(frame.ToArray())!.AsObject();
        }

        /// <summary>Whether the host ends the stream, and shows nothing before that.</summary>
        public async Task<bool> EndsAsync()
        {
            using var patience = Patience();
            return (await socket.ReceiveAsync(new byte[16].AsMemory(), patience.Token)).MessageType == WebSocketMessageType.Close;
        }

        public void Dispose() => socket.Dispose();

        // What never comes fails its own test, and holds up no other.
        private static CancellationTokenSource Patience()
        {
            var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            patience.CancelAfter(TimeSpan.FromMinutes(1));
            return patience;
        }
    }
}

internal static class Frames
{
    public static JsonArray Activities(this JsonObject frame) => frame["activities"]!.AsArray();

    public static string?[] Texts(this JsonObject frame) => [.. frame.Activities().Select(one => (string?)one!["text"])];

    public static string? Watermark(this JsonObject frame) => (string?)frame["watermark"];
}
