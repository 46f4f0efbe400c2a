using CareBot.Care.Alerts;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.PauseMessages;

/// <summary>
/// A member of staff says that a patient died, is in the hospital or is to be left alone: asked once whether it is meant, then nothing is
/// said first to the patient any more, until it is resumed or the patient is discharged. The patient's family can tell of a death too; whoever else
/// tells of one hears a kind word.
/// </summary>
public sealed class PauseMessagesDialog(PauseDesk desk, AlertDesk alerts, CaseloadDesk caseload, PeopleDesk people, Outlooks outlooks, Charts charts, ChoiceReader choices, PhraseBook phrases) : AskingDialog(nameof(PauseMessages))
{
    private const string Resume = "resume";

    /// <summary>A death that somebody tells of who is no staff.</summary>
    private const string Told = "told";

    /// <summary>The alert that the family told of a death.</summary>
    private const string DeathFamily = "death-told";

    /// <summary>What may be said, the most certain first.</summary>
    private static readonly IReadOnlyList<string> Sayings = [nameof(PauseCause.Died), nameof(PauseCause.InHospital), nameof(PauseCause.PracticeWord), Resume];

    public override Call? Claim(Said said, Talk talk) => talk.InGroup ? null
        : talk.Speaker is not Speaker.OfStaff ? phrases.Matches("loss.told", said.Text) ? new Call(Told, "") : null
        : Sayings.Select(what => phrases.Find(Key("pause", what), said.Text) is { Length: > 0 } name ? new Call(what, name) : null).FirstOrDefault(call => call is not null);

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var call = CallOf(options);
        if (call.What == Told)
        {
            return await BeginToldAsync(dc, talk, cancellationToken);
        }

        var staff = ((Speaker.OfStaff)talk.Speaker).Staff;
        var open = await caseload.OpenToAsync(staff.Id, await people.PracticeAsync(cancellationToken), talk.Now, cancellationToken);
        switch (WhoIsMeant.Among(open, call.Words))
        {
            case [var row]:
                var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
                if (await NothingToDoAsync(chart, call.What, talk, cancellationToken) is { } words)
                {
                    await talk.SendAsync(words, cancellationToken);
                    break;
                }

                Memory.Keep(Own(dc), new PauseRun(chart.Patient.Value, call.What), DialogsJson.Default.PauseRun);
                await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
                return EndOfTurn;
            case var found:
                await WhoIsMeant.AskAsync(call.Words, found, talk, cancellationToken);
                break;
        }

        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        if (Claim(talk.Said, talk) is { } other)
        {
            // Somebody else is meant, or something else is said of them: the question that was open is dropped.
            return await dc.ReplaceDialogAsync(Id, other, cancellationToken);
        }

        var run = Memory.Run(Own(dc), DialogsJson.Default.PauseRun);
        var patient = new PatientId(run.Patient);
        var answer = talk.Said.Command is { Command: Command.NotNow or Command.Skip or Command.Back or Command.Stop } ? "no" : choices.Read(talk.Said.Text, Options(talk));
        switch (answer)
        {
            case "yes" or "no" when run.What == Told:
                return await EndToldAsync(dc, talk, answer == "yes", cancellationToken);
            case "yes" when run.What == Resume:
                await desk.ResumeAsync(patient, talk.Author, talk.Now, cancellationToken);
                break;
            case "yes":
                await desk.PauseAsync(patient, Enum.Parse<PauseCause>(run.What), talk.Author, talk.Now, cancellationToken);
                break;
            case "no":
                break;
            default:
                await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
                return EndOfTurn;
        }

        var chart = (await charts.OpenAsync(patient, cancellationToken)).Summary;
        await talk.SendAsync(answer == "yes" ? Done(chart, run.What, talk) : talk.Say("pause.unchanged", ("name", chart.Name.Full)), [talk.Say("button.caseload")], cancellationToken);
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    public override bool Expects(DialogInstance instance, Talk talk, string text) => Options(talk).Any(option => Folding.Says(text, option.Label));

    public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(turnContext);
        var run = Memory.Run(instance, DialogsJson.Default.PauseRun);
        var chart = (await charts.OpenAsync(new PatientId(run.Patient), cancellationToken)).Summary;
        var options = Options(talk).Select(option => option.Label).ToList();
        var question = talk.Say(Key("pause.ask", run.What), ("name", chart.Name.Full), ("given", chart.Name.Given));
        // Who tells of a death may want to talk to somebody.
        await talk.SendAsync(CheckInWords.Numbered(question, options), run.What == Told ? [.. options, talk.Say("button.person")] : options, cancellationToken);
    }

    /// <summary>The family is asked whether it is the patient: "my dad died" may be of somebody else.</summary>
    private async Task<DialogTurnResult> BeginToldAsync(DialogContext dc, Talk talk, CancellationToken cancellationToken)
    {
        if (talk.Speaker is not Speaker.OfFamily { Chart: { Pause: not { Cause: PauseCause.Died } } chart })
        {
            await talk.SendAsync(talk.Say("loss.kind"), [talk.Say("loss.button"), talk.Say("button.person")], cancellationToken);
            return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }

        Memory.Keep(Own(dc), new PauseRun(chart.Patient.Value, Told), DialogsJson.Default.PauseRun);
        await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
        return EndOfTurn;
    }

    private async Task<DialogTurnResult> EndToldAsync(DialogContext dc, Talk talk, bool isPatient, CancellationToken cancellationToken)
    {
        if (isPatient && talk.Speaker is Speaker.OfFamily { Member: var member, Chart: var chart })
        {
            await desk.PauseAsync(chart.Patient, PauseCause.Died, talk.Author, talk.Now, cancellationToken);
            await alerts.RaiseWishAsync(chart.Patient, DeathFamily, new Dictionary<string, string> { ["name"] = member.Name.Full }, "loss.told", talk.Author, talk.Now, cancellationToken);
            var outlook = await outlooks.ForAsync(chart, cancellationToken);
            await talk.SendAsync(
                talk.Say("loss.done", ("given", chart.Name.Given), ("coordinator", outlook.Coordinator), ("phone", outlook.Practice.NurseLine)), [talk.Say("loss.button"), talk.Say("button.person")], cancellationToken);
        }
        else
        {
            await talk.SendAsync(talk.Say("loss.kind"), [talk.Say("loss.button"), talk.Say("button.person")], cancellationToken);
        }

        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Who wrote the pause down: staff, or one of the family.</summary>
    public static async Task<string> ByAsync(Pause pause, ChartSummary chart, PeopleDesk people, CancellationToken cancellationToken) =>
        (await people.FindAsync(pause.By, cancellationToken))?.Name.Full ?? chart.Family.FirstOrDefault(member => member.Id == pause.By.Value)?.Name.Full ?? pause.By.Value;

    /// <summary>How the pause stands, as one line: why, since when, by whom.</summary>
    public static string Standing(Pause pause, string by, string timeZone, Talk talk) =>
        talk.Say("pause.standing", ("cause", talk.Say(Key("pause.cause", pause.Cause.ToString()))), ("day", PatientDay.Of(pause.At, timeZone)), ("by", by));

    /// <summary>The same without by whom.</summary>
    public static string Cause(Pause pause, string timeZone, Talk talk) =>
        talk.Say("pause.causeSince", ("cause", talk.Say(Key("pause.cause", pause.Cause.ToString()))), ("day", PatientDay.Of(pause.At, timeZone)));

    /// <summary>The words where it is so already; a plain resume is done at once, one after a death is asked about.</summary>
    private async Task<string?> NothingToDoAsync(ChartSummary chart, string what, Talk talk, CancellationToken cancellationToken)
    {
        switch (chart.Pause)
        {
            case null when what == Resume:
                return talk.Say("pause.none", ("name", chart.Name.Full));
            case { Cause: not PauseCause.Died } when what == Resume:
                await desk.ResumeAsync(chart.Patient, talk.Author, talk.Now, cancellationToken);
                return Done(chart, Resume, talk);
            case { } pause when pause.Cause.ToString() == what:
                var by = await ByAsync(pause, chart, people, cancellationToken);
                return talk.Say("pause.already", ("name", chart.Name.Full), ("given", chart.Name.Given), ("standing", Standing(pause, by, (await people.PracticeAsync(cancellationToken)).TimeZone, talk)));
            default:
                return null;
        }
    }

    private static string Done(ChartSummary chart, string what, Talk talk)
    {
        var done = talk.Say(Key("pause.done", what), ("name", chart.Name.Full), ("given", chart.Name.Given));
        var (visits, referrals) = (chart.Appointments.Count(visit => visit.IsAhead(talk.Now)), chart.Referrals.Count(referral => referral.IsOpen));
        return what == Resume || visits + referrals + chart.OpenAlerts.Count == 0
            ? done
            : $"{done}\n{talk.Say("pause.left", ("given", chart.Name.Given), ("visits", visits), ("referrals", referrals), ("alerts", chart.OpenAlerts.Count))}";
    }

    private static string Key(string before, string what) => $"{before}.{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(what)}";

    private static IReadOnlyList<AnswerOption> Options(Talk talk) => [talk.Option("yes", "answer.yes"), talk.Option("no", "answer.no")];
}
