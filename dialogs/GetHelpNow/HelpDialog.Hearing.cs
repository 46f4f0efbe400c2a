using CareBot.Care.Alerts;
using CareBot.Care.Patients;
using CareBot.Care.Safety;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.FindResource;
using CareBot.Dialogs.ReviewAlerts;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.GetHelpNow;

public sealed partial class HelpDialog
{
    // Words alone, that no rule hears: a list a language each.
    private static readonly (string Name, string Language, Heard Heard)[] Cries =
    [
        .. Doubt("help.cry", "cry", SafetyClass.E911),
        .. Doubt("help.cryToDie", "cry", SafetyClass.E988),
        .. Doubt("help.cryUnsafe", "cry", SafetyClass.Safe),
        .. Doubt("help.cryAfraid", HelpRun.Afraid, SafetyClass.E911, Certainty.AskSoftly),
    ];

    /// <summary>Listens to the note of a card that closes an alert. What needs a person today its writer has seen to, and the danger that the alert
    /// was about; another one is an alert of its own, on the same chart.</summary>
    public Task HearNoteAsync(Talk talk, DialogMenu menu, CardAnswer press, CancellationToken cancellationToken) =>
        ReviewAlertsDialog.IsSeenTo(press) ? Task.CompletedTask : HearNoteAsync(talk, menu, string.Join('\n', press.Typed), press.Field("patient") ?? "", press.Card, "", cancellationToken);

    /// <summary>Listens to a note about a patient, as it is written: a danger in it is an alert on the chart of whom it names.</summary>
    /// <param name="head">What of it names the patient.</param>
    public Task HearNoteAsync(Talk talk, DialogMenu menu, string said, string head, CancellationToken cancellationToken) => HearNoteAsync(talk, menu, said, "", "", head, cancellationToken);

    private async Task HearNoteAsync(Talk talk, DialogMenu menu, string said, string about, string alert, string head, CancellationToken cancellationToken)
    {
        var heard = listener.Listen(said, Context(talk)).ByRules;
        var isSure = heard.ActOn is not (null or SafetyClass.SameDay);
        if (heard.Class is null or SafetyClass.SameDay)
        {
            return;
        }

        var danger = isSure ? heard.ActOn!.Value : heard.Class.Value;
        var patient = about.Length > 0 && talk.Speaker is Speaker.OfStaff { Staff: var staff } && await emergencies.MayOpenAsync(new PatientId(about), staff.Id, cancellationToken) ? about : "";
        if (patient.Length > 0 && (await emergencies.FindAsync(new PatientId(patient), alert, cancellationToken))?.EmergencyClass == danger.ToName())
        {
            return;
        }

        var dialogs = await menu.OpenAsync(talk, cancellationToken);
        if (isSure)
        {
            await InterruptAsync(dialogs, talk, cancellationToken);
        }

        var run = new HelpRun(isSure ? "" : Now, danger.ToName(), RulesOf(heard, danger), patient.Length > 0 ? patient : await MeantAsync(talk, head.Length > 0 ? head : said, cancellationToken), "") { Softly = heard.Certainty == Certainty.AskSoftly, Said = said };
        await dialogs.BeginDialogAsync(Id, run, cancellationToken);
    }

    /// <summary>Whether a danger is heard in words of staff, without anything being done about it.</summary>
    public bool SpeaksOfDanger(Talk talk, string said) => talk.Speaker is Speaker.OfStaff && listener.Listen(said, Context(talk)).ByRules.Class is not (null or SafetyClass.SameDay);

    /// <summary>Whether anything is heard in what staff typed, be it for today: "a steroid course".</summary>
    public bool IsHeard(Talk talk, string said) => talk.Speaker is Speaker.OfStaff && listener.Listen(said, Context(talk)).ByRules.Class is not null;

    /// <summary>Listens to everything that was typed in this turn.</summary>
    /// <returns>True when the turn is answered: nothing else may speak.</returns>
    public async Task<bool> HearAsync(Talk talk, DialogMenu menu, IEnumerable<string> words, CancellationToken cancellationToken)
    {
        var said = string.Join("\n", words);
        var heard = listener.Listen(said, Context(talk));
        var (cried, language) = heard.Class is null && talk.Speaker is not Speaker.OfStaff ? Cry(talk.Said.Text) : default;
        var dialogs = await menu.OpenAsync(talk, cancellationToken);
        if (menu.Active(dialogs) == this)
        {
            SpeakAsWritten(language ?? spoken.Read(said), talk);
        }

        // Staff write of emergencies all day: of them the rules count, which name what is happening.
        if ((heard.Class is null && cried is null) || (heard.IsOpinionOnly && talk.Speaker is Speaker.OfStaff))
        {
            if (talk.Speaker is Speaker.OfStaff && menu.Active(dialogs) != this && Cry(talk.Said.Text).Cried is { Certainty: Certainty.AskNow })
            {
                // "911" and nothing more: whose emergency it is stands nowhere.
                await talk.SendAsync(talk.Say("help.cry.staff"), [talk.Say("button.alerts")], cancellationToken);
                await dialogs.RepromptDialogAsync(cancellationToken);
                return true;
            }

            return await FollowUpAsync(dialogs, talk, menu, cancellationToken);
        }

        if (cried is not null && menu.Active(dialogs) == this)
        {
            // The question that is open is about it.
            return false;
        }

        heard = cried ?? heard;
        var running = menu.Active(dialogs) == this && Memory.Run(dialogs.ActiveDialog!, DialogsJson.Default.HelpRun) is { Asks: not Now } asked ? asked : null;
        if (running is not null && (KnownAnswer(running, said, talk) is not null || (heard.IsOpinionOnly && !(heard.ActOn < ClassOf(running)))))
        {
            // "Calling 911 now" is what was asked for, "I don't want to call" an answer of a kind, and neither a second emergency.
            return false;
        }

        var isOffered = menu.Active(dialogs) is { } open && open.Expects(dialogs.ActiveDialog!, talk, talk.Context.Activity.Text ?? "");
        if (heard.IsOpinionOnly && (isOffered || talk.Said.Command is not null || own.Are(said) || phrases.Matches(Asides.Reading, said) || (menu.Claimed(talk.Said, talk) is { } claimed && (phrases.IsWhole(said) || (claimed.Call.IsWhole && said == talk.Said.Text)))))
        {
            // "I want to talk to a person", "take me off the waitlist": known to the letter; nobody has to guess what it means.
            return false;
        }

        // With an emergency open a doubt is none: "I have a knife" to "are you safe this minute?".
        if ((heard.ActOn ?? (running is not null ? heard.Class : null)) is { } act and not SafetyClass.SameDay)
        {
            SpeakAsWritten(language ?? spoken.Read(said), talk);
            if (running is { Asks: "e988" or "safe" } && ClassOf(running) == act)
            {
                await EndAgainAsync(dialogs, talk, running with { Rules = RulesOf(heard, act), OfAnother = IsOfAnother(act.ToName(), said) }, "no", cancellationToken);
                return true;
            }

            // Who is dying, or wants to die, looks for nothing else.
            var search = act == SafetyClass.Safe ? SearchIn(talk, menu, dialogs) : "";
            await InterruptAsync(dialogs, talk, cancellationToken);
            await dialogs.BeginDialogAsync(Id, new HelpRun("", act.ToName(), RulesOf(heard, act), await MeantAsync(talk, said, cancellationToken), "") { Search = search, OfAnother = IsOfAnother(act.ToName(), said) }, cancellationToken);
            return true;
        }

        if (isOffered)
        {
            // A choice that was offered is an answer; the dialog that asked knows what it means.
            return false;
        }

        SpeakAsWritten(language ?? spoken.Read(said), talk);

        if (heard.Class == SafetyClass.SameDay && running is { AlertId.Length: > 0 } && talk.Speaker is not Speaker.OfStaff && Answer(running, talk) is null)
        {
            // Who was told to call now is not told to wait for a call: whoever helps reads it.
            await AddAsync(running, talk, cancellationToken);
            await dialogs.RepromptDialogAsync(cancellationToken);
            return true;
        }

        if (heard.Class == SafetyClass.SameDay)
        {
            await TellTodayAsync(talk, heard, cancellationToken);
            if (talk.Said.Command is { Command: Command.Change } || (menu.Active(dialogs) is { } waiting && waiting.IsAnswered(dialogs.ActiveDialog!, talk)))
            {
                // It is an answer, or corrects one, as well.
                return false;
            }

            await dialogs.RepromptDialogAsync(cancellationToken);
            return true;
        }

        var doubted = heard.Class.GetValueOrDefault();
        var doubt = new HelpRun(Now, doubted.ToName(), RulesOf(heard, doubted), await MeantAsync(talk, said, cancellationToken), "") { Softly = heard.Certainty == Certainty.AskSoftly, Said = talk.Said.Text, Search = SearchIn(talk, menu, dialogs), OfAnother = IsOfAnother(doubted.ToName(), said) };
        await dialogs.BeginDialogAsync(Id, doubt, cancellationToken);
        return true;
    }

    /// <summary>What is looked for in the same words: "a ride to the heart doctor, my dad had chest pain last year". Empty where they are no search.</summary>
    private static string SearchIn(Talk talk, DialogMenu menu, DialogContext dialogs) =>
        (menu.Claimed(talk.Said, talk) ?? menu.Guessed(talk.Said, talk)) is ({ Id: nameof(FindResource) }, var call) ? call.Words
        : menu.Active(dialogs) is FindResourceDialog asking && asking.Looks(dialogs.ActiveDialog!, talk.Said.Text) ? talk.Said.Text
        : "";

    /// <summary>Whatever the chart says, or was chosen before: in danger people write as they can read at once. The conversation goes on in that language.</summary>
    /// <param name="written">The language; null where the words do not tell.</param>
    private static void SpeakAsWritten(string? written, Talk talk)
    {
        if (talk.Speaker is not Speaker.OfStaff && written is not null && written != talk.Language)
        {
            talk.Notes = talk.Notes with { Language = written };
        }
    }

    /// <summary>The answer, where all that was typed is to the letter one of the ways to say who calls, that help is there, or that it was a mistake,
    /// which need not be offered yet; anything more is listened to.</summary>
    private static string? KnownAnswer(HelpRun run, string said, Talk talk) =>
        Folding.Words(said) is var words ? HelpWords.Options(run with { Again = true }, talk).FirstOrDefault(option => option.IsAlso(words))?.Id : null;

    /// <summary>"911", "I'm dying", and nothing more: is it happening now? "I'm scared" may be of a needle: there silence is no yes.</summary>
    /// <returns>What it is asked about as, and in which language it was cried; null where it may be either.</returns>
    private (Heard? Cried, string? Language) Cry(string said)
    {
        var (cried, spokenIn) = ((Heard?)null, (string?)null);
        foreach (var (name, language, heard) in Cries)
        {
            if (phrases.Matches(name, said))
            {
                (cried, spokenIn) = (heard, cried is null ? language : null);
            }
        }

        return (cried, spokenIn);
    }

    private static IEnumerable<(string Name, string Language, Heard Heard)> Doubt(string name, string rule, SafetyClass safetyClass, Certainty certainty = Certainty.AskNow) =>
        Languages.All.Select(language => ($"{name}.{language}", language, new Heard([new HeardRule(rule, safetyClass, certainty)])));

    private static SafetyClass ClassOf(HelpRun run) => SafetyClassNames.TryParse(run.Class, out var safetyClass) ? safetyClass : SafetyClass.E911;

    /// <summary>A bad answer that raises the alarm again: the same danger is told of once more in answer to whether they are safe, or a human has
    /// closed the alert before the question was answered.</summary>
    private async Task EndAgainAsync(DialogContext dialogs, Talk talk, HelpRun run, string answer, CancellationToken cancellationToken)
    {
        var raised = await RaiseAsync(run, talk, cancellationToken);
        await alerts.PatientSaysAsync(new PatientId(raised.Patient), raised.AlertId, answer, talk.Author with { ActivityId = talk.Author.ActivityId + "/answer" }, talk.Now, cancellationToken);
        await talk.SendAsync(await words.ReplyAsync(run, answer, talk, cancellationToken), After(talk), cancellationToken);
        await dialogs.EndDialogAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Staff who are asked whether somebody calls go on with their work: the alert stands, and climbs by itself.</summary>
    private async Task<bool> IsWorkAsync(DialogContext dialogs, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        if (talk.Speaker is not Speaker.OfStaff || Memory.Run(dialogs.ActiveDialog!, DialogsJson.Default.HelpRun) is not { Asks: not Now } run || Answer(run, talk) is not null)
        {
            return false;
        }

        var meant = await MeantAsync(talk, talk.Said.Text, cancellationToken);
        if (meant.Length > 0 && run.Patient == words.CallerOf(talk).Chart.Value)
        {
            // Who it is, perhaps: whoever helps reads it.
            await AddAsync(run, talk, cancellationToken);
        }

        return meant.Length > 0 || Acknowledges(talk) || menu.Claimed(talk.Said, talk) is not null;
    }

    /// <summary>"He may have black stool" names no Mr Black. A name of the listener's words counts where a sentence begins: "rosa has chest pain".</summary>
    private bool IsOrdinary(string word, int place) => phrases.Uses(word) || (place > 0 && listener.Uses(word));

    /// <summary>The patient whom staff name, of their own caseload.</summary>
    /// <returns>The id; empty where nobody or more than one is named, and for everybody who is not staff.</returns>
    private async Task<string> MeantAsync(Talk talk, string said, CancellationToken cancellationToken) =>
        talk.Speaker is Speaker.OfStaff { Staff.Id: var staff }
        && WhoIsMeant.NamedIn(await caseload.ReadAsync(staff, talk.Now, cancellationToken), said, IsOrdinary) is [var row] ? row.Patient.Value : "";

    /// <summary>"Ok" and "thanks" after an emergency are no answer to anything but it: is help on the way? "They are here" is one, whenever it comes.</summary>
    private async Task<bool> FollowUpAsync(DialogContext dialogs, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        if (menu.Active(dialogs) == this && Memory.Run(dialogs.ActiveDialog!, DialogsJson.Default.HelpRun).Softly && menu.Claimed(talk.Said, talk) is not null)
        {
            // The question about an idiom gives way to whatever is asked for next; what was open before it is open again.
            dialogs.Stack.RemoveAll(open => open.Id == Id);
            return false;
        }

        if (menu.Active(dialogs) == this && Memory.Run(dialogs.ActiveDialog!, DialogsJson.Default.HelpRun) is { AlertId.Length: > 0, Then: "" } over
            && await emergencies.FindAsync(new PatientId(over.Patient), over.AlertId, cancellationToken) is { State: AlertState.Closed } closed)
        {
            if (Answer(over, talk) is ("no" or "not-sure" or "cannot" or "not-calling") and var bad && over.Asks != HelpWords.Need)
            {
                await EndAgainAsync(dialogs, talk, over with { Rules = closed.EmergencyRules }, bad, cancellationToken);
                return true;
            }

            // A human has closed it: nobody is asked about it any more.
            dialogs.Stack.RemoveAll(open => open.Id == Id);
        }

        if (menu.Active(dialogs) == this && await IsWorkAsync(dialogs, talk, menu, cancellationToken))
        {
            dialogs.Stack.RemoveAll(open => open.Id == Id);
            return false;
        }

        if (talk.Notes.Doubt is { } doubt && talk.Now - talk.Notes.DoubtedAt <= AfterAll && phrases.Matches("help.afterAll", talk.Said.Text) && menu.Active(dialogs) is null)
        {
            // "No" to "is it happening now?", and then yes after all.
            await InterruptAsync(dialogs, talk, cancellationToken);
            await dialogs.BeginDialogAsync(Id, doubt with { Asks = "" }, cancellationToken);
            return true;
        }

        if (menu.Active(dialogs) is { } open)
        {
            return open == this && Acknowledges(talk) && await AskedAgainAsync(dialogs, talk, cancellationToken);
        }

        var answer = KnownAnswer(new HelpRun("e911", SafetyClass.E911.ToName(), [], "", ""), talk.Said.Text, talk);
        if (answer is null && (talk.Speaker is Speaker.OfStaff || !Acknowledges(talk)))
        {
            return false;
        }

        var caller = words.CallerOf(talk);
        if (await emergencies.OpenAsync(caller, talk.Now, cancellationToken) is not { } alert)
        {
            return false;
        }

        if (answer is not null)
        {
            if (alert.EmergencyClass != SafetyClass.E911.ToName())
            {
                return false;
            }

            // "They are here" comes when the question was answered long ago.
            await alerts.PatientSaysAsync(caller.Chart, alert.Id, answer, talk.Author, talk.Now, cancellationToken);
            await talk.SendAsync(await words.ReplyAsync(new HelpRun("e911", alert.EmergencyClass, [], caller.Chart.Value, alert.Id), answer, talk, cancellationToken), After(talk), cancellationToken);
            return true;
        }

        await AskAboutAsync(dialogs, RunOf(caller.Chart, alert), cancellationToken);
        return true;
    }

    /// <summary>What nobody understood, from somebody whose emergency is open: whoever helps reads it, and the words that matter are said again.</summary>
    /// <returns>False where no emergency is open.</returns>
    public async Task<bool> KeepsAsync(Talk talk, DialogContext dialogs, CancellationToken cancellationToken)
    {
        var caller = words.CallerOf(talk);
        if (talk.Speaker is Speaker.OfStaff || await emergencies.OpenAsync(caller, talk.Now, cancellationToken) is not { } alert)
        {
            return false;
        }

        await AddAsync(RunOf(caller.Chart, alert), talk, cancellationToken);
        await AskAboutAsync(dialogs, RunOf(caller.Chart, alert), cancellationToken);
        return true;
    }

    /// <summary>The question is open and waits for its answer: nothing else is begun over it.</summary>
    public bool Waits(Talk talk, DialogContext dialogs) =>
        talk.Speaker is not Speaker.OfStaff && dialogs.ActiveDialog?.Id == Id && Memory.Run(dialogs.ActiveDialog!, DialogsJson.Default.HelpRun).Asks is "e911" or "e988";

    /// <summary>Whoever helps reads what was typed besides.</summary>
    private Task AddAsync(HelpRun run, Talk talk, CancellationToken cancellationToken) =>
        alerts.SaysMoreAsync(new PatientId(run.Patient), run.AlertId, new Spoken(talk.Said.Text, talk.Now), talk.Author, talk.Now, cancellationToken);

    /// <summary>Asks about an open emergency once more, when its question was answered or left before.</summary>
    private Task<DialogTurnResult> AskAboutAsync(DialogContext dialogs, HelpRun run, CancellationToken cancellationToken) =>
        dialogs.BeginDialogAsync(Id, run with { Again = true, Acknowledged = true }, cancellationToken);

    private HelpRun RunOf(PatientId patient, Alert alert) => new("", alert.EmergencyClass ?? SafetyClass.E911.ToName(), alert.EmergencyRules, patient.Value, alert.Id)
    {
        OfAnother = alert.EmergencyClass is { } safetyClass && alert.Words.FirstOrDefault(words => words.Raises) is { Text: var said } && IsOfAnother(safetyClass, said),
    };

    /// <summary>"Mom says she wants to die": the question whether they are safe is about her. Whoever says "I" as well is asked for themselves.</summary>
    private bool IsOfAnother(string safetyClass, string said) =>
        safetyClass == SafetyClass.E988.ToName() && Says("help.ofAnother", said) && !Says("help.ofMyself", said);

    private bool Says(string name, string said) => Languages.All.Any(language => phrases.Matches($"{name}.{language}", said));

    private bool Acknowledges(Talk talk) => phrases.Matches("help.acknowledged", talk.Said.Text);

    /// <returns>False while a doubt is asked about: there "ok" is an answer.</returns>
    private static async Task<bool> AskedAgainAsync(DialogContext dialogs, Talk talk, CancellationToken cancellationToken)
    {
        var run = Memory.Run(dialogs.ActiveDialog!, DialogsJson.Default.HelpRun);
        if (run.Asks == Now)
        {
            return false;
        }

        await HelpWords.SendAsync(talk, HelpWords.Acknowledged(run, talk), run, cancellationToken);
        return true;
    }
}
