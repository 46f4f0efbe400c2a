using System.Text.Json.Nodes;

namespace CareBot.Tests.EndToEnd;

/// <summary>The bot as the people in Teams meet it.</summary>
public sealed class TeamsTests
{
    [Fact]
    public async Task A_coordinator_is_greeted_once_though_Teams_installs_twice_and_asks_about_her_caseload()
    {
        await using var host = await RunningHost.StartAsync();
        await using var teams = await Playground.StartAsync(host.Address);
        await teams.InstallAsync(Playground.Personal);
        await teams.SayAsync("my caseload");
        var caseload = (await teams.SeeAsync(one => one.Card is not null)).Card!.Words();
        Assert.Contains("Rosa Delgado", caseload, StringComparison.Ordinal);
        Assert.Contains("Walt Novak", caseload, StringComparison.Ordinal);
        Assert.Single(teams.Seen, one => one.Text.StartsWith("Hello, Maria.", StringComparison.Ordinal));

        await teams.SayAsync("why is Walt green");
        Assert.Contains("Why: Walt Novak", (await teams.SeeAsync(one => one.Card is not null)).Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_at_a_patient_opens_a_card_beside_the_list_which_keeps_its_buttons()
    {
        await using var host = await RunningHost.StartAsync();
        await using var teams = await Playground.StartAsync(host.Address);
        await teams.SayAsync("my caseload");
        await teams.SeeAsync(one => one.Card is not null);
        await teams.SayAsync("walt");
        var patient = await teams.SeeAsync(one => one.Card is not null);
        var why = patient.Card!.Button("Why");
        var answer = await teams.InvokeAsync("adaptiveCard/action", new JsonObject { ["action"] = why.DeepClone() }, replyTo: patient.Id);
        Assert.Equal("application/vnd.microsoft.activity.message", (string?)answer["type"]);
        Assert.Contains("Why: Walt Novak", (await teams.SeeAsync(one => one.Card is not null)).Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_others_read_along_a_mention_is_understood_and_no_patient_is_named()
    {
        await using var host = await RunningHost.StartAsync();
        await using var teams = await Playground.StartAsync(host.Address);
        await teams.InstallAsync(Playground.Huddle);
        await teams.SeeAsync(one => one.Text.Contains("in our own chat", StringComparison.Ordinal));
        await teams.MentionAsync(Playground.Huddle, "my caseload");
        await teams.SeeAsync(one => one.Text.Contains("in our own chat", StringComparison.Ordinal));
        await teams.MentionAsync(Playground.Huddle, "help");
        await teams.SeeAsync(one => one.Text.StartsWith("Here is what you can type", StringComparison.Ordinal));
        NamesNobody(teams);
    }

    [Fact]
    public async Task Maria_finds_a_patient_by_the_search_box_and_by_the_dialog_of_the_message_extension_and_nobody_where_others_read_along()
    {
        await using var host = await RunningHost.StartAsync();
        await using var teams = await Playground.StartAsync(host.Address);
        await teams.SayAsync("my caseload");
        await teams.SeeAsync(one => one.Card?.Words().Contains("Rosa Delgado", StringComparison.Ordinal) == true);

        var found = (await teams.InvokeAsync("composeExtension/query", Query("rosa")))["composeExtension"]!;
        Assert.Equal("result", (string?)found["type"]);
        var rosa = Assert.Single(found["attachments"]!.AsArray())!;
        Assert.Contains("Why: Rosa Delgado", rosa["content"]!.AsObject().Words(), StringComparison.Ordinal);
        Assert.Equal("Rosa Delgado", (string?)rosa["preview"]!["content"]!["title"]);
        Assert.Equal("message", (string?)(await teams.InvokeAsync("composeExtension/query", Query("nobody of this name")))["composeExtension"]!["type"]);
        Assert.Equal("message", (string?)(await teams.InvokeAsync("composeExtension/query", Query("rosa"), Playground.Huddle))["composeExtension"]!["type"]);

        var asked = (await teams.InvokeAsync("composeExtension/fetchTask", new JsonObject { ["commandContext"] = "compose", ["context"] = new JsonObject { ["theme"] = "default" } }))["task"]!;
        Assert.Equal("continue", (string?)asked["type"]);
        var choices = asked["value"]!["card"]!["content"]!["body"]![0]!["choices"]!.AsArray();
        Assert.Contains(choices, choice => (string?)choice!["title"] == "Rosa Delgado" && (string?)choice["value"] == "rosa");
        var shown = (await teams.InvokeAsync("composeExtension/submitAction", Submit("rosa")))["composeExtension"]!;
        Assert.Contains("Why: Rosa Delgado", shown["attachments"]![0]!["content"]!.AsObject().Words(), StringComparison.Ordinal);
        Assert.Equal("continue", (string?)(await teams.InvokeAsync("composeExtension/submitAction", Submit("somebody else's patient")))["task"]!["type"]);
        Assert.Equal("message", (string?)(await teams.InvokeAsync("composeExtension/submitAction", Submit("rosa"), Playground.Huddle))["task"]!["type"]);
    }

    [Fact]
    public async Task In_a_channel_of_the_team_a_mention_is_answered_in_its_thread_and_no_patient_is_named()
    {
        await using var host = await RunningHost.StartAsync();
        await using var teams = await Playground.StartAsync(host.Address);
        await teams.InstallAsync(Playground.AlertsChannel);
        await teams.MentionAsync(Playground.AlertsChannel, "help");
        var answer = await teams.SeeAsync(one => one.Text.StartsWith("Here is what you can type", StringComparison.Ordinal));
        Assert.StartsWith(Playground.AlertsChannel, answer.Conversation, StringComparison.Ordinal);
        await teams.MentionAsync(Playground.AlertsChannel, "my caseload");
        await teams.SeeAsync(one => one.Text.Contains("in our own chat", StringComparison.Ordinal));
        NamesNobody(teams);
    }

    [Fact]
    public async Task Somebody_whom_the_practice_does_not_know_is_answered_politely_and_learns_of_no_patient()
    {
        await using var host = await RunningHost.StartAsync();
        await using var teams = await Playground.StartAsync(host.Address, Playground.StrangerAtTheDesk);
        foreach (var words in new[] { "my caseload", "alerts", "why is Rosa yellow" })
        {
            await teams.SayAsync(words);
            await teams.SeeAsync(one => one.Text.Length > 0);
        }

        Assert.StartsWith("Hello. I am CareBot", teams.Seen[0].Text, StringComparison.Ordinal);
        Assert.Equal(4, teams.Seen.Count(one => one.Text.Length > 0));
        NamesNobody(teams);
    }

    private static JsonObject Query(string words) => new()
    {
        ["parameters"] = new JsonArray(new JsonObject { ["name"] = "patient", ["value"] = words }),
        ["queryOptions"] = new JsonObject { ["skip"] = 0, ["count"] = 25 },
        ["commandContext"] = "compose",
        ["context"] = new JsonObject { ["theme"] = "default" },
    };

    private static JsonObject Submit(string patient) => new()
    {
        ["commandId"] = "find",
        ["commandContext"] = "compose",
        ["context"] = new JsonObject { ["theme"] = "default" },
        ["data"] = new JsonObject { ["act"] = "find", ["patient"] = patient },
    };

    private static void NamesNobody(Playground teams)
    {
        Assert.All(teams.Seen.Where(one => one.Conversation != Playground.Personal || !one.Text.StartsWith("Hello, Maria", StringComparison.Ordinal)), one =>
        {
            Assert.DoesNotContain("Delgado", one.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Novak", one.Text, StringComparison.Ordinal);
            Assert.Null(one.Card);
        });
    }
}
