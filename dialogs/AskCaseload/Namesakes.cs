using CareBot.Care.Caseload;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>Who of a member of staff's patients shares a name with another, so that whatever is said of them says which of them it is.</summary>
public sealed class Namesakes(CaseloadDesk caseload, PeopleDesk people)
{
    /// <summary>Sets <see cref="Talk.Namesakes"/>, before anything is said; for whoever is no member of staff there are none.</summary>
    public async Task SetAsync(Talk talk, CancellationToken cancellationToken)
    {
        if (talk.Speaker is not Speaker.OfStaff { Staff: var staff })
        {
            return;
        }

        var rows = await caseload.OpenToAsync(staff.Id, await people.PracticeAsync(cancellationToken), talk.Now, cancellationToken);
        var label = WhoIsMeant.Labels(rows, talk);
        talk.Namesakes = rows.GroupBy(row => Folding.Words(row.Name.Full)).Where(some => some.Skip(1).Any()).SelectMany(some => some).ToDictionary(row => row.Patient, label);
    }
}
