using CareBot.Care.Mail;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Care.ResourceDirectory;
using CareBot.Dialogs.Voice;

namespace CareBot.Dialogs.CurateListings;

/// <summary>Tells whoever keeps the directory, by e-mail, that a listing was found wrong and how. Who found it is neither known nor said.</summary>
public sealed class CuratorNotice(MailDesk mail, DirectoryDesk directory, PeopleDesk people, Texts texts)
{
    /// <param name="cause">The same tap twice writes once.</param>
    public async Task SendAsync(string listing, string what, string cause, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!mail.IsOn || mail.Curator is not { } to || await directory.ReadAsync([listing], cancellationToken) is not [var (found, _), ..])
        {
            return;
        }

        var practice = await people.PracticeAsync(cancellationToken);
        var language = Languages.Of(practice.Language);
        await mail.PostAsync(
            new Letter
            {
                Id = $"listing:{CauseId.Of(listing, cause)}",
                To = to,
                Subject = texts.Say(language, "curate.letter.subject", ("practice", practice.Name)),
                Text = texts.Say(language, "curate.letter.body", ("name", found.Name), ("provider", found.ProviderName ?? found.Id), ("what", texts.Say(language, $"curate.what.{what}.coordinator"))),
                Since = now,
            },
            cancellationToken);
    }
}
