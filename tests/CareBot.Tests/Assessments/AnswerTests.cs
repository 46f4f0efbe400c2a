using CareBot.Care.Assessments;
using CareBot.Care.Patients;
using CareBot.Tests.Host;

namespace CareBot.Tests.Assessments;

/// <summary>An answer comes to the chart with its turn, and the one after which nothing is left to ask together with what is made of it.</summary>
public sealed class AnswerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_answer_and_what_is_made_of_it_are_one_batch_of_the_chart()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "phq-2", "not at all");
        bot.Store.Calls.Clear();
        await bot.SayAsync("walt", "several days");
        Assert.Equal(["agenda", "charts", "conversations"], bot.Store.Calls.Where(call => call.Writes).Select(call => call.Table));
        Assert.Equal([AssessmentStep.Started, AssessmentStep.Answered, AssessmentStep.Answered, AssessmentStep.Completed], (await ResponseAsync(bot)).Events.Select(one => one.What));
    }

    [Fact]
    public async Task An_answer_that_was_changed_elsewhere_in_the_same_moment_counts_and_is_not_lost()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "phq-2", "not at all");
        var first = (await ResponseAsync(bot)).Events[1];
        bot.Store.Before = async call =>
        {
            if (call is { Writes: true, Table: "charts" })
            {
                bot.Store.Mend();
                var elsewhere = first with { By = first.By with { ActivityId = "elsewhere" }, Answer = ItemAnswer.Of(Option(bot, first.LinkId!, 1)) };
                await bot.Get<AssessmentDesk>().AnswerAsync(new PatientId("walt"), await ResponseAsync(bot), elsewhere, Cancelled);
            }
        };
        await bot.SayAsync("walt", "several days");
        var response = await ResponseAsync(bot);
        Assert.Equal([AssessmentStep.Started, AssessmentStep.Answered, AssessmentStep.Answered, AssessmentStep.Answered, AssessmentStep.Completed], response.Events.Select(one => one.What));
        Assert.Equal(2, (await RecordAsync(bot)).Outcome.Scores.Single().Total);
    }

    [Fact]
    public async Task A_last_answer_whose_turn_was_not_stored_is_on_the_chart_once_when_it_comes_again()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "phq-2", "not at all");
        bot.Store.Break(call => call is { Writes: true, Table: "conversations" });
        await bot.SayAsync("walt", "several days", "the-last");
        bot.Store.Mend();
        Assert.Contains("This is what I wrote down", (await bot.SayAsync("walt", "several days", "the-last")).Text, StringComparison.Ordinal);
        Assert.Equal(4, (await ResponseAsync(bot)).Events.Count);
        Assert.Equal((0, 1m), ((await RecordAsync(bot)).Corrections, (await RecordAsync(bot)).Outcome.Scores.Single().Total));
    }

    [Fact]
    public async Task An_answer_before_others_comes_to_the_chart_just_before_the_conversation()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "phq-2");
        bot.Store.Calls.Clear();
        await bot.SayAsync("walt", "not at all");
        Assert.Equal(["charts", "conversations"], bot.Store.Calls.TakeLast(2).Where(call => call.Writes).Select(call => call.Table));
        Assert.Equal([AssessmentStep.Started, AssessmentStep.Answered], (await ResponseAsync(bot)).Events.Select(one => one.What));
    }

    [Fact]
    public async Task An_answer_whose_place_was_taken_meanwhile_is_decided_again_and_stands_behind()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "phq-2");
        bot.Store.Before = async call =>
        {
            if (call is { Writes: true, Table: "charts" })
            {
                bot.Store.Mend();
                var elsewhere = new AssessmentEvent { What = AssessmentStep.AskedForPerson, At = (await ResponseAsync(bot)).Events[0].At, By = (await ResponseAsync(bot)).Events[0].By with { ActivityId = "elsewhere" } };
                await bot.Get<AssessmentDesk>().AnswerAsync(new PatientId("walt"), await ResponseAsync(bot), elsewhere, Cancelled);
            }
        };
        Assert.Contains("Question 2 of 2", (await bot.SayAsync("walt", "not at all")).Text, StringComparison.Ordinal);
        Assert.Equal([AssessmentStep.Started, AssessmentStep.AskedForPerson, AssessmentStep.Answered], (await ResponseAsync(bot)).Events.Select(one => one.What));
    }

    [Fact]
    public async Task An_answer_whose_turn_was_not_stored_is_on_the_chart_once_when_it_comes_again()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "phq-2");
        bot.Store.Break(call => call is { Writes: true, Table: "conversations" });
        await bot.SayAsync("walt", "not at all", "the-first");
        bot.Store.Mend();
        Assert.Contains("Question 2 of 2", (await bot.SayAsync("walt", "not at all", "the-first")).Text, StringComparison.Ordinal);
        Assert.Equal([AssessmentStep.Started, AssessmentStep.Answered], (await ResponseAsync(bot)).Events.Select(one => one.What));
    }

    private static AnswerValue Option(BotFixture bot, string linkId, int number) =>
        bot.Get<ShippedInstruments>().All.Single(one => one.Name == "phq-2").Questionnaire.Find(linkId)!.Options[number].Value;

    private static async Task<AssessmentResponse> ResponseAsync(BotFixture bot) =>
        await bot.Get<AssessmentDesk>().OpenAsync(new PatientId("walt"), (await bot.ChartAsync("walt")).Assessments.Single().Id, Cancelled);

    private static async Task<AssessmentRecord> RecordAsync(BotFixture bot) =>
        Assert.Single(await bot.Get<AssessmentDesk>().HistoryAsync(new PatientId("walt"), "phq-2", Cancelled));
}
