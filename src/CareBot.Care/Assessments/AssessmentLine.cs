using System.Text.Json.Serialization;
using CareBot.Care.Patients;

namespace CareBot.Care.Assessments;

/// <summary>An assessment as the chart's summary holds it: what is open, and of what is done the newest of each questionnaire.</summary>
public sealed record AssessmentLine
{
    /// <summary>Of the response; it exists from the moment at which somebody asks for it.</summary>
    public required string Id { get; init; }

    /// <summary>Canonical, with version.</summary>
    public required string Questionnaire { get; init; }

    public required string Name { get; init; }

    public required AssessmentState State { get; init; }

    /// <summary>Who asked for it; null when the patient began by themselves.</summary>
    public StaffId? SentBy { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? DueBy { get; init; }

    /// <summary>The patient has the invitation in their chat.</summary>
    public bool Invited { get; init; }

    /// <summary>The patient was reminded once.</summary>
    public bool Reminded { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public IReadOnlyList<Score> Scores { get; init; } = [];

    /// <summary>Counts up when the coordinator has to see the result: done, corrected.</summary>
    public int Notice { get; init; }

    /// <summary>The newest <see cref="Notice"/> that reached the coordinator.</summary>
    public int NoticeSent { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<AssessmentState>))]
public enum AssessmentState
{
    Sent,
    Started,
    Stopped,
    Completed,
}

/// <summary>A need as it stands: proposed by answers, taken or left by a human.</summary>
/// <param name="Id">The category.</param>
/// <param name="Code">ICD-10-CM.</param>
/// <param name="Text">Text key.</param>
/// <param name="Response">The assessment that speaks of it.</param>
/// <param name="Because">The answers, as they were displayed.</param>
public sealed record NeedLine(string Id, string Code, string Text, string Response, IReadOnlyList<string> Because, IReadOnlyList<string> Resources, NeedState State, DateTimeOffset At, StaffId? DecidedBy = null);

[JsonConverter(typeof(JsonStringEnumConverter<NeedState>))]
public enum NeedState
{
    Proposed,
    Accepted,
    Declined,
}
