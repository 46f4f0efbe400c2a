using System.Globalization;
using System.Text.RegularExpressions;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.EnrolPatient;

/// <summary>A coordinator takes a patient into a programme of check-ins or out of it, or writes down a weight that a clinician gave for them; asked once whether it is meant.</summary>
public sealed partial class EnrolPatientDialog(EnrolDesk desk, CaseloadDesk caseload, Charts charts, IReadOnlyDictionary<string, CheckInProtocol> protocols, ChoiceReader choices, PhraseBook phrases) : ConfirmingDialog<EnrolRun>(nameof(EnrolPatient), DialogsJson.Default.EnrolRun, choices)
{
    private const string Start = "start";
    private const string Stop = "stop";
    private const string DryWeight = "dry-weight";
    private const string DischargeWeight = "discharge-weight";
    private const string Pounds = "lb";
    private const string Kilos = "kg";

    public override Call? Claim(Said said, Talk talk) =>
        talk is not { InGroup: false, Speaker: Speaker.OfStaff } ? null
        : WeightSaid().Match(said.Text) is { Success: true } weight ? new Call(weight.Groups["dry"].Success ? DryWeight : DischargeWeight, said.Text)
        : phrases.Find("enrol.start", said.Text) is { } whom ? new Call(Start, whom)
        : phrases.Find("enrol.stop", said.Text) is { } whose ? new Call(Stop, whose)
        : null;

    protected override async Task<Next> ReadAsync(Call call, Talk talk, CancellationToken cancellationToken)
    {
        var weight = call.What is Start or Stop ? null : WeightSaid().Match(call.Words);
        var whom = weight?.Groups["whom"].Value ?? call.Words;
        var found = await WhoIsMeant.FindAsync(caseload, whom, talk, cancellationToken);
        if (found is not [var row])
        {
            await WhoIsMeant.AskAsync(whom, found, talk, cancellationToken);
            return default;
        }

        return Run((await charts.OpenAsync(row.Patient, cancellationToken)).Summary, call.What, weight, talk);
    }

    protected override async Task<string> QuestionAsync(EnrolRun run, Talk talk, CancellationToken cancellationToken) =>
        Words("coordinator.enrol.ask", run, (await charts.OpenAsync(new PatientId(run.Patient), cancellationToken)).Summary, talk);

    protected override async Task<Next> AnswerAsync(EnrolRun run, string? answer, Talk talk, CancellationToken cancellationToken)
    {
        if (answer is null)
        {
            return run;
        }

        var patient = new PatientId(run.Patient);
        if (answer != No)
        {
            await DoAsync(run, patient, answer, talk, cancellationToken);
        }

        var chart = (await charts.OpenAsync(patient, cancellationToken)).Summary;
        return answer == No ? talk.Say("coordinator.enrol.unchanged", ("name", talk.NameOf(chart))) : Words("coordinator.enrol.done", run, chart, talk);
    }

    /// <summary>Who starts says in which unit they will be weighed.</summary>
    protected override IReadOnlyList<AnswerOption> Options(EnrolRun run, Talk talk) => run.What == Start
        ? [talk.Option(Pounds, "coordinator.enrol.yes.lb"), talk.Option(Kilos, "coordinator.enrol.yes.kg"), talk.Option(No, "answer.no")]
        : base.Options(run, talk);

    private Task DoAsync(EnrolRun run, PatientId patient, string answer, Talk talk, CancellationToken cancellationToken)
    {
        switch (run.What)
        {
            case Start:
                return StartAsync();
            case Stop:
                return desk.LeaveAsync(patient, run.Protocol, talk.Author, talk.Now, cancellationToken);
            default:
                var staff = ((Speaker.OfStaff)talk.Speaker).Staff;
                return desk.PersonalAsync(patient, run.Protocol, new PersonalValue(run.What, run.Value, run.Unit, talk.Now, $"{staff.Name.Full}, {staff.Position}"), talk.Author, cancellationToken);
        }

        async Task StartAsync()
        {
            var chart = (await charts.OpenAsync(patient, cancellationToken)).Summary;
            await desk.EnrolAsync(patient, new Enrolment(run.Protocol, PatientDay.Of(talk.Now, chart.TimeZone), answer, PatientThresholds.None), talk.Author, talk.Now, cancellationToken);
        }
    }

    /// <summary>What is to be asked, or the words where it cannot be.</summary>
    private Next Run(ChartSummary chart, string what, Match? weight, Talk talk)
    {
        var patient = chart.Patient.Value;
        if (what == Start)
        {
            return Named(talk) is not { } wanted ? talk.Say("coordinator.enrol.which", ("programmes", string.Join(", ", protocols.Values.Select(one => talk.Say(one.Title)))))
                : chart.Enrolments.Any(one => one.Protocol == wanted.Id) ? talk.Say("coordinator.enrol.already", ("name", talk.NameOf(chart)), ("programme", talk.Say(wanted.Title)))
                : new EnrolRun(patient, wanted.Id, Start);
        }

        if (chart.Enrolments.FirstOrDefault(one => protocols.TryGetValue(one.Protocol, out var known) && (what == Stop || known.PersonalValues.Any(value => value.Name == what))) is not { } enrolment)
        {
            return talk.Say("coordinator.enrol.notIn", ("name", talk.NameOf(chart)), ("given", chart.Name.Given));
        }

        if (what == Stop)
        {
            return new EnrolRun(patient, enrolment.Protocol, Stop);
        }

        var unit = weight!.Groups["unit"].Value is { Length: > 0 } said ? said.StartsWith('k') || said.StartsWith('K') ? Kilos : Pounds : enrolment.Unit;
        var value = decimal.Parse(weight.Groups["number"].Value.Replace(',', '.'), CultureInfo.InvariantCulture);
        var protocol = protocols[enrolment.Protocol];
        return protocol.Question(protocol.PersonalValues.First(one => one.Name == what).LinkId) is CheckInQuestion.Quantity question && question.Unit(unit) is { } measured && !measured.Believes(value)
            ? talk.Say("coordinator.enrol.range", ("value", value), ("unit", talk.Say($"checkIn.unit.{unit}")), ("lowest", measured.Lowest), ("highest", measured.Highest))
            : new EnrolRun(patient, enrolment.Protocol, what, value, unit);
    }

    /// <summary>The programme that was named, or the only one; null where there are several and none was.</summary>
    private CheckInProtocol? Named(Talk talk)
    {
        var said = Folding.Words(talk.Said.Text);
        return protocols.Values.FirstOrDefault(one => said.Contains(one.Id.Replace('-', ' '), StringComparison.Ordinal)) ?? (protocols.Count == 1 ? protocols.Values.First() : null);
    }

    private string Words(string key, EnrolRun run, ChartSummary chart, Talk talk)
    {
        var programme = protocols.TryGetValue(run.Protocol, out var known) ? talk.Say(known.Title) : run.Protocol;
        var now = chart.Enrolments.FirstOrDefault(one => one.Protocol == run.Protocol)?.Thresholds.Personal.Where(value => value.Name == run.What).MaxBy(value => value.At);
        return run.What is Start or Stop
            ? talk.Say($"{key}.{run.What}", ("name", talk.NameOf(chart)), ("given", chart.Name.Given), ("programme", programme))
            : talk.Say(
                $"{key}.value", ("name", talk.NameOf(chart)), ("what", talk.Say($"coordinator.enrol.{run.What}")), ("value", run.Value), ("unit", talk.Say($"checkIn.unit.{run.Unit}")),
                ("now", now is null ? talk.Say("coordinator.enrol.none") : $"{talk.Locale.Number(now.Value)} {talk.Say($"checkIn.unit.{now.Unit}")}, {now.By}"));
    }

    /// <summary>"Dry weight of Walt 182 lb", "set the discharge weight of Rosa to 81,5 kg", "peso seco de Rosa 80".</summary>
    [GeneratedRegex(@"^\s*(?:set\s+|fijar\s+|poner\s+)?(?:the\s+|el\s+)?(?:(?<dry>dry weight|target weight|peso seco)|discharge weight|weight at discharge|peso al alta)\s+(?:of|for|de)\s+(?<whom>.{1,80}?)\s*(?::|=|,|\sto|\sis|\sat|\sen|\sa)?\s+(?<number>\d{1,4}(?:[.,]\d{1,2})?)\s*(?<unit>lbs?|pounds?|libras?|kgs?|kilos?|kilograms?|kilogramos?)?\s*\.?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex WeightSaid();
}
