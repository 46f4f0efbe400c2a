using CareBot.Care.Assessments;
using CareBot.Care.Patients;
using CareBot.Tests.Host;

namespace CareBot.Tests.Assessments;

/// <summary>What is sent, when, and what is not asked twice.</summary>
public sealed class AssessmentOutreachTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_sent_in_the_evening_waits_until_somebody_can_answer()
    {
        await using var bot = new BotFixture(at: "2026-03-03T01:00:00Z");
        await bot.SayAsync("dot", "hello");
        await SendAsync(bot, "dot", "phq-9");
        await bot.RunOutreachAsync();
        Assert.False((await bot.ChartAsync("dot")).Assessments.Single().Invited);
        bot.Clock.Advance(TimeSpan.FromHours(14));
        await bot.RunOutreachAsync();
        Assert.True((await bot.ChartAsync("dot")).Assessments.Single().Invited);
        Assert.Contains(await bot.TranscriptAsync("dot"), activity => activity.Text?.Contains("Little interest", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task What_is_left_open_is_brought_to_mind_once_after_two_days()
    {
        await using var bot = new BotFixture(at: "2026-03-02T16:00:00Z");
        await bot.SayAllAsync("dot", "gad-7", "several days", "not now");
        for (var day = 0; day < 6; day++)
        {
            bot.Clock.Advance(TimeSpan.FromDays(1));
            await bot.RunOutreachAsync();
        }

        Assert.Single(await bot.TranscriptAsync("dot"), activity => activity.Text?.Contains("are still open", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Sending_twice_is_sending_once_while_it_waits()
    {
        await using var bot = new BotFixture();
        await SendAsync(bot, "dot", "gad-7");
        await SendAsync(bot, "dot", "gad-7");
        Assert.Single((await bot.ChartAsync("dot")).Assessments);
    }

    [Fact]
    public async Task An_answer_that_is_known_is_asked_back_with_its_day_and_not_asked_again()
    {
        await using var bot = new BotFixture(at: "2026-03-02T16:00:00Z");
        await bot.SayAllAsync("dot", "daily needs", "1", "none of the above", "sometimes true", "never true", "no", "no", "no");
        bot.Clock.Advance(TimeSpan.FromDays(30));
        var asked = await bot.SayAllAsync("dot", "daily needs");
        Assert.Contains("On Monday, March 2 you told me: I have a steady place to live. Is that still true?", asked.Text, StringComparison.Ordinal);
        await bot.SayAllAsync("dot", "yes", "yes", "no", "never true", "yes", "yes", "yes", "no");
        var newest = (await bot.Get<AssessmentDesk>().HistoryAsync(new PatientId("dot"), "ahc-hrsn", Cancelled))[0];
        Assert.Equal(("LA31993-1", "LA28398-8"), (Code(newest, "71802-3"), Code(newest, "88122-7")));
    }

    [Fact]
    public async Task The_same_code_with_other_answers_is_another_question()
    {
        await using var bot = new BotFixture(at: "2026-03-02T16:00:00Z");
        await bot.SayAllAsync("dot", "daily needs", "1", "none of the above", "sometimes true", "never true", "no", "no", "no");
        // Hunger Vital Sign offers "don't know" besides, so what was said to AHC does not answer it.
        var asked = await bot.SayAsync("dot", "food questions");
        Assert.DoesNotContain("still true?", asked.Text, StringComparison.Ordinal);
    }

    private static async Task SendAsync(BotFixture bot, string patient, string name) => await bot.Get<SendingDesk>().SendAsync(
        new PatientId(patient), Instruments.Named(name), new Author(Roles.Coordinator, "maria", $"test-{name}-{bot.Clock.GetUtcNow():O}"), bot.Clock.GetUtcNow(), Cancelled);

    private static string Code(AssessmentRecord record, string linkId) => ((AnswerValue.Coded)record.Answers[linkId].Values[0]).Coding.Code;
}
