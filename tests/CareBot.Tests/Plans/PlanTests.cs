using System.Text.Json.Nodes;
using CareBot.Care.Patients;
using CareBot.Care.Plans;
using CareBot.Tests.Assessments;
using CareBot.Tests.Host;

namespace CareBot.Tests.Plans;

/// <summary>From a proposed need to a plan that the coordinator made and the patient agreed to.</summary>
public sealed class PlanTests
{
    private static readonly PatientId Dot = new("dot");

    private static readonly Author Maria = new(Roles.Coordinator, "maria", "test");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_in_the_plan_before_a_coordinator_accepts_it_and_it_is_no_agreed_plan_before_the_patient_says_yes()
    {
        await using var bot = await HungryAsync();
        Assert.Empty((await bot.ChartAsync("dot")).Plan);
        Assert.StartsWith("There is nothing in your plan yet.", (await bot.SayAsync("dot", "my plan")).Text, StringComparison.Ordinal);
        var accepted = await AcceptAsync(bot);
        Assert.Equal(("food-insecurity", "Z59.41", Agreement.NotSaid, "maria"), (accepted.Need, accepted.Code, accepted.Agreement, accepted.Step.Owner.Value));
        var asked = await bot.SayAsync("dot", "my plan");
        Assert.Contains("May it go into your plan?", asked.Text, StringComparison.Ordinal);
        await bot.SayAllAsync("dot", "yes", "I want a full fridge on Fridays");
        var agreed = Assert.Single((await bot.ChartAsync("dot")).Plan);
        Assert.Equal((Agreement.Agreed, "I want a full fridge on Fridays"), (agreed.Agreement, agreed.Wish));
        Assert.Contains("I want a full fridge on Fridays", (await bot.SayAsync("dot", "what is my plan")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_patient_refuses_is_no_part_of_the_plan_and_is_not_asked_again()
    {
        await using var bot = await HungryAsync();
        await AcceptAsync(bot);
        await bot.SayAllAsync("dot", "my plan", "no");
        Assert.Equal(Agreement.Refused, Assert.Single((await bot.ChartAsync("dot")).Plan).Agreement);
        Assert.StartsWith("There is nothing in your plan yet.", (await bot.SayAsync("dot", "my plan")).Text, StringComparison.Ordinal);
        await bot.RunOutreachAsync();
        Assert.Single(await bot.TranscriptAsync("dot"), one => one.Text?.Contains("May it go into your plan?", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task The_patient_is_asked_once_without_having_to_look_and_the_coordinator_is_shown_the_answer()
    {
        await using var bot = await HungryAsync();
        await bot.SayAsync("maria", "hello");
        await bot.RunOutreachAsync();
        await AcceptAsync(bot);
        await bot.RunOutreachAsync();
        await bot.RunOutreachAsync();
        Assert.Single(await bot.TranscriptAsync("dot"), one => one.Text?.Contains("May it go into your plan?", StringComparison.Ordinal) == true);
        await bot.SayAllAsync("dot", "yes", "skip");
        await bot.RunOutreachAsync();
        Assert.Contains(await bot.TranscriptAsync("maria"), one => one.Text?.Contains("yes, in the chat", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Accepting_twice_is_accepting_once_and_every_change_is_an_entry_of_the_chart()
    {
        await using var bot = await HungryAsync();
        var problem = await AcceptAsync(bot);
        await AcceptAsync(bot);
        var desk = bot.Get<PlanDesk>();
        await desk.AnswerAsync(Dot, problem.Id, Agreement.AgreedAloud, Maria, bot.Clock.GetUtcNow(), Cancelled);
        await desk.AnswerAsync(Dot, problem.Id, Agreement.AgreedAloud, Maria, bot.Clock.GetUtcNow(), Cancelled);
        await desk.DoneAsync(Dot, problem.Id, Maria, bot.Clock.GetUtcNow(), Cancelled);
        await desk.DoneAsync(Dot, problem.Id, Maria, bot.Clock.GetUtcNow(), Cancelled);
        Assert.Equal(["added", "agreed", "done"], (await desk.HistoryAsync(Dot, problem.Id, Cancelled)).Select(one => one.What));
    }

    [Fact]
    public async Task A_step_is_due_after_the_days_of_the_content_counted_from_the_patients_own_day()
    {
        // In Chicago it is still the first of March, and so it is where Dot lives, in New York.
        await using var bot = await HungryAsync(at: "2026-03-02T04:30:00Z");
        var days = bot.Get<PlanNeeds>().Find("food-insecurity")!.DueDays;
        Assert.Equal(new DateOnly(2026, 3, 1).AddDays(days), (await AcceptAsync(bot)).Step.Due);
    }

    [Fact]
    public async Task As_FHIR_it_is_an_unconfirmed_concern_and_a_draft_until_the_yes_and_a_confirmed_problem_after_it()
    {
        await using var bot = await HungryAsync();
        var problem = await AcceptAsync(bot);
        await bot.SayAllAsync("dot", "my plan", "yes", "Enough to eat");
        var history = await bot.Get<PlanDesk>().HistoryAsync(Dot, problem.Id, Cancelled);
        Assert.Equal(["added", "agreed", "wished"], history.Select(one => one.What));
        var written = history.Select(one => JsonNode.Parse(one.Fhir)!.AsArray()).ToList();
        Assert.All(written.SelectMany(one => one), one => Assert.Empty(R4.Faults(one!)));
        Assert.Equal(["unconfirmed", "confirmed", "confirmed"], written.Select(one => (string?)one[0]!["verificationStatus"]!["coding"]![0]!["code"]));
        Assert.Equal(["health-concern", "problem-list-item", "problem-list-item"], written.Select(one => (string?)one[0]!["category"]![0]!["coding"]![0]!["code"]));
        Assert.All(written, one => Assert.Equal("food-insecurity", (string?)one[0]!["category"]![1]!["coding"]![0]!["code"]));
        Assert.Equal(["proposed", "active", "active"], written.Select(one => (string?)one[1]!["lifecycleStatus"]));
        Assert.Equal(("Enough to eat", "Patient/dot"), ((string?)written[2][1]!["description"]!["text"], (string?)written[2][1]!["expressedBy"]!["reference"]));
        Assert.Equal(["draft", "active", "active"], written.Select(one => (string?)one[2]!["status"]));
    }

    [Fact]
    public async Task A_refused_problem_is_valid_FHIR_too()
    {
        await using var bot = await HungryAsync();
        var problem = await AcceptAsync(bot);
        await bot.SayAllAsync("dot", "my plan", "no");
        var last = (await bot.Get<PlanDesk>().HistoryAsync(Dot, problem.Id, Cancelled))[^1];
        Assert.All(JsonNode.Parse(last.Fhir)!.AsArray(), one => Assert.Empty(R4.Faults(one!)));
        Assert.Equal("revoked", (string?)JsonNode.Parse(last.Fhir)![2]!["status"]);
    }

    [Fact]
    public async Task A_patient_reads_no_other_patients_plan()
    {
        await using var bot = await HungryAsync();
        await AcceptAsync(bot);
        await bot.SayAllAsync("dot", "my plan", "yes", "skip");
        Assert.DoesNotContain("enough food", (await bot.SayAsync("sam", "plan for dot")).Text, StringComparison.Ordinal);
    }

    private static async Task<BotFixture> HungryAsync(string? at = null)
    {
        var bot = new BotFixture(at: at);
        await bot.SayAllAsync("dot", "food questions", "often true", "never true");
        return bot;
    }

    private static async Task<PlanProblem> AcceptAsync(BotFixture bot) =>
        Assert.Single((await bot.Get<PlanDesk>().AcceptAsync(Dot, "food-insecurity", Maria, bot.Clock.GetUtcNow(), Cancelled)).Plan);
}
