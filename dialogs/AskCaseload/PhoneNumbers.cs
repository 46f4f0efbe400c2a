using CareBot.Care.Appointments;
using CareBot.Care.Caseload;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>Telephone numbers that the practice has written down: of providers, of whom its phone tree names, of the nurse line. Patients' and families' are kept
/// nowhere here, which is said.</summary>
public sealed class PhoneNumbers(ProviderDesk providers, PeopleDesk people, CaseloadDesk caseload)
{
    /// <summary>Beside a name that somebody is known by.</summary>
    private static readonly HashSet<string> Titles = ["dr", "dra", "doctor", "doctora", "mr", "mrs", "ms", "the", "of", "for", "de", "la", "el", "nurse"];

    public async Task SayAsync(Staff staff, string whose, Talk talk, CancellationToken cancellationToken)
    {
        var practice = await people.PracticeAsync(cancellationToken);
        var nurseLine = talk.Say("caseload.phone.nurseLine");
        List<(string Name, string Line)> known =
        [
            .. (await providers.AllAsync(cancellationToken)).Select(provider => (provider.Name, talk.Say("caseload.phone.line", ("name", $"{provider.Name}, {provider.Location}"), ("phone", provider.Phone)))),
            .. practice.PhoneTree.Select(contact => (contact.Name, talk.Say("caseload.phone.tree", ("name", contact.Name), ("phone", contact.Phone)))),
            (nurseLine, talk.Say("caseload.phone.line", ("name", nurseLine), ("phone", practice.NurseLine))),
        ];
        var said = NamesIn(whose);
        var meant = said.Count == 0 ? known : [.. known.Where(contact => NamesIn(contact.Name) is var names && said.All(word => names.Contains(word) || (word.EndsWith('s') && names.Contains(word[..^1]))))];
        var isPatient = meant.Count == 0 && WhoIsMeant.Among(await caseload.OpenToAsync(staff.Id, practice, talk.Now, cancellationToken), whose).Count > 0;
        await talk.SendAsync(
            isPatient ? talk.Say("caseload.phone.patient")
                : meant.Count == 0 ? $"{talk.Say("caseload.phone.none", ("name", whose))}\n{Lines(known)}"
                : Lines(meant),
            [talk.Say("button.caseload"), talk.Say("button.alerts")], cancellationToken);
    }

    private static string Lines(IEnumerable<(string Name, string Line)> contacts) => string.Join('\n', contacts.Select(contact => $"- {contact.Line}"));

    private static List<string> NamesIn(string words) => [.. Folding.Words(words).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !Titles.Contains(word))];
}
