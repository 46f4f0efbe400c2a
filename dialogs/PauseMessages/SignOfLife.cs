using CareBot.Care.Alerts;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.PauseMessages;

/// <summary>
/// A death that the family told of holds until the patient writes: then it is lifted, and the coordinator is told of both. What staff wrote down only
/// staff take back.
/// </summary>
public sealed class SignOfLife(PauseDesk desk, AlertDesk alerts, Charts charts, PeopleDesk people, PhraseBook phrases)
{
    /// <summary>Reads whether the patient writes whom the family said had died.</summary>
    /// <returns>Who speaks, with the chart as it stands then.</returns>
    public async Task<Speaker> HeardAsync(Speaker speaker, Activity activity, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (speaker is not Speaker.OfPatient { Chart: { Pause: { Cause: PauseCause.Died } pause } chart }
            || activity.Type != ActivityTypes.Message
            // "My dad died", in his own chat, is the family once more.
            || phrases.Matches("loss.told", activity.Text ?? "")
            || await people.FindAsync(pause.By, cancellationToken) is not null)
        {
            return speaker;
        }

        var by = Talk.AuthorOf(speaker, Talk.CauseOf(activity));
        var facts = new Dictionary<string, string>
        {
            ["name"] = await PauseMessagesDialog.ByAsync(pause, chart, people, cancellationToken),
            [AlertDesk.Says] = $"alert.{PauseMessagesDialog.DeathFamily}.wrote",
        };
        // The word to staff first: where this turn breaks off, it is done again from here.
        await alerts.RaiseWishAsync(chart.Patient, PauseMessagesDialog.DeathFamily, facts, told: null, by, now, cancellationToken);
        await desk.ResumeAsync(chart.Patient, by, now, cancellationToken);
        return new Speaker.OfPatient((await charts.OpenAsync(chart.Patient, cancellationToken)).Summary);
    }
}
