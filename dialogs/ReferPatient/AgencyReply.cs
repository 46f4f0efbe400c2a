using System.Text.RegularExpressions;
using CareBot.Care.Referrals;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.ReferPatient;

/// <summary>
/// Reads an agency's answer out of an e-mail: the first line that is no greeting has to be an answer and nothing else. Whatever says more is
/// left to the coordinator, who reads it.
/// </summary>
public sealed partial class AgencyReply(PhraseBook phrases)
{
    // A line of advice may be broken into so many.
    private const int LongestAdvice = 3;

    private static readonly (string Phrase, AgencyAnswer Answer)[] Answers =
    [
        ("agency.full", new(ReferralState.Declined, NoReason.Full)),
        ("agency.waitlist", new(ReferralState.Waitlisted)),
        ("agency.notEligible", new(ReferralState.Declined, NoReason.NotEligible)),
        ("agency.outOfArea", new(ReferralState.Declined, NoReason.OutOfArea)),
        ("agency.no", new(ReferralState.Declined, NoReason.Other)),
        ("agency.delivered", new(ReferralState.Delivered)),
        ("agency.accepted", new(ReferralState.Accepted)),
    ];

    /// <returns>Null when the words are no plain answer.</returns>
    public AgencyAnswer? Read(string words)
    {
        foreach (var line in words.Split('\n'))
        {
            var said = line.Trim();
            if (said.Length == 0 || phrases.Matches("agency.greeting", said))
            {
                continue;
            }

            return Answers.FirstOrDefault(answer => phrases.Matches(answer.Phrase, said)).Answer;
        }

        return null;
    }

    /// <summary>What was written anew, above, between or below the lines that are quoted: without these, and without the signature.</summary>
    public string Own(string body)
    {
        var lines = body.ReplaceLineEndings("\n").Split('\n');
        var own = new List<string>();
        for (var i = 0; i < lines.Length && !IsSignature(lines[i]) && !IsOriginal(lines, i); i++)
        {
            var attribution = Attribution(lines, i);
            if (attribution > 0)
            {
                i += attribution - 1;
            }
            else if (!lines[i].StartsWith('>') && !phrases.Matches("agency.device", lines[i]))
            {
                own.Add(lines[i]);
            }
        }

        return string.Join('\n', own).Trim();
    }

    /// <summary>What is about this patient: without the advice for emergencies that stands under every letter of an agency.</summary>
    public string Meant(string own)
    {
        var parts = Sentences().Split(own);
        var meant = new List<string>();
        for (var i = 0; i < parts.Length;)
        {
            var advice = Enumerable.Range(1, Math.Min(LongestAdvice, parts.Length - i)).LastOrDefault(count => phrases.Matches("agency.advice", string.Concat(parts.Skip(i).Take(count))));
            meant.AddRange(advice == 0 ? [parts[i]] : []);
            i += Math.Max(advice, 1);
        }

        return string.Concat(meant);
    }

    // RFC 3676, 4.3; some programs drop the blank at its end.
    private static bool IsSignature(string line) => line.TrimEnd() == "--";

    /// <summary>From here on the letter that is answered stands whole: under a rule, a header or an address that "wrote", and without a mark at each line.</summary>
    private bool IsOriginal(string[] lines, int at) =>
        (lines[at].StartsWith('-') && phrases.Matches("agency.original", lines[at]))
        || (phrases.Matches("agency.from", lines[at]) && HeaderField().IsMatch(lines[at]) && at + 1 < lines.Length && HeaderField().IsMatch(lines[at + 1]))
        || (Attribution(lines, at) is > 0 and var count && string.Concat(lines.Skip(at).Take(count)).Contains('@') && !Quotes(lines, at + count));

    /// <returns>Over how many lines somebody "wrote" what is quoted next; 0 where nobody did.</returns>
    private int Attribution(string[] lines, int at) =>
        Enumerable.Range(1, 2).FirstOrDefault(count => at + count <= lines.Length && string.Join(' ', lines.Skip(at).Take(count)) is var line && phrases.Matches("agency.quoted", line) && (line.Contains('@') || Quotes(lines, at + count)));

    private static bool Quotes(string[] lines, int from) => lines.Skip(from).FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) is ['>', ..];

    [GeneratedRegex(@"^\W*\p{L}+( \p{L}+)?:\s")]
    private static partial Regex HeaderField();

    [GeneratedRegex(@"(?<=\n)|(?<=[.!?]\s)")]
    private static partial Regex Sentences();
}
