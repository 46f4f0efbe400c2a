using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareBot.Care.Content;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Cards;
using CareBot.Tests.Voice;

namespace CareBot.Tests.Cards;

public sealed class DeckTests
{
    private static readonly JsonSerializerOptions Golden = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Texts Texts = Texts.Load(Content.Root);
    private static readonly Deck Deck = Deck.Load(Content.Root, Texts);

    public static TheoryData<string, string, string> Deals { get; } =
    [
        .. from path in Directory.GetFiles(Path.Combine(Content.Root, "cards/samples")).Order(StringComparer.Ordinal)
           from dealt in new[] { ("en", "msteams"), ("es", "webchat") }
           select (Path.GetFileNameWithoutExtension(path), dealt.Item1, dealt.Item2),
    ];

    [Theory]
    [MemberData(nameof(Deals))]
    public void A_card_looks_as_it_was_last_approved(string sample, string language, string channel)
    {
        var path = Path.Combine(Content.Repository(), "cards/goldens", $"{sample}.{language}.{channel}.json");
        var dealt = Deal(sample, language, channel).Card.ToJsonString(Golden) + "\n";
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1") File.WriteAllText(path, dealt);
        Assert.Equal(File.ReadAllText(path), dealt);
    }

    [Theory]
    [MemberData(nameof(Deals))]
    public void Every_card_keeps_the_rules_of_all_three_channels(string sample, string language, string channel) =>
        Assert.Empty(CardRules.Faults(Deal(sample, language, channel)));

    [Theory]
    [MemberData(nameof(Deals))]
    public void The_text_numbers_every_button_and_every_way_to_close(string sample, string language, string channel)
    {
        var dealt = Deal(sample, language, channel);
        var numbered = dealt.Text.Split('\n').Where(line => line.Length > 2 && char.IsAsciiDigit(line[0]) && line.Contains(". ")).ToArray();
        Assert.Equal(dealt.Options.Select((option, at) => $"{at + 1}. {option.Title}"), numbered);
        var forms = CardActions.Parts(dealt.Card).Where(part => part["type"]?.ToString() == "Action.ShowCard").Select(part => part["card"]!).ToList();
        Assert.Equal(Buttons(dealt.Card) - forms.Sum(Buttons) + forms.Sum(form => Buttons(form) * Choices(form)), dealt.Options.Count);
    }

    [Fact]
    public void Teams_executes_and_every_other_channel_submits_the_same_data_with_the_verb()
    {
        var executed = Actions(Deal("alert.open", "en", "msteams")).ToArray();
        foreach (var channel in new[] { "webchat", "directline", "emulator" })
        {
            var submitted = Actions(Deal("alert.open", "en", channel)).ToArray();
            Assert.Equal(executed.Length, submitted.Length);
            Assert.All(executed.Zip(submitted), pair =>
            {
                Assert.Equal(("Action.Execute", "Action.Submit"), (pair.First["type"]!.ToString(), pair.Second["type"]!.ToString()));
                var data = (JsonObject)pair.First["data"]!.DeepClone();
                data["verb"] = pair.First["verb"]!.DeepClone();
                Assert.True(JsonNode.DeepEquals(data, pair.Second["data"]));
            });
        }
    }

    [Fact]
    public void A_closed_alert_can_be_opened_again_and_no_longer_be_acknowledged_or_closed() =>
        Assert.Equal(["why", "patient", "reopen"], Actions(Deal("alert.closed", "en", "msteams")).Select(action => action["verb"]!.ToString()));

    [Fact]
    public void Of_twenty_three_patients_ten_are_shown_and_the_rest_is_one_button_away()
    {
        var data = Sample("caseload.full");
        data["rows"]!.AsArray().Add(data["rows"]![0]!.DeepClone());
        var dealt = Deck.Deal("caseload", "en", "msteams", data);
        Assert.Equal(11, dealt.Options.Count);
        Assert.Equal("Show more", dealt.Options[^1].Title);
        Assert.Contains("of 23", dealt.Text);
    }

    [Theory]
    [InlineData("1", "acknowledge", null, null)]
    [InlineData("2", "close", "spoke", null)]
    [InlineData(" 5: cuff was too small", "close", "falseAlarm", "cuff was too small")]
    [InlineData("#7", "why", null, null)]
    public void A_typed_number_does_what_the_button_does(string typed, string act, string? outcome, string? note)
    {
        var answer = CardAnswer.Read(Deal("alert.open", "en", "msteams").Answer(typed))!;
        Assert.Equal((act, outcome, note), (answer.Act, answer.Field("outcome"), answer.Field("note")));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("9")]
    [InlineData("1 thanks")]
    [InlineData("2 minutes please, in a meeting")]
    [InlineData("3 patients have no visit, right?")]
    [InlineData("2:30")]
    [InlineData("close it")]
    [InlineData("182.5")]
    public void What_is_no_number_of_a_button_does_nothing(string typed) => Assert.Null(Deal("alert.open", "en", "msteams").Answer(typed));

    [Fact]
    public void A_press_is_read_alike_from_Teams_and_from_Web_Chat()
    {
        var execute = JsonDocument.Parse("""{"action":{"type":"Action.Execute","verb":"close","data":{"card":"a1","act":"close","outcome":"spoke","note":""}}}""").RootElement;
        var submit = JsonDocument.Parse("""{"card":"a1","act":"close","verb":"close","outcome":"spoke","note":""}""").RootElement;
        foreach (var answer in new[] { CardAnswer.Read(execute)!, CardAnswer.Read(submit)! })
            Assert.Equal(("a1", "close", "spoke", null), (answer.Card, answer.Act, answer.Field("outcome"), answer.Field("note")));
        Assert.Null(CardAnswer.Read(null));
        Assert.Null(CardAnswer.Read(JsonDocument.Parse("\"hello\"").RootElement));
    }

    [Fact]
    public void Data_that_lacks_what_the_card_names_is_refused()
    {
        var data = Sample("alert.open");
        data.Remove("dueBy");
        Assert.Contains("dueBy", Assert.Throws<MissingDataException>(() => Deck.Deal("alert", "en", "msteams", data)).Message);
    }

    [Theory]
    [InlineData("\"version\": \"1.5\"", "\"version\": \"1.6\"", "version is not 1.5")]
    [InlineData("\"act\": \"why\"", "\"act\": \"wy\"", "has another verb than act")]
    [InlineData("\"label\": \"${words.howEnded}\",", "", "lacks a label")]
    [InlineData("${receivedAt}", "${count(reasons)}", "is no text")]
    [InlineData("${words.told}", "${words.tolled}", "the data has no words.tolled")]
    [InlineData("${reasons}", "${reasons", "does not close it")]
    [InlineData("\"type\": \"FactSet\"", "\"type\": \"Chart.Donut\"", "Chart.Donut has no text twin")]
    public void A_template_that_breaks_a_rule_stops_the_start(string right, string wrong, string message)
    {
        using var root = Content.Copy("dialogs/Voice/texts/common.en.json", "dialogs/Voice/texts/common.es.json", "cards/texts.en.json", "cards/texts.es.json", "cards/samples/alert.open.json");
        root.Write("cards/alert.card.json", File.ReadAllText(Path.Combine(Content.Root, "cards/alert.card.json")).Replace(right, wrong));
        var fault = Assert.Throws<ContentException>(() => Deck.Load(root.Path, Texts.Load(root.Path)));
        Assert.StartsWith("cards/alert.card.json#", fault.Message);
        Assert.Contains(message, fault.Message);
    }

    private static IEnumerable<JsonObject> Actions(Dealt dealt) => CardActions.Parts(dealt.Card).Where(part => part["type"]?.ToString() is "Action.Execute" or "Action.Submit");

    private static Dealt Deal(string sample, string language, string channel) => Deck.Deal(sample.Split('.')[0], language, channel, Sample(sample));

    private static JsonObject Sample(string name) => (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(Content.Root, "cards/samples", name + ".json")))!;

    private static int Buttons(JsonNode card) => CardActions.Parts(card).Count(part => part["type"]?.ToString() is "Action.Execute" or "Action.Submit");

    private static int Choices(JsonNode form) => CardActions.Parts(form).Where(part => part["type"]?.ToString() == "Input.ChoiceSet").Sum(part => part["choices"]!.AsArray().Count);
}
