using System.Globalization;
using CareBot.Care.Records;
using CareBot.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CareBot.Bench;

/// <summary>
/// What a turn costs before the bot does anything: Kestrel, the activity parsed, replies answered; with a folder also two reads and one
/// durable commit of what a turn stores (its state, the turn, the id that it answers).
/// </summary>
internal static class StandIn
{
    public const string Words = "Question 3 of 6";

    private static readonly byte[] State = Document(1000);
    private static readonly byte[] Turn = Document(2000);

    public static async Task RunAsync(string url, string? folder)
    {
        using var store = folder is null ? null : SqliteRecordStore.Open(Path.Combine(folder, "records.db"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var app = builder.Build();
        app.MapPost("/api/messages", async (HttpContext http) =>
        {
            var activity = await ReadAsync(http.Request);
            if (store is not null)
                await StoreAsync(store, activity);
            var json = ProtocolJson.Write(Reply(activity));
            http.Response.ContentType = "application/json; charset=utf-8";
            http.Response.ContentLength = json.Length + 17;
            await http.Response.BodyWriter.WriteAsync("{\"activities\":["u8.ToArray());
            await http.Response.BodyWriter.WriteAsync(json);
            await http.Response.BodyWriter.WriteAsync("]}"u8.ToArray());
        });
        await app.RunAsync();
    }

    private static async Task<Activity> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return ProtocolJson.Read(body.ToArray())!;
    }

    private static Activity Reply(Activity activity) => new()
    {
        Type = ActivityTypes.Message,
        ChannelId = activity.ChannelId,
        ServiceUrl = activity.ServiceUrl,
        Conversation = activity.Conversation,
        From = activity.Recipient,
        Recipient = activity.From,
        ReplyToId = activity.Id,
        Text = $"{Words}\nAre you more short of breath than usual?\n1. Yes\n2. No",
        SuggestedActions = new SuggestedActions
        {
            Actions = [.. new[] { "Yes", "No", "Back", "Skip", "Help", "Person" }.Select(title => new CardAction { Type = "imBack", Title = title, Value = title })],
        },
    };

    private static async Task StoreAsync(SqliteRecordStore store, Activity activity)
    {
        var conversation = activity.Conversation!.Id!;
        var found = await store.FindAsync("conversations", conversation, ["state", $"seen:{activity.Id}"], CancellationToken.None);
        await store.FindAsync("charts", activity.From!.Id!, ["summary"], CancellationToken.None);
        RecordChange state = found.Count == 0 ? new RecordChange.Insert("state", State) : new RecordChange.Replace("state", State, found[0].ETag);
        await store.CommitAsync(
            "conversations",
            conversation,
            [state, new RecordChange.Insert($"turn:{activity.Id}", Turn), new RecordChange.Insert($"seen:{activity.Id}", "1"u8.ToArray())],
            CancellationToken.None);
    }

    private static byte[] Document(int size) =>
        System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"document\":\"{new string('x', size)}\"}}"));
}
