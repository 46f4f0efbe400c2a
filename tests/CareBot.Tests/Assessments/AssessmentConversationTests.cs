using System.Text.Json.Nodes;
using CareBot.Care.Assessments;
using CareBot.Care.Patients;
using CareBot.Tests.Host;

namespace CareBot.Tests.Assessments;

/// <summary>Assessments as they are talked through, and what the chart keeps of them.</summary>
public sealed class AssessmentConversationTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_points_on_two_questions_open_the_nine_and_what_was_answered_is_not_asked_again()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "mood check", "several days");
        var second = await bot.SayAsync("walt", "more than half the days");
        Assert.Contains("Trouble falling or staying asleep", second.Text, StringComparison.Ordinal);
        await bot.SayAllAsync("walt", "1", "1", "1", "1", "1", "1", "yes", "not at all", "somewhat difficult");
        var two = Assert.Single(await HistoryAsync(bot, "walt", "phq-2"));
        var nine = Assert.Single(await HistoryAsync(bot, "walt", "phq-9"));
        Assert.Equal((3, 3), (Total(two), Total(nine)));
        Assert.Equal("coordinator.band.minimal", nine.Outcome.Scores.Single().Band);
    }

    [Fact]
    public async Task The_chart_keeps_a_FHIR_response_with_the_reason_of_every_missing_answer()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "phq-2", "skip", "i don't know");
        var record = Assert.Single(await HistoryAsync(bot, "walt", "phq-2"));
        var response = JsonNode.Parse(record.Response.Span)!;
        Assert.Equal(("QuestionnaireResponse", "completed", "https://carebot.example/fhir/Questionnaire/phq-2|1", "Patient/walt"),
            ((string)response["resourceType"]!, (string)response["status"]!, (string)response["questionnaire"]!, (string)response["subject"]!["reference"]!));
        var items = response["item"]![0]!["item"]!.AsArray();
        Assert.Equal(["asked-declined", "asked-unknown"], items.Select(item => (string)item!["extension"]![0]!["valueCode"]!));
        Assert.All(items, item => Assert.Null(item!["answer"]));
        Assert.Null(Total(record));
    }

    [Fact]
    public async Task Another_questionnaire_named_in_the_middle_is_begun_and_the_first_waits_with_its_answers()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("dot", "gad-7", "1", "2");
        Assert.Contains("Question 3 of 7", (await bot.SayAsync("dot", "gad-7")).Text, StringComparison.Ordinal);
        var turned = (await bot.SayAsync("dot", "food questions")).Text;
        Assert.Contains("What you told me is kept.", turned, StringComparison.Ordinal);
        Assert.Contains("about food at home", turned, StringComparison.Ordinal);
        await bot.SayAllAsync("dot", "never true", "never true");
        Assert.Contains("Question 3 of 7", (await bot.SayAsync("dot", "questions")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_message_delivered_twice_is_one_answer()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("walt", "phq-2");
        var first = await bot.SayAsync("walt", "several days", "same");
        var again = await bot.SayAsync("walt", "several days", "same");
        Assert.Equal(first.Text, again.Text);
        var line = Assert.Single((await bot.ChartAsync("walt")).Assessments);
        var response = await bot.Get<AssessmentDesk>().OpenAsync(new PatientId("walt"), line.Id, Cancelled);
        Assert.Equal(["44250-9"], response.Answers.Keys);
    }

    [Fact]
    public async Task An_answer_above_zero_to_the_ninth_question_ends_the_questions_and_calls_a_human_at_once()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("sam", "phq-9", "1", "1", "1", "1", "1", "1", "1", "1", "yes");
        var reply = await bot.SayAsync("sam", "several days");
        Assert.StartsWith("I'm really glad you told me. **Call or text 988 now**", reply.Text, StringComparison.Ordinal);
        var alert = Assert.Single((await bot.ChartAsync("sam")).OpenAlerts, alert => alert.EmergencyClass == "E988");
        Assert.Equal(["phq-9-item-9"], alert.EmergencyRules);
        var record = Assert.Single(await HistoryAsync(bot, "sam", "phq-9"));
        Assert.Equal((ResponseStatus.Stopped, 1), (record.Status, Total(record)));
    }

    [Fact]
    public async Task Not_at_all_to_the_ninth_question_calls_nobody()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("sam", "phq-9", "1", "1", "1", "1", "1", "1", "1", "1", "yes", "not at all");
        Assert.Empty((await bot.ChartAsync("sam")).OpenAlerts);
        Assert.Equal(0, Total(Assert.Single(await HistoryAsync(bot, "sam", "phq-9"))));
    }

    [Fact]
    public async Task Who_is_not_alone_is_not_asked_what_is_private_and_the_response_says_so()
    {
        await using var bot = new BotFixture();
        var reply = await bot.SayAllAsync("sam", "phq-9", "1", "1", "1", "1", "1", "1", "1", "1", "no");
        Assert.DoesNotContain("better off dead", reply.Text, StringComparison.Ordinal);
        var record = Assert.Single(await HistoryAsync(bot, "sam", "phq-9"));
        Assert.Equal(Care.CheckIns.AbsentReason.NotAsked, record.Answers["44260-8"].Absent);
        Assert.Null(Total(record));
    }

    private static async Task<IReadOnlyList<AssessmentRecord>> HistoryAsync(BotFixture bot, string person, string name) =>
        await bot.Get<AssessmentDesk>().HistoryAsync(new PatientId(person), name, Cancelled);

    private static decimal? Total(AssessmentRecord record) => record.Outcome.Scores.Single().Total;
}
