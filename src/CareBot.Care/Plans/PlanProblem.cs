using System.Text.Json.Serialization;
using CareBot.Care.Patients;

namespace CareBot.Care.Plans;

/// <summary>A problem of the care plan with its goal and what is done about it. A human put it there; it counts as agreed only with the patient's own yes.</summary>
public sealed record PlanProblem
{
    public required string Id { get; init; }

    /// <summary>The need that it came from, which names its words: <c>food-insecurity</c>.</summary>
    public required string Need { get; init; }

    /// <summary>ICD-10-CM.</summary>
    public required string Code { get; init; }

    /// <summary>The answers that speak of it, as they were displayed.</summary>
    public required IReadOnlyList<string> Because { get; init; }

    /// <summary>The assessment that they stand in.</summary>
    public required string Response { get; init; }

    public required StaffId AddedBy { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public required PlanStep Step { get; init; }

    /// <summary>What the patient would like to be different, in their own words; null until they say it.</summary>
    public string? Wish { get; init; }

    public Agreement Agreement { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The patient has the question in their chat.</summary>
    public bool Asked { get; init; }

    /// <summary>How often it changed: the newest entry of the chart about it.</summary>
    public int Version { get; init; }

    /// <summary>Counts up when the coordinator has to see what the patient said.</summary>
    public int Notice { get; init; }

    /// <summary>The newest <see cref="Notice"/> that reached the coordinator.</summary>
    public int NoticeSent { get; init; }
}

/// <summary>What is done next about a problem.</summary>
/// <param name="Owner">Who does it.</param>
/// <param name="Due">The patient's local day by which it is done.</param>
/// <param name="DoneAt">Null while it is open.</param>
public sealed record PlanStep(StaffId Owner, DateOnly Due, DateTimeOffset? DoneAt = null);

/// <summary>The patient's word on a problem of their plan.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Agreement>))]
public enum Agreement
{
    NotSaid,

    /// <summary>Yes, in their own chat.</summary>
    Agreed,

    /// <summary>Yes, spoken to the coordinator, who wrote it down.</summary>
    AgreedAloud,

    Refused,
}

/// <summary>Something that happened to a problem of the plan: an entry of the chart, appended once.</summary>
public sealed record PlanEvent
{
    public string Kind { get; init; } = "plan-event";

    public int V { get; init; } = 1;

    /// <summary>added, agreed, refused, wished or done.</summary>
    public required string What { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Author By { get; init; }

    /// <summary>As it stands after it.</summary>
    public required PlanProblem Problem { get; init; }

    /// <summary>The same as FHIR R4: the Condition, the Goal and the CarePlan, as a JSON list.</summary>
    public required string Fhir { get; init; }
}
