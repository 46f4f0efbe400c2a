using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.Care.CheckIns;

/// <summary>What the rules make of one check-in. The same facts give the same judgement, whenever it is asked for.</summary>
/// <param name="Zone">What is shown. It differs from <paramref name="Day"/> in one case: a green day after a yellow or red one stays
/// yellow until enough green days came in a row.</param>
/// <param name="Day">What this check-in's own facts say: red over yellow over unknown over green.</param>
/// <param name="Reasons">Every rule that fired, the worst first, then in the order of the protocol.</param>
/// <param name="NotAssessed">Every rule that could not be assessed, in the order of the protocol.</param>
/// <param name="NotApplied">Personal thresholds that did not count, so that the coordinator can be told.</param>
public sealed record Judgement(
    Zone Zone,
    Zone Day,
    IReadOnlyList<Reason> Reasons,
    IReadOnlyList<NotAssessed> NotAssessed,
    IReadOnlyList<NotApplied> NotApplied)
{
    /// <summary>Yellow only because it was yellow or red lately: today itself needs no action.</summary>
    [JsonIgnore]
    public bool Improving => Zone == Zone.Yellow && Day == Zone.Green;
}

/// <summary>A rule that fired, with all it takes to check it by hand.</summary>
public sealed record Reason
{
    public required string RuleId { get; init; }

    /// <summary>Rules of one family speak of one thing; an open alert of the family takes the new fact in.</summary>
    public required string Family { get; init; }

    /// <summary>Text key; <c>.patient</c> and <c>.coordinator</c> behind it are the words.</summary>
    public required string Text { get; init; }

    public required string ProtocolId { get; init; }

    public required string ProtocolVersion { get; init; }

    public required Zone Severity { get; init; }

    /// <summary>What was compared, oldest first; today's own reading or answers last.</summary>
    public required IReadOnlyList<ReasonInput> Inputs { get; init; }

    /// <summary>How far the value moved or lies off, without a sign, unrounded; null where nothing was measured.</summary>
    public decimal? Change { get; init; }

    /// <summary>Unit of <see cref="Change"/>: the question's canonical one.</summary>
    public string? ChangeUnit { get; init; }

    /// <summary>The threshold that counted, as it was written; reaching it is enough.</summary>
    public decimal? Threshold { get; init; }

    public string? ThresholdUnit { get; init; }

    /// <summary>The personal threshold that counted instead of the protocol's, or null.</summary>
    public ThresholdOverride? Override { get; init; }

    public required string Source { get; init; }

    /// <summary>The role that answers for what the rule raises.</summary>
    public required string Owner { get; init; }
}

/// <summary>A fact that a rule used: a number with its unit, or chosen values.</summary>
/// <param name="EntryId">The chart entry it stands in; the name of the personal value when it is one.</param>
/// <param name="LinkId">The question, or <c>zone</c> when an earlier judgement is meant.</param>
/// <param name="Unit">The unit in which it was said.</param>
public sealed record ReasonInput(
    string EntryId, string LinkId, decimal? Value, string? Unit, IReadOnlyList<string>? Chosen, DateTimeOffset At);

/// <summary>A rule that could not be assessed, and why: to be said aloud.</summary>
/// <param name="LinkId">The question that lacks an answer or an earlier one.</param>
public sealed record NotAssessed(string RuleId, string LinkId, NotAssessedCause Cause)
{
    /// <summary>Text key; <c>.patient</c> and <c>.coordinator</c> behind it are the words.</summary>
    [JsonIgnore]
    public string Text => $"checkIn.notAssessed.{JsonNamingPolicy.CamelCase.ConvertName(Cause.ToString())}";
}

public enum NotAssessedCause
{
    /// <summary>The question has no answer, or the person does not know.</summary>
    [JsonStringEnumMemberName("no-answer")] NoAnswer,

    /// <summary>The person did not want to answer.</summary>
    [JsonStringEnumMemberName("declined")] Declined,

    /// <summary>There is an answer, but not one that can be believed or understood.</summary>
    [JsonStringEnumMemberName("unclear")] Unclear,

    /// <summary>There has never been a reading before.</summary>
    [JsonStringEnumMemberName("first-reading")] FirstReading,

    /// <summary>There are earlier readings, none of the age that the rule needs.</summary>
    [JsonStringEnumMemberName("no-reading-in-time")] NoReadingInTime,

    /// <summary>The clinic has set no personal value. Not the patient's doing, so it does not keep the day from green.</summary>
    [JsonStringEnumMemberName("no-personal-value")] NoPersonalValue,
}

/// <summary>A personal threshold that did not count, and why; the protocol's own was used.</summary>
public sealed record NotApplied(ThresholdOverride Override, NotAppliedCause Cause)
{
    /// <summary>Text key of the words for the coordinator.</summary>
    [JsonIgnore]
    public string Text => $"checkIn.notApplied.{JsonNamingPolicy.CamelCase.ConvertName(Cause.ToString())}";
}

public enum NotAppliedCause
{
    /// <summary>Its review day has passed.</summary>
    [JsonStringEnumMemberName("expired")] Expired,

    /// <summary>The protocol has no such rule.</summary>
    [JsonStringEnumMemberName("unknown-rule")] UnknownRule,

    /// <summary>The rule has no threshold: a red sign cannot be lifted.</summary>
    [JsonStringEnumMemberName("no-threshold")] NoThreshold,

    /// <summary>The unit is not known or the value is not above zero.</summary>
    [JsonStringEnumMemberName("unusable")] Unusable,
}
