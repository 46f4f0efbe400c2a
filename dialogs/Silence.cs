using CareBot.Care.Consent;
using CareBot.Care.Patients;
using CareBot.Dialogs.DailyCheckIn;

namespace CareBot.Dialogs;

/// <summary>Somebody wants no more messages that they did not begin: what is open ends, and what was said in it is judged all the same.</summary>
public sealed class Silence(EnrolDesk enrol, FamilyDesk families, CheckInKeeper checkIns)
{
    public async Task BeginAsync(Talk talk, DialogContext dialogs, CancellationToken cancellationToken)
    {
        DailyCheckInDialog.PutAside(dialogs, talk);
        await dialogs.CancelAllDialogsAsync(cancellationToken);
        var told = "";
        switch (talk.Speaker)
        {
            case Speaker.OfPatient { Chart: var chart }:
                told = await checkIns.LeavePausedAsync(talk, cancellationToken);
                await enrol.QuietAsync(chart.Patient, quiet: true, cancellationToken);
                break;
            case Speaker.OfFamily { Member: var member, Chart: var theirs }:
                await families.QuietAsync(theirs.Patient, member.Id, quiet: true, talk.Author, talk.Now, cancellationToken);
                break;
        }

        await talk.SendAsync(told.Length == 0 ? talk.Say("stop.done") : $"{told}\n\n{talk.Say("stop.done")}", cancellationToken);
    }
}
