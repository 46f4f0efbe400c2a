namespace CareBot.Care.Assessments;

/// <summary>What answers do to the needs of a chart: they propose, a human decides. Pure.</summary>
public static class NeedRules
{
    /// <param name="needs">As they stand.</param>
    /// <param name="record">The assessment that was submitted.</param>
    /// <param name="own">What it corrects; null for a first submission.</param>
    /// <param name="now">When.</param>
    /// <returns>What the newest answers speak of, proposed; what a human has accepted or declined stays as it is.</returns>
    public static IReadOnlyList<NeedLine> Meet(IReadOnlyList<NeedLine> needs, AssessmentRecord record, AssessmentRecord? own, DateTimeOffset now)
    {
        // A proposal that the corrected answers do not speak of any more falls away; nobody had decided on it.
        var kept = needs.Where(need => need.State != NeedState.Proposed || own is null || need.Response != record.Id || record.Outcome.Needs.Any(one => one.Id == need.Id)).ToList();
        var fresh = record.Outcome.Needs.Where(need => kept.All(one => one.Id != need.Id || (one.State == NeedState.Declined && one.Response != record.Id)));
        return
        [
            .. kept.Where(one => one.State != NeedState.Declined || record.Outcome.Needs.All(need => need.Id != one.Id || one.Response == record.Id)),
            .. fresh.Select(need => new NeedLine(need.Id, need.Code, need.Text, record.Id, [.. need.Because.Select(item => item.Answer)], need.Resources, NeedState.Proposed, now)),
        ];
    }

    /// <summary>A human's word on a proposal. Said twice, it is said once.</summary>
    public static IReadOnlyList<NeedLine> Decide(IReadOnlyList<NeedLine> needs, string id, NeedState state, Patients.StaffId by, DateTimeOffset now) =>
        [.. needs.Select(need => need.Id == id && need.State == NeedState.Proposed ? need with { State = state, DecidedBy = by, At = now } : need)];
}
