using System.Globalization;
using System.Text.RegularExpressions;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.WriteNote;

/// <summary>How a note reads: what was done to reach somebody, what was found, what comes next, and the minutes that it says alone between commas or at the
/// end of what was done to reach somebody.</summary>
public sealed partial record NoteReading(IReadOnlyList<string> Contact, IReadOnlyList<string> Finding, IReadOnlyList<string> Plan, int? Minutes)
{
    /// <summary>Clauses that speak of a time that is not counted: "walks 20 minutes".</summary>
    public IReadOnlyList<string> Uncounted { get; private init; } = [];

    /// <param name="words">The note as it was written.</param>
    /// <param name="phrases">The words that tell one part from another.</param>
    public static NoteReading Of(string words, PhraseBook phrases)
    {
        var (contact, finding, plan) = (new List<string>(), new List<string>(), new List<string>());
        var uncounted = new List<string>();
        int? minutes = null;
        foreach (var clause in ClauseEnd().Split(words).Select(clause => clause.Trim().TrimEnd('.', ',', ';')).Where(clause => clause.Length > 0))
        {
            if (MinutesOf(clause, phrases) is { } said)
            {
                minutes = Sum(minutes, said);
                continue;
            }

            var part = phrases.Matches("note.contact", clause) ? contact : phrases.Matches("note.plan", clause) ? plan : finding;
            part.Add(clause);
            if (part == contact && AtEndOf(clause, phrases) is { } spent)
            {
                minutes = Sum(minutes, spent);
            }
            else if (FirstIn(clause, phrases) is not null)
            {
                uncounted.Add(clause);
            }
        }

        return new NoteReading(contact, finding, plan, minutes) { Uncounted = uncounted };
    }

    private static int Sum(int? minutes, int more) => Math.Min((minutes ?? 0) + more, int.MaxValue / 2);

    /// <summary>"12 min", "took 1 hour"; null where the clause says anything more, such as "walks 20 minutes".</summary>
    public static int? MinutesOf(string clause, PhraseBook phrases)
    {
        var match = Amount().Match(clause);
        var before = match.Groups["before"].Value;
        return !match.Success || (before.Trim().Length > 0 && !phrases.Matches("note.spent", before)) ? null
            : phrases.Matches("note.unit", match.Groups["unit"].Value) ? Number(match)
            : phrases.Matches("note.unitHour", match.Groups["unit"].Value) ? 60 * Number(match)
            : null;
    }

    /// <summary>"Called her daughter for 10 min": the time of what was done; null where there is none, or where it says when ("called back within 10 minutes").</summary>
    private static int? AtEndOf(string clause, PhraseBook phrases) =>
        LastAmount().Match(clause) is { Success: true } end && !phrases.Matches("note.notSpent", clause[..end.Index]) ? MinutesOf(end.Value.Trim(), phrases) : null;

    /// <summary>The first amount of time anywhere in the words, and the words without it: "12 minutes for Walt".</summary>
    public static (int Minutes, string Others)? FirstIn(string words, PhraseBook phrases)
    {
        foreach (Match match in AnyAmount().Matches(words))
        {
            if (MinutesOf(match.Value, phrases) is { } minutes)
            {
                return (minutes, words.Remove(match.Index, match.Length));
            }
        }

        return null;
    }

    private static int Number(Match match) => int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[.,;]\s+|\n+")]
    private static partial Regex ClauseEnd();

    [GeneratedRegex(@"\(?\b\d{1,4}\s*\p{L}+\)?$")]
    private static partial Regex LastAmount();

    [GeneratedRegex(@"^(?<before>[\p{L}\s]*?)~?\(?(?<number>\d{1,4})\s*(?<unit>\p{L}+)\)?$")]
    private static partial Regex Amount();

    [GeneratedRegex(@"\b\d{1,4}\s*\p{L}+\b")]
    private static partial Regex AnyAmount();
}
