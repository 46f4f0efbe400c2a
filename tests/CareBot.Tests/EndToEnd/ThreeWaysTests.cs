using System.Text.Json.Nodes;
using CareBot.Tests.Assessments;
using CareBot.Tests.Web;
using Microsoft.Playwright;
using Model = Hl7.Fhir.Model;

namespace CareBot.Tests.EndToEnd;

/// <summary>The same questions answered by pressing in Web Chat, on the cards of the Agents Playground, and by typing alone: one and the same response.</summary>
public sealed class ThreeWaysTests(Browser browser)
{
    // What is pressed, and what the next message says.
    private static readonly (string Press, string Next)[] Mood =
    [
        ("Several days", "Question 2 of 2"), ("Several days", "your mood is all right just now"),
    ];

    private static readonly (string Press, string Next)[] Food =
    [
        ("Sometimes true", "Question 2 of 2"), ("Never true", "Nothing goes into your plan without your yes."),
    ];

    private static readonly (string Press, string Next)[] Needs =
    [
        ("I have a place to live today, but I am worried about losing it in the future", "Question 2 of 10"),
        ("Mold", "Anything else"), ("Water leaks", "Anything else"), ("No, that is all", "Question 3 of 10"),
        ("Sometimes true", "Question 4 of 10"), ("Never true", "Question 5 of 10"), ("Yes", "Question 6 of 10"), ("Already shut off", "Are you alone, and is it safe to answer?"),
        ("Yes", "Question 7 of 10"), ("Never", "Question 8 of 10"), ("Rarely", "Question 9 of 10"), ("Never", "Question 10 of 10"), ("Sometimes", "Nothing goes into your plan without your yes."),
    ];

    // The same in somebody's own words.
    private static readonly string[] MoodTyped = ["several days", "2"];
    private static readonly string[] FoodTyped = ["the second", "never"];
    private static readonly string[] NeedsTyped = ["2", "mold and water leaks", "sometimes", "never true", "yes", "it is already shut off", "yes", "1", "rarely", "never", "3"];

    public static TheoryData<string> Instruments => ["phq-2", "hunger-vital-sign", "ahc-hrsn"];

    [Theory]
    [MemberData(nameof(Instruments))]
    public async Task The_response_is_equal_whether_pressed_in_Web_Chat_pressed_on_a_card_or_typed(string instrument)
    {
        var (pressed, typed) = instrument switch { "phq-2" => (Mood, MoodTyped), "hunger-vital-sign" => (Food, FoodTyped), _ => (Needs, NeedsTyped) };
        await using var host = await RunningHost.StartAtNoonAsync();
        await using (var window = await browser.OpenAsync(host.Address))
        {
            await InWebChatAsync(window, instrument, pressed);
        }

        await OnCardsAsync(host, instrument, pressed);
        await ByTypingAsync(host, instrument, typed, pressed[^1].Next);

        var responses = new List<(JsonNode Response, JsonNode Observations)>();
        foreach (var patient in new[] { "dot", "walt", "sam" })
        {
            var record = Assert.Single(await host.AssessedAsync(patient, instrument));
            var resources = (await host.ExportedAsync(patient, instrument))["entry"]!.AsArray().Select(entry => entry!["resource"]!).ToList();
            var (response, observations) = (resources[0], new JsonArray([.. resources.Skip(1).Select(one => one.DeepClone())]));
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(record.Response.Span), response));
            Assert.NotEmpty(observations);
            Assert.All(observations, one => Assert.IsType<Model.Observation>(R4.Strict(one!)));
            var asked = (Model.Questionnaire)R4.Strict(Assessments.Instruments.Named(instrument).Questionnaire.Source);
            Assert.Empty(ResponseReading.Faults(asked, (Model.QuestionnaireResponse)R4.Strict(response)));
            Assert.Equal($"Patient/{patient}", (string?)response["source"]!["reference"]);
            Assert.Equal(patient == "walt" ? "Practitioner/maria" : $"Patient/{patient}", (string?)response["author"]!["reference"]);
            responses.Add((response, observations));
        }

        Assert.All(responses, one => Assert.Equal(Plain(responses[0].Response).ToJsonString(), Plain(one.Response).ToJsonString()));
        Assert.All(responses, one => Assert.Equal(Plain(responses[0].Observations).ToJsonString(), Plain(one.Observations).ToJsonString()));
    }

    private static async Task InWebChatAsync(ChatWindow window, string instrument, (string Press, string Next)[] answers)
    {
        await window.GoAsync("/chat?as=dot&lang=en");
        await window.SeeAsync("Hello, Dot");
        await window.SayAsync(instrument);
        await window.SeeAsync("Question 1 of");
        foreach (var (press, next) in answers)
        {
            var before = await window.Messages.CountAsync();
            await window.Page.Locator(".webchat__suggested-actions").GetByRole(AriaRole.Button, new() { Name = press, Exact = true }).ClickAsync();
            // The press itself, then the answer to it.
            await window.Messages.Nth(before + 1).WaitForAsync();
            await window.SeeAsync(next);
        }

        Assert.Empty(window.Complaints);
    }

    private static async Task OnCardsAsync(RunningHost host, string instrument, (string Press, string Next)[] answers)
    {
        await using var teams = await Playground.StartAsync(host.Address);
        await teams.SayAsync($"together {instrument} walt");
        var shown = await teams.SeeAsync(one => one.Card is not null);
        foreach (var (press, next) in answers)
        {
            var label = press.Length <= 40 ? press : shown.Card!.ButtonLabels().Single(one => press.StartsWith(one!.TrimEnd('…'), StringComparison.Ordinal))!;
            var button = shown.Card!.Button(label);
            var answered = await teams.PressAsync(shown, button);
            var before = shown;
            shown = await teams.SeeAsync(one => (one.Card?.Words() ?? one.Text).Contains(next, StringComparison.Ordinal));
            if (!next.StartsWith("Anything else", StringComparison.Ordinal))
            {
                Assert.DoesNotContain("Skip", answered.ButtonLabels());
            }

            // Pressed once more, the old button answers nothing any more and says what was answered.
            Assert.Equal(answered.ToJsonString(), (await teams.PressAsync(before, button)).ToJsonString());
        }

        Assert.Contains("It is kept as Walt's answers, asked by you.", shown.Text, StringComparison.Ordinal);
        Assert.Contains("by the patient, asked by the care team", (await teams.SeeAsync(one => one.Card is not null)).Card!.Words(), StringComparison.Ordinal);
    }

    private static async Task ByTypingAsync(RunningHost host, string instrument, string[] answers, string end)
    {
        var sam = await PatientAtHome.OpenAsync(host, "sam", "en");
        await sam.SayAsync(instrument);
        var last = "";
        foreach (var answer in answers)
        {
            last = await sam.SayAsync(answer);
        }

        Assert.Contains(end, last, StringComparison.Ordinal);
    }

    /// <summary>Without who, when and under which id.</summary>
    private static JsonNode Plain(JsonNode node)
    {
        string[] own = ["id", "authored", "effectiveDateTime", "issued", "reference", "author", "performer"];
        return node switch
        {
            JsonObject one => new JsonObject(one.Where(member => !own.Contains(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value is { } value ? (JsonNode?)Plain(value) : null))),
            JsonArray many => new JsonArray([.. many.Select(item => Plain(item!))]),
            _ => node.DeepClone(),
        };
    }
}
