using CareBot.Care.CheckIns;

namespace CareBot.Dialogs.DailyCheckIn;

/// <summary>What a check-in in progress remembers: names, never positions, so that a new question moves nobody.</summary>
public sealed record CheckInRun
{
    public string Kind { get; init; } = "check-in-run";

    public int V { get; init; } = 1;

    /// <summary>What began it; the check-in's id on the chart derives from it.</summary>
    public required string Cause { get; init; }

    public required string Protocol { get; init; }

    /// <summary>The patient's calendar day that it is about.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The unit in which this person gives a number without naming one.</summary>
    public required string Unit { get; init; }

    /// <summary>By linkId.</summary>
    public IReadOnlyDictionary<string, CheckInAnswer> Answers { get; init; } = new Dictionary<string, CheckInAnswer>();

    /// <summary>The linkId of the question that waits for an answer; null while it is open which answer to change.</summary>
    public string? At { get; init; }

    /// <summary>A number that was read but is not sure: it counts when the person says yes.</summary>
    public CheckInAnswer.Quantity? ToConfirm { get; init; }

    /// <summary>Values chosen so far where several may be.</summary>
    public IReadOnlyList<string> ChosenSoFar { get; init; } = [];

    /// <summary>The person said "not now": the question that waits is the one safety question, and then it is put aside.</summary>
    public bool Leaving { get; init; }

    /// <summary>The chart entry that this run corrects; null for a check-in of its own.</summary>
    public string? Amends { get; init; }

    /// <summary>The chart entry with what was answered when it was left before its end; what comes now completes it. Null while none was.</summary>
    public string? Kept { get; init; }

    /// <summary>Something was answered that the rules have not judged yet.</summary>
    public bool Unjudged { get; init; }

    /// <summary>The linkId of the question that was left for a change of another answer; null where none was.</summary>
    public string? Left { get; init; }

    /// <summary>What was typed and not understood, by the linkId of the question that waited for an answer.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> NotUnderstood { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>In which words they said how they feel, where the check-in began with that; null for most.</summary>
    public string? Felt { get; init; }

    public int Misses { get; init; }

    public CheckInRun With(string linkId, CheckInAnswer answer) => this with
    {
        Answers = new Dictionary<string, CheckInAnswer>(Answers) { [linkId] = answer },
        ToConfirm = null,
        ChosenSoFar = [],
        Unjudged = true,
        Misses = 0,
    };

    /// <summary>These words were no answer to the question that waits.</summary>
    public CheckInRun Missed(string words) => this with
    {
        Misses = Misses + 1,
        NotUnderstood = At is not { } at || words.Length == 0 ? NotUnderstood : new Dictionary<string, IReadOnlyList<string>>(NotUnderstood) { [at] = [.. NotUnderstood.GetValueOrDefault(at, []), words] },
    };

    /// <summary>Turns to a question; what was half said about another is dropped.</summary>
    public CheckInRun Ask(string? linkId) => this with { At = linkId, ToConfirm = null, ChosenSoFar = [], Left = null, Misses = 0 };

    /// <summary>Turns to an answer that is to be changed, or to the list of them; the question that waits is come back to.</summary>
    public CheckInRun Change(string? linkId) => Ask(linkId) with { Left = Left ?? (Amends is null ? At : null) };
}
