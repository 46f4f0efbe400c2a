using System.Text.Json.Nodes;
using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Tests.Host;

namespace CareBot.Tests.Assessments;

/// <summary>Questions that take several answers: how many there must and may be is said and held to, and every answer is kept in its order.</summary>
public sealed class ListAnswerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task How_many_answers_are_wanted_is_said_with_the_question()
    {
        await using var bot = await WithListsAsync("dot");
        Assert.Contains("Please choose 2 to 3.", (await bot.SayAsync("dot", "questions")).Text, StringComparison.Ordinal);
        Assert.Contains("You can give up to 3 answers. Write one at a time.", (await bot.SayAsync("dot", "sleep and pain")).Text, StringComparison.Ordinal);
        Assert.Contains("Please give at least 2 answers. Write one at a time.", (await bot.SayAsync("dot", "skip")).Text, StringComparison.Ordinal);
        Assert.Contains("You can give more than one answer. Write one at a time.", (await bot.SayAsync("dot", "skip")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_answer_where_two_are_wanted_is_too_few_and_the_question_stays_open()
    {
        await using var bot = await WithListsAsync("dot");
        await bot.SayAllAsync("dot", "questions", "sleep");
        var few = (await bot.SayAsync("dot", "that is all")).Text;
        Assert.Contains("Please give at least 2 answers here. So far I have 1.", few, StringComparison.Ordinal);
        Assert.Contains("Question 1 of 4", few, StringComparison.Ordinal);
        await bot.SayAllAsync("dot", "stairs");
        Assert.Contains("Question 2 of 4", (await bot.SayAsync("dot", "that is all")).Text, StringComparison.Ordinal);
        Assert.Equal("sleep; stairs", await SavedAsync(bot, "dot", "troubles"));
    }

    [Fact]
    public async Task Four_answers_where_three_may_be_are_too_many_and_three_are_taken_without_asking_for_more()
    {
        await using var bot = await WithListsAsync("dot");
        await bot.SayAsync("dot", "questions");
        var many = (await bot.SayAsync("dot", "sleep, pain, stairs and memory")).Text;
        Assert.Contains("Please give no more than 3 answers here. That would make 4.", many, StringComparison.Ordinal);
        Assert.Contains("Question 1 of 4", many, StringComparison.Ordinal);
        Assert.Contains("Question 2 of 4", (await bot.SayAllAsync("dot", "memory", "pain", "sleep")).Text, StringComparison.Ordinal);
        Assert.Equal("sleep; pain; memory", await SavedAsync(bot, "dot", "troubles"));
    }

    [Fact]
    public async Task The_same_is_said_in_Spanish()
    {
        await using var bot = await WithListsAsync("rosa");
        Assert.Contains("Elija de 2 a 3.", (await bot.SayAsync("rosa", "preguntas")).Text, StringComparison.Ordinal);
        Assert.Contains("Dé no más de 3 respuestas aquí. Así serían 4.", (await bot.SayAsync("rosa", "sueño, dolor, escaleras y memoria")).Text, StringComparison.Ordinal);
        Assert.Contains("Dé al menos 2 respuestas aquí. Hasta ahora tengo 1.", (await bot.SayAllAsync("rosa", "dolor", "eso es todo")).Text, StringComparison.Ordinal);
        Assert.Contains("¿Hay más? Escriba la siguiente, o escriba **no**.", (await bot.SayAllAsync("rosa", "sueño", "no", "metformina")).Text, StringComparison.Ordinal);
        await bot.SayAllAsync("rosa", "nada más", "80,5", "81", "ya terminé", "2026-02-01", "no");
        var record = await bot.DoneAsync(MadeForms.Lists, "rosa");
        Assert.Equal(("sleep; pain", "metformina", "80.5; 81"), (record.Given("troubles"), record.Given("medicines"), record.Given("weights")));
    }

    [Fact]
    public async Task Words_numbers_and_days_are_taken_one_a_message_until_there_are_no_more_and_kept_in_order()
    {
        await using var bot = await WithListsAsync("dot");
        await bot.SayAllAsync("dot", "questions", "1 and 2", "metformin");
        // What is asked or explained meanwhile takes nothing away.
        Assert.Contains("So far: metformin.", (await bot.SayAllAsync("dot", "help", "who are you")).Text, StringComparison.Ordinal);
        Assert.Contains("So far: metformin and aspirin.", (await bot.SayAsync("dot", "aspirin")).Text, StringComparison.Ordinal);
        Assert.Contains("Question 3 of 4", (await bot.SayAsync("dot", "aspirin at night")).Text, StringComparison.Ordinal);
        await bot.SayAllAsync("dot", "181", "1", "2", "done", "2/3/2026", "yes", "1/9/2026", "nothing else");
        var record = await bot.DoneAsync(MadeForms.Lists, "dot");
        Assert.Equal(("metformin; aspirin; aspirin at night", "181; 1; 2", "2026-02-03; 2026-01-09"), (record.Given("medicines"), record.Given("weights"), record.Given("falls")));
    }

    [Fact]
    public async Task Back_takes_the_last_of_a_list_back_and_then_goes_to_the_question_before()
    {
        await using var bot = await WithListsAsync("dot");
        await bot.SayAllAsync("dot", "questions", "1 and 2", "metformin", "asprin");
        Assert.Contains("So far: metformin.", (await bot.SayAsync("dot", "back")).Text, StringComparison.Ordinal);
        Assert.Contains("Which medicines do you take?", (await bot.SayAsync("dot", "back")).Text, StringComparison.Ordinal);
        Assert.Contains("Question 1 of 4", (await bot.SayAsync("dot", "back")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_said_of_a_list_is_kept_when_it_is_put_aside_and_a_list_that_is_too_short_goes_on_where_it_was()
    {
        await using var bot = await WithListsAsync("dot");
        await bot.SayAllAsync("dot", "questions", "1 and 2", "metformin", "not now");
        Assert.Equal("metformin", await SavedAsync(bot, "dot", "medicines"));
        Assert.Contains("Question 3 of 4", (await bot.SayAsync("dot", "continue")).Text, StringComparison.Ordinal);
        await bot.SayAllAsync("dot", "181", "not now");
        var on = (await bot.SayAsync("dot", "continue")).Text;
        Assert.Contains("Question 3 of 4", on, StringComparison.Ordinal);
        Assert.Contains("So far: 181.", on, StringComparison.Ordinal);
        await bot.SayAllAsync("dot", "180", "no", "skip");
        Assert.Equal("181; 180", (await bot.DoneAsync(MadeForms.Lists, "dot")).Given("weights"));
    }

    [Fact]
    public async Task A_list_that_was_given_can_be_added_to_or_given_anew_also_after_it_is_done()
    {
        await using var bot = await WithListsAsync("dot");
        await bot.SayAllAsync("dot", "questions", "1 and 2", "metformin", "no", "181", "180", "no", "skip");
        var asked = (await bot.SayAsync("dot", "change my answer about medicines")).Text;
        Assert.Contains("Last time: metformin", asked, StringComparison.Ordinal);
        Assert.Contains("**add to these**", asked, StringComparison.Ordinal);
        await bot.SayAllAsync("dot", "add to these", "aspirin", "no");
        var added = await bot.DoneAsync(MadeForms.Lists, "dot");
        Assert.Equal((ResponseStatus.Amended, "metformin; aspirin"), (added.Status, added.Given("medicines")));
        await bot.SayAllAsync("dot", "change my answer about medicines", "insulin", "no");
        Assert.Equal("insulin", (await bot.DoneAsync(MadeForms.Lists, "dot")).Given("medicines"));
    }

    [Fact]
    public async Task A_correction_that_is_broken_off_leaves_the_list_as_it_was()
    {
        await using var bot = await WithListsAsync("dot");
        await bot.SayAllAsync("dot", "questions", "1 and 2", "metformin", "no", "181", "180", "no", "skip", "change my answer about medicines", "insulin", "not now");
        Assert.Equal((ResponseStatus.Completed, "metformin"), ((await bot.DoneAsync(MadeForms.Lists, "dot")).Status, (await bot.DoneAsync(MadeForms.Lists, "dot")).Given("medicines")));
    }

    [Fact]
    public async Task Skip_after_some_answers_keeps_them_and_skip_before_any_leaves_the_question_out()
    {
        await using var bot = await WithListsAsync("dot");
        await bot.SayAllAsync("dot", "questions", "skip", "metformin", "skip", "181", "skip", "skip");
        var record = await bot.DoneAsync(MadeForms.Lists, "dot");
        Assert.Equal("metformin", record.Given("medicines"));
        Assert.Equal([AbsentReason.AskedDeclined, AbsentReason.AskedDeclined], new[] { record.Answers["troubles"].Absent!.Value, record.Answers["weights"].Absent!.Value });
    }

    [Fact]
    public async Task A_number_typed_at_anything_else_chooses_from_the_list_and_its_last_number_ends_it()
    {
        await using var bot = await WithListsAsync("dot");
        await bot.SayAllAsync("dot", "questions", "2", "1");
        Assert.Contains("So far: sleep and pain.", (await bot.TranscriptAsync("dot"))[^1].Text, StringComparison.Ordinal);
        Assert.Contains("Question 2 of 4", (await bot.SayAsync("dot", "3")).Text, StringComparison.Ordinal);
        Assert.Equal("sleep; pain", await SavedAsync(bot, "dot", "troubles"));
    }

    [Fact]
    public async Task A_coordinator_who_asks_aloud_is_held_to_the_same_count_and_a_typed_number_is_the_answer()
    {
        await using var bot = new BotFixture();
        await bot.RunOutreachAsync();
        await bot.SendAsync(MadeForms.Lists, "dot");
        await bot.SayAllAsync("maria", "together lists dot", "1");
        var few = (await bot.SayAsync("maria", "that is all")).Text;
        Assert.Contains("Please give at least 2 answers here. So far I have 1.", few, StringComparison.Ordinal);
        await bot.SayAllAsync("maria", "1", "that is all", "metformin", "no");
        Assert.Contains("- No, that is all", (await bot.SayAsync("maria", "2")).Text, StringComparison.Ordinal);
        await bot.SayAllAsync("maria", "3", "no", "skip");
        var record = await bot.DoneAsync(MadeForms.Lists, "dot");
        Assert.Equal(("sleep; pain", "2; 3"), (record.Given("troubles"), record.Given("weights")));
    }

    [Theory]
    [InlineData("nuts and shellfish", "nuts; shellfish")]
    [InlineData("1, 2, wool and bee stings", "pollen; nuts; wool; bee stings")]
    [InlineData("dust and mold", "dust and mold")]
    public async Task Among_offered_answers_own_words_are_kept_as_answers_of_their_own(string said, string kept)
    {
        var form = MadeForms.Form("allergies", MadeForms.Item("allergies", "open-choice", "What are you allergic to?", "¿A qué tiene alergia?", options: ["pollen|polen", "nuts|nueces"]));
        await using var bot = new BotFixture();
        await bot.SendAsync(form, "dot");
        await bot.SayAllAsync("dot", "questions", said, "no");
        Assert.Equal(kept, (await bot.DoneAsync(form, "dot")).Given("allergies"));
    }

    [Fact]
    public void A_list_that_is_known_is_asked_back_whole_and_in_its_order_and_not_where_one_answer_is_wanted()
    {
        static Questionnaire Asking(string id, int? most, bool repeats) => MadeForms.Read(MadeForms.Form(id, MadeForms.With(
            MadeForms.Item($"{id}-medicines", "string", "Which medicines?", "¿Qué medicinas?", most: most, repeats: repeats),
            ("code", new JsonArray(new JsonObject { ["system"] = "http://loinc.org", ["code"] = "10160-0" })))));
        var given = new ItemAnswer([new AnswerValue.Words("metformin"), new AnswerValue.Words("aspirin"), new AnswerValue.Words("metformin XR")]);
        var answers = new Dictionary<string, ItemAnswer> { ["first-medicines"] = given };
        Assert.True(given.Says(KnownAnswers.Same(Asking("second", null, repeats: true), Asking("first", null, repeats: true), answers)["second-medicines"]));
        Assert.Empty(KnownAnswers.Same(Asking("second", 2, repeats: true), Asking("first", null, repeats: true), answers));
        Assert.Empty(KnownAnswers.Same(Asking("second", null, repeats: false), Asking("first", null, repeats: true), answers));
    }

    private static async Task<BotFixture> WithListsAsync(string person)
    {
        var bot = new BotFixture();
        await bot.SendAsync(MadeForms.Lists, person);
        return bot;
    }

    /// <summary>What stands on the chart of the response that is open.</summary>
    private static async Task<string> SavedAsync(BotFixture bot, string person, string linkId)
    {
        var line = Assert.Single((await bot.ChartAsync(person)).Assessments);
        return string.Join("; ", (await bot.Get<AssessmentDesk>().OpenAsync(new PatientId(person), line.Id, Cancelled)).Answers[linkId].Values.Select(value => value.Plain));
    }
}
