using System.Text.Json.Serialization;
using CareBot.Care.Patients;

namespace CareBot.Care.Assessments;

/// <summary>Something that happened to a response: an entry of the chart, appended once.</summary>
public sealed record AssessmentEvent
{
    public string Kind { get; init; } = "assessment-event";

    public int V { get; init; } = 1;

    public required AssessmentStep What { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Author By { get; init; }

    public string? LinkId { get; init; }

    public ItemAnswer? Answer { get; init; }

    /// <summary>What was typed, where it called a human without being an answer of the list; null for most.</summary>
    public string? Said { get; init; }

    /// <summary>Of the first event alone.</summary>
    public AssessmentStart? Start { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<AssessmentStep>))]
public enum AssessmentStep
{
    Started,
    Answered,

    /// <summary>An answer that was kept for later confirmation was found still to be true.</summary>
    Confirmed,

    /// <summary>The person was asked whether they are alone and safe; the answer is the truth in <see cref="AssessmentEvent.Answer"/>.</summary>
    SafeToAsk,

    /// <summary>The person put it aside at the question in <see cref="AssessmentEvent.LinkId"/>.</summary>
    PutAside,

    /// <summary>The person asked for a human while the questions were open.</summary>
    AskedForPerson,

    /// <summary>Somebody answers in the patient's place from here on.</summary>
    ByProxy,

    Completed,

    /// <summary>An answer called for a human; the rest is not asked.</summary>
    Stopped,
}

/// <param name="Questionnaire">Canonical, with version.</param>
/// <param name="Name">Its short name.</param>
/// <param name="Language">In which it was asked.</param>
/// <param name="Carried">Answers given minutes ago in the first stage: they are not asked again.</param>
/// <param name="Known">Answers of an earlier day that may still be true, by linkId: they are asked back.</param>
public sealed record AssessmentStart(
    string Questionnaire, string Name, string Language, IReadOnlyDictionary<string, ItemAnswer> Carried, IReadOnlyDictionary<string, KnownAnswer> Known);

/// <summary>An answer that is on the chart, with where it comes from.</summary>
public sealed record KnownAnswer(ItemAnswer Answer, DateTimeOffset At, string Response);
