using System.Globalization;
using System.Text.RegularExpressions;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.WriteNote;

/// <summary>How a note reads: what was done to reach somebody, what was found, what comes next, and the minutes that it says at its end or alone between commas.</summary>
public sealed partial record NoteReading(IReadOnlyList<string> Contact, IReadOnlyList<string> Finding, IReadOnlyList<string> Plan, int? Minutes)
{
    /// <param name="words">The note as it was written.</param>
    /// <param name="phrases">The words that tell one part from another.</param>
    public static NoteReading Of(string words, PhraseBook phrases)
    {
        var (contact, finding, plan) = (new List<string>(), new List<string>(), new List<string>());
        int? minutes = null;
        foreach (var clause in ClauseEnd().Split(words).Select(clause => clause.Trim().TrimEnd('.', ',', ';')).Where(clause => clause.Length > 0))
        {
            if (MinutesOf(clause, phrases) is { } said)
            {
                minutes = Math.Min((minutes ?? 0) + said, int.MaxValue / 2);
            }
            else
            {
                (phrases.Matches("note.contact", clause) ? contact : phrases.Matches("note.plan", clause) ? plan : finding).Add(clause);
            }
        }

        return new NoteReading(contact, finding, plan, minutes);
    }

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

    [GeneratedRegex(@"^(?<before>[\p{L}\s]*?)\(?(?<number>\d{1,4})\s*(?<unit>\p{L}+)\)?$")]
    private static partial Regex Amount();

    [GeneratedRegex(@"\b\d{1,4}\s*\p{L}+\b")]
    private static partial Regex AnyAmount();
}
