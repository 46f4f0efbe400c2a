using CareBot.Care.Mail;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;

namespace CareBot.Mail;

/// <summary>Whoever waits for a letter's answer is told that it never arrived.</summary>
public delegate Task LetterLost(Letter letter, DateTimeOffset now, CancellationToken cancellationToken);

/// <summary>A referral whose letter never arrived goes back to its coordinator.</summary>
public sealed class LostLetters(ReferralDesk referrals)
{
    public async Task TellAsync(Letter letter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (letter.About?.Split('/') is [var patient, var referral])
        {
            await referrals.LoseLetterAsync(new PatientId(patient), referral, new Author(Roles.Bot, "mail", $"mail/{letter.Id}"), now, cancellationToken);
        }
    }
}
