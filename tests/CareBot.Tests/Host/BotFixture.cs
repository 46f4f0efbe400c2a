using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CareBot.Background;
using CareBot.Care.CheckIns;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.DirectLine;
using CareBot.Mail;
using CareBot.Turns;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CareBot.Tests.Host;

/// <summary>
/// The whole bot as it is served, with the demo practice: records that end with it, a clock that the test moves. What is due is done when
/// the test says so.
/// </summary>
internal sealed class BotFixture(string dataFolder = ":memory:", string environment = "Development", string? at = null, IReadOnlyList<(string Key, string Value)>? settings = null) : WebApplicationFactory<Program>
{
    private static int _messages;

    /// <summary>What the host does by itself, and here only when the test says so.</summary>
    private static readonly Type?[] Own = [typeof(CareClock), typeof(OutboxWorker), typeof(MailWorker), typeof(MailInboxWorker)];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A Monday, five past eight in Chicago, where the demo practice is.</summary>
    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.Parse(at ?? "2026-03-02T14:05:00Z", CultureInfo.InvariantCulture));

    public LogLines Log { get; } = new();

    public TestStore Store => (TestStore)Services.GetRequiredService<IRecordStore>();

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(environment);
        builder.UseSetting("CareBot:DataFolder", dataFolder);
        foreach (var (key, value) in settings ?? [])
            builder.UseSetting(key, value);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock).AddSingleton<ILoggerProvider>(Log);
            foreach (var own in services.Where(service => service.ServiceType == typeof(IHostedService)
                && Own.Contains(service.ImplementationType)).ToList())
                services.Remove(own);
            // What the bot says first goes to the log of the conversation, whichever channel it is on.
            services.AddSingleton(provider => new Roads(provider.GetRequiredService<DirectLineAdapter>()));
            var real = services.Last(service => service.ServiceType == typeof(IRecordStore));
            services.AddSingleton<IRecordStore>(provider => new TestStore((IRecordStore)real.ImplementationFactory!(provider)));
        });
    }

    public Task<HttpResponseMessage> PostAsync(string body, string contentType = "application/json") =>
        CreateClient().PostAsync("/api/messages", new StringContent(body, Encoding.UTF8, contentType), Cancelled);

    /// <summary>Types as somebody of the cast, on the emulator's channel, and reads the answer from the response.</summary>
    public async Task<Answer> SayAsync(string person, string text, string? id = null) => await SendAsync(Message(person, text, id));

    /// <summary>Types one message after the other.</summary>
    /// <returns>The last answer.</returns>
    public async Task<Answer> SayAllAsync(string person, params string[] texts)
    {
        Answer? last = null;
        foreach (var text in texts)
            last = await SayAsync(person, text);
        return last!;
    }

    public async Task<Answer> SendAsync(JsonObject activity)
    {
        using var response = await PostAsync(activity.ToJsonString());
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(Cancelled));
    }

    public static JsonObject Message(string person, string text, string? id = null) => Activity(person, "message", id, ("text", text));

    public static JsonObject Activity(string person, string type, string? id, params (string Name, JsonNode? Value)[] more)
    {
        var activity = new JsonObject
        {
            ["type"] = type,
            ["id"] = id ?? $"m{Interlocked.Increment(ref _messages)}",
            ["channelId"] = "emulator",
            ["serviceUrl"] = "http://127.0.0.1:9",
            ["deliveryMode"] = "expectReplies",
            ["locale"] = "en-US",
            ["from"] = new JsonObject { ["id"] = person },
            ["recipient"] = new JsonObject { ["id"] = "carebot" },
            ["conversation"] = new JsonObject { ["id"] = Conversation(person) },
        };
        foreach (var (name, value) in more)
            activity[name] = value;
        return activity;
    }

    public static string Conversation(string person) => $"emulator-{person}";

    /// <summary>What the person's conversation shows, read from its log.</summary>
    public async Task<IReadOnlyList<Activity>> TranscriptAsync(string person) =>
        (await Get<ConversationLog>().ReadAsync(ConversationKey.Of("emulator", Conversation(person)), 0, Cancelled)).Activities;

    public async Task<ChartSummary> ChartAsync(string person) => (await Get<Charts>().OpenAsync(new PatientId(person), Cancelled)).Summary;

    /// <summary>The check-ins that the chart has for today.</summary>
    public Task<IReadOnlyList<CheckInRecord>> TodayAsync(string person) => Get<Charts>().EntriesAsync(
        new PatientId(person), KeyRange.StartingWith($"checkin:heart-failure:{Clock.GetUtcNow():yyyyMMdd}"), 100, CareJson.Default.CheckInRecord, Cancelled);

    /// <summary>Does what is due, as the clock would.</summary>
    public Task<int> RunOutreachAsync(OutreachDesk.Say? say = null) =>
        Get<OutreachDesk>().RunDueAsync(Clock, say ?? Get<Background.Outreach>().SayAsync, Cancelled);

    /// <summary>Walt's whole check-in but for the last answer, with a weight that has risen by four pounds.</summary>
    public Task<Answer> WaltUpToTheLastQuestionAsync() => SayAllAsync("walt", "check in", "186", "none of these", "no", "no", "none of these");
}

/// <summary>An answer as the caller gets it.</summary>
internal sealed record Answer(HttpStatusCode Status, string Body)
{
    public IReadOnlyList<JsonObject> Activities => Body.Length == 0 ? [] : [.. JsonNode.Parse(Body)!["activities"]!.AsArray().Select(one => one!.AsObject())];

    /// <summary>All words of the answer, one message a line or more.</summary>
    public string Text => string.Join("\n", Activities.Where(one => (string?)one["type"] == "message").Select(one => (string?)one["text"]));
}
