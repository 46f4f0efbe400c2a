using CareBot.Care.Links;
using CareBot.Care.Mail;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Care.Referrals;
using CareBot.Dialogs.ReferPatient;

namespace CareBot.Endpoints;

/// <summary>Reads the link that asks an agency whether it has room, and takes the answer. Whose request waits for it is never in the link.</summary>
public sealed class RoomDesk(LinkTokens tokens, MailDesk mail, ReferralDesk referrals, DirectoryServices services, TimeProvider clock)
{
    /// <summary>A question whether there is room; null for a link that is none, or has expired.</summary>
    public async Task<RoomQuestion?> OpenAsync(string token, CancellationToken cancellationToken) =>
        await tokens.ReadAsync(ReferralLinks.RoomFor, token, cancellationToken) is LinkReading.Good { Subject: var waiting } && waiting.Split('/', 3) is [var need, var referral, var at] ? new RoomQuestion(need, at, referral)
        : await tokens.ReadAsync(ReferralLinks.Room, token, cancellationToken) is LinkReading.Good { Subject: var subject } && subject.Split('/', 2) is [var category, var service] ? new RoomQuestion(category, service, null)
        : null;

    /// <summary>What is said about room is kept for the service, and sends the request that waited for it.</summary>
    public async Task AnswerAsync(RoomQuestion question, string capacity, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (question.Referral is { } referral && await mail.FindAsync(AgencyLetters.RoomLetter(referral), cancellationToken) is { About: { } about } && about.Split('/') is [var patient, _])
        {
            await referrals.SayRoomAsync(new PatientId(patient), referral, capacity, new Author(Roles.Agency, question.Service, $"agency/{referral}/{CauseId.Of("room", capacity)}"), now, cancellationToken);
        }
        else
        {
            await services.LearnAsync(question.Service, new ServiceLesson(capacity), now, cancellationToken);
        }
    }
}

/// <summary>A question whether there is room.</summary>
/// <param name="Referral">That waits for it; null when none does.</param>
public sealed record RoomQuestion(string Category, string Service, string? Referral);
