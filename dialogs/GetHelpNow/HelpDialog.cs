using CareBot.Care.Alerts;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Care.Safety;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.FindResource;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.GetHelpNow;

/// <summary>
/// Hears an emergency before anything else, says the words that matter first, raises the alert, and asks who is calling for help.
/// </summary>
public sealed partial class HelpDialog(RedFlagListener listener, AlertDesk alerts, EmergencyDesk emergencies, CaseloadDesk caseload, HelpWords words, ChoiceReader choices, PhraseBook phrases, OwnWords own, SpokenLanguage spoken) : AskingDialog(nameof(GetHelpNow))
{
    private const string Now = "now";
    private const int MostOfANo = 3;

    /// <summary>How long a "no" to "is it happening now?" can be taken back by a plain "yes".</summary>
    private static readonly TimeSpan AfterAll = TimeSpan.FromMinutes(10);

    /// <summary>Goes on after a check-in that came out red: its alert is on the chart already.</summary>
    public async Task<DialogTurnResult> BeginAfterRedAsync(DialogContext dc, Talk talk, Alert alert, CancellationToken cancellationToken) =>
        await dc.ReplaceDialogAsync(Id, new HelpRun("", SafetyClass.E911.ToName(), [], ((Speaker.OfPatient)talk.Speaker).Chart.Patient.Value, alert.Id), cancellationToken);

    /// <summary>Asks again somebody who was told to call for help; whoever was asked "is it happening now?" and did not answer hears the emergency words.</summary>
    public async Task CheckAsync(DialogContext dialogs, Talk talk, ChartSummary chart, Alert alert, CancellationToken cancellationToken)
    {
        if (alert.Watch.CheckedAt is null)
        {
            await InterruptAsync(dialogs, talk, cancellationToken);
        }
        else
        {
            // What was open is asked again when this is answered.
            dialogs.Stack.RemoveAll(open => open.Id == Id);
        }

        await dialogs.BeginDialogAsync(Id, RunOf(chart.Patient, alert) with { Again = alert.Watch.CheckedAt is not null }, cancellationToken);
    }

    /// <summary>A danger that was answered for without a word on which: is it happening right now?</summary>
    public Task<DialogTurnResult> AskWhetherNowAsync(DialogContext dc, Talk talk, string rule, CancellationToken cancellationToken) =>
        dc.BeginDialogAsync(Id, new HelpRun(Now, SafetyClass.E911.ToName(), [rule], "", "") { Said = talk.Said.Text }, cancellationToken);

    /// <summary>Goes on after answers that call for a human at once: the alert is on the chart already.</summary>
    /// <param name="emergencyClass">E988 or SAFE.</param>
    /// <param name="then">The questionnaire that follows once the person says that they are safe; empty for none.</param>
    public async Task<DialogTurnResult> BeginAfterStopAsync(DialogContext dc, Alert alert, PatientId patient, string emergencyClass, string then, CancellationToken cancellationToken) =>
        await dc.ReplaceDialogAsync(Id, new HelpRun("", emergencyClass, [], patient.Value, alert.Id) { Then = then }, cancellationToken);

    public override Call? Claim(Said said, Talk talk) => null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var run = (HelpRun)options!;
        return run.Asks == Now ? await AskNowAsync(dc, talk, run, cancellationToken) : await ActAsync(dc, talk, run, cancellationToken);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var run = Memory.Run(Own(dc), DialogsJson.Default.HelpRun);
        var answer = Answer(run, talk);
        if (run.Asks == Now)
        {
            if (answer is null && run.Softly)
            {
                await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
                return EndOfTurn;
            }

            await emergencies.SettledAsync(CallerOf(run, talk), cancellationToken);
            return answer switch
            {
                "no" => await NotNowAsync(dc, talk, run, cancellationToken),
                // No clear answer to "is it happening now?" is taken as yes: better once too often.
                _ => await ActAsync(dc, talk, run, cancellationToken),
            };
        }

        if (answer is null)
        {
            // An address, what they see: whoever helps reads it.
            await AddAsync(run, talk, cancellationToken);
            if (talk.Speaker is Speaker.OfStaff)
            {
                await talk.SendAsync(talk.Say("help.noted.staff"), [talk.Say("button.alerts")], cancellationToken);
                return await dc.EndDialogAsync(cancellationToken: cancellationToken);
            }

            await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
            return EndOfTurn;
        }

        await alerts.PatientSaysAsync(new PatientId(run.Patient), run.AlertId, answer, talk.Author, talk.Now, cancellationToken);
        if (run.Then.Length > 0 && answer == "yes")
        {
            await talk.SendAsync(await words.ReplyAsync(run, answer, talk, cancellationToken), cancellationToken);
            return await dc.ReplaceDialogAsync(nameof(TakeAssessment), new Call(TakeAssessment.QuestionnaireDialog.Follow, run.Then) { Patient = run.Patient }, cancellationToken);
        }

        var goesOn = run.Search.Length > 0 && answer == (run.Asks == HelpWords.Need ? "no" : "yes");
        var reply = await words.ReplyAsync(run, goesOn && run.Asks == HelpWords.Need ? "no.search" : answer, talk, cancellationToken);
        await talk.SendAsync(reply, run.Asks == HelpWords.Need && !goesOn ? [talk.Say("button.findHelp"), .. After(talk)] : After(talk), cancellationToken);
        return goesOn ? await SearchAsync(dc, run.Search, cancellationToken) : await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    public override Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(turnContext);
        var run = Memory.Run(instance, DialogsJson.Default.HelpRun);
        return HelpWords.SendAsync(talk, run.Asks == Now ? talk.Say(run.Rules is [HelpRun.Afraid] ? "help.askAfraid" : "help.askNow") : HelpWords.Again(run, talk), run, cancellationToken);
    }

    public override bool Expects(DialogInstance instance, Talk talk, string text) =>
        HelpWords.Options(Memory.Run(instance, DialogsJson.Default.HelpRun), talk).Any(option => Folding.Says(text, option.Label));

    private async Task<DialogTurnResult> AskNowAsync(DialogContext dc, Talk talk, HelpRun run, CancellationToken cancellationToken)
    {
        Memory.Keep(Own(dc), run, DialogsJson.Default.HelpRun);
        if (!run.Softly)
        {
            await emergencies.AskedAsync(CallerOf(run, talk), run.Class, run.Rules, run.Said, talk.Author, talk.Now, cancellationToken);
        }

        await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
        return EndOfTurn;
    }

    /// <summary>What is said of the open question; null where it is none of its answers.</summary>
    private string? Answer(HelpRun run, Talk talk)
    {
        var said = talk.Said.Text;
        var known = choices.Read(said, HelpWords.Options(run, talk)) ?? KnownAnswer(run, said, talk);
        return run.Asks switch
        {
            // "No comment" is no no. "It passed" neither: a stroke may pass, and come back.
            Now when phrases.Matches("refuses", said) => null,
            Now when phrases.Matches("help.isNotNow", said) => "no",
            "e988" or "safe" when phrases.Matches("help.isNotSafe", said) => "no",
            // "I'm calling my daughter" calls nobody who comes.
            "e911" when known == "calling" && KnownAnswer(run, said, talk) != known && choices.Place(said) is null && !phrases.Matches("help.calls", said) => null,
            // "Are you calling now?" has a plain yes and no too.
            Now when known is null && Languages.All.Any(language => phrases.Matches($"help.cry.{language}", said)) => "yes",
            "e911" when known is null && phrases.Matches("help.mistaken", said) => "mistake",
            "e911" when known is null => choices.Read(said, HelpWords.YesOrNo(talk)) switch { "yes" when phrases.Matches("help.calls", said) => "calling", "no" when IsPlain(said) || phrases.Matches("help.refuses", said) => "not-calling", _ => null },
            "e988" or "safe" when known is null && phrases.Matches("help.isSafe", said) => "yes",
            "e988" when known == "yes" && phrases.Matches("help.yesBut", said) => "not-sure",
            _ => known,
        };
    }

    /// <summary>"No, I'm at work" refuses no call: whoever helps reads it as it was typed.</summary>
    private static bool IsPlain(string no) => Folding.Words(no).Split(' ').Length <= MostOfANo;

    private static async Task<DialogTurnResult> NotNowAsync(DialogContext dc, Talk talk, HelpRun run, CancellationToken cancellationToken)
    {
        talk.Notes = talk.Notes with { Doubt = run with { Search = "" }, DoubtedAt = talk.Now };
        await talk.SendAsync(talk.Say(run.Rules is [HelpRun.Afraid] ? "help.notAfraid" : "help.notNow"), cancellationToken);
        return run.Search.Length > 0 ? await SearchAsync(dc, run.Search, cancellationToken) : await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    /// <summary>What they came for: a search that is open below gives way to it.</summary>
    private static async Task<DialogTurnResult> SearchAsync(DialogContext dc, string search, CancellationToken cancellationToken)
    {
        dc.Stack.RemoveAll(open => open.Id == nameof(FindResource));
        return await dc.ReplaceDialogAsync(nameof(FindResource), new Call(FindResourceDialog.GoOn, search), cancellationToken);
    }

    private async Task<DialogTurnResult> ActAsync(DialogContext dc, Talk talk, HelpRun run, CancellationToken cancellationToken)
    {
        if (!run.Again)
        {
            await InterruptAsync(dc, talk, cancellationToken, keep: Own(dc));
        }

        var isNew = run.AlertId.Length == 0;
        var raised = isNew ? await RaiseAsync(run, talk, cancellationToken) : run;
        var acted = raised with { Asks = raised.Class switch { "E988" => "e988", "SAFE" when HelpWords.NeedOf(raised.Rules, talk) is not null => HelpWords.Need, "SAFE" => "safe", _ => "e911" } };
        if (isNew && await words.AboutAsync(acted, talk, cancellationToken) is { } patient)
        {
            // Their coordinator has the alert before them: it asks what has to be asked.
            await HelpWords.SendAsync(talk, talk.Say($"emergency.{acted.Asks}.about", ("patient", patient)), [talk.Say("button.alerts")], acted, cancellationToken);
            return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }

        Memory.Keep(Own(dc), acted, DialogsJson.Default.HelpRun);
        var first = acted.Acknowledged ? HelpWords.Acknowledged(acted, talk)
            : acted.Again ? await words.CheckAsync(acted, talk, cancellationToken)
            : await words.FirstAsync(acted, talk, cancellationToken);
        await HelpWords.SendAsync(talk, first, acted, cancellationToken);
        return EndOfTurn;
    }

    private async Task<HelpRun> RaiseAsync(HelpRun run, Talk talk, CancellationToken cancellationToken)
    {
        var (patient, alert) = await emergencies.RaiseAsync(CallerOf(run, talk), EmergencyOf(run, talk), talk.Now, talk.Now, cancellationToken);
        return run with { Patient = patient.Value, AlertId = alert.Id };
    }

    /// <summary>The patient whom staff named, else whoever speaks.</summary>
    private Caller CallerOf(HelpRun run, Talk talk) =>
        talk.Speaker is Speaker.OfStaff && run.Patient.Length > 0 ? new Caller.OfPatient(new PatientId(run.Patient)) : words.CallerOf(talk);

    private static Emergency EmergencyOf(HelpRun run, Talk talk)
    {
        var emergency = Emergency.Of(run.Class, run.Rules, talk.Author) with { Said = run.Said.Length > 0 ? run.Said : talk.Said.Text };
        if (talk.Speaker is Speaker.OfStaff && run.Patient.Length > 0)
        {
            return emergency with { PatientTold = null };
        }

        if (run.OfAnother)
        {
            return emergency with { PatientTold = "emergency.e988.other" };
        }

        return run.Class == SafetyClass.Safe.ToName() && HelpWords.NeedOf(run.Rules, talk) is not null ? emergency with { PatientTold = $"emergency.{HelpWords.Need}" } : emergency;
    }

    private async Task TellTodayAsync(Talk talk, Heard heard, CancellationToken cancellationToken)
    {
        var meant = await MeantAsync(talk, talk.Said.Text, cancellationToken);
        if (talk.Speaker is Speaker.OfStaff && meant.Length == 0)
        {
            // Whoever is told of it has read it already: what is missing is whose it is.
            await talk.SendAsync(talk.Say("help.sameDay.staff.who"), cancellationToken);
            return;
        }

        var today = new Emergency(SafetyClass.SameDay.ToName(), RulesOf(heard, SafetyClass.SameDay), meant.Length > 0 ? null : await words.TodayKeyAsync(talk, cancellationToken), talk.Author) { Said = talk.Said.Text };
        var (patient, alert) = await emergencies.RaiseAsync(CallerOf(new HelpRun("", today.Class, today.Rules, meant, ""), talk), today, talk.Now, talk.Now, cancellationToken);
        await talk.SendAsync(await words.TodayAsync(patient, alert, talk, cancellationToken), talk.Speaker is Speaker.OfStaff ? [talk.Say("button.alerts")] : [], cancellationToken);
    }

    private static async Task InterruptAsync(DialogContext dialogs, Talk talk, CancellationToken cancellationToken, DialogInstance? keep = null)
    {
        DailyCheckInDialog.PutAside(dialogs, talk);
        if (keep is null)
        {
            await dialogs.CancelAllDialogsAsync(cancellationToken);
        }
        else
        {
            dialogs.Stack.RemoveAll(open => open != keep);
        }
    }

    private static IReadOnlyList<string> After(Talk talk) => [talk.Say("button.person"), talk.Say("button.help")];

    private static IReadOnlyList<string> RulesOf(Heard heard, SafetyClass wanted) => [.. heard.Rules.Where(rule => rule.Class == wanted).Select(rule => rule.Id)];

    private static RedFlagContext Context(Talk talk) =>
        talk.Speaker is Speaker.OfPatient or Speaker.OfFamily
            ? RedFlagContext.Of(talk.Chart, PatientDay.Of(talk.Now, talk.Chart.TimeZone))
            : new RedFlagContext { ByStaff = talk.Speaker is Speaker.OfStaff };
}
