using CareBot.Care.Alerts;
using CareBot.Care.Patients;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.GetHelpNow;

/// <summary>The words of an emergency, as they are true for whoever is speaking and at this hour.</summary>
public sealed class HelpWords(Texts texts, PeopleDesk people, Charts charts, Outlooks outlooks)
{
    /// <summary>What is asked of somebody who lacks what life needs today: whether anybody is in danger.</summary>
    public const string Need = "need";

    private const string Other = ".other";

    // The rule of a danger that is named and no more has the name of the danger behind this.
    private const string Names = "names-";

    /// <summary>Words for one rule of SAFE, where those of violence would be the wrong ones: the key ends with the rule's id.</summary>
    private const string SafeKey = "emergency.safe.";

    /// <summary>Whose chart holds the alert. Somebody without one gets a nameless chart of their conversation, so that a human hears of it all the same.</summary>
    public Caller CallerOf(Talk talk) => CallerOf(talk.Speaker, talk.Context.Activity, talk.Language);

    /// <inheritdoc cref="CallerOf(Talk)"/>
    /// <param name="speaker">Who said it.</param>
    /// <param name="activity">Where.</param>
    /// <param name="language">Of the answers.</param>
    public Caller CallerOf(Speaker speaker, Activity activity, string language)
    {
        if (speaker is Speaker.OfPatient { Chart: var chart })
        {
            return new Caller.OfPatient(chart.Patient);
        }

        var name = speaker switch
        {
            Speaker.OfStaff { Staff.Name: var staff } => staff,
            // Whoever is told has to know whose family it is.
            Speaker.OfFamily { Member.Name: var member, Chart.Name: var patient } => new PersonName(texts.Say(language, "help.familyName", ("name", member.Full), ("patient", patient.Full)), ""),
            _ => new PersonName(texts.Say(language, "help.visitorName"), ""),
        };
        return Caller.WithoutChart(
            EmergencyDesk.NamelessIn(activity.ChannelId ?? "", activity.Conversation?.Id ?? ""), name, language,
            // Nothing is said first where others read along.
            Audience.IsGroup(activity) ? null : Reachability.Write(activity),
            (speaker as Speaker.OfFamily)?.Chart.Coordinator);
    }

    /// <summary>The emergency words are the first line and the whole of it.</summary>
    public async Task<string> FirstAsync(HelpRun run, Talk talk, CancellationToken cancellationToken) => run.Asks switch
    {
        "e988" when IsPatient(talk) => talk.Say(AboutAnother("emergency.e988", run, talk), ("name", await WhoAsync(talk, cancellationToken))),
        "e988" => talk.Say(AboutAnother("emergency.e988", run, talk) is var key && key.EndsWith(Other, StringComparison.Ordinal) ? $"{key}.visitor" : $"{key}.{Kind(talk)}"),
        Need => talk.Say($"{SafeKey}{NeedOf(run.Rules, talk)}", ("name", await WhoAsync(talk, cancellationToken)), ("phone", (await people.PracticeAsync(cancellationToken)).NurseLine)),
        "safe" when talk.Speaker is not Speaker.OfStaff && run.Rules.Count > 0 && run.Rules.All(rule => talk.Knows($"{SafeKey}{rule}")) => talk.Say($"{SafeKey}{run.Rules[0]}"),
        "safe" => talk.Say(ForStaff("emergency.safe", talk)),
        _ => $"{talk.Say(OfTheHome(run.Rules, talk) ?? (IsPatient(talk) ? "emergency.e911" : $"emergency.e911.{Kind(talk)}"))} {talk.Say("emergency.e911.ask")}",
    };

    /// <summary>What comes before the call where the home is the danger: out of the fire, away from the intruder. Null where none was heard of, and for staff.</summary>
    private static string? OfTheHome(IReadOnlyList<string> rules, Talk talk) => talk.Speaker is Speaker.OfStaff ? null
        : rules.Select(rule => $"emergency.e911.{(rule.StartsWith(Names, StringComparison.Ordinal) ? rule[Names.Length..] : rule)}{(IsPatient(talk) ? "" : ".visitor")}").FirstOrDefault(talk.Knows);

    /// <summary>The rule that says what is lacking, where no rule heard violence; null where one did, and for staff.</summary>
    public static string? NeedOf(IReadOnlyList<string> rules, Talk talk)
    {
        var heard = rules.Where(rule => rule != Care.Safety.RedFlagListener.SecondOpinion).ToList();
        return talk.Speaker is not Speaker.OfStaff && heard.Count > 0 && heard.All(rule => talk.Knows($"{SafeKey}{rule}")) ? heard[0] : null;
    }

    /// <summary>The open question once more.</summary>
    public static string Again(HelpRun run, Talk talk) => run.Asks switch
    {
        "e911" => $"{talk.Say("emergency.e911.again")} {talk.Say("emergency.e911.ask")}",
        "e988" => talk.Say(AboutAnother(ForStaff("help.e988.again", talk), run, talk)),
        Need => talk.Say("help.need.again"),
        _ => talk.Say(ForStaff("help.safe.again", talk)),
    };

    /// <summary>What follows on an "ok" or "thanks": whether help is on the way.</summary>
    public static string Acknowledged(HelpRun run, Talk talk) => run.Asks == "e911" ? talk.Say("help.e911.acknowledged") : Again(run, talk);

    /// <summary>The second question, which the bot asks by itself, with the truth about who has read the first message.</summary>
    public async Task<string> CheckAsync(HelpRun run, Talk talk, CancellationToken cancellationToken)
    {
        var chart = (await charts.OpenAsync(new PatientId(run.Patient), cancellationToken)).Summary;
        var reader = chart.OpenAlerts.FirstOrDefault(alert => alert.Id == run.AlertId)?.AcknowledgedBy is { } id ? await people.FindAsync(id, cancellationToken) : null;
        var read = reader is null ? talk.Say("help.nobodyYet") : talk.Say("help.readBy", ("name", reader.Name.Given));
        return run.Asks == "e911" ? $"{talk.Say("emergency.e911.again")} {read} {talk.Say("emergency.e911.ask")}" : $"{read} {Again(run, talk)}";
    }

    /// <summary>What follows on the answer; out of hours with the truth about who reads, and when.</summary>
    public async Task<string> ReplyAsync(HelpRun run, string answer, Talk talk, CancellationToken cancellationToken)
    {
        var practice = await people.PracticeAsync(cancellationToken);
        var who = await WhoAsync(talk, cancellationToken);
        var told = IsPatient(talk) ? talk.Say("help.told.patient", ("name", who)) : talk.Say("help.told.other");
        var reply = talk.Say(AboutAnother(TrueFor($"help.{run.Asks}.{answer}", talk), run, talk), ("name", who), ("told", told), ("phone", practice.NurseLine));
        var hours = new WorkingHours(practice);
        if (hours.IsOpen(talk.Now) || talk.Speaker is Speaker.OfStaff)
        {
            return reply;
        }

        var opens = talk.When(hours.NextOpen(talk.Now), talk.Speaker is Speaker.OfPatient { Chart.TimeZone: var zone } ? zone : practice.TimeZone);
        var onCall = await OnCallAsync(practice, cancellationToken);
        return $"{reply}\n\n" + (onCall is null
            ? talk.Say("offHours", ("opens", opens), ("phone", practice.NurseLine))
            : talk.Say("help.offHours", ("onCall", onCall.Name.Given), ("opens", opens), ("phone", practice.NurseLine)));
    }

    /// <summary>The patient of whom staff write; null where nobody is named, and for everybody who is not staff.</summary>
    public async Task<string?> AboutAsync(HelpRun run, Talk talk, CancellationToken cancellationToken) =>
        talk.Speaker is Speaker.OfStaff && (await charts.OpenAsync(new PatientId(run.Patient), cancellationToken)).Summary is { Nameless: false, Name: var name } ? name.Full : null;

    /// <summary>What is told about something that a person has to see today.</summary>
    public async Task<string> TodayAsync(PatientId patient, Alert alert, Talk talk, CancellationToken cancellationToken) =>
        talk.Speaker is Speaker.OfStaff ? talk.Say("help.sameDay.staff", ("patient", talk.NameOf((await charts.OpenAsync(patient, cancellationToken)).Summary)))
        : talk.Speaker is Speaker.OfPatient { Chart: var chart } && await outlooks.ForAsync(chart, cancellationToken) is var outlook
            ? talk.Say(await TodayKeyAsync(talk, cancellationToken), ("coordinator", outlook.Coordinator), ("by", outlook.By(alert, talk)), ("phone", outlook.Practice.NurseLine))
            : talk.Say("help.sameDay.visitor", ("phone", (await people.PracticeAsync(cancellationToken)).NurseLine));

    /// <summary>The words for what a person has to see today; out of hours it is the nurse line that can.</summary>
    public async Task<string> TodayKeyAsync(Talk talk, CancellationToken cancellationToken) =>
        new WorkingHours(await people.PracticeAsync(cancellationToken)).IsOpen(talk.Now) ? "help.sameDay" : "help.sameDay.offHours";

    public static Task SendAsync(Talk talk, string words, HelpRun run, CancellationToken cancellationToken)
    {
        var options = Options(run, talk).Select(option => option.Label).ToList();
        return SendAsync(talk, CheckInWords.Numbered(words, options), options, run, cancellationToken);
    }

    /// <summary>With the numbers to call beside the buttons.</summary>
    public static Task SendAsync(Talk talk, string words, IReadOnlyList<string> buttons, HelpRun run, CancellationToken cancellationToken)
    {
        (string, string)[] links = run.Asks switch
        {
            "e911" => [(talk.Say("emergency.call911"), "tel:911")],
            "e988" => [(talk.Say("emergency.call988"), "tel:988"), (talk.Say("emergency.text988"), "sms:988")],
            Need => [(talk.Say("emergency.call211"), "tel:211"), (talk.Say("emergency.call911"), "tel:911")],
            _ => [],
        };
        return talk.SendAsync(words, buttons, links, cancellationToken);
    }

    public static IReadOnlyList<AnswerOption> Options(HelpRun run, Talk talk) => run.Asks switch
    {
        "e911" =>
        [
            talk.Option("calling", "emergency.e911.calling"), talk.Option("with-someone", ForStaff("emergency.e911.someone", talk)), talk.Option("cannot", "emergency.e911.cannot"),
            .. run.Again || talk.Speaker is Speaker.OfStaff ? [talk.Option("helped", ForStaff("emergency.e911.helped", talk)), talk.Option("mistake", "emergency.e911.mistake")] : Array.Empty<AnswerOption>(),
        ],
        "e988" => [talk.Option("yes", "answer.yes"), talk.Option("no", "answer.no"), talk.Option("not-sure", "help.e988.notSure")],
        "safe" => [talk.Option("yes", "answer.yes"), talk.Option("no", "help.safe.notSafe")],
        _ => YesOrNo(talk),
    };

    public static IReadOnlyList<AnswerOption> YesOrNo(Talk talk) => [talk.Option("yes", "answer.yes"), talk.Option("no", "answer.no")];

    private static bool IsPatient(Talk talk) => talk.Speaker is Speaker.OfPatient { Chart.Nameless: false };

    /// <summary>Staff speak of somebody else, at their side or on the telephone.</summary>
    private static string ForStaff(string key, Talk talk) => talk.Speaker is Speaker.OfStaff && talk.Knows($"{key}.staff") ? $"{key}.staff" : key;

    /// <summary>Who worries about somebody is asked about them; staff always are.</summary>
    private static string AboutAnother(string key, HelpRun run, Talk talk) => run.OfAnother && talk.Speaker is not Speaker.OfStaff && talk.Knows($"{key}{Other}") ? $"{key}{Other}" : key;

    /// <summary>A patient can be called. Nobody calls a visitor, or the family: whom to call is said instead.</summary>
    private static string TrueFor(string key, Talk talk) => talk.Speaker is not Speaker.OfStaff && !IsPatient(talk) && talk.Knows($"{key}.visitor") ? $"{key}.visitor" : ForStaff(key, talk);

    private static string Kind(Talk talk) => talk.Speaker is Speaker.OfStaff ? "staff" : "visitor";

    /// <summary>Who is asked to reach the patient: the coordinator while the practice works, else the first on call.</summary>
    private async Task<string> WhoAsync(Talk talk, CancellationToken cancellationToken)
    {
        if (talk.Speaker is not Speaker.OfPatient { Chart: { Nameless: false } chart })
        {
            return talk.Say("help.careTeam");
        }

        var outlook = await outlooks.ForAsync(chart, cancellationToken);
        var onCall = new WorkingHours(outlook.Practice).IsOpen(talk.Now) ? null : await OnCallAsync(outlook.Practice, cancellationToken);
        return onCall?.Name.Given ?? outlook.Coordinator;
    }

    private async Task<Staff?> OnCallAsync(Practice practice, CancellationToken cancellationToken) =>
        practice.OnCall.Count == 0 ? null : await people.FindAsync(practice.OnCall[0], cancellationToken);
}
