using CareBot.Care.Mail;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Care.Referrals;
using CareBot.Dialogs.Voice;

namespace CareBot.Dialogs.ReferPatient;

/// <summary>Writes to an agency. Who is meant and what they need stands behind the link, never in the letter.</summary>
public sealed class AgencyLetters(Charts charts, PeopleDesk people, MailDesk mail, ReferralLinks links, ReferralPolicy policy, Texts texts)
{
    public bool IsOn => mail.IsOn;

    /// <summary>Posts a letter that is due; posting it twice sends it once.</summary>
    /// <returns>False when the item is no letter to an agency.</returns>
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
            await PostAsync($"referral:{referral.Id}:{write.Round}", to, key, await links.OfAsync(chart.Patient, referral, cancellationToken), until, chart.Coordinator, now, cancellationToken);
        }

        return true;
    }

    /// <summary>Asks an agency whether it has room for somebody; nobody is named.</summary>
    public async Task AskRoomAsync(Referral referral, string to, StaffId by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var until = now + TimeSpan.FromDays(policy.LinkDays);
        var link = await links.OfRoomAsync(referral.Service.Id, referral.Category, until, cancellationToken);
        await PostAsync($"room:{CauseId.Of(referral.Id)}", to, "refer.letter.body", link, until, by, now, cancellationToken);
    }

    // The directory does not say in which language an agency reads: the page itself offers both.
    private async Task PostAsync(string id, string to, string key, string link, DateTimeOffset until, StaffId by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var practice = await people.PracticeAsync(cancellationToken);
        var coordinator = (await people.FindAsync(by, cancellationToken))?.Name.Full ?? practice.Name;
        var language = Languages.English;
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(until, TimeZoneInfo.FindSystemTimeZoneById(practice.TimeZone)).Date);
        await mail.PostAsync(
            new Letter
            {
                Id = id,
                To = to,
                Subject = texts.Say(language, "refer.letter.subject", ("practice", practice.Name)),
                Text = texts.Say(language, key, ("practice", practice.Name), ("coordinator", coordinator), ("phone", practice.NurseLine), ("link", link), ("until", texts.In(language).DateWithYear(day))),
                Since = now,
            },
            cancellationToken);
    }
}
