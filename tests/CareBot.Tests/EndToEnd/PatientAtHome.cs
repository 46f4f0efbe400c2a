using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CareBot.Tests.EndToEnd;

/// <summary>A demo patient in her web chat, over Direct Line without a page.</summary>
internal sealed class PatientAtHome
{
    private readonly HttpClient _http;
    private readonly string _language;
    private readonly string _conversation;
    private readonly string _token;
    private string _watermark = "";

    private PatientAtHome(HttpClient http, string language, JsonNode entry) =>
        (_http, _language, _conversation, _token) = (http, language, (string)entry["conversationId"]!, (string)entry["token"]!);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Opens the chat and reads what the bot says first.</summary>
    public static async Task<PatientAtHome> OpenAsync(RunningHost host, string person, string language)
    {
        using var answer = await host.Http.PostAsJsonAsync("chat/token", new JsonObject { ["as"] = person }, Cancelled);
        var patient = new PatientAtHome(host.Http, language, JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancelled))!);
        await patient.SendAsync(HttpMethod.Post, "", new JsonObject { ["user"] = new JsonObject(), ["locale"] = language });
        await patient.HearAsync(_ => true);
        return patient;
    }

    /// <summary>Types something and waits for the answer: the last thing that the bot has said then.</summary>
    public async Task<string> SayAsync(string text)
    {
        await SendAsync(HttpMethod.Post, "/activities", new JsonObject { ["type"] = "message", ["text"] = text, ["textFormat"] = "plain", ["from"] = new JsonObject { ["id"] = "me" }, ["locale"] = _language });
        return await HearAsync(_ => true);
    }

    /// <summary>Waits until the bot says something that fits.</summary>
    /// <returns>The last such words.</returns>
    public async Task<string> HearAsync(Func<string, bool> fits)
    {
        var time = Stopwatch.StartNew();
        while (time.Elapsed < TimeSpan.FromMinutes(1))
        {
            if ((await NewAsync()).LastOrDefault(fits) is { } words) return words;
            await Task.Delay(20, Cancelled);
        }

        throw new TimeoutException("The bot did not say it.");
    }

    /// <summary>Everything the bot has said in this conversation.</summary>
    public async Task<IReadOnlyList<string>> ReadAllAsync()
    {
        _watermark = "";
        return await NewAsync();
    }

    /// <summary>Does a check-in: gives each question the answer whose key stands in it.</summary>
    /// <param name="start">What begins a check-in where no question is open.</param>
    /// <param name="answers">The words of a question, and what is answered to it.</param>
    /// <param name="end">Words of what the bot says at the end.</param>
    /// <returns>What the bot says at the end, and a watch that runs since the last answer was sent.</returns>
    public async Task<(string Words, Stopwatch SinceLastAnswer)> CheckInAsync(string start, IReadOnlyDictionary<string, string> answers, string end)
    {
        var asked = (await ReadAllAsync())[^1];
        for (var turn = 0; turn < 20; turn++)
        {
            var since = Stopwatch.StartNew();
            asked = await SayAsync(answers.FirstOrDefault(answer => asked.Contains(answer.Key, StringComparison.Ordinal)).Value ?? start);
            if (asked.Contains(end, StringComparison.Ordinal)) return (asked, since);
        }

        throw new TimeoutException("The check-in does not end: " + asked);
    }

    private async Task<IReadOnlyList<string>> NewAsync()
    {
        var page = await SendAsync(HttpMethod.Get, "/activities?watermark=" + _watermark);
        _watermark = (string?)page["watermark"] ?? "";
        return [.. page["activities"]!.AsArray().Where(one => (string?)one!["from"]?["role"] == "bot").Select(one => (string?)one!["text"] ?? "")];
    }

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, "v3/directline/conversations" + (path.Length == 0 ? "" : $"/{_conversation}{path}")) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        using var answer = await _http.SendAsync(request, Cancelled);
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancelled))!;
    }
}
