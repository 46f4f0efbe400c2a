using CareBot.Care.Assessments;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Care.Plans;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.TakeAssessment;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.SendAssessment;

/// <summary>
/// A coordinator's side of assessments: what is due or known of a patient, sending one, a script for the telephone, results over time,
/// what is overdue in the caseload, and the yes or no to a proposed need.
/// </summary>
public sealed class AssessPatientDialog(AssessmentDesk desk, SendingDesk sending, PlanDesk plans, FunnelDesk funnels, CaseloadDesk caseload, Charts charts, PeopleDesk people, Deck deck, PhraseBook phrases) : GuidedDialog(nameof(SendAssessment))
{
    private const string Assess = "assess";
    private const string Script = "script";
    private const string Together = "together";
    private const string History = "history";
    private const string Overdue = "overdue";
    private const string WhereTheyStop = "funnel";

    public override Call? Claim(Said said, Talk talk)
    {
        if (talk is not { Speaker: Speaker.OfStaff, InGroup: false })
        {
            return null;
        }

        return phrases.Matches("assess.overdue", said.Text) ? new Call(Overdue)
            : phrases.Matches("assess.funnel", said.Text) ? new Call(WhereTheyStop)
            : phrases.Find("assess.together", said.Text) is { } together ? new Call(Together, together)
            : phrases.Find("assess.script", said.Text) is { } script ? new Call(Script, script)
            : phrases.Find("assess.history", said.Text) is { } history ? new Call(History, history)
            : phrases.Find("assess.patient", said.Text) is { } name ? new Call(Assess, name)
            : null;
    }

    /// <summary>"Send PHQ-9 to Walt".</summary>
    public override Call? Guess(Said said, Talk talk) =>
        talk is { InGroup: false, Speaker: Speaker.OfStaff } && !phrases.Matches("message.write", said.Text) && phrases.Find("assess.send", said.Text) is { } sent ? new Call(Assess, sent) : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var (talk, call) = (Talk.Of(dc.Context), CallOf(options));
        if (call.What == Overdue)
        {
            await OverdueAsync(talk, cancellationToken);
        }
        else if (call.What == WhereTheyStop)
        {
            var rows = await caseload.ReadAsync(((Speaker.OfStaff)talk.Speaker).Staff.Id, talk.Now, cancellationToken);
            await talk.SendAsync(FunnelWords.Of(await funnels.ReadAsync(rows.Select(row => row.Patient), cancellationToken), talk), cancellationToken);
        }
        else if (await AboutAsync(talk, call, cancellationToken) is { } together)
        {
            return await dc.ReplaceDialogAsync(nameof(TakeAssessment), together, cancellationToken);
        }

        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    public override string? Says(CardAnswer press, DialogInstance? own, Talk talk) => press switch
    {
        { Act: "assess-together" or "assess-script" } when talk is { InGroup: false, Speaker: Speaker.OfStaff } && press.Field("instrument") is { } instrument && press.Field("say") is { } name && press.Field("patient") is { } patient =>
            $"{press.Act["assess-".Length..]} {instrument} {name} {patient}",
        _ => null,
    };

    public override async Task<Dealt?> PressAsync(CardAnswer press, Talk talk, CancellationToken cancellationToken)
    {
        if (talk.Speaker is not Speaker.OfStaff { Staff: var staff } || press.Field("patient") is not { } id || await charts.FindAsync(new PatientId(id), cancellationToken) is not { Summary: var chart }
            || !await WhoIsMeant.MayOpenAsync(chart, people, talk, cancellationToken))
        {
            return null;
        }

        switch (press.Act)
        {
            case "send-assessment" when press.Field("instrument") is { } name && await desk.Library.NamedAsync(name, cancellationToken) is { } instrument:
                var (_, isNew) = await sending.SendAsync(chart.Patient, instrument, talk.Author, talk.Now, cancellationToken);
                return await DueCardAsync((await charts.OpenAsync(chart.Patient, cancellationToken)).Summary, talk, cancellationToken, Sent(chart, instrument, isNew, talk));
            case "assess-together" or "assess-script":
                return await DueCardAsync(chart, talk, cancellationToken);
            case "accept-need" or "decline-need" when press.Field("need") is { } need && press.Field("response") is { } response:
                var decided = press.Act == "accept-need"
                    ? await plans.AcceptAsync(chart.Patient, need, talk.Author, talk.Now, cancellationToken)
                    : await sending.DeclineAsync(chart.Patient, need, staff.Id, talk.Now, cancellationToken);
                return await ResultCardAsync(decided, response, talk, cancellationToken);
            case "assessment-history" when press.Field("instrument") is { } name && await desk.Library.NamedAsync(name, cancellationToken) is { } instrument:
                return await HistoryCardAsync(chart, instrument, talk, cancellationToken);
            default:
                return null;
        }
    }

    /// <summary>The card of a result as it stands; null when there is no such result.</summary>
    public async Task<Dealt?> ResultCardAsync(ChartSummary chart, string response, Talk talk, CancellationToken cancellationToken)
    {
        if (chart.Assessments.FirstOrDefault(line => line.Id == response) is not { } line
            || (await desk.HistoryAsync(chart.Patient, line.Name, cancellationToken)).FirstOrDefault(one => one.Id == response) is not { } record)
        {
            return null;
        }

        var instrument = await desk.Library.OpenAsync(record.Questionnaire, cancellationToken);
        return deck.Deal("assessment", talk.Language, talk.Context.Activity.ChannelId, ResultWords.Result(await HereAsync(chart, cancellationToken), instrument, record, talk));
    }

    /// <returns>With what the questions begin here and now; null when all is said.</returns>
    private async Task<Call?> AboutAsync(Talk talk, Call call, CancellationToken cancellationToken)
    {
        var (name, instrument) = await CutAsync(call.Words, cancellationToken);
        var found = await WhoIsMeant.FindAsync(caseload, name, talk, cancellationToken);
        if (found is not [var row])
        {
            await WhoIsMeant.AskAsync(name, found, talk, cancellationToken);
            return null;
        }

        var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
        switch (call.What)
        {
            case Together when instrument is not null:
                return new Call(QuestionnaireDialog.Together, instrument.Name) { Patient = chart.Patient.Value };
            case Script or History or Together when instrument is null:
                await talk.SendAsync(talk.Say("coordinator.assess.which", ("name", chart.Name.Given)), cancellationToken);
                break;
            case Script:
                await talk.SendAsync(ResultWords.Script(chart, instrument!, talk), cancellationToken);
                break;
            case History:
                await talk.SendAsync(await HistoryCardAsync(chart, instrument!, talk, cancellationToken), cancellationToken);
                break;
            case Assess when instrument is not null:
                var (_, isNew) = await sending.SendAsync(chart.Patient, instrument, talk.Author, talk.Now, cancellationToken);
                await talk.SendAsync(Sent(chart, instrument, isNew, talk), cancellationToken);
                break;
            default:
                await talk.SendAsync(await DueCardAsync(chart, talk, cancellationToken), cancellationToken);
                break;
        }

        return null;
    }

    /// <summary>"rosa phq-9", "phq-9 for rosa": whom and which; the instrument is null where none is named.</summary>
    private async Task<(string Name, Instrument? Instrument)> CutAsync(string said, CancellationToken cancellationToken)
    {
        var tokens = said.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(token => token is not ("for" or "to" or "para" or "a" or "de" or "of" or "the")).ToList();
        var all = await desk.Library.AllAsync(cancellationToken);
        for (var length = tokens.Count; length > 0; length--)
        {
            for (var from = 0; from + length <= tokens.Count; from++)
            {
                if (AssessmentStarter.Match(all, string.Join(' ', tokens.Skip(from).Take(length))) is { } instrument)
                {
                    return (string.Join(' ', tokens.Take(from).Concat(tokens.Skip(from + length))), instrument);
                }
            }
        }

        return (string.Join(' ', tokens), null);
    }

    private static string Sent(ChartSummary chart, Instrument instrument, bool isNew, Talk talk) =>
        talk.Say(isNew ? "coordinator.assess.sent" : "coordinator.assess.waiting", ("instrument", instrument.Questionnaire.Title.In(talk.Language)), ("name", talk.NameOf(chart)));

    private async Task<Dealt> DueCardAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken, string hint = "") => deck.Deal(
        "assess", talk.Language, talk.Context.Activity.ChannelId,
        ResultWords.Due(await HereAsync(chart, cancellationToken), DueAssessments.Of(chart, await desk.Library.AllAsync(cancellationToken), talk.Now), hint, talk));

    /// <summary>Whoever reads it works by the practice's clock, wherever the patient lives.</summary>
    private async Task<ChartSummary> HereAsync(ChartSummary chart, CancellationToken cancellationToken) => chart with { TimeZone = (await people.PracticeAsync(cancellationToken)).TimeZone };

    private async Task<Dealt> HistoryCardAsync(ChartSummary chart, Instrument instrument, Talk talk, CancellationToken cancellationToken) => deck.Deal(
        "assessment-history", talk.Language, talk.Context.Activity.ChannelId,
        ResultWords.History(await HereAsync(chart, cancellationToken), instrument, await desk.HistoryAsync(chart.Patient, instrument.Name, cancellationToken), talk));

    private async Task OverdueAsync(Talk talk, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var zone = (await people.PracticeAsync(cancellationToken)).TimeZone;
        foreach (var row in await caseload.ReadAsync(((Speaker.OfStaff)talk.Speaker).Staff.Id, talk.Now, cancellationToken))
        {
            var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
            lines.AddRange(DueAssessments.Overdue(chart, talk.Now).Select(line => talk.Say(
                "coordinator.assess.overdue.line", ("name", talk.NameOf(chart)), ("instrument", line.Name), ("date", talk.Locale.Date(PatientDay.Of((line.SentAt ?? line.StartedAt)!.Value, zone))))));
        }

        await talk.SendAsync(lines.Count == 0 ? talk.Say("coordinator.assess.overdue.none") : $"{talk.Say("coordinator.assess.overdue", ("count", lines.Count))}\n{string.Join("\n", lines)}", cancellationToken);
    }
}
