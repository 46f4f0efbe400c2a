using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Plans;

/// <summary>What may happen to the plan: pure. Said twice, everything is said once.</summary>
public static class PlanRules
{
    /// <summary>A proposed need that the coordinator accepts becomes a problem of the plan; the patient's yes is still to come.</summary>
    /// <returns>Null where the need was decided on before, or nobody has written what to do about it.</returns>
    public static (ChartSummary Chart, PlanProblem Problem)? Accept(ChartSummary chart, string need, PlanNeeds content, StaffId by, DateTimeOffset now)
    {
        if (chart.Needs.FirstOrDefault(one => one.Id == need && one.State == NeedState.Proposed) is not { } line || content.Find(need) is not { } offered)
        {
            return null;
        }

        var problem = new PlanProblem
        {
            Id = CauseId.Of("plan", chart.Patient.Value, need, line.Response),
            Need = need,
            Code = line.Code,
            Because = line.Because,
            Response = line.Response,
            AddedBy = by,
            AddedAt = now,
            Step = new PlanStep(by, PatientDay.Of(now, chart.TimeZone).AddDays(offered.DueDays)),
        };
        // What the patient refused, or what was dealt with before, makes room for what is new.
        var others = chart.Plan.Where(one => one.Need != need);
        return (chart with { Needs = NeedRules.Decide(chart.Needs, need, NeedState.Accepted, by, now), Plan = [.. others, problem] }, problem);
    }

    /// <returns>Null where it changes nothing: it was said before, or there is no such problem.</returns>
    public static PlanProblem? Answer(PlanProblem problem, Agreement said, DateTimeOffset now) => problem.Agreement == said || said == Agreement.NotSaid
        ? null
        : problem with { Agreement = said, AnsweredAt = now, Asked = true, Version = problem.Version + 1, Notice = problem.Notice + (said == Agreement.AgreedAloud ? 0 : 1) };

    /// <inheritdoc cref="Answer"/>
    public static PlanProblem? Wish(PlanProblem problem, string words) =>
        problem.Wish == words || words.Length == 0 ? null : problem with { Wish = words, Version = problem.Version + 1, Notice = problem.Notice + 1 };

    /// <inheritdoc cref="Answer"/>
    public static PlanProblem? Done(PlanProblem problem, DateTimeOffset now) =>
        problem.Step.DoneAt is null ? problem with { Step = problem.Step with { DoneAt = now }, Version = problem.Version + 1 } : null;
}
