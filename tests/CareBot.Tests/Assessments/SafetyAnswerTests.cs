using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Tests.Host;

namespace CareBot.Tests.Assessments;

/// <summary>A question whose answer may call a human: whatever is no clear no reaches one, in whichever words it is said.</summary>
public sealed class SafetyAnswerTests
{
    private const string ItemNine = "44260-8";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sam", "yes")]
    [InlineData("sam", "sometimes")]
    [InlineData("sam", "a little")]
    [InlineData("sam", "once or twice")]
    [InlineData("sam", "some days")]
    [InlineData("sam", "often")]
    [InlineData("sam", "only once")]
    [InlineData("sam", "a few days")]
    [InlineData("sam", "it crossed my mind")]
    [InlineData("rosa", "sí")]
    [InlineData("rosa", "sí pero nunca lo haría")]
    [InlineData("rosa", "a veces")]
    [InlineData("rosa", "un poco")]
    [InlineData("rosa", "de vez en cuando")]
    [InlineData("rosa", "casi nunca")]
    public async Task Words_that_mean_that_it_is_so_call_a_human_at_once_and_no_number_is_made_of_them(string person, string said)
    {
        await using var bot = new BotFixture();
        await ToItemNineAsync(bot, person);
        Assert.Contains("988", (await bot.SayAsync(person, said)).Text, StringComparison.Ordinal);
        Assert.Equal(["phq-9-item-9"], await RulesAsync(bot, person));
        Assert.Contains((await bot.ChartAsync(person)).OpenAlerts, alert => alert.Words.Any(one => one.Text == said));
        var record = Assert.Single(await HistoryAsync(bot, person));
        Assert.Equal((ResponseStatus.Stopped, AbsentReason.Unknown, (decimal?)null), (record.Status, record.Answers[ItemNine].Absent, record.Outcome.Scores.Single().Total));
        var response = await bot.Get<AssessmentDesk>().OpenAsync(new PatientId(person), record.Id, Cancelled);
        Assert.Contains(response.Events, one => one.LinkId == ItemNine && one.Said == said);
    }

    [Theory]
    [InlineData("purple monkey", "skip")]
    [InlineData("purple monkey", "not now")]
    [InlineData("purple monkey", "leave me alone")]
    [InlineData("i don't know", "skip")]
    [InlineData("not at all until last week", "skip")]
    [InlineData("not at all, only at night", "purple monkey")]
    [InlineData("no, unless I am tired", "later")]
    public async Task What_is_not_clear_is_asked_about_once_and_whoever_then_leaves_is_heard_as_if_it_were_so(string unclear, string leaves)
    {
        await using var bot = new BotFixture();
        await ToItemNineAsync(bot, "sam");
        var asked = (await bot.SayAsync("sam", unclear)).Text;
        Assert.Contains("Is that a yes?", asked, StringComparison.Ordinal);
        Assert.Contains("Several days", asked, StringComparison.Ordinal);
        Assert.Empty((await bot.ChartAsync("sam")).OpenAlerts);
        Assert.Contains("988", (await bot.SayAsync("sam", leaves)).Text, StringComparison.Ordinal);
        Assert.Equal(["phq-9-item-9-unclear"], await RulesAsync(bot, "sam"));
        Assert.Contains((await bot.ChartAsync("sam")).OpenAlerts, alert => alert.Words.Any(one => one.Text.StartsWith(unclear, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Silence_after_an_unclear_answer_calls_a_human_too()
    {
        await using var bot = new BotFixture();
        await ToItemNineAsync(bot, "sam");
        await bot.SayAsync("sam", "purple monkey");
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await bot.RunOutreachAsync();
        Assert.Empty((await bot.ChartAsync("sam")).OpenAlerts);
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await bot.RunOutreachAsync();
        Assert.Equal(["phq-9-item-9-unclear"], await RulesAsync(bot, "sam"));
        Assert.Contains(await bot.TranscriptAsync("sam"), said => said.Text?.Contains("988", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("not at all")]
    [InlineData("1")]
    [InlineData("never")]
    public async Task A_clear_no_after_an_unclear_answer_calls_nobody(string no)
    {
        await using var bot = new BotFixture();
        await ToItemNineAsync(bot, "sam");
        await bot.SayAllAsync("sam", "purple monkey", no);
        bot.Clock.Advance(TimeSpan.FromMinutes(5));
        await bot.RunOutreachAsync();
        Assert.DoesNotContain((await bot.ChartAsync("sam")).OpenAlerts, alert => alert.EmergencyClass == "E988");
        Assert.Equal(0, Assert.Single(await HistoryAsync(bot, "sam")).Outcome.Scores.Single().Total);
    }

    [Fact]
    public async Task Sometimes_to_a_question_of_yes_or_no_is_a_yes_and_the_next_is_asked()
    {
        await using var bot = new BotFixture();
        var reply = await bot.SayAllAsync("sam", "asq", "yes", "sometimes", "no", "no", "no");
        Assert.Contains("right now", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sam", new[] { "yes", "not now" })]
    [InlineData("sam", new[] { "no", "no", "yes", "phq-9" })]
    [InlineData("sam", new[] { "no", "skip", "later" })]
    [InlineData("rosa", new[] { "sí", "ahora no" })]
    public async Task Whoever_leaves_after_an_answer_that_calls_for_a_human_reaches_one(string person, string[] said)
    {
        await using var bot = new BotFixture();
        await ToFirstOfAsqAsync(bot, person);
        Assert.Contains("988", (await bot.SayAllAsync(person, said)).Text, StringComparison.Ordinal);
        Assert.Equal(["asq-positive"], await RulesAsync(bot, person));
        Assert.Equal(AssessmentState.Stopped, Assert.Single((await bot.ChartAsync(person)).Assessments).State);
    }

    [Fact]
    public async Task Silence_after_such_an_answer_calls_a_human_two_minutes_after_the_last_one()
    {
        await using var bot = new BotFixture();
        await ToFirstOfAsqAsync(bot, "sam");
        await bot.SayAsync("sam", "yes");
        bot.Clock.Advance(TimeSpan.FromMinutes(1.5));
        await bot.RunOutreachAsync();
        await bot.SayAsync("sam", "no");
        bot.Clock.Advance(TimeSpan.FromMinutes(1.5));
        await bot.RunOutreachAsync();
        Assert.Empty((await bot.ChartAsync("sam")).OpenAlerts);
        bot.Clock.Advance(TimeSpan.FromMinutes(0.5));
        await bot.RunOutreachAsync();
        Assert.Equal(["asq-positive"], await RulesAsync(bot, "sam"));
    }

    [Fact]
    public async Task Such_an_answer_that_is_taken_back_at_once_calls_nobody()
    {
        await using var bot = new BotFixture();
        await ToFirstOfAsqAsync(bot, "sam");
        await bot.SayAllAsync("sam", "yes", "back", "no", "not now");
        bot.Clock.Advance(TimeSpan.FromMinutes(5));
        await bot.RunOutreachAsync();
        Assert.Empty((await bot.ChartAsync("sam")).OpenAlerts);
    }

    [Fact]
    public async Task A_yes_in_a_correction_calls_a_human_like_the_first_time()
    {
        await using var bot = new BotFixture();
        await ToFirstOfAsqAsync(bot, "sam");
        await bot.SayAllAsync("sam", "no", "no", "no", "no");
        Assert.Empty((await bot.ChartAsync("sam")).OpenAlerts);
        Assert.Contains("988", (await bot.SayAllAsync("sam", "change my answer", "1", "yes", "yes")).Text, StringComparison.Ordinal);
        Assert.Equal(["asq-positive"], await RulesAsync(bot, "sam"));
    }

    [Fact]
    public async Task Violence_that_is_certain_before_the_last_question_reaches_a_human_when_they_leave()
    {
        await using var bot = new BotFixture();
        await ToViolenceAsync(bot);
        await bot.SayAllAsync("dot", "never", "frequently", "frequently");
        Assert.Empty((await bot.ChartAsync("dot")).OpenAlerts);
        await bot.SayAsync("dot", "not now");
        Assert.Equal(["ahc-hrsn-hits"], Assert.Single((await bot.ChartAsync("dot")).OpenAlerts).EmergencyRules);
    }

    [Theory]
    [InlineData("phq-2", new[] { "nearly every day", "skip" }, "phq-9")]
    [InlineData("phq-2", new[] { "several days", "skip" }, null)]
    [InlineData("steadi-3", new[] { "yes", "skip", "skip" }, "stay-independent")]
    public async Task A_second_stage_that_is_certain_whatever_is_missing_is_opened(string first, string[] said, string? second)
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", [first, .. said]);
        Assert.Equal(second, (await bot.ChartAsync("walt")).Assessments.FirstOrDefault(line => line.State == AssessmentState.Started)?.Name);
    }

    [Fact]
    public async Task Being_hurt_in_other_words_than_those_offered_calls_a_human_in_private()
    {
        await using var bot = new BotFixture();
        var reply = await ToViolenceAsync(bot);
        Assert.Contains("physically hurt", reply.Text, StringComparison.Ordinal);
        await bot.SayAsync("dot", "yes");
        Assert.Equal("SAFE", Assert.Single((await bot.ChartAsync("dot")).OpenAlerts).EmergencyClass);
    }

    [Theory]
    [InlineData("sam", "change my answer", "You have no answers to change yet.", "Question 1 of 9")]
    [InlineData("rosa", "cambiar mi respuesta", "Todavía no tiene respuestas para cambiar.", "Pregunta 1 de 9")]
    public async Task At_the_first_question_there_is_nothing_to_change_and_it_is_asked_again(string person, string change, string nothing, string first)
    {
        await using var bot = new BotFixture();
        var reply = (await bot.SayAllAsync(person, "phq-9", change)).Text;
        Assert.Contains(nothing, reply, StringComparison.Ordinal);
        Assert.Contains(first, reply, StringComparison.Ordinal);
        Assert.DoesNotContain("?\n", (await bot.SayAsync(person, "back")).Text.Split(first)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Back_out_of_the_list_of_answers_returns_to_the_question_that_was_left()
    {
        await using var bot = new BotFixture();
        var reply = (await bot.SayAllAsync("sam", "phq-9", "1", "1", "change my answer", "back")).Text;
        Assert.Contains("Trouble falling or staying asleep", reply, StringComparison.Ordinal);
        Assert.DoesNotContain("better off dead", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_comes_to_a_private_question_by_changing_an_answer_is_asked_first_whether_they_are_alone()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("sam", "phq-9", "2", "1", "1", "1", "1", "1", "1", "1", "yes", "1", "1");
        var gate = (await bot.SayAsync("sam", "change hard thoughts")).Text;
        Assert.Contains("Are you alone", gate, StringComparison.Ordinal);
        Assert.DoesNotContain("hurting yourself", gate, StringComparison.Ordinal);
        Assert.Contains("hurting yourself", (await bot.SayAsync("sam", "yes")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_goes_on_another_time_is_asked_anew_whether_they_are_alone()
    {
        await using var bot = new BotFixture();
        await ToItemNineAsync(bot, "sam");
        await bot.SayAsync("sam", "not now");
        bot.Clock.Advance(TimeSpan.FromHours(3));
        var reply = (await bot.SayAsync("sam", "resume")).Text;
        Assert.Contains("Are you alone", reply, StringComparison.Ordinal);
        Assert.DoesNotContain("hurting yourself", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Back_passes_a_private_question_that_must_not_be_asked_now()
    {
        await using var bot = new BotFixture();
        var reply = (await bot.SayAllAsync("sam", "phq-9", "2", "1", "1", "1", "1", "1", "1", "1", "no", "back")).Text;
        Assert.DoesNotContain("hurting yourself", reply, StringComparison.Ordinal);
        Assert.Contains("Moving or speaking so slowly", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_says_the_answer_is_taken_and_said_back()
    {
        await using var bot = new BotFixture();
        var reply = (await bot.SayAllAsync("sam", "phq-9", "1", "1", "1", "1", "1", "change appetite to nearly every day")).Text;
        Assert.Contains("Not at all", reply, StringComparison.Ordinal);
        Assert.Contains("Nearly every day", reply.Split("Question 6")[0], StringComparison.Ordinal);
        var line = Assert.Single((await bot.ChartAsync("sam")).Assessments);
        var response = await bot.Get<AssessmentDesk>().OpenAsync(new PatientId("sam"), line.Id, Cancelled);
        Assert.Equal("LA6571-9", ((AnswerValue.Coded)response.Answers["44251-7"].Values.Single()).Coding.Code);
    }

    private static Task ToItemNineAsync(BotFixture bot, string person) =>
        bot.SayAllAsync(person, "phq-9", "1", "1", "1", "1", "1", "1", "1", "1", person == "rosa" ? "sí" : "yes");

    private static Task<Answer> ToFirstOfAsqAsync(BotFixture bot, string person) => bot.SayAllAsync(person, "asq", person == "rosa" ? "sí" : "yes");

    private static Task<Answer> ToViolenceAsync(BotFixture bot) =>
        bot.SayAllAsync("dot", "ahc-hrsn", "1", "none of the above", "never true", "never true", "no", "no", "yes");

    private static async Task<IReadOnlyList<string>> RulesAsync(BotFixture bot, string person) =>
        Assert.Single((await bot.ChartAsync(person)).OpenAlerts, alert => alert.EmergencyClass == "E988").EmergencyRules;

    private static async Task<IReadOnlyList<AssessmentRecord>> HistoryAsync(BotFixture bot, string person) =>
        await bot.Get<AssessmentDesk>().HistoryAsync(new PatientId(person), "phq-9", Cancelled);
}
