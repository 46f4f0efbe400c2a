using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Care.Plans;

/// <summary>Asks the patient whether a problem may go into their plan. Their coordinator waits for the answer.</summary>
public sealed record AskPlan(string Id, PatientId Patient, string Problem) : OutreachItem(Id, Patient);

/// <summary>Shows the plan to the coordinator: the patient has said something to it.</summary>
public sealed record ShowPlan(string Id, PatientId Patient, string Problem, int Notice, StaffId To) : OutreachItem(Id, Patient)
{
    public override StaffId? Staff => To;
}

/// <summary>What the plan has due: one question to the patient at a time, and their answers for the coordinator. Pure.</summary>
public sealed class PlanOutreach : IDueRules
{
    public IEnumerable<OutreachItem> Due(ChartSummary chart, Practice practice, DateTimeOffset now)
    {
        foreach (var problem in chart.Plan.Where(one => one.NoticeSent < one.Notice))
        {
            yield return new ShowPlan($"outreach:plan:{problem.Id}:{problem.Notice}", chart.Patient, problem.Id, problem.Notice, chart.Coordinator);
        }

        if (!chart.Plan.Any(IsWaiting) && chart.Plan.FirstOrDefault(one => one is { Agreement: Agreement.NotSaid, Asked: false }) is { } next)
        {
            yield return new AskPlan($"outreach:plan-ask:{next.Id}", chart.Patient, next.Id);
        }
    }

    /// <summary>Everything here begins with something that somebody does, and is due at once.</summary>
    public DateTimeOffset? NextLook(ChartSummary chart, Practice practice, DateTimeOffset now) => null;

    public ChartSummary Mark(ChartSummary chart, IReadOnlyList<OutreachItem> due, IReadOnlyList<OutreachItem> said)
    {
        var marked = chart.Plan.Select(problem => said.Aggregate(problem, Mark)).ToList();
        return marked.SequenceEqual(chart.Plan) ? chart : chart with { Plan = marked };
    }

    private static PlanProblem Mark(PlanProblem problem, OutreachItem item) => item switch
    {
        AskPlan asked when asked.Problem == problem.Id => problem with { Asked = true },
        ShowPlan shown when shown.Problem == problem.Id && shown.Notice > problem.NoticeSent => problem with { NoticeSent = shown.Notice },
        _ => problem,
    };

    private static bool IsWaiting(PlanProblem problem) => problem is { Asked: true, Agreement: Agreement.NotSaid };
}
