using System.Globalization;
using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs;

/// <summary>
/// What somebody says besides, to which there is one plain answer: <c>aside.*</c> in <c>phrases.json</c>, with a text of the same name. What a
/// human has to know (they are in the hospital, or home again) reaches the coordinator as well; nothing is started or paused by their word.
/// </summary>
public sealed class Asides(AlertDesk alerts, PeopleDesk people, PhraseBook phrases)
{
    /// <summary>Said at any time; the open question waits.</summary>
    private static readonly string[] Always = [Medicine, Reading, "aside.coordinator", "aside.contact", Hospital, Home];

    /// <summary>May answer a question that is open.</summary>
    private static readonly string[] Between = [Pills, Advice, Rights, Scale, About, Upset, "aside.low", "aside.lonely", "aside.howIs", "aside.remind", "aside.later", "aside.bye", "aside.fine"];

    /// <summary>About the page, whatever it shows: nobody is in danger.</summary>
    public const string Reading = "aside.read";

    /// <summary>Said by anybody, staff included.</summary>
    private static readonly string[] Polite = ["aside.bye", "aside.fine"];

    private const string Medicine = "aside.medicine";
    private const string Pills = "aside.pills";
    private const string Advice = "aside.advice";
    private const string Rights = "aside.rights";
    private const string Scale = "aside.scale";
    private const string About = "aside.checkIn";
    private const string Upset = "aside.upset";
    private const string Hospital = "aside.hospital";
    private const string Home = "aside.home";

    /// <summary>Told of the patient by their family, too.</summary>
    private static readonly string[] Stays = [Hospital, Home];

    /// <summary>The same said by the family of the patient.</summary>
    private const string OfThem = ".ofThem";

    /// <returns>False where the words are none of these.</returns>
    public async Task<bool> AnswerAsync(Talk talk, bool isAsking, CancellationToken cancellationToken)
    {
        if (Read(talk, isAsking) is not { } aside || (talk.Speaker is Speaker.OfStaff && !Polite.Contains(aside)))
        {
            return false;
        }

        var practice = await people.PracticeAsync(cancellationToken);
        var chart = talk.Speaker is Speaker.OfPatient or Speaker.OfFamily ? talk.Chart : null;
        var coordinator = chart is null ? "" : (await people.FindAsync(chart.Coordinator, cancellationToken))?.Name.Given ?? practice.Name;
        if (aside is Hospital or Home && chart is not null)
        {
            // The same words on another day are news.
            var facts = new Dictionary<string, string> { ["words"] = talk.Said.Text, ["day"] = PatientDay.Of(talk.Now, chart.TimeZone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
            await alerts.RaiseWishAsync(chart.Patient, aside.Replace('.', '-'), facts, aside, talk.Author, talk.Now, cancellationToken);
        }

        // What only their care team can answer: a patient's words can be passed on, to anybody else it is said where to ask.
        var isForTeam = aside is Medicine or Pills or Advice or Rights or Scale;
        var passesOn = isForTeam && talk.Speaker is Speaker.OfPatient;
        if (passesOn)
        {
            talk.Notes = talk.Notes with { Unread = talk.Said.Text };
        }

        // Nobody calls a visitor or the family back. What the family tells of the patient reaches the coordinator; the rest they are told as a visitor is.
        string[] keys = talk.Speaker switch
        {
            Speaker.OfPatient => [],
            Speaker.OfFamily when Stays.Contains(aside) => [$"{aside}.family"],
            Speaker.OfFamily => [$"{aside}.family", $"{aside}.visitor"],
            _ => [$"{aside}.visitor"],
        };
        var key = keys.FirstOrDefault(talk.Knows) ?? aside;
        await talk.SendAsync(
            talk.Say(key, ("practice", practice.Name), ("phone", practice.NurseLine), ("coordinator", coordinator)),
            aside switch
            {
                "aside.bye" or "aside.fine" or "aside.later" or "aside.remind" => [],
                About when talk.Speaker is Speaker.OfPatient => [.. SmallTalk.ChecksIn(talk) ? [talk.Say("button.checkIn")] : Array.Empty<string>(), talk.Say("button.person")],
                Upset when chart is not null => [talk.Say("button.person"), talk.Say("button.stop")],
                _ when passesOn => [talk.Say("message.button.passOn"), talk.Say("button.person")],
                "aside.lonely" => [talk.Say("button.person"), talk.Say("aside.lonely.look")],
                _ => [talk.Say("button.person")],
            },
            cancellationToken);
        return true;
    }

    private string? First(string[] asides, string of, Talk talk) => Array.Find(asides, aside => phrases.Matches(aside + of, talk.Said.Text));

    private string? Read(Talk talk, bool isAsking)
    {
        // "Bye" leaves a question that is open, and is a goodbye where none is; in an emergency it is not.
        var isDanger = talk.Speaker is Speaker.OfPatient { Chart.OpenAlerts: var open } && open.Any(alert => alert.Priority == AlertPriority.P0);
        var said = (talk.Said.Command is null ? First(Always, "", talk) : null) ?? (isAsking || isDanger ? null : First(Between, "", talk))
            ?? (talk.Speaker is Speaker.OfFamily ? First(Stays, OfThem, talk) : null);
        return said is Hospital && phrases.Matches("aside.hospital.not", talk.Said.Text) ? null : said;
    }
}
