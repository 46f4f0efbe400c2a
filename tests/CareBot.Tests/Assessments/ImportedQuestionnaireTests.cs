using System.Text;
using CareBot.Care.Assessments;
using CareBot.Care.Patients;
using CareBot.Tests.Host;

namespace CareBot.Tests.Assessments;

/// <summary>A questionnaire of another maker, imported and asked.</summary>
public sealed class ImportedQuestionnaireTests
{
    private const string Mood = """
        { "resourceType": "Questionnaire", "id": "their-mood", "copyright": "theirs, free to use",
          "item": [
            { "linkId": "1", "text": "Do you sleep well?", "type": "boolean" },
            { "linkId": "2", "text": "Thoughts that you would be better off dead?", "type": "choice", "code": [{ "system": "http://loinc.org", "code": "44260-8" }],
              "answerOption": [{ "valueCoding": { "code": "LA6568-5", "display": "Not at all" } }, { "valueCoding": { "code": "LA6569-3", "display": "Several days" } }] },
            { "linkId": "3", "text": "Since when?", "type": "date" }] }
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_sent_asked_and_kept_under_the_version_that_was_imported()
    {
        await using var bot = await WithAsync(Mood);
        await SendAsync(bot, "their-mood");
        await bot.SayAllAsync("dot", "questions", "yes", "yes", "not at all", "2026-02-01");
        var record = Assert.Single(await bot.Get<AssessmentDesk>().HistoryAsync(new PatientId("dot"), "their-mood", Cancelled));
        Assert.Equal((ResponseStatus.Completed, 3), (record.Status, record.Answers.Count));
        Assert.StartsWith("urn:carebot:questionnaire:their-mood|", record.Questionnaire, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_question_about_suicide_is_private_and_an_answer_to_it_calls_a_human()
    {
        await using var bot = await WithAsync(Mood);
        await SendAsync(bot, "their-mood");
        var gate = await bot.SayAllAsync("dot", "questions", "yes");
        Assert.Contains("Are you alone, and is it safe to answer?", gate.Text, StringComparison.Ordinal);
        var reply = await bot.SayAllAsync("dot", "yes", "several days");
        Assert.Contains("988", reply.Text, StringComparison.Ordinal);
        Assert.Equal("E988", Assert.Single((await bot.ChartAsync("dot")).OpenAlerts).EmergencyClass);
    }

    [Fact]
    public async Task What_was_begun_goes_on_under_its_own_version_when_a_newer_one_is_imported()
    {
        await using var bot = await WithAsync(Mood);
        await SendAsync(bot, "their-mood");
        await bot.SayAllAsync("dot", "questions", "yes");
        var newer = Mood.Replace("Since when?", "Since which day?", StringComparison.Ordinal);
        await ImportAsync(bot, newer);
        var last = await bot.SayAllAsync("dot", "yes", "not at all");
        Assert.Contains("Since when?", last.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-02-01", "2026-02-01")]
    [InlineData("2/1/2026 at 3:30 pm", "2026-02-01T15:30:00-05:00")]
    [InlineData("July 4, 2025, 9 am", "2025-07-04T09:00:00-04:00")]
    [InlineData("1 de febrero de 2026 a las 15:30", "2026-02-01T15:30:00-05:00")]
    public async Task A_moment_is_kept_as_exactly_as_it_was_said(string said, string kept)
    {
        await using var bot = await WithAsync("""
            { "resourceType": "Questionnaire", "id": "their-mood", "copyright": "theirs, free to use",
              "item": [{ "linkId": "1", "text": "When did you fall?", "type": "dateTime" }] }
            """);
        await SendAsync(bot, "their-mood");
        await bot.SayAllAsync("dot", "questions", said);
        var record = Assert.Single(await bot.Get<AssessmentDesk>().HistoryAsync(new PatientId("dot"), "their-mood", Cancelled));
        var response = System.Text.Json.Nodes.JsonNode.Parse(record.Response.Span)!;
        Assert.Equal(kept, (string?)response["item"]![0]!["answer"]![0]!["valueDateTime"]);
        R4.Strict(response);
    }

    private static async Task<BotFixture> WithAsync(string json)
    {
        var bot = new BotFixture();
        await ImportAsync(bot, json);
        return bot;
    }

    private static Task ImportAsync(BotFixture bot, string json) => bot.Get<QuestionnaireLibrary>().ImportAsync(
        Questionnaire.Load(Encoding.UTF8.GetBytes(json), "their-mood.json"), bot.Clock.GetUtcNow(), Cancelled);

    private static async Task SendAsync(BotFixture bot, string name) => await bot.Get<SendingDesk>().SendAsync(
        new PatientId("dot"), (await bot.Get<QuestionnaireLibrary>().NamedAsync(name, Cancelled))!, new Author(Roles.Coordinator, "maria", "test"), bot.Clock.GetUtcNow(), Cancelled);
}
