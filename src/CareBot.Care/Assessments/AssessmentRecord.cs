using System.Text.Json.Serialization;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Assessments;

/// <summary>A finished assessment as it stands on the chart: the FHIR response, its numbers, what was made of them. A correction is another record of the same id.</summary>
public sealed record AssessmentRecord
{
    public string Kind { get; init; } = "assessment";

    public int V { get; init; } = 1;

    /// <summary>Of the response.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Canonical, with version.</summary>
    public required string Questionnaire { get; init; }

    public required DateTimeOffset CompletedAt { get; init; }

    public required DateTimeOffset JudgedAt { get; init; }

    /// <summary>How many corrections it holds; the highest counts.</summary>
    public required int Corrections { get; init; }

    public required ResponseStatus Status { get; init; }

    public bool Proxy { get; init; }

    public required Author By { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>The answers that count, by linkId.</summary>
    public required IReadOnlyDictionary<string, ItemAnswer> Answers { get; init; }

    /// <summary>What the newest correction changed; empty for a first submission.</summary>
    public IReadOnlyList<AnswerChange> Changes { get; init; } = [];

    /// <summary>The FHIR R4 QuestionnaireResponse, as JSON.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public required ReadOnlyMemory<byte> Response { get; init; }
}

/// <summary>An answer that was corrected; null where there was or is none.</summary>
public sealed record AnswerChange(string LinkId, ItemAnswer? Before, ItemAnswer? After);
