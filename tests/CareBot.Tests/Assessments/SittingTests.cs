using System.Text;
using CareBot.Care.Assessments;
using CareBot.Care.Patients;
using CareBot.Tests.Host;

namespace CareBot.Tests.Assessments;

/// <summary>How long one sitting is, what the form holds at first, and where people stop.</summary>
public sealed class SittingTests
{
    private static readonly Author Maria = new(Roles.Coordinator, "maria", "test");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_twelve_questions_a_break_is_offered_and_not_after_eleven()
    {
        await using var bot = await WithAsync(Long(16));
        await bot.SayAsync("dot", "questions");
        for (var question = 1; question <= 11; question++)
        {
            Assert.DoesNotContain("Do you want to go on?", (await bot.SayAsync("dot", "yes")).Text, StringComparison.Ordinal);
        }

        Assert.Contains("That was 12 questions, and 4 are left.", (await bot.SayAsync("dot", "yes")).Text, StringComparison.Ordinal);
        Assert.Contains("Question 13 of 16", (await bot.SayAsync("dot", "go on now")).Text, StringComparison.Ordinal);
        await bot.SayAllAsync("dot", "yes", "yes", "yes", "yes");
        Assert.Single(await HistoryAsync(bot));
    }

    [Fact]
    public async Task Whoever_takes_the_break_finds_the_same_question_the_next_day()
    {
        await using var bot = await WithAsync(Long(16));
        await bot.SayAllAsync("dot", ["questions", .. Enumerable.Repeat("yes", 12), "later"]);
        bot.Clock.Advance(TimeSpan.FromDays(1));
        var again = await bot.SayAsync("dot", "resume");
        Assert.Contains("You have answered 12 questions.", again.Text, StringComparison.Ordinal);
        Assert.Contains("Question 13 of 16", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_nearly_done_is_not_interrupted()
    {
        await using var bot = await WithAsync(Long(14));
        await bot.SayAllAsync("dot", ["questions", .. Enumerable.Repeat("yes", 13)]);
        Assert.Contains("Thank you.", (await bot.SayAsync("dot", "yes")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_form_holds_already_is_offered_and_kept_only_by_a_yes()
    {
        await using var bot = await WithAsync("""
            { "resourceType": "Questionnaire", "id": "long", "copyright": "ours", "item": [
              { "linkId": "1", "text": "How many people live with you?", "type": "integer", "initial": [{ "valueInteger": 2 }] },
              { "linkId": "2", "text": "Do you have a dog?", "type": "choice", "answerOption": [{ "valueString": "a dog", "initialSelected": true }, { "valueString": "no dog" }] }] }
            """);
        Assert.Contains("It says so far: 2. Keep it?", (await bot.SayAsync("dot", "questions")).Text, StringComparison.Ordinal);
        Assert.Contains("It says so far: a dog. Keep it?", (await bot.SayAsync("dot", "yes")).Text, StringComparison.Ordinal);
        await bot.SayAllAsync("dot", "no", "no dog");
        var record = Assert.Single(await HistoryAsync(bot));
        Assert.Equal(["2", "no dog"], record.Answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => answer.Value.Values[0].Plain));
    }

    [Fact]
    public async Task The_funnel_counts_who_waits_opens_finishes_and_at_which_question_the_others_stopped()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("dot", "gad-7", "1", "skip", "1", "not now");
        await bot.SayAllAsync("sam", "gad-7", "1", "1", "1", "1", "1", "1", "1");
        await bot.SayAllAsync("lee", "gad-7", "1");
        await bot.Get<SendingDesk>().SendAsync(new PatientId("amina"), Instruments.Named("gad-7"), Maria, bot.Clock.GetUtcNow(), Cancelled);
        var patients = new[] { "dot", "sam", "lee", "amina" }.Select(id => new PatientId(id));
        var funnel = Assert.Single(await bot.Get<FunnelDesk>().ReadAsync(patients, Cancelled));
        Assert.Equal((1, 3, 1, 0, 2), (funnel.Waiting, funnel.Opened, funnel.Finished, funnel.Stopped, funnel.Left));
        var items = Instruments.Named("gad-7").Questionnaire.Questions.Select(item => item.LinkId).ToList();
        // Lee fell silent at the second question, which Dot skipped; Dot put it aside at the fourth.
        Assert.Equal([new FunnelPlace(items[1], 0, 1, 1, 0), new FunnelPlace(items[3], 1, 0, 0, 0)], funnel.Places);
    }

    [Fact]
    public async Task Who_asks_for_a_person_is_counted_as_handed_over_and_not_as_dropped_out_until_they_answer_again()
    {
        await using var bot = new BotFixture();
        var items = Instruments.Named("gad-7").Questionnaire.Questions.Select(item => item.LinkId).ToList();
        await bot.SayAllAsync("dot", "gad-7", "1", "1", "person");
        await bot.SayAllAsync("sam", "gad-7", "1", "not now", "person");
        await bot.SayAllAsync("lee", "gad-7", "1", "person", "1", "not now");
        var patients = new[] { "dot", "sam", "lee" }.Select(id => new PatientId(id)).ToList();
        var funnel = Assert.Single(await bot.Get<FunnelDesk>().ReadAsync(patients, Cancelled));
        Assert.Equal((3, 2, 1), (funnel.Opened, funnel.HandedOver, funnel.Left));
        // Dot and Lee stand at the third question, Sam at the second; Lee went on after asking and then put it aside.
        Assert.Equal([new FunnelPlace(items[2], 1, 0, 0, 1), new FunnelPlace(items[1], 0, 0, 0, 1)], funnel.Places);
        await bot.SayAllAsync("dot", "1", "1", "1", "1", "1");
        Assert.Equal((1, 1), (Assert.Single(await bot.Get<FunnelDesk>().ReadAsync(patients, Cancelled)) is var after ? after.Finished : 0, after.HandedOver));
    }

    [Fact]
    public async Task A_coordinator_reads_where_people_stop_without_a_name()
    {
        await using var bot = new BotFixture();
        await bot.RunOutreachAsync();
        await bot.SayAllAsync("dot", "gad-7", "1", "not now");
        var told = (await bot.SayAsync("maria", "where do people stop")).Text;
        Assert.Contains("1 opened, 0 finished", told, StringComparison.Ordinal);
        Assert.Contains("1 put aside here", told, StringComparison.Ordinal);
        Assert.Contains("0 asked for a person, 1 left open", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Dot", told, StringComparison.Ordinal);
    }

    private static string Long(int questions) => $$"""
        { "resourceType": "Questionnaire", "id": "long", "copyright": "ours", "item": [
          {{string.Join(", ", Enumerable.Range(1, questions).Select(number => $$"""{ "linkId": "{{number}}", "text": "Is it so, number {{number}}?", "type": "boolean" }"""))}}] }
        """;

    private static async Task<BotFixture> WithAsync(string json)
    {
        var bot = new BotFixture();
        await bot.Get<QuestionnaireLibrary>().ImportAsync(Questionnaire.Load(Encoding.UTF8.GetBytes(json), "long.json"), bot.Clock.GetUtcNow(), Cancelled);
        await bot.Get<SendingDesk>().SendAsync(new PatientId("dot"), (await bot.Get<QuestionnaireLibrary>().NamedAsync("long", Cancelled))!, Maria, bot.Clock.GetUtcNow(), Cancelled);
        return bot;
    }

    private static async Task<IReadOnlyList<AssessmentRecord>> HistoryAsync(BotFixture bot) => await bot.Get<AssessmentDesk>().HistoryAsync(new PatientId("dot"), "long", Cancelled);
}
