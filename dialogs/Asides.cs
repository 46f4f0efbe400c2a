using CareBot.Care.Alerts;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs;

/// <summary>
/// What a patient or a visitor says besides, to which there is one plain answer: <c>aside.*</c> in <c>phrases.json</c>, with a text of the same name. What a
/// human has to know (they are in the hospital, or home again) reaches the coordinator as well; nothing is started or paused by their word.
/// </summary>
public sealed class Asides(AlertDesk alerts, PeopleDesk people, PhraseBook phrases)
{
    /// <summary>Said at any time; the open question waits.</summary>
    private static readonly string[] Always = ["aside.medicine", "aside.coordinator", "aside.contact", "aside.hospital", "aside.home"];

    /// <summary>May answer a question that is open.</summary>
    private static readonly string[] Between = ["aside.lonely", "aside.bye", "aside.fine"];

    /// <summary>An alert of the coordinator's comes of these.</summary>
    private static readonly string[] Told = ["aside.hospital", "aside.home"];

    /// <returns>False where the words are none of these.</returns>
    public async Task<bool> AnswerAsync(Talk talk, bool isAsking, CancellationToken cancellationToken)
    {
        // "Bye" leaves a question that is open, and is a goodbye where none is.
        IEnumerable<string> some = [.. talk.Said.Command is null ? Always : [], .. isAsking ? [] : Between];
        if (talk.Speaker is Speaker.OfStaff || some.FirstOrDefault(aside => phrases.Matches(aside, talk.Said.Text)) is not { } aside)
        {
            return false;
        }

        var practice = await people.PracticeAsync(cancellationToken);
        var chart = talk.Speaker is Speaker.OfPatient patient ? patient.Chart : null;
        var coordinator = chart is null ? "" : (await people.FindAsync(chart.Coordinator, cancellationToken))?.Name.Given ?? practice.Name;
        if (Told.Contains(aside) && chart is not null)
        {
            await alerts.RaiseWishAsync(chart.Patient, aside.Replace('.', '-'), new Dictionary<string, string> { ["words"] = talk.Said.Text }, aside, talk.Author, talk.Now, cancellationToken);
        }

        var key = chart is null && talk.Knows($"{aside}.visitor") ? $"{aside}.visitor" : aside;
        await talk.SendAsync(
            talk.Say(key, ("practice", practice.Name), ("phone", practice.NurseLine), ("coordinator", coordinator)),
            aside switch
            {
                "aside.bye" or "aside.fine" => [],
                "aside.lonely" => [talk.Say("button.person"), talk.Say("aside.lonely.look")],
                _ => [talk.Say("button.person")],
            },
            cancellationToken);
        return true;
    }
}
