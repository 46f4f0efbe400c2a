using System.Text.Json;
using CareBot.Care.Records;

namespace CareBot.Care.CheckIns;

/// <summary>A check-in that was judged again because something it rests on was corrected.</summary>
/// <param name="Before">As it stood; it stays on the chart.</param>
/// <param name="After">The entry that takes its place; the same as <paramref name="Before"/> when nothing of its judgement changed.</param>
public sealed record Rejudgement(CheckInRecord Before, CheckInRecord After)
{
    /// <summary>Raised alerts now; lowered only annotates.</summary>
    public Movement Movement => After.Judgement.Zone.CompareTo(Before.Judgement.Zone) switch
    {
        > 0 => Movement.Raised,
        < 0 => Movement.Lowered,
        _ => Movement.Unchanged,
    };

    /// <summary>There is a new entry to append; with <see cref="Movement.Unchanged"/> its reasons differ, not its zone.</summary>
    public bool IsNew => After != Before;

    /// <summary>Judges a correction, and every later check-in again that may rest on what it corrects.</summary>
    /// <param name="correction">Its <see cref="CheckIn.Amends"/> names an entry of <paramref name="history"/>, whose day it keeps.</param>
    /// <returns>The corrected check-in first, then the later ones in order. New entries of later ones name the entry they replace
    /// and have ids made of it and of the correction, so that correcting twice is correcting once.</returns>
    /// <exception cref="ArgumentException">The correction names no entry of the history, or is about another day.</exception>
    public static IReadOnlyList<Rejudgement> Of(
        CheckInProtocol protocol, CheckIn correction, CheckInHistory history, PatientThresholds thresholds)
    {
        var corrected = history.Find(correction.Amends)
            ?? throw new ArgumentException($"Entry '{correction.Amends}' is not in the history.", nameof(correction));
        if (corrected.CheckIn.Date != correction.Date)
            throw new ArgumentException("A correction keeps the day of what it corrects.", nameof(correction));

        var results = new List<Rejudgement> { new(corrected, protocol.Record(correction, history, thresholds)) };
        var current = history.With(results[0].After);
        foreach (var later in current.After(correction).ToList())
        {
            var after = Again(protocol, later, correction, current, thresholds);
            results.Add(new(later, after));
            current = current.With(after);
        }

        return results;
    }

    private static CheckInRecord Again(
        CheckInProtocol protocol, CheckInRecord later, CheckIn correction, CheckInHistory current, PatientThresholds thresholds)
    {
        if (Same(protocol.Judge(later.CheckIn, current, thresholds), later.Judgement))
            return later;
        var again = later.CheckIn with { Id = $"{later.CheckIn.Id}~{correction.Id}", Amends = later.CheckIn.Id };
        return protocol.Record(again, current, thresholds, correction.SubmittedAt);
    }

    // Lists inside records compare by reference; their JSON compares by what they say.
    private static bool Same(Judgement one, Judgement other) =>
        JsonSerializer.SerializeToUtf8Bytes(one, CareJson.Default.Judgement).AsSpan()
            .SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(other, CareJson.Default.Judgement));
}

public enum Movement
{
    Unchanged,
    Raised,
    Lowered,
}
