using CareBot.Care.Referrals;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.ReferPatient;

/// <summary>
/// Reads an agency's answer out of an e-mail: the first line that is no greeting has to be an answer and nothing else. Whatever says more is
/// left to the coordinator, who reads it.
/// </summary>
public sealed class AgencyReply(PhraseBook phrases)
{
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

    /// <summary>What was written anew: without the letter that is answered, which mail programs put below.</summary>
    public string Own(string body)
    {
        var own = body.ReplaceLineEndings("\n").Split('\n').TakeWhile(line => !line.StartsWith('>') && !phrases.Matches("agency.quoted", line));
        return string.Join('\n', own).Trim();
    }
}
