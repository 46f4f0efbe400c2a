using CareBot.Care.CheckIns;
using CareBot.Care.Patients;

namespace CareBot.Care.Alerts;

/// <summary>
/// What a member of staff expects of a patient's check-ins for a while: as long as a yellow day says nothing else and nothing more, it raises no
/// alert (care reference 3.5). A red day, a sign that is not among these and a value above its level always do, and end it.
/// </summary>
/// <param name="Protocol">Whose check-ins.</param>
/// <param name="Expected">The rules that may fire, each with the most that is expected.</param>
/// <param name="Until">The patient's last local day of it.</param>
/// <param name="Reason">Why, in the words of who set it.</param>
/// <param name="By">Who set it.</param>
/// <param name="At">When.</param>
public sealed record Snooze(string Protocol, IReadOnlyList<ExpectedSign> Expected, DateOnly Until, string Reason, StaffId By, DateTimeOffset At)
{
    /// <summary>Whether a check-in says nothing but what is expected. Pure.</summary>
    public bool Holds(CheckInRecord record) =>
        record.ProtocolId == Protocol && record.CheckIn.Date <= Until && record.Judgement.Day == Zone.Yellow && record.Judgement.Reasons.All(reason => Expected.Any(sign => sign.Covers(reason)));
}

/// <summary>One thing that is expected.</summary>
/// <param name="RuleId">The rule that says it.</param>
/// <param name="Level">The most that the value is expected to have moved or to lie off, in the question's canonical unit; null where nothing is measured.</param>
/// <param name="Chosen">The answers that are expected, as question and value; empty where something is measured.</param>
public sealed record ExpectedSign(string RuleId, decimal? Level, IReadOnlyList<string> Chosen)
{
    /// <summary>What reasons that were seen come to: of each rule the highest value and every answer.</summary>
    public static IReadOnlyList<ExpectedSign> Of(IEnumerable<Reason> reasons) =>
        [.. reasons.GroupBy(reason => reason.RuleId).Select(rule => new ExpectedSign(rule.Key, rule.Max(reason => reason.Change), [.. rule.SelectMany(Answers).Distinct()]))];

    public bool Covers(Reason reason) =>
        reason.Severity < Zone.Red && reason.RuleId == RuleId && (reason.Change is not { } change || change <= Level) && Answers(reason).All(Chosen.Contains);

    private static IEnumerable<string> Answers(Reason reason) =>
        reason.Change is null ? reason.Inputs.SelectMany(input => (input.Chosen ?? []).Select(chosen => $"{input.LinkId}={chosen}")) : [];
}

/// <summary>What became of a snooze: an entry of the chart, appended once.</summary>
public sealed record SnoozeEvent
{
    public string Kind { get; init; } = "snooze-event";

    public int V { get; init; } = 1;

    /// <summary><c>set</c>; <c>ended</c> by staff; <c>broken</c> by a check-in that said more.</summary>
    public required string What { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Author By { get; init; }

    public required Snooze Snooze { get; init; }
}
