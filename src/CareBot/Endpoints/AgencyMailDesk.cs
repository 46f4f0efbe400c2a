using CareBot.Care.Mail;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Care.Referrals;
using CareBot.Dialogs.ReferPatient;
using CareBot.Mail;

namespace CareBot.Endpoints;

/// <summary>Takes what an agency answers by e-mail. An emergency in it is heard first; what is no plain answer, or comes from a machine, is kept for the coordinator.</summary>
public sealed class AgencyMailDesk(Charts charts, ReferralDesk referrals, AgencyDesk agency, AgencyReply replies, TimeProvider clock)
{
    /// <summary>Text key of what the patient was told: nothing; and nobody answers a mail by telling its writer to call 911.</summary>
    private const string Told = "help.agencyMail";

    /// <param name="letter">Ours, that is answered.</param>
    /// <param name="mail">The answer.</param>
    /// <param name="cancellationToken">Cancels between reads and writes.</param>
    /// <returns><c>taken</c> as an answer, <c>kept</c> for the coordinator to read, <c>over</c>, or <c>unknown</c>: it stays in the mailbox.</returns>
    public async Task<string> AnswerAsync(Letter letter, AgencyLetter mail, CancellationToken cancellationToken)
    {
        if (letter.About?.Split('/') is not [var id, var referral] || await charts.FindAsync(new PatientId(id), cancellationToken) is not { Summary: var chart }
            || chart.Referrals.FirstOrDefault(one => one.Id == referral) is not { } standing)
        {
            return "unknown";
        }

        var (now, words) = (clock.GetUtcNow(), replies.Own(mail.Text));
        var by = new Author(Roles.Agency, standing.Service.Id, $"mail/{letter.Id}/{CauseId.Of(mail.MessageId ?? words)}");
        if (!mail.IsAutomatic)
        {
            await agency.HearAsync(chart.Patient, replies.Meant(words), Told, by, now, cancellationToken);
        }

        if (!standing.IsOpen || words.Length == 0 || (standing.SentAt is not null && !ReferralRules.IsShared(standing, chart.SharingConsents, now)))
        {
            return mail.IsAutomatic ? "unknown" : "over";
        }

        if (!mail.IsAutomatic && replies.Read(words) is { } answer && await TakeAsync(chart.Patient, standing, answer, by, now, cancellationToken))
        {
            return "taken";
        }

        await referrals.WroteAsync(chart.Patient, referral, words.Length > AgencyAnswer.LongestNote ? words[..AgencyAnswer.LongestNote] : words, by, now, cancellationToken);
        return "kept";
    }

    /// <summary>Before anybody is named the answer is about room; after that it is about the request.</summary>
    private async Task<bool> TakeAsync(PatientId patient, Referral referral, AgencyAnswer answer, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (referral.SentAt is not null)
        {
            return await referrals.AnswerAsync(patient, referral.Id, answer, by, now, cancellationToken) is not ReferralAnswer.Unknown;
        }

        return answer.Capacity is { } capacity && await referrals.SayRoomAsync(patient, referral.Id, capacity, by, now, cancellationToken) is not ReferralAnswer.Unknown;
    }
}
