using System.Text.Json.Nodes;
using CareBot.Tests.Storage;

namespace CareBot.Tests.Host;

/// <summary>Issue 2, "Must show": killed in the middle of a check-in, started again, the page loaded again.</summary>
public sealed class KilledHostTests
{
    private const string Door = "/v3/directline";

    [Fact]
    public async Task Rosa_goes_on_with_her_check_in_after_the_host_was_killed_and_Maria_gets_the_alert()
    {
        using var folder = new TemporaryFolder();
        string conversation;
        IReadOnlyList<string> before;
        await using (var host = await HostProcess.StartAsync(folder.Path("data")))
        {
            var rosa = await Page.OpenAsync(host);
            conversation = rosa.Conversation;
            await rosa.SayAsync("hacer mi control");
            await rosa.SayAsync("84,1");
            await rosa.SayAsync("ninguna de estas");
            before = await rosa.HeardAsync();
            Assert.Contains("Pregunta 3 de 6", before[^1], StringComparison.Ordinal);
            await host.KillAsync();
        }

        await using var again = await HostProcess.StartAsync(folder.Path("data"));
        var back = await Page.OpenAsync(again);
        Assert.Equal(conversation, back.Conversation);
        Assert.Equal(before, await back.HeardAsync());

        await back.SayAsync("no");
        Assert.Contains("Pregunta 4 de 6", (await back.HeardAsync())[^1], StringComparison.Ordinal);
        await back.SayAsync("no");
        await back.SayAsync("ninguna de estas");
        await back.SayAsync("ninguna de estas");
        var told = (await back.HeardAsync())[^1];
        Assert.Contains("llame hoy a la clínica", told, StringComparison.Ordinal);
        Assert.Contains("84.1 kilos", told, StringComparison.Ordinal);

        Assert.Contains("Rosa Delgado", await MariaSeesAsync(again, "my caseload"), StringComparison.Ordinal);
        Assert.Contains("84.1 kilos", await MariaSeesAsync(again, "alerts"), StringComparison.Ordinal);
    }

    // The caseload is brought up to date by the host's clock, moments after the answer.
    private static async Task<string> MariaSeesAsync(HostProcess host, string words)
    {
        for (var attempt = 0; ; attempt++)
        {
            var message = BotFixture.Message("maria", words);
            message.Remove("serviceUrl");
            var answer = await host.SendAsync(HttpMethod.Post, "/api/messages", null, message.ToJsonString());
            var said = answer.ToJsonString(DirectLine.WebClient.Plain);
            if (said.Contains("Yellow", StringComparison.Ordinal) || attempt == 50)
                return said;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The chat page of a patient, request by request.</summary>
    private sealed class Page(HostProcess host, string token)
    {
        private int _said;

        public required string Conversation { get; init; }

        public static async Task<Page> OpenAsync(HostProcess host)
        {
            var entry = await host.SendAsync(HttpMethod.Post, "/chat/token", null, """{"door":"chat","as":"rosa"}""");
            var token = (string)entry["token"]!;
            var started = await host.SendAsync(HttpMethod.Post, $"{Door}/conversations", token, """{"user":{},"locale":"es-US"}""");
            return new Page(host, token) { Conversation = (string)started["conversationId"]! };
        }

        public Task<JsonObject> SayAsync(string text) => host.SendAsync(
            HttpMethod.Post, $"{Door}/conversations/{Conversation}/activities", token, new JsonObject
            {
                ["type"] = "message",
                ["text"] = text,
                ["channelData"] = new JsonObject { ["clientActivityID"] = $"{token[^12..]}-{++_said}" },
            }.ToJsonString());

        /// <summary>All that the bot has said in this conversation, in order.</summary>
        public async Task<IReadOnlyList<string>> HeardAsync()
        {
            var frame = await host.SendAsync(HttpMethod.Get, $"{Door}/conversations/{Conversation}/activities?watermark=", token);
            return [.. frame["activities"]!.AsArray().Where(one => (string?)one!["from"]?["role"] == "bot").Select(one => (string)one!["text"]!)];
        }
    }
}
