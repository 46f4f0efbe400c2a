using CareBot.Care.Assessments;

namespace CareBot.Dialogs.TakeAssessment;

/// <summary>What an assessment in progress remembers. The answers stand on the chart; here are names, never positions.</summary>
public sealed record AssessmentRun
{
    public string Kind { get; init; } = "assessment-run";

    public int V { get; init; } = 1;

    public required string Patient { get; init; }

    /// <summary>The response's id on the chart.</summary>
    public required string Response { get; init; }

    /// <summary>url|version.</summary>
    public required string Questionnaire { get; init; }

    /// <summary>The linkId of the question that waits for an answer; null where something else is asked.</summary>
    public string? At { get; init; }

    public Asking Asks { get; init; }

    /// <summary>The answers that are offered, as they were said: whoever says one of them answers.</summary>
    public IReadOnlyList<string> Offered { get; init; } = [];

    /// <summary>What was answered so far where several answers may be given.</summary>
    public IReadOnlyList<AnswerValue> GivenSoFar { get; init; } = [];

    /// <summary>It is done and an answer of it is being corrected.</summary>
    public bool Amending { get; init; }

    public int Misses { get; init; }

    /// <summary>They said in this sitting that they are alone and safe.</summary>
    public bool Alone { get; init; }

    /// <summary>What was said to an item that may call a human, where it was not clear and is asked once more; null for most.</summary>
    public string? Unclear { get; init; }

    /// <summary>The answers so far call for a human, whom silence calls too.</summary>
    public bool Awaited { get; init; }

    /// <summary>The code of the answer that comes nearest to what was said: it counts when the person says yes.</summary>
    public string? Maybe { get; init; }

    /// <summary>What was asked when the list of answers was opened; null where nothing was.</summary>
    public AskedPlace? Left { get; init; }

    /// <summary>How many questions were answered in this sitting.</summary>
    public int Sitting { get; init; }

    /// <summary>The coordinator asks the patient aloud and presses what they answer; null where the patient types.</summary>
    public Together? With { get; init; }

    /// <summary>What is asked and how far it is answered: a button that was made for another place is not for this one.</summary>
    public string Place => $"{Asks}:{At}:{GivenSoFar.Count}";

    public AssessmentRun Ask(Asking asks, string? linkId) => this with { Asks = asks, At = linkId, GivenSoFar = [], Offered = [], Misses = 0, Unclear = null, Maybe = null, Left = null };

    /// <summary>Asks which answer to change; what was asked waits meanwhile.</summary>
    public AssessmentRun AskWhich() => Ask(Asking.Which, null) with { Left = Asks == Asking.Which ? Left : At is null ? null : new AskedPlace(Asks, At) };
}

/// <summary>A question that waits.</summary>
public sealed record AskedPlace(Asking Asks, string? At);

/// <summary>What is asked.</summary>
public enum Asking
{
    Question,

    /// <summary>Whether an answer of an earlier day is still true.</summary>
    StillTrue,

    /// <summary>Whether the person is alone and safe, before a sensitive question.</summary>
    SafeToAsk,

    /// <summary>Which answer to change.</summary>
    Which,

    /// <summary>Whether what the form holds already is to be kept.</summary>
    Prefilled,

    /// <summary>Whether to go on now: a sitting has been long.</summary>
    Break,
}

/// <summary>The assessment that a conversation was last about.</summary>
/// <param name="Open">It waits for answers, here or put aside.</param>
/// <param name="Patient">Whose it is, in the chat of a coordinator; null in the patient's own.</param>
public sealed record AssessmentNote(string Response, string Questionnaire, bool Open, string? Patient = null);

/// <summary>The patient with whom a coordinator goes through the questions, in the same room or on the telephone.</summary>
/// <param name="Name">Given name, for the coordinator's eyes.</param>
/// <param name="Language">In which the questions are read out: a wording that exists.</param>
public sealed record Together(string Name, string Language, string TimeZone);
