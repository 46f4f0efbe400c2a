using System.Text.Json.Nodes;
using CareBot.Care.Assessments;
using CareBot.Care.Patients;
using CareBot.Tests.Host;

namespace CareBot.Tests.Assessments;

/// <summary>Who may answer in a patient's place, and what nobody may answer for another.</summary>
public sealed class AnsweringTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_the_patients_permission_nobody_answers_in_their_place()
    {
        await using var bot = new BotFixture();
        Assert.Contains("has not said that someone may answer here", (await bot.SayAsync("dot", "I am answering for my mother")).Text, StringComparison.Ordinal);
        await bot.SayAsync("dot", "food questions");
        Assert.Contains("has not said that someone may answer here", (await bot.SayAsync("dot", "I am her daughter")).Text, StringComparison.Ordinal);
        await bot.SayAsync("dot", "often true");
        Assert.Empty(await HistoryAsync(bot));
    }

    [Fact]
    public async Task With_the_patients_permission_the_record_says_that_a_relative_answered()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("dot", "my daughter Jo may answer for me", "I am answering for my mother", "food questions", "often true", "never true");
        var record = Assert.Single(await HistoryAsync(bot));
        Assert.True(record.Proxy);
        Assert.Contains("RelatedPerson", System.Text.Encoding.UTF8.GetString(record.Response.Span), StringComparison.Ordinal);
        var permission = Assert.Single((await bot.ChartAsync("dot")).Answering);
        Assert.Equal(("my daughter jo", null), (permission.Who, permission.RevokedAt));
    }

    [Fact]
    public async Task Permission_that_is_taken_back_does_not_hold_any_more_and_stays_on_the_chart()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("dot", "my daughter may answer for me", "only I answer");
        Assert.NotNull(Assert.Single((await bot.ChartAsync("dot")).Answering).RevokedAt);
        Assert.Contains("has not said that someone may answer here", (await bot.SayAsync("dot", "I am her daughter")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_answers_for_another_cannot_let_somebody_else_answer()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("dot", "my daughter may answer for me", "I am her daughter");
        Assert.Contains("Only Dot can say who may answer", (await bot.SayAsync("dot", "my husband may answer for me")).Text, StringComparison.Ordinal);
        Assert.Single((await bot.ChartAsync("dot")).Answering);
    }

    [Fact]
    public async Task Permission_never_reaches_what_only_the_patient_can_say()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("dot", "my daughter may answer for me", "I am her daughter");
        Assert.Contains("Only Dot can know that", (await bot.SayAsync("dot", "phq-9")).Text, StringComparison.Ordinal);
        await bot.SayAllAsync("dot", "daily needs", "1", "none of the above", "never true", "never true", "no", "no");
        var record = Assert.Single(await bot.Get<AssessmentDesk>().HistoryAsync(new PatientId("dot"), "ahc-hrsn", Cancelled));
        Assert.Equal(Care.CheckIns.AbsentReason.NotAsked, record.Answers["95618-5"].Absent);
    }

    [Fact]
    public async Task A_daughter_with_the_permission_answers_in_her_own_chat_and_the_record_names_her_as_who_said_it()
    {
        await using var bot = new BotFixture();
        Assert.Contains("has not told me that you may answer", (await bot.SayAsync("jo", "food questions")).Text, StringComparison.Ordinal);
        await bot.SayAsync("dot", "Jo may answer for me");
        await bot.SayAllAsync("jo", "food questions", "often true", "never true");
        var response = JsonNode.Parse(Assert.Single(await HistoryAsync(bot)).Response.Span)!;
        Assert.Equal(("RelatedPerson/jo", "RelatedPerson/jo", "Patient/dot"), ((string?)response["source"]!["reference"], (string?)response["author"]!["reference"], (string?)response["subject"]!["reference"]));
        Assert.Empty(R4.Faults(response));
    }

    [Fact]
    public async Task What_the_patient_ends_ends_in_the_middle_of_the_questions()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("dot", "Jo may answer for me");
        await bot.SayAllAsync("jo", "food questions", "often true");
        await bot.SayAsync("dot", "only I answer");
        Assert.Contains("has not told me that you may answer", (await bot.SayAsync("jo", "never true")).Text, StringComparison.Ordinal);
        Assert.Empty(await HistoryAsync(bot));
    }

    [Fact]
    public async Task A_relative_is_not_shown_what_the_patient_answered_before()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("dot", "daily needs", "2", "mold", "that is all", "not now");
        await bot.SayAsync("dot", "Jo may answer for me");
        var asked = await bot.SayAllAsync("jo", "daily needs");
        Assert.Contains("Question 1 of 10", asked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("worried about losing it in the future.", asked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Last time", asked.Text, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<AssessmentRecord>> HistoryAsync(BotFixture bot) => await bot.Get<AssessmentDesk>().HistoryAsync(new PatientId("dot"), "hunger-vital-sign", Cancelled);
}
