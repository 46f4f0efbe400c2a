using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Care.Safety;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.GetHelpNow;

/// <summary>
/// Hears an emergency before anything else, says the words that matter first, raises the alert, and asks who is calling for help.
/// </summary>
public sealed class HelpDialog(RedFlagListener listener, AlertDesk alerts, EmergencyDesk emergencies, HelpWords words, ChoiceReader choices, PhraseBook phrases) : GuidedDialog(nameof(GetHelpNow))
{
    private const string Now = "now";

    /// <summary>How long a "no" to "is it happening now?" can be taken back by a plain "yes".</summary>
    private static readonly TimeSpan AfterAll = TimeSpan.FromMinutes(10);

    /// <summary>Listens to everything that was typed in this turn.</summary>
    /// <returns>True when the turn is answered: nothing else may speak.</returns>
    public async Task<bool> HearAsync(Talk talk, DialogMenu menu, IEnumerable<string> words, CancellationToken cancellationToken)
    {
        var said = string.Join("\n", words);
        var heard = listener.Listen(said, Context(talk));
        // Staff write of emergencies all day: of them the rules count, which name what is happening.
        if (heard.Class is null || (heard.IsOpinionOnly && talk.Speaker is Speaker.OfStaff))
        {
            return await FollowUpAsync(talk, menu, cancellationToken);
        }

        var dialogs = await menu.OpenAsync(talk, cancellationToken);
        var running = menu.Active(dialogs) == this && Memory.Run(dialogs.ActiveDialog!, DialogsJson.Default.HelpRun) is { Asks: not Now } open911 ? open911 : null;
        if (running is not null && (KnownAnswer(running, said, talk) is not null || (heard.IsOpinionOnly && !(heard.ActOn < ClassOf(running)))))
        {
            // "Calling 911 now" is what was asked for, "I don't want to call" an answer of a kind, and neither a second emergency.
            return false;
        }

        var isOffered = menu.Active(dialogs) is { } open && open.Expects(dialogs.ActiveDialog!, talk, talk.Context.Activity.Text ?? "");
        if (heard.IsOpinionOnly && (isOffered || talk.Said.Command is not null || (phrases.IsWhole(said) && menu.Claimed(talk.Said, talk) is not null)))
        {
            // "I want to talk to a person", "take me off the waitlist": known to the letter; nobody has to guess what it means.
            return false;
        }

        // With an emergency open a doubt is none: "I have a knife" to "are you safe this minute?".
        if ((heard.ActOn ?? (running is not null ? heard.Class : null)) is { } act and not SafetyClass.SameDay)
        {
            if (running is { Asks: not "e911" } && ClassOf(running) == act)
            {
                await NotSafeAsync(dialogs, talk, running, heard, cancellationToken);
                return true;
            }

            await InterruptAsync(dialogs, talk, cancellationToken);
            await dialogs.BeginDialogAsync(Id, new HelpRun("", act.ToName(), RulesOf(heard, act), "", ""), cancellationToken);
            return true;
        }

        if (isOffered)
        {
            // A choice that was offered is an answer; the dialog that asked knows what it means.
            return false;
        }

        if (heard.Class == SafetyClass.SameDay)
        {
            await TellTodayAsync(talk, heard, cancellationToken);
            await dialogs.RepromptDialogAsync(cancellationToken);
            return true;
        }

        var doubt = new HelpRun(Now, heard.Class.Value.ToName(), RulesOf(heard, heard.Class.Value), "", "") { Softly = heard.Certainty == Certainty.AskSoftly, Said = talk.Said.Text };
        await dialogs.BeginDialogAsync(Id, doubt, cancellationToken);
        return true;
    }

    /// <summary>The answer, where all that was typed is to the letter one of the ways to say who calls, that help is there, or that it was a mistake,
    /// which need not be offered yet; anything more is listened to.</summary>
    private static string? KnownAnswer(HelpRun run, string said, Talk talk) =>
        HelpWords.Options(run with { Again = true }, talk).FirstOrDefault(option => option.Also.Any(known => Folding.Words(known) == Folding.Words(said)))?.Id;

    private static SafetyClass ClassOf(HelpRun run) => SafetyClassNames.TryParse(run.Class, out var safetyClass) ? safetyClass : SafetyClass.E911;

    /// <summary>The same danger is told of again in answer to whether they are safe: that is a no.</summary>
    private async Task NotSafeAsync(DialogContext dialogs, Talk talk, HelpRun run, Heard heard, CancellationToken cancellationToken)
    {
        await RaiseAsync(run with { Rules = RulesOf(heard, ClassOf(run)) }, talk, cancellationToken);
        var answer = run.Asks == HelpWords.Need ? "yes" : "no";
        await alerts.PatientSaysAsync(new PatientId(run.Patient), run.AlertId, answer, talk.Author with { ActivityId = talk.Author.ActivityId + "/answer" }, talk.Now, cancellationToken);
        await talk.SendAsync(await words.ReplyAsync(run, answer, talk, cancellationToken), After(talk), cancellationToken);
        await dialogs.EndDialogAsync(cancellationToken: cancellationToken);
    }

    /// <summary>"Ok" and "thanks" after an emergency are no answer to anything but it: is help on the way?</summary>
    private async Task<bool> FollowUpAsync(Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        var dialogs = await menu.OpenAsync(talk, cancellationToken);
        if (menu.Active(dialogs) == this && Memory.Run(dialogs.ActiveDialog!, DialogsJson.Default.HelpRun).Softly && menu.Claimed(talk.Said, talk) is not null)
        {
            // The question about an idiom gives way to whatever is asked for next; what was open before it is open again.
            dialogs.Stack.RemoveAll(open => open.Id == Id);
            return false;
        }

        if (menu.Active(dialogs) == this && Memory.Run(dialogs.ActiveDialog!, DialogsJson.Default.HelpRun) is { AlertId.Length: > 0, Then: "" } over
            && (await emergencies.FindAsync(new PatientId(over.Patient), over.AlertId, cancellationToken))?.State == AlertState.Closed)
        {
            // A human has closed it: nobody is asked about it any more.
            dialogs.Stack.RemoveAll(open => open.Id == Id);
        }

        if (talk.Notes.Doubt is { } doubt && talk.Now - talk.Notes.DoubtedAt <= AfterAll && phrases.Matches("help.afterAll", talk.Said.Text) && menu.Active(dialogs) is null)
        {
            // "No" to "is it happening now?", and then yes after all.
            await InterruptAsync(dialogs, talk, cancellationToken);
            await dialogs.BeginDialogAsync(Id, doubt with { Asks = "" }, cancellationToken);
            return true;
        }

        var isAnswer = HelpWords.Options(new HelpRun("e911", "E911", [], "", "") { Again = true }, talk).FirstOrDefault(option => option.Also.Prepend(option.Label).Any(known => Folding.Words(known) == Folding.Words(talk.Said.Text)))?.Id;
        if (isAnswer is null && !phrases.Matches("help.acknowledged", talk.Said.Text))
        {
            return false;
        }

        if (menu.Active(dialogs) is { } open)
        {
            return open == this && isAnswer is null && await AskedAgainAsync(dialogs, talk, cancellationToken);
        }

        var caller = words.CallerOf(talk);
        if (await emergencies.OpenAsync(caller, talk.Now, cancellationToken) is not { } alert)
        {
            return false;
        }

        if (isAnswer is not null)
        {
            if (alert.EmergencyClass != SafetyClass.E911.ToName())
            {
                return false;
            }

            // "They are here" comes when the question was answered long ago.
            await alerts.PatientSaysAsync(caller.Chart, alert.Id, isAnswer, talk.Author, talk.Now, cancellationToken);
            await talk.SendAsync(await words.ReplyAsync(new HelpRun("e911", "E911", [], caller.Chart.Value, alert.Id), isAnswer, talk, cancellationToken), After(talk), cancellationToken);
            return true;
        }

        var run = new HelpRun("", alert.EmergencyClass ?? SafetyClass.E911.ToName(), [], caller.Chart.Value, alert.Id) { Again = true, Acknowledged = true };
        await dialogs.BeginDialogAsync(Id, run, cancellationToken);
        return true;
    }

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

        await dialogs.BeginDialogAsync(Id, new HelpRun("", alert.EmergencyClass ?? SafetyClass.E911.ToName(), [], chart.Patient.Value, alert.Id) { Again = alert.Watch.CheckedAt is not null }, cancellationToken);
    }

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

            await emergencies.SettledAsync(words.CallerOf(talk), cancellationToken);
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
            await alerts.SaysMoreAsync(new PatientId(run.Patient), run.AlertId, new Spoken(talk.Said.Text, talk.Now), talk.Author, talk.Now, cancellationToken);
            await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
            return EndOfTurn;
        }

        await alerts.PatientSaysAsync(new PatientId(run.Patient), run.AlertId, answer, talk.Author, talk.Now, cancellationToken);
        if (run.Then.Length > 0 && answer == "yes")
        {
            await talk.SendAsync(await words.ReplyAsync(run, answer, talk, cancellationToken), cancellationToken);
            return await dc.ReplaceDialogAsync(nameof(TakeAssessment), new Call(TakeAssessment.QuestionnaireDialog.Follow, run.Then) { Patient = run.Patient }, cancellationToken);
        }

        await talk.SendAsync(await words.ReplyAsync(run, answer, talk, cancellationToken), run.Asks == HelpWords.Need ? [talk.Say("button.findHelp"), .. After(talk)] : After(talk), cancellationToken);
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    public override Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(turnContext);
        var run = Memory.Run(instance, DialogsJson.Default.HelpRun);
        return HelpWords.SendAsync(talk, run.Asks == Now ? talk.Say("help.askNow") : HelpWords.Again(run, talk), run, cancellationToken);
    }

    public override bool Expects(DialogInstance instance, Talk talk, string text) =>
        HelpWords.Options(Memory.Run(instance, DialogsJson.Default.HelpRun), talk).Any(option => Folding.Says(text, option.Label));

    public override async Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
        return EndOfTurn;
    }

    private async Task<DialogTurnResult> AskNowAsync(DialogContext dc, Talk talk, HelpRun run, CancellationToken cancellationToken)
    {
        Memory.Keep(Own(dc), run, DialogsJson.Default.HelpRun);
        if (!run.Softly)
        {
            await emergencies.AskedAsync(words.CallerOf(talk), run.Class, run.Rules, run.Said, talk.Author, talk.Now, cancellationToken);
        }

        await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
        return EndOfTurn;
    }

    /// <summary>What is said of the open question; null where it is none of its answers.</summary>
    private string? Answer(HelpRun run, Talk talk)
    {
        var known = choices.Read(talk.Said.Text, HelpWords.Options(run, talk)) ?? KnownAnswer(run, talk.Said.Text, talk);
        return run.Asks switch
        {
            // "Are you calling now?" has a plain yes and no too.
            "e911" when known is null => choices.Read(talk.Said.Text, HelpWords.YesOrNo(talk)) switch { "yes" => "calling", "no" => "not-calling", _ => null },
            "e988" when known == "yes" && phrases.Matches("help.yesBut", talk.Said.Text) => "not-sure",
            _ => known,
        };
    }

    private static async Task<DialogTurnResult> NotNowAsync(DialogContext dc, Talk talk, HelpRun run, CancellationToken cancellationToken)
    {
        talk.Notes = talk.Notes with { Doubt = run, DoubtedAt = talk.Now };
        await talk.SendAsync(talk.Say("help.notNow"), cancellationToken);
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    private async Task<DialogTurnResult> ActAsync(DialogContext dc, Talk talk, HelpRun run, CancellationToken cancellationToken)
    {
        if (!run.Again)
        {
            await InterruptAsync(dc, talk, cancellationToken, keep: Own(dc));
        }

        var raised = run.AlertId.Length > 0 ? run : await RaiseAsync(run, talk, cancellationToken);
        var acted = raised with { Asks = raised.Class switch { "E988" => "e988", "SAFE" when HelpWords.NeedOf(raised.Rules, talk) is not null => HelpWords.Need, "SAFE" => "safe", _ => "e911" } };
        Memory.Keep(Own(dc), acted, DialogsJson.Default.HelpRun);
        var first = acted.Acknowledged ? HelpWords.Acknowledged(acted, talk)
            : acted.Again ? await words.CheckAsync(acted, talk, cancellationToken)
            : await words.FirstAsync(acted, talk, cancellationToken);
        await HelpWords.SendAsync(talk, first, acted, cancellationToken);
        return EndOfTurn;
    }

    private async Task<HelpRun> RaiseAsync(HelpRun run, Talk talk, CancellationToken cancellationToken)
    {
        var (patient, alert) = await emergencies.RaiseAsync(words.CallerOf(talk), EmergencyOf(run, talk), talk.Now, talk.Now, cancellationToken);
        return run with { Patient = patient.Value, AlertId = alert.Id };
    }

    private static Emergency EmergencyOf(HelpRun run, Talk talk)
    {
        var emergency = Emergency.Of(run.Class, run.Rules, talk.Author) with { Said = run.Said.Length > 0 ? run.Said : talk.Said.Text };
        return run.Class == SafetyClass.Safe.ToName() && HelpWords.NeedOf(run.Rules, talk) is not null ? emergency with { PatientTold = $"emergency.{HelpWords.Need}" } : emergency;
    }

    private async Task TellTodayAsync(Talk talk, Heard heard, CancellationToken cancellationToken)
    {
        var today = new Emergency(SafetyClass.SameDay.ToName(), RulesOf(heard, SafetyClass.SameDay), await words.TodayKeyAsync(talk, cancellationToken), talk.Author) { Said = talk.Said.Text };
        var (_, alert) = await emergencies.RaiseAsync(words.CallerOf(talk), today, talk.Now, talk.Now, cancellationToken);
        await talk.SendAsync(await words.TodayAsync(alert, talk, cancellationToken), cancellationToken);
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
