using System.Text.Json.Nodes;
using CareBot.Care.Patients;
using CareBot.Care.Plans;
using CareBot.Dialogs.AskCaseload;

namespace CareBot.Dialogs.ReadPlan;

/// <summary>The words of the plan: plain ones for the patient, the whole of it as a card for the coordinator.</summary>
public sealed class PlanWords(PeopleDesk people, Outlooks outlooks)
{
    // More than seven lines nobody reads.
    private const int MostLines = 7;

    /// <summary>The texts that a need brings.</summary>
    public static IEnumerable<string> Keys(PlanNeed need) =>
        [$"plan.need.{need.Id}", $"plan.goal.{need.Id}", $"plan.step.{need.Id}", $"plan.look.{need.Id}"];

    public static string Need(PlanProblem problem, Talk talk) => talk.Say($"plan.need.{problem.Need}");

    public static string Look(PlanProblem problem, Talk talk) => talk.Say($"plan.look.{problem.Need}");

    /// <summary>The patient's plan, at most seven lines; null where there is nothing in it.</summary>
    public async Task<string?> MineAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        var outlook = await outlooks.ForAsync(chart, cancellationToken);
        var lines = chart.Plan.Where(one => one.Agreement is Agreement.Agreed or Agreement.AgreedAloud).Take(MostLines).Select(problem => talk.Say(
            problem.Step.DoneAt is null ? "plan.mine.line" : "plan.mine.done",
            ("need", Need(problem, talk)), ("goal", problem.Wish is { } wish ? talk.Say("plan.mine.wish", ("wish", wish)) : talk.Say($"plan.goal.{problem.Need}")), ("step", Step(problem, outlook, talk)), ("date", talk.Locale.Date(problem.Step.Due)))).ToList();
        return lines.Count == 0 ? null : talk.Say("plan.mine", ("lines", string.Join("\n", lines)), ("coordinator", outlook.Coordinator));
    }

    /// <summary>Whether a problem may go into the plan.</summary>
    public async Task<string> AskAsync(ChartSummary chart, PlanProblem problem, Talk talk, CancellationToken cancellationToken)
    {
        var outlook = await outlooks.ForAsync(chart, cancellationToken);
        return talk.Say("plan.ask", ("coordinator", outlook.Coordinator), ("need", Need(problem, talk)), ("goal", talk.Say($"plan.goal.{problem.Need}")), ("step", Step(problem, outlook, talk)));
    }

    /// <summary>The data of the coordinator's card.</summary>
    public async Task<JsonObject> CardAsync(ChartSummary chart, PlanNeeds content, Talk talk, CancellationToken cancellationToken)
    {
        var outlook = await outlooks.ForAsync(chart, cancellationToken);
        var problems = new JsonArray();
        foreach (var problem in chart.Plan)
        {
            problems.Add((JsonNode)await ProblemAsync(chart, problem, content, outlook, talk, cancellationToken));
        }

        return new JsonObject
        {
            ["id"] = $"plan-{chart.Patient.Value}",
            ["patient"] = new JsonObject { ["id"] = chart.Patient.Value, ["name"] = talk.NameOf(chart) },
            ["problems"] = problems,
        };
    }

    private async Task<JsonObject> ProblemAsync(ChartSummary chart, PlanProblem problem, PlanNeeds content, Outlook outlook, Talk talk, CancellationToken cancellationToken)
    {
        var owner = (await people.FindAsync(problem.Step.Owner, cancellationToken))?.Name.Full ?? "";
        var line = chart.Needs.LastOrDefault(one => one.Id == problem.Need);
        // The directory is asked in the words of its content, which both languages understand.
        var look = content.Find(problem.Need)?.Look ?? problem.Need;
        return new JsonObject
        {
            ["id"] = problem.Id,
            ["name"] = Need(problem, talk),
            ["title"] = $"{(line is null ? Need(problem, talk) : talk.Say(line.Text))} ({problem.Code})",
            ["because"] = string.Join("; ", problem.Because.Distinct()),
            ["goal"] = problem.Wish is { } wish ? talk.Say("coordinator.plan.wish", ("wish", wish)) : talk.Say($"plan.goal.{problem.Need}"),
            ["step"] = Step(problem, outlook, talk),
            ["owner"] = problem.Step.DoneAt is { } done
                ? talk.Say("coordinator.plan.step.done", ("date", talk.Locale.Date(DateOnly.FromDateTime(done.Date))))
                : talk.Say("coordinator.plan.step.due", ("staff", owner), ("date", talk.Locale.Date(problem.Step.Due))),
            ["agreement"] = talk.Say($"coordinator.plan.agreement.{problem.Agreement.ToString().ToLowerInvariant()}"),
            ["open"] = problem.Agreement is Agreement.NotSaid,
            ["pending"] = problem is { Step.DoneAt: null, Agreement: Agreement.Agreed or Agreement.AgreedAloud },
            ["wanted"] = problem.Agreement != Agreement.Refused,
            ["look"] = Look(problem, talk),
            ["refer"] = $"refer {WhoIsMeant.Told(chart)} for {look}",
            ["find"] = $"find {look}",
        };
    }

    private static string Step(PlanProblem problem, Outlook outlook, Talk talk) => talk.Say($"plan.step.{problem.Need}", ("coordinator", outlook.Coordinator));
}
