using System.Buffers.Binary;
using System.IO.Compression;
using CareBot.Care.Assessments;
using CareBot.Care.Patients;
using CareBot.Care.Plans;
using CareBot.Dialogs.SendAssessment;
using CareBot.Tests.Host;

namespace CareBot.Tests.Assessments;

/// <summary>The coordinator's side, and that an answer is the same however it is given.</summary>
public sealed class CoordinatorTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Buttons_numbers_and_own_words_in_either_language_give_equal_responses()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("dot", "gad-7", "Not at all", "Several days", "More than half the days", "Nearly every day", "Not at all", "Several days", "Nearly every day");
        await bot.SayAllAsync("sam", "gad-7", "1", "2", "#3", "the last", "first", "option 2", "4");
        await bot.SayAllAsync("lee", "español", "gad-7", "nunca", "varios dias", "más de la mitad", "casi todos los días", "la primera", "dos", "cuatro");
        var (dot, sam, lee) = (await NewestAsync(bot, "dot"), await NewestAsync(bot, "sam"), await NewestAsync(bot, "lee"));
        Assert.Equal(10m, dot.Outcome.Scores.Single().Total);
        Assert.All(dot.Answers, answer => Assert.True(answer.Value.Says(sam.Answers[answer.Key]) && answer.Value.Says(lee.Answers[answer.Key])));
    }

    [Fact]
    public async Task Where_an_answer_has_a_figure_in_it_nothing_is_numbered_and_a_figure_means_what_it_says()
    {
        await using var bot = new BotFixture();
        var asked = (await bot.SayAsync("dot", "audit-c")).Text;
        Assert.Contains("- 2 to 4 times a month", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("3. ", asked, StringComparison.Ordinal);
        // Three times could be a month or a week.
        Assert.Contains("Question 1 of", (await bot.SayAsync("dot", "3")).Text, StringComparison.Ordinal);
        await bot.SayAllAsync("dot", "2 to 4 times a month", "3", "never");
        await bot.RunOutreachAsync();
        await bot.SayAllAsync("maria", "together audit-c walt", "2 to 4 times a month", "3", "never");
        foreach (var person in new[] { "dot", "walt" })
        {
            var record = Assert.Single(await bot.Get<AssessmentDesk>().HistoryAsync(new PatientId(person), "audit-c", Cancelled));
            Assert.Equal((2m + 1m, "3 or 4"), (record.Outcome.Scores.Single().Total!.Value, record.Given("68519-8")));
        }
    }

    [Fact]
    public async Task Only_a_coordinators_own_patients_can_be_assessed()
    {
        await using var bot = new BotFixture();
        await bot.RunOutreachAsync();
        Assert.Contains("in your caseload", (await bot.SayAsync("maria", "assess lee phq-2")).Text, StringComparison.Ordinal);
        Assert.Empty((await bot.ChartAsync("lee")).Assessments);
        await bot.SayAsync("maria", "assess dot phq-2");
        Assert.Equal("phq-2", Assert.Single((await bot.ChartAsync("dot")).Assessments).Name);
    }

    [Fact]
    public async Task A_patient_cannot_assess_anybody()
    {
        await using var bot = new BotFixture();
        await bot.RunOutreachAsync();
        await bot.SayAsync("walt", "assess dot phq-2");
        Assert.Empty((await bot.ChartAsync("dot")).Assessments);
    }

    [Fact]
    public async Task What_is_sent_is_overdue_after_a_week_and_not_a_day_before()
    {
        await using var bot = new BotFixture();
        await bot.RunOutreachAsync();
        await bot.SayAsync("maria", "assess dot phq-2");
        bot.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal("No assessment is overdue.", (await bot.SayAsync("maria", "overdue")).Text);
        bot.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains("Dot Mercer: phq-2", (await bot.SayAsync("maria", "overdue")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_need_is_accepted_once_however_often_it_is_pressed()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("dot", "food questions", "often true", "never true");
        var patient = new PatientId("dot");
        var first = await bot.Get<PlanDesk>().AcceptAsync(patient, "food-insecurity", new Author(Roles.Coordinator, "maria", "test"), bot.Clock.GetUtcNow(), Cancelled);
        await bot.Get<PlanDesk>().AcceptAsync(patient, "food-insecurity", new Author(Roles.Coordinator, "ana", "test-2"), bot.Clock.GetUtcNow(), Cancelled);
        var second = await bot.Get<SendingDesk>().DeclineAsync(patient, "food-insecurity", new StaffId("ana"), bot.Clock.GetUtcNow(), Cancelled);
        Assert.Single(second.Plan);
        Assert.Equal((NeedState.Accepted, new StaffId("maria")), (second.Needs.Single().State, second.Needs.Single().DecidedBy!.Value));
        Assert.Equal(first.Needs.Single().At, Assert.Single(second.Needs).At);
    }

    [Fact]
    public async Task A_rise_of_four_points_is_told_and_a_rise_of_three_is_not()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("dot", "gad-7", "1", "1", "1", "1", "1", "1", "1");
        bot.Clock.Advance(TimeSpan.FromDays(14));
        await bot.SayAllAsync("dot", "gad-7", "4", "1", "1", "1", "1", "1", "1");
        Assert.Empty((await bot.ChartAsync("dot")).OpenAlerts);
        bot.Clock.Advance(TimeSpan.FromDays(14));
        await bot.SayAllAsync("dot", "gad-7", "4", "4", "2", "1", "1", "1", "1");
        Assert.Contains("gad-7-rise", Assert.Single(Assert.Single((await bot.ChartAsync("dot")).OpenAlerts).Facts).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_activity_less_than_last_time_opens_a_task()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("dot", "katz", "1", "1", "1", "1", "1", "1");
        Assert.Empty((await bot.ChartAsync("dot")).OpenAlerts);
        bot.Clock.Advance(TimeSpan.FromDays(90));
        await bot.SayAllAsync("dot", "katz", "2", "1", "1", "1", "1", "1");
        var fact = Assert.Single(Assert.Single((await bot.ChartAsync("dot")).OpenAlerts).Facts);
        Assert.Equal(("coordinator.result.fell", "1", "6"), (fact.Text, fact.Values["change"], fact.Values["previous"]));
    }

    [Fact]
    public void The_trend_is_a_picture_that_any_client_can_read()
    {
        var png = Convert.FromBase64String(TrendPicture.Of([3, 8, 14], 0, 27)["data:image/png;base64,".Length..]);
        Assert.Equal([137, 80, 78, 71, 13, 10, 26, 10], png[..8]);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        var data = png.AsSpan().IndexOf("IDAT"u8) + 4;
        using var rows = new ZLibStream(new MemoryStream(png[data..^16]), CompressionMode.Decompress);
        using var pixels = new MemoryStream();
        rows.CopyTo(pixels);
        Assert.Equal(height * (width + 1), pixels.Length);
        Assert.Contains((byte)2, pixels.ToArray());
        Assert.True(png.Length < 4096, "A card has little room.");
    }

    private static async Task<AssessmentRecord> NewestAsync(BotFixture bot, string person) => (await bot.Get<AssessmentDesk>().HistoryAsync(new PatientId(person), "gad-7", Cancelled))[0];
}
