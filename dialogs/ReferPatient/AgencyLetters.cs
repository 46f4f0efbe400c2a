using CareBot.Care.Mail;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Care.Referrals;
using CareBot.Dialogs.Voice;

namespace CareBot.Dialogs.ReferPatient;

/// <summary>Writes to an agency. Who is meant and what they need stands behind the link, never in the letter.</summary>
public sealed class AgencyLetters(Charts charts, PeopleDesk people, MailDesk mail, ReferralLinks links, ReferralPolicy policy, Texts texts) : IOutreachLetters
{
    public bool IsOn => mail.IsOn;

    public async Task<bool> PostAsync(OutreachItem item, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (item is not WriteAgency write)
        {
            return false;
        }

        var chart = (await charts.OpenAsync(write.Patient, cancellationToken)).Summary;
        if (chart.Referrals.FirstOrDefault(one => one.Id == write.Referral) is { State: ReferralState.Sent, Service.Email: { } to, LinkUntil: { } until } referral)
        {
            var key = write.Round == 1 ? "refer.letter.body" : "refer.letter.again";
            await PostAsync($"referral:{referral.Id}:{write.Round}", to, key, await links.OfAsync(chart.Patient, referral, cancellationToken), until, referral.Service, AboutOf(chart.Patient, referral), chart.Coordinator, now, cancellationToken);
        }

        return true;
    }

    /// <summary>The id of the letter that asked for room for a referral.</summary>
    public static string RoomLetter(string referral) => $"room:{CauseId.Of(referral)}";

    /// <summary>Asks an agency whether it has room for somebody; nobody is named.</summary>
    public async Task AskRoomAsync(PatientId patient, Referral referral, string to, StaffId by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var until = now + TimeSpan.FromDays(policy.LinkDays);
        var link = await links.OfRoomAsync(referral, until, cancellationToken);
        await PostAsync(RoomLetter(referral.Id), to, "refer.letter.room", link, until, referral.Service, AboutOf(patient, referral), by, now, cancellationToken);
    }

    private static string AboutOf(PatientId patient, Referral referral) => $"{patient.Value}/{referral.Id}";

    private async Task PostAsync(string id, string to, string key, string link, DateTimeOffset until, ReferredTo agency, string about, StaffId by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var practice = await people.PracticeAsync(cancellationToken);
        var coordinator = (await people.FindAsync(by, cancellationToken))?.Name.Full ?? practice.Name;
        var language = agency.LettersIn(practice.Language, Languages.All);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(until, TimeZoneInfo.FindSystemTimeZoneById(practice.TimeZone)).Date);
        await mail.PostAsync(
            new Letter
            {
                Id = id,
                To = to,
                About = about,
                Subject = texts.Say(language, "refer.letter.subject", ("practice", practice.Name)),
                Text = texts.Say(language, key, ("practice", practice.Name), ("coordinator", coordinator), ("phone", practice.NurseLine), ("link", ReferralLinks.In(language, link)), ("until", texts.In(language).DateWithYear(day)))
                    + (mail.Answers is null ? "" : "\n\n" + texts.Say(language, "refer.letter.word")),
                Since = now,
            },
            cancellationToken);
    }
}
