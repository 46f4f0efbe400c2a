using System.Text.Json.Nodes;
using CareBot.Care.Assessments;
using CareBot.Care.Patients;
using CareBot.Tests.Host;

namespace CareBot.Tests.Assessments;

/// <summary>A group that repeats, talked through: one after the other, each with answers of its own.</summary>
public sealed class GroupConversationTests
{
    private static readonly string[] TwoMedicines = ["metformin", "2", "nausea", "that is all", "aspirin", "1", "skip", "no"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_the_last_question_of_one_it_is_asked_whether_there_is_another_and_each_keeps_its_answers()
    {
        await using var bot = await WithHouseholdAsync("dot");
        Assert.Contains("People who live with you\nIs there one to tell me about?", Plain(await bot.SayAsync("dot", "questions")), StringComparison.Ordinal);
        Assert.Contains("People who live with you (1)\nWhat is the name?", Plain(await bot.SayAsync("dot", "yes")), StringComparison.Ordinal);
        Assert.Contains("Is there another one?", Plain(await bot.SayAllAsync("dot", "Ana", "no", "no")), StringComparison.Ordinal);
        Assert.Contains("People who live with you (2)\nWhat is the name?", Plain(await bot.SayAsync("dot", "yes")), StringComparison.Ordinal);
        Assert.Contains("As what?", Plain(await bot.SayAllAsync("dot", "Leo", "yes")), StringComparison.Ordinal);
        await bot.SayAllAsync("dot", "cook", "yes", "3/1/2026", "no", "no", "go on now", "no");
        await bot.SayAllAsync("dot", TwoMedicines);
        var record = await bot.DoneAsync(MadeForms.Household, "dot");
        Assert.Equal(("Ana", "Leo", "cook", "2026-03-01"), (record.Given("name#1"), record.Given("name#2"), record.Given("job#2"), record.Given("day#2.1")));
        Assert.Equal(new AnswerValue.Number(3), record.Outcome.Computed["all-doses"]);
        var items = JsonNode.Parse(record.Response.Span)!["item"]!.AsArray();
        Assert.Equal(["people", "people", "lunch", "medicines", "medicines", "all-doses"], items.Select(item => (string?)item!["linkId"]));
    }

    [Fact]
    public async Task A_no_at_once_leaves_the_group_out_and_asks_what_comes_next()
    {
        await using var bot = await WithHouseholdAsync("dot");
        Assert.Contains("Medicines (1)\nWhich one?", Plain(await bot.SayAllAsync("dot", "questions", "no")), StringComparison.Ordinal);
        await bot.SayAllAsync("dot", TwoMedicines);
        Assert.DoesNotContain("people", System.Text.Encoding.UTF8.GetString((await bot.DoneAsync(MadeForms.Household, "dot")).Response.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Back_goes_through_the_second_into_the_first_and_an_answer_there_changes_the_first_alone()
    {
        await using var bot = await WithHouseholdAsync("dot");
        await bot.SayAllAsync("dot", "questions", "yes", "Ana", "no", "no", "yes", "Leo");
        Assert.Contains("(2)\nWhat is the name?\nLast time: Leo", Plain(await bot.SayAsync("dot", "back")), StringComparison.Ordinal);
        Assert.Contains("Is there another one?\nLast time: Yes", Plain(await bot.SayAsync("dot", "back")), StringComparison.Ordinal);
        Assert.Contains("(1)\nWhat is the name?\nLast time: Ana", Plain(await bot.SayAllAsync("dot", "back", "back", "back")), StringComparison.Ordinal);
        await bot.SayAsync("dot", "Anna");
        var answers = (await OpenAsync(bot, "dot")).Answers;
        Assert.Equal((ItemAnswer.Of(new AnswerValue.Words("Anna")).Values[0], new AnswerValue.Words("Leo")), (answers["name#1"].Values[0], answers["name#2"].Values[0]));
    }

    [Fact]
    public async Task What_is_put_aside_in_the_second_goes_on_in_the_second_the_next_day()
    {
        await using var bot = await WithHouseholdAsync("dot");
        await bot.SayAllAsync("dot", "questions", "yes", "Ana", "no", "no", "yes", "Leo", "not now");
        bot.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains("People who live with you (2)\nDoes this person work?", Plain(await bot.SayAsync("dot", "continue")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_by_a_name_that_several_have_asks_which_and_one_more_can_be_added_after_it_is_done()
    {
        await using var bot = await WithHouseholdAsync("dot");
        await bot.SayAllAsync("dot", "questions", "yes", "Ana", "no", "no", "no");
        await bot.SayAllAsync("dot", TwoMedicines);
        var which = Plain(await bot.SayAsync("dot", "change my answer about which one"));
        Assert.Contains("Which one? (1)", which, StringComparison.Ordinal);
        Assert.Contains("Which one? (2)", which, StringComparison.Ordinal);
        await bot.SayAllAsync("dot", System.Text.RegularExpressions.Regex.Match(which, @"(\d+)\. Which one\? \(2\)").Groups[1].Value, "ibuprofen");
        Assert.Equal(("metformin", "ibuprofen"), ((await bot.DoneAsync(MadeForms.Household, "dot")).Given("medicine#1"), (await bot.DoneAsync(MadeForms.Household, "dot")).Given("medicine#2")));
        await bot.SayAllAsync("dot", "change an answer", "one more of people who live with you 2", "yes", "Eva", "no", "no", "no");
        var record = await bot.DoneAsync(MadeForms.Household, "dot");
        Assert.Equal((ResponseStatus.Amended, "Ana", "Eva"), (record.Status, record.Given("name#1"), record.Given("name#2")));
        Assert.Contains(record.Changes, change => change is { LinkId: "name#2", Before: null });
    }

    [Fact]
    public async Task One_that_is_taken_back_after_it_is_done_leaves_the_response_and_the_coordinator_sees_it()
    {
        await using var bot = await WithHouseholdAsync("dot");
        await bot.SayAllAsync("dot", "questions", "yes", "Ana", "no", "no", "no");
        await bot.SayAllAsync("dot", TwoMedicines);
        await bot.SayAllAsync("dot", "change an answer", "one more of people who live with you 1", "no");
        var record = await bot.DoneAsync(MadeForms.Household, "dot");
        Assert.DoesNotContain("Ana", System.Text.Encoding.UTF8.GetString(record.Response.Span), StringComparison.Ordinal);
        Assert.Contains(record.Changes, change => change is { LinkId: "name#1", After: null });
    }

    [Fact]
    public async Task It_is_asked_in_Spanish_too()
    {
        await using var bot = await WithHouseholdAsync("rosa");
        Assert.Contains("¿Hay algo que contarme aquí?", (await bot.SayAsync("rosa", "preguntas")).Text, StringComparison.Ordinal);
        Assert.Contains("¿Hay otro más?", (await bot.SayAllAsync("rosa", "sí", "Ana", "no", "no")).Text, StringComparison.Ordinal);
        await bot.SayAllAsync("rosa", "no", "metformina", "2", "náusea", "eso es todo", "aspirina", "1", "saltar", "no");
        Assert.Equal(("Ana", "metformina"), ((await bot.DoneAsync(MadeForms.Household, "rosa")).Given("name#1"), (await bot.DoneAsync(MadeForms.Household, "rosa")).Given("medicine#1")));
    }

    [Fact]
    public async Task A_coordinator_asks_it_aloud_too_and_sees_each_of_them_in_the_result()
    {
        await using var bot = await WithHouseholdAsync("dot");
        await bot.RunOutreachAsync();
        await bot.SayAllAsync("maria", "together household dot", "1", "Ana", "no", "no", "no", "metformin", "2", "skip", "aspirin", "1", "skip", "no");
        var record = await bot.DoneAsync(MadeForms.Household, "dot");
        Assert.Equal(("Ana", "2", "1"), (record.Given("name#1"), record.Given("doses#1"), record.Given("doses#2")));
        await bot.RunOutreachAsync();
        var card = (await bot.TranscriptAsync("maria"))[^1].Text!;
        Assert.Contains("What is the name? (1): Ana", card, StringComparison.Ordinal);
        Assert.Contains("How many a day? (2): 1", card, StringComparison.Ordinal);
        Assert.Contains("Ask these for each one", (await bot.SayAsync("maria", "script household dot")).Text, StringComparison.Ordinal);
    }

    private static string Plain(Answer answer) => answer.Text.Replace("  \n", "\n", StringComparison.Ordinal);

    private static async Task<BotFixture> WithHouseholdAsync(string person)
    {
        var bot = new BotFixture();
        await bot.SendAsync(MadeForms.Household, person);
        return bot;
    }

    private static async Task<AssessmentResponse> OpenAsync(BotFixture bot, string person) =>
        await bot.Get<AssessmentDesk>().OpenAsync(new PatientId(person), Assert.Single((await bot.ChartAsync(person)).Assessments).Id, Cancelled);
}
