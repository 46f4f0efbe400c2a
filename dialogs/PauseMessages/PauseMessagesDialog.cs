using CareBot.Care.Alerts;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.PauseMessages;

/// <summary>
/// A member of staff says that a patient died, is in the hospital or is to be left alone: asked once whether it is meant, then nothing is
/// said first to the patient any more, until it is resumed or the patient is discharged. The patient's family can tell of a death too; whoever else
/// tells of one hears a kind word.
/// </summary>
public sealed class PauseMessagesDialog(
    PauseDesk desk, AlertDesk alerts, CaseloadDesk caseload, PeopleDesk people, Outlooks outlooks, Charts charts, ChoiceReader choices, PhraseBook phrases)
    : ConfirmingDialog<PauseRun>(nameof(PauseMessages), DialogsJson.Default.PauseRun, choices)
{
    private const string Resume = "resume";

    /// <summary>A death that somebody tells of who is no staff.</summary>
    private const string Told = "told";

    /// <summary>The alert that the family told of a death.</summary>
    internal const string DeathFamily = "death-told";

    /// <summary>What may be said, the most certain first.</summary>
    private static readonly IReadOnlyList<string> Sayings = [nameof(PauseCause.Died), nameof(PauseCause.InHospital), nameof(PauseCause.PracticeWord), Resume];

    public override Call? Claim(Said said, Talk talk) => talk.InGroup ? null
        : talk.Speaker is not Speaker.OfStaff ? phrases.Matches("loss.told", said.Text) ? new Call(Told, "") : null
        : Sayings.Select(what => (phrases.Find(Key("pause", what), SaidReason.Split(said.Text).Head) ?? phrases.Find(Key("pause", what), said.Text)) is { Length: > 0 } name ? new Call(what, name) : null)
            .FirstOrDefault(call => call is not null);

    protected override async Task<Next> ReadAsync(Call call, Talk talk, CancellationToken cancellationToken)
    {
        if (call.What == Told)
        {
            // The family is asked whether it is the patient: "my dad died" may be of somebody else.
            return talk.Speaker is Speaker.OfFamily { Chart: { Pause: not { Cause: PauseCause.Died } } theirs } ? new PauseRun(theirs.Patient.Value, Told) : Kind(talk);
        }

        var open = await caseload.OpenToAsync(((Speaker.OfStaff)talk.Speaker).Staff.Id, await people.PracticeAsync(cancellationToken), talk.Now, cancellationToken);
        var found = WhoIsMeant.Among(open, call.Words);
        if (found is not [var row])
        {
            await WhoIsMeant.AskAsync(call.Words, found, talk, cancellationToken);
            return default;
        }

        var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
        return await NothingToDoAsync(chart, call.What, talk, cancellationToken) is { } words ? words : new PauseRun(chart.Patient.Value, call.What, RestOf(open, call, talk));
    }

    /// <summary>What was said besides who: how long, or why. It is not kept, which is said.</summary>
    private static string RestOf(IReadOnlyList<CaseloadRow> open, Call call, Talk talk) => call.What != nameof(PauseCause.PracticeWord) ? ""
        : string.Join(", ", new[] { WhoIsMeant.Exactly(open, call.Words).Count > 0 ? "" : WhoIsMeant.Cut(call.Words).Behind, SaidReason.Split(talk.Said.Text).Reason }.Where(part => part.Length > 0));

    protected override async Task<string> QuestionAsync(PauseRun run, Talk talk, CancellationToken cancellationToken)
    {
        var chart = (await charts.OpenAsync(new PatientId(run.Patient), cancellationToken)).Summary;
        var question = talk.Say(Key("pause.ask", run.What), ("name", talk.NameOf(chart)), ("given", chart.Name.Given));
        return run.Rest.Length == 0 ? question : $"{talk.Say("pause.ask.rest", ("words", run.Rest))} {question}";
    }

    /// <summary>Who tells of a death may want to talk to somebody.</summary>
    protected override IReadOnlyList<string> WaysOut(PauseRun run, Talk talk) => run.What == Told ? [talk.Say("button.person")] : [];

    protected override async Task<Next> AnswerAsync(PauseRun run, string? answer, Talk talk, CancellationToken cancellationToken)
    {
        var patient = new PatientId(run.Patient);
        switch (answer)
        {
            case null:
                return run;
            case Yes or No when run.What == Told:
                return answer == Yes && talk.Speaker is Speaker.OfFamily family ? await DiedAsync(family, talk, cancellationToken) : Kind(talk);
            case Yes when run.What == Resume:
                await desk.ResumeAsync(patient, talk.Author, talk.Now, cancellationToken);
                break;
            case Yes:
                await desk.PauseAsync(patient, Enum.Parse<PauseCause>(run.What), talk.Author, talk.Now, cancellationToken);
                break;
            default:
                break;
        }

        var chart = (await charts.OpenAsync(patient, cancellationToken)).Summary;
        return answer == Yes ? Done(chart, run.What, talk) : talk.Say("pause.unchanged", ("name", talk.NameOf(chart)));
    }

    /// <summary>A kind word to whoever tells of a death.</summary>
    private static Next Kind(Talk talk) => ToTheirs(talk.Say("loss.kind"), talk);

    private static Next ToTheirs(string words, Talk talk) => new(null, words, [talk.Say("loss.button"), talk.Say("button.person")]);

    private async Task<Next> DiedAsync(Speaker.OfFamily family, Talk talk, CancellationToken cancellationToken)
    {
        var chart = family.Chart;
        await desk.PauseAsync(chart.Patient, PauseCause.Died, talk.Author, talk.Now, cancellationToken);
        await alerts.RaiseWishAsync(chart.Patient, DeathFamily, new Dictionary<string, string> { ["name"] = family.Member.Name.Full }, "loss.told", talk.Author, talk.Now, cancellationToken);
        var outlook = await outlooks.ForAsync(chart, cancellationToken);
        return ToTheirs(talk.Say("loss.done", ("given", chart.Name.Given), ("coordinator", outlook.Coordinator), ("phone", outlook.Practice.NurseLine)), talk);
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
                return talk.Say("pause.none", ("name", talk.NameOf(chart)));
            case { Cause: not PauseCause.Died } when what == Resume:
                await desk.ResumeAsync(chart.Patient, talk.Author, talk.Now, cancellationToken);
                return Done(chart, Resume, talk);
            case { } pause when pause.Cause.ToString() == what:
                var by = await ByAsync(pause, chart, people, cancellationToken);
                return talk.Say("pause.already", ("name", talk.NameOf(chart)), ("given", chart.Name.Given), ("standing", Standing(pause, by, (await people.PracticeAsync(cancellationToken)).TimeZone, talk)));
            default:
                return null;
        }
    }

    private static string Done(ChartSummary chart, string what, Talk talk)
    {
        var done = talk.Say(Key("pause.done", what), ("name", talk.NameOf(chart)), ("given", chart.Name.Given));
        var (visits, referrals) = (chart.Appointments.Count(visit => visit.IsAhead(talk.Now)), chart.Referrals.Count(referral => referral.IsOpen));
        return what == Resume || visits + referrals + chart.OpenAlerts.Count == 0
            ? done
            : $"{done}\n{talk.Say("pause.left", ("given", chart.Name.Given), ("visits", visits), ("referrals", referrals), ("alerts", chart.OpenAlerts.Count))}";
    }

    private static string Key(string before, string what) => $"{before}.{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(what)}";
}
