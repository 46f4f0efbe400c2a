using CareBot.Care.Alerts;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Care.Safety;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.GetHelpNow;

/// <summary>
/// Hears an emergency before anything else, says the words that matter first, raises the alert, and asks who is calling for help.
/// </summary>
public sealed class HelpDialog(RedFlagListener listener, AlertDesk alerts, EnrolDesk enrol, PeopleDesk people, Outlooks outlooks, ChoiceReader choices) : GuidedDialog(nameof(GetHelpNow))
{
    private const string Now = "now";

    /// <summary>Listens to everything that was typed in this turn.</summary>
    /// <returns>True when the turn is answered: nothing else may speak.</returns>
    public async Task<bool> HearAsync(Talk talk, DialogMenu menu, IEnumerable<string> words, CancellationToken cancellationToken)
    {
        var heard = listener.Listen(string.Join("\n", words), Context(talk.Speaker));
        if (heard.Class is null)
        {
            return false;
        }

        var dialogs = await menu.OpenAsync(talk, cancellationToken);
        if (heard.ActOn is { } act and not SafetyClass.SameDay)
        {
            await InterruptAsync(dialogs, talk, cancellationToken);
            await dialogs.BeginDialogAsync(Id, new HelpRun("", act.ToName(), RulesOf(heard, act), "", ""), cancellationToken);
            return true;
        }

        if (menu.Active(dialogs) is { } open && open.Expects(dialogs.ActiveDialog!, talk, talk.Context.Activity.Text ?? ""))
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

        await dialogs.BeginDialogAsync(Id, new HelpRun(Now, heard.Class.Value.ToName(), RulesOf(heard, heard.Class.Value), "", ""), cancellationToken);
        return true;
    }

    /// <summary>Goes on after a check-in that came out red: its alert is on the chart already.</summary>
    public async Task<DialogTurnResult> BeginAfterRedAsync(DialogContext dc, Talk talk, Alert alert, CancellationToken cancellationToken) =>
        await dc.ReplaceDialogAsync(Id, new HelpRun("", SafetyClass.E911.ToName(), [], ((Speaker.OfPatient)talk.Speaker).Chart.Patient.Value, alert.Id), cancellationToken);

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
        var answer = choices.Read(talk.Said.Text, Options(run, talk));
        if (run.Asks == Now)
        {
            return answer switch
            {
                "no" => await NotNowAsync(dc, talk, cancellationToken),
                // No clear answer to "is it happening now?" is taken as yes: better once too often.
                _ => await ActAsync(dc, talk, run, cancellationToken),
            };
        }

        if (answer is null)
        {
            await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
            return EndOfTurn;
        }

        await alerts.PatientSaysAsync(new PatientId(run.Patient), run.AlertId, answer, talk.Author, talk.Now, cancellationToken);
        if (run.Then.Length > 0 && answer == "yes")
        {
            await talk.SendAsync(await ReplyAsync(run, answer, talk, cancellationToken), cancellationToken);
            return await dc.ReplaceDialogAsync(nameof(TakeAssessment), new Call(TakeAssessment.QuestionnaireDialog.Follow, run.Then), cancellationToken);
        }

        await talk.SendAsync(await ReplyAsync(run, answer, talk, cancellationToken), After(talk), cancellationToken);
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    public override Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(turnContext);
        var run = Memory.Run(instance, DialogsJson.Default.HelpRun);
        var words = run.Asks switch
        {
            Now => talk.Say("help.askNow"),
            "e911" => $"{talk.Say("emergency.e911.again")} {talk.Say("emergency.e911.ask")}",
            "e988" => talk.Say("help.e988.again"),
            _ => talk.Say("help.safe.again"),
        };
        return SendAsync(talk, words, run, cancellationToken);
    }

    public override async Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
        return EndOfTurn;
    }

    private async Task<DialogTurnResult> AskNowAsync(DialogContext dc, Talk talk, HelpRun run, CancellationToken cancellationToken)
    {
        Memory.Keep(Own(dc), run, DialogsJson.Default.HelpRun);
        await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
        return EndOfTurn;
    }

    private static async Task<DialogTurnResult> NotNowAsync(DialogContext dc, Talk talk, CancellationToken cancellationToken)
    {
        await talk.SendAsync(talk.Say("help.notNow"), cancellationToken);
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    private async Task<DialogTurnResult> ActAsync(DialogContext dc, Talk talk, HelpRun run, CancellationToken cancellationToken)
    {
        await InterruptAsync(dc, talk, cancellationToken, keep: Id);
        var raised = run.AlertId.Length > 0 ? run : await RaiseAsync(run, talk, cancellationToken);
        var acted = raised with { Asks = raised.Class switch { "E988" => "e988", "SAFE" => "safe", _ => "e911" } };
        Memory.Keep(Own(dc), acted, DialogsJson.Default.HelpRun);
        await SendAsync(talk, await FirstWordsAsync(acted, talk, cancellationToken), acted, cancellationToken);
        return EndOfTurn;
    }

    private async Task<HelpRun> RaiseAsync(HelpRun run, Talk talk, CancellationToken cancellationToken)
    {
        var patient = await ChartAsync(talk, cancellationToken);
        var alert = await alerts.RaiseEmergencyAsync(patient, run.Class, run.Rules, $"emergency.{run.Class.ToLowerInvariant()}", talk.Author, talk.Now, cancellationToken);
        return run with { Patient = patient.Value, AlertId = alert.Id };
    }

    /// <summary>The emergency words are the first line and the whole of it.</summary>
    private async Task<string> FirstWordsAsync(HelpRun run, Talk talk, CancellationToken cancellationToken) => run.Asks switch
    {
        "e988" => talk.Say("emergency.e988", ("name", await CoordinatorAsync(talk, cancellationToken))),
        "safe" => talk.Say("emergency.safe"),
        _ => $"{talk.Say("emergency.e911")} {talk.Say("emergency.e911.ask")}",
    };

    private async Task TellTodayAsync(Talk talk, Heard heard, CancellationToken cancellationToken)
    {
        var patient = await ChartAsync(talk, cancellationToken);
        var alert = await alerts.RaiseEmergencyAsync(patient, SafetyClass.SameDay.ToName(), RulesOf(heard, SafetyClass.SameDay), "help.sameDay", talk.Author, talk.Now, cancellationToken);
        var words = talk.Speaker is Speaker.OfPatient { Chart: var chart } && await outlooks.ForAsync(chart, cancellationToken) is var outlook
            ? $"{talk.Say("help.sameDay", ("coordinator", outlook.Coordinator), ("by", outlook.By(alert, talk)), ("phone", outlook.Practice.NurseLine))} {outlook.OffHours(talk)}".TrimEnd()
            : talk.Say("help.sameDay.visitor", ("phone", (await people.PracticeAsync(cancellationToken)).NurseLine));
        await talk.SendAsync(words, cancellationToken);
    }

    /// <summary>The chart that holds the alert. Somebody without one gets a nameless chart of their conversation, so that a human hears of it all the same.</summary>
    private async Task<PatientId> ChartAsync(Talk talk, CancellationToken cancellationToken)
    {
        if (talk.Speaker is Speaker.OfPatient { Chart: var chart })
        {
            return chart.Patient;
        }

        var practice = await people.PracticeAsync(cancellationToken);
        var address = talk.Context.Activity;
        var nameless = new PatientId($"visitor-{CauseId.Of(address.ChannelId ?? "", address.Conversation?.Id ?? "")}");
        var name = talk.Speaker is Speaker.OfStaff { Staff.Name: var staff } ? staff : new PersonName(talk.Say("help.visitorName"), "");
        await enrol.AdmitAsync(
            new ChartSummary { Patient = nameless, Name = name, Language = talk.Language, TimeZone = practice.TimeZone, Coordinator = practice.OnCall[0], Conversation = Reachability.Write(address) },
            talk.Now, cancellationToken);
        return nameless;
    }

    private async Task<string> CoordinatorAsync(Talk talk, CancellationToken cancellationToken) =>
        talk.Speaker is Speaker.OfPatient { Chart: var chart } ? (await outlooks.ForAsync(chart, cancellationToken)).Coordinator : talk.Say("help.aNurse");

    private async Task<string> ReplyAsync(HelpRun run, string answer, Talk talk, CancellationToken cancellationToken)
    {
        var practice = await people.PracticeAsync(cancellationToken);
        return talk.Say($"help.{run.Asks}.{answer}", ("name", await CoordinatorAsync(talk, cancellationToken)), ("phone", practice.NurseLine));
    }

    private static async Task InterruptAsync(DialogContext dialogs, Talk talk, CancellationToken cancellationToken, string? keep = null)
    {
        DailyCheckInDialog.PutAside(dialogs, talk);
        if (keep is null)
        {
            await dialogs.CancelAllDialogsAsync(cancellationToken);
        }
        else
        {
            dialogs.Stack.RemoveAll(open => open.Id != keep);
        }
    }

    private static Task SendAsync(Talk talk, string words, HelpRun run, CancellationToken cancellationToken)
    {
        var options = Options(run, talk).Select(option => option.Label).ToList();
        (string, string)[] links = run.Asks switch
        {
            "e911" => [(talk.Say("emergency.call911"), "tel:911")],
            "e988" => [(talk.Say("emergency.call988"), "tel:988"), (talk.Say("emergency.text988"), "sms:988")],
            _ => [],
        };
        return talk.SendAsync(CheckInWords.Numbered(words, options), options, links, cancellationToken);
    }

    private static IReadOnlyList<AnswerOption> Options(HelpRun run, Talk talk) => run.Asks switch
    {
        "e911" => [talk.Option("calling", "emergency.e911.calling"), talk.Option("with-someone", "emergency.e911.someone"), talk.Option("cannot", "emergency.e911.cannot")],
        "e988" => [talk.Option("yes", "answer.yes"), talk.Option("no", "answer.no"), talk.Option("not-sure", "answer.notSure")],
        _ => [talk.Option("yes", "answer.yes"), talk.Option("no", "answer.no")],
    };

    private static IReadOnlyList<string> After(Talk talk) => [talk.Say("button.person"), talk.Say("button.help")];

    private static IReadOnlyList<string> RulesOf(Heard heard, SafetyClass wanted) => [.. heard.Rules.Where(rule => rule.Class == wanted).Select(rule => rule.Id)];

    private static RedFlagContext Context(Speaker speaker) => speaker is Speaker.OfPatient { Chart: var chart }
        ? new RedFlagContext { Programmes = [.. chart.Enrolments.Select(enrolment => enrolment.Protocol)] }
        : RedFlagContext.Unknown;
}
