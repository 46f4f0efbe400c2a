using CareBot.Care.CheckIns;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Tests.Host;

namespace CareBot.Tests.CheckIns;

/// <summary>How often somebody is asked, and when not: "less often" stops nothing, and an invitation does not come between a question and its answer.</summary>
public sealed class RhythmTests
{
    [Theory]
    [InlineData("walt", "less often", "Every other day", "every other day", 2)]
    [InlineData("walt", "too many messages", "Once a week", "3", 7)]
    [InlineData("rosa", "menos seguido", "Una vez por semana", "una vez por semana", 7)]
    public async Task Less_often_asks_how_often_and_does_that(string person, string asks, string offered, string chosen, int days)
    {
        await using var bot = new BotFixture();
        Assert.Contains(offered, (await bot.SayAsync(person, asks)).Text, StringComparison.Ordinal);
        Assert.False((await bot.ChartAsync(person)).Quiet);
        await bot.SayAsync(person, chosen);
        var chart = await bot.ChartAsync(person);
        Assert.Equal((false, days), (chart.Quiet, chart.InvitedEvery));
        Assert.Contains(chart.OpenAlerts, alert => alert.Family == HowOftenDialog.RhythmFamily);
    }

    [Theory]
    [InlineData("not now")]
    [InlineData("every day")]
    [InlineData("back")]
    public async Task Whoever_chooses_nothing_else_is_asked_as_before(string said)
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "less often", said);
        var chart = await bot.ChartAsync("walt");
        Assert.Equal((false, (int?)null), (chart.Quiet, chart.InvitedEvery));
    }

    [Fact]
    public async Task A_check_in_that_is_begun_on_another_day_and_left_is_judged_in_the_evening_all_the_same()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "less often", "every other day");
        await bot.RunOutreachAsync();
        bot.Clock.Advance(TimeSpan.FromDays(1));
        var today = PatientDay.Of(bot.Clock.GetUtcNow(), "America/Chicago");
        await bot.SayAllAsync("walt", "check in", "186");
        Assert.NotEqual(today, (await bot.ChartAsync("walt")).Standing?.LastCheckIn);
        bot.Clock.Advance(TimeSpan.FromHours(13));
        await bot.RunOutreachAsync();
        var chart = await bot.ChartAsync("walt");
        Assert.NotEqual(today, chart.LastInvited);
        Assert.Equal(today, chart.Standing?.LastCheckIn);
    }

    [Theory]
    [InlineData("4")]
    [InlineData("send no messages")]
    [InlineData("stop")]
    public async Task Only_who_says_so_gets_no_messages(string said)
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "less often", said);
        Assert.True((await bot.ChartAsync("walt")).Quiet);
    }

    [Fact]
    public async Task Every_other_day_leaves_out_one_day_and_no_more()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "less often", "every other day");
        var invited = new List<bool>();
        for (var day = 0; day < 4; day++)
        {
            await bot.RunOutreachAsync();
            invited.Add((await bot.ChartAsync("walt")).LastInvited == PatientDay.Of(bot.Clock.GetUtcNow(), "America/Chicago"));
            bot.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal([true, false, true, false], invited);
    }

    [Fact]
    public async Task Less_often_in_the_middle_of_a_check_in_keeps_its_question()
    {
        await using var bot = new BotFixture();
        var reply = await bot.SayAllAsync("walt", "check in", "182", "less often", "once a week");
        Assert.Contains("Question 2 of 6", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_waits_while_questions_are_being_answered_and_comes_when_they_rest()
    {
        await using var bot = new BotFixture(at: "2026-03-02T13:58:00Z");
        await bot.SayAllAsync("walt", "gad-7", "1");
        bot.Clock.Advance(TimeSpan.FromMinutes(5));
        await bot.SayAsync("walt", "2");
        await bot.RunOutreachAsync();
        Assert.Null((await bot.ChartAsync("walt")).LastInvited);
        Assert.Contains("Question 4 of 7", (await bot.SayAsync("walt", "1")).Text, StringComparison.Ordinal);
        bot.Clock.Advance(TimeSpan.FromMinutes(14));
        await bot.RunOutreachAsync();
        Assert.Null((await bot.ChartAsync("walt")).LastInvited);
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await bot.RunOutreachAsync();
        Assert.NotNull((await bot.ChartAsync("walt")).LastInvited);
        Assert.Contains("What is your weight today", (await bot.TranscriptAsync("walt"))[^1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    public async Task What_lies_open_when_the_hours_of_the_day_are_over_is_judged(int minutes, int recorded)
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("walt", "hello");
        await bot.RunOutreachAsync();
        await bot.SayAllAsync("walt", "182", "none", "yes");
        bot.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 3, 2, 0, 0, TimeSpan.Zero).AddMinutes(minutes));
        await bot.RunOutreachAsync();
        Assert.Equal(recorded, (await bot.ChartAsync("walt")).OpenAlerts.Count(alert => alert.Family == "heart-failure"));
    }

    [Fact]
    public async Task Who_completes_what_they_left_has_one_check_in_of_the_day_and_each_reason_once()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "check in", "182", "none", "yes", "not now", "none");
        var left = Assert.Single(await bot.TodayAsync("walt"));
        Assert.Equal((true, Zone.Yellow), (left.CheckIn.Incomplete, left.Judgement.Zone));
        await bot.SayAllAsync("walt", "resume", "no", "none", "dizzy", "that is all");
        var whole = Assert.Single(CheckInHistory.Of(await bot.TodayAsync("walt")).Current);
        Assert.Equal((null, left.CheckIn.Id), (whole.CheckIn.Incomplete, whole.CheckIn.Amends));
        var alert = Assert.Single((await bot.ChartAsync("walt")).OpenAlerts, alert => alert.Family == "heart-failure");
        Assert.Equal(["more-breathless", "dizzy"], alert.Reasons.Select(reason => reason.RuleId));
    }

    [Fact]
    public async Task A_yellow_answer_of_yesterday_is_judged_when_the_first_word_of_a_new_day_comes()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "check in", "182", "none", "yes");
        bot.Clock.Advance(TimeSpan.FromHours(20));
        var reply = await bot.SayAsync("walt", "hello there my friend of old");
        Assert.Contains("was not finished", reply.Text, StringComparison.Ordinal);
        Assert.Contains("call the clinic today", reply.Text, StringComparison.Ordinal);
        Assert.Single((await bot.ChartAsync("walt")).OpenAlerts, alert => alert.Family == "heart-failure");
    }

    [Theory]
    [InlineData("not now")]
    [InlineData("skip")]
    [InlineData("leave me alone")]
    public async Task Whoever_leaves_the_one_safety_question_too_is_let_go(string said)
    {
        await using var bot = new BotFixture();
        var reply = await bot.SayAllAsync("walt", "check in", "182", "not now", said);
        Assert.Contains("I could not check the danger signs.", reply.Text, StringComparison.Ordinal);
        var record = Assert.Single(await bot.TodayAsync("walt"));
        Assert.IsType<CheckInAnswer.Skipped>(record.CheckIn.Answers["danger"]);
        Assert.Equal(Zone.Unknown, record.Judgement.Zone);
        Assert.Contains("Do you have any of these right now?", (await bot.SayAsync("walt", "resume")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("walt", "gad-7", "why do you ask?", "Worry can make you ill")]
    [InlineData("dot", "ahc-hrsn", "why do you want to know?", "help your care team to see what you need")]
    [InlineData("rosa", "phq-9", "¿por qué pregunta?", "bajo de ánimo")]
    [InlineData("walt", "hello", "why do you ask?", "help you with the right thing")]
    public async Task Why_is_answered_in_a_line(string person, string at, string why, string because)
    {
        await using var bot = new BotFixture();
        Assert.Contains(because, (await bot.SayAllAsync(person, at, why)).Text, StringComparison.Ordinal);
    }
}
