using CareBot.Care.Patients;
using CareBot.Care.Plans;

namespace CareBot.Care.Assessments;

/// <summary>What answers do to the needs of a chart: they propose, a human decides. Pure.</summary>
public static class NeedRules
{
    /// <param name="chart">Whose needs, and whose plan.</param>
    /// <param name="record">The assessment that was submitted.</param>
    /// <param name="own">What it corrects; null for a first submission.</param>
    /// <param name="now">When.</param>
    /// <returns>What the newest answers speak of, proposed; what a human has decided stays as it is until other answers speak of it again, and
    /// what was accepted as long as the plan works on it.</returns>
    public static IReadOnlyList<NeedLine> Meet(ChartSummary chart, AssessmentRecord record, AssessmentRecord? own, DateTimeOffset now)
    {
        // A proposal that the corrected answers do not speak of any more falls away; nobody had decided on it.
        var kept = chart.Needs.Where(need => need.State != NeedState.Proposed || own is null || need.Response != record.Id || record.Outcome.Needs.Any(one => one.Id == need.Id)).ToList();
        var again = kept.Where(need => need.Response != record.Id && record.Outcome.Needs.Any(one => one.Id == need.Id) && IsOver(need)).ToList();
        var fresh = record.Outcome.Needs.Where(need => kept.Except(again).All(one => one.Id != need.Id));
        return
        [
            .. kept.Except(again),
            .. fresh.Select(need => new NeedLine(need.Id, need.Code, need.Text, record.Id, [.. need.Because.Select(item => item.Answer)], need.Resources, NeedState.Proposed, now)),
        ];

        bool IsOver(NeedLine need) => need.State == NeedState.Declined
            || (need.State == NeedState.Accepted && !chart.Plan.Any(problem => problem.Need == need.Id && problem is { Step.DoneAt: null, Agreement: not Agreement.Refused }));
    }

    /// <summary>A human's word on a proposal. Said twice, it is said once.</summary>
    public static IReadOnlyList<NeedLine> Decide(IReadOnlyList<NeedLine> needs, string id, NeedState state, StaffId by, DateTimeOffset now) =>
        [.. needs.Select(need => need.Id == id && need.State == NeedState.Proposed ? need with { State = state, DecidedBy = by, At = now } : need)];
}
