using System.Globalization;
using System.Text.RegularExpressions;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.CheckIns.Rules;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.SetThreshold;

/// <summary>
/// A clinician's number for one patient in the place of the programme's: "set d1 2 lb for Walt because Dr Shah wants it tighter". Said with who, why
/// and until when, asked once whether it is meant; a rule without a number, and so every red sign, has none to set.
/// </summary>
public sealed partial class SetThresholdDialog(
    EnrolDesk desk, CaseloadDesk caseload, PeopleDesk people, Charts charts, IReadOnlyDictionary<string, CheckInProtocol> protocols, DateReader dates, ChoiceReader choices, PhraseBook phrases)
    : ConfirmingDialog<ThresholdRun>(nameof(SetThreshold), DialogsJson.Default.ThresholdRun, choices)
{
    private const string List = "list";
    private const string End = "end";

    public override Call? Claim(Said said, Talk talk)
    {
        if (talk is not { InGroup: false, Speaker: Speaker.OfStaff })
        {
            return null;
        }

        var head = SaidReason.Split(said.Text).Head;
        return phrases.Find("threshold.list", head) is { } whose ? new Call(List, whose)
            : phrases.Find("threshold.end", head) is { } ended && RuleIn(ended, talk) is not null ? new Call(End, ended)
            : phrases.Find("threshold.set", head) is { } set && RuleIn(set, talk) is not null ? new Call("", set)
            : null;
    }

    /// <summary>Why a number is set is known: it is read back before it counts.</summary>
    public override async Task<bool> KeepsWordsAsync(Talk talk, CancellationToken cancellationToken) =>
        SaidReason.Split(talk.Said.Text).Reason.Length > 0 && Claim(talk.Said, talk) is { What: "" } call && (await FoundAsync(WhomIn(call), talk, cancellationToken)).Found is [_];

    /// <summary>"Set" with a rule that is not known.</summary>
    public override Call? Guess(Said said, Talk talk) =>
        talk is { InGroup: false, Speaker: Speaker.OfStaff } && (phrases.Matches("threshold.set", said.Text) || phrases.Matches("threshold.how", said.Text)) ? new Call(List) : null;

    protected override async Task<Next> ReadAsync(Call call, Talk talk, CancellationToken cancellationToken)
    {
        if (call.Words.Length == 0)
        {
            return talk.Say("coordinator.threshold.how", ("rules", Rules(protocols.Values.SelectMany(one => one.Rules), talk)));
        }

        var words = WhomIn(call);
        var (found, length) = await FoundAsync(words, talk, cancellationToken);
        if (found is not [var row])
        {
            await WhoIsMeant.AskAsync(string.Join(' ', length == 0 ? words : words[..length]), found, talk, cancellationToken);
            return default;
        }

        var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
        return call.What == List ? Listed(chart, talk) : Read(call, chart, talk);
    }

    /// <summary>Whose it is stands behind "for" or "of", or is all that is said.</summary>
    private static string[] WhomIn(Call call) =>
        (WhoseSaid().Match(call.Words) is { Success: true } behind && call.What != List ? behind.Groups[1].Value : call.Words).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private async Task<(IReadOnlyList<CaseloadRow> Found, int Length)> FoundAsync(string[] words, Talk talk, CancellationToken cancellationToken) =>
        WhoIsMeant.First(await caseload.OpenToAsync(((Speaker.OfStaff)talk.Speaker).Staff.Id, await people.PracticeAsync(cancellationToken), talk.Now, cancellationToken), words);

    protected override async Task<string> QuestionAsync(ThresholdRun run, Talk talk, CancellationToken cancellationToken)
    {
        var chart = (await charts.OpenAsync(new PatientId(run.Patient), cancellationToken)).Summary;
        var rule = protocols[run.Protocol].Rules.First(one => one.Label.Id == run.Own.RuleId);
        return talk.Say(
            run.Ends ? "coordinator.threshold.askEnd" : "coordinator.threshold.ask", ("name", talk.NameOf(chart)), ("rule", Name(rule, talk)), ("usual", Amount(rule.Threshold!.Value, rule.Threshold.Unit, rule, talk)),
            ("value", Amount(run.Own.Value, run.Own.Unit, rule, talk)), ("until", run.Own.ReviewBy), ("reason", run.Own.Reason), ("by", run.Own.By));
    }

    protected override async Task<Next> AnswerAsync(ThresholdRun run, string? answer, Talk talk, CancellationToken cancellationToken)
    {
        if (answer != Yes)
        {
            return answer == No ? talk.Say("coordinator.threshold.unchanged") : run;
        }

        var patient = new PatientId(run.Patient);
        await (run.Ends
            ? desk.ThresholdEndedAsync(patient, run.Protocol, run.Own, run.Own.From, talk.Author, talk.Now, cancellationToken)
            : desk.ThresholdAsync(patient, run.Protocol, run.Own, talk.Author, talk.Now, cancellationToken));
        return Listed((await charts.OpenAsync(patient, cancellationToken)).Summary, talk);
    }

    /// <summary>What is to be asked, or the words where it cannot be.</summary>
    private Next Read(Call call, ChartSummary chart, Talk talk)
    {
        var rule = RuleIn(call.Words, talk)!;
        if (chart.Enrolments.FirstOrDefault(one => protocols.TryGetValue(one.Protocol, out var known) && known.Rules.Contains(rule)) is not { } enrolment)
        {
            return talk.Say("coordinator.threshold.notIn", ("name", talk.NameOf(chart)));
        }

        var (protocol, today) = (protocols[enrolment.Protocol], PatientDay.Of(talk.Now, chart.TimeZone));
        if (call.What == End)
        {
            return enrolment.Thresholds.Overrides.LastOrDefault(own => own.RuleId == rule.Label.Id && own.IsMeantOn(today)) is { } standing
                ? new ThresholdRun(chart.Patient.Value, protocol.Id, standing with { From = today }, Ends: true)
                : talk.Say("coordinator.threshold.none", ("name", talk.NameOf(chart)), ("rule", Name(rule, talk)), ("usual", Amount(rule.Threshold!.Value, rule.Threshold.Unit, rule, talk)));
        }

        var (said, reason) = SaidReason.Split(talk.Said.Text);
        if (reason.Length == 0 || Numbers().Matches(said).OrderByDescending(one => one.Groups["unit"].Success).FirstOrDefault() is not { } number)
        {
            return talk.Say(reason.Length == 0 ? "coordinator.threshold.why" : "coordinator.threshold.number", ("rule", rule.Label.Id), ("given", chart.Name.Given));
        }

        var question = rule.Measured!;
        var unit = UnitSaid(number.Groups["unit"].Value) ?? enrolment.Unit;
        var value = decimal.Parse(number.Groups["number"].Value.Replace(',', '.'), CultureInfo.InvariantCulture);
        if (question.Unit(unit) is not { } measured || value <= 0 || value > measured.MostChangePerDay)
        {
            return talk.Say("coordinator.threshold.range", ("value", Amount(value, unit, rule, talk)), ("most", question.Unit(unit) is { } known ? Amount(known.MostChangePerDay, unit, rule, talk) : unit));
        }

        var latest = today.AddDays(protocol.ThresholdReviewDays);
        var until = dates.ReadAny(said, talk.Language, today.ToDateTime(default)).Where(phrase => phrase is { IsRefused: false, Bound: "until" or "before" }).SelectMany(phrase => phrase.Timexes).Select(timex => ComingDays.Of(timex, today)?.Last).FirstOrDefault(day => day is not null);
        if (until > latest)
        {
            return talk.Say("coordinator.threshold.tooLong", ("latest", latest));
        }

        var staff = ((Speaker.OfStaff)talk.Speaker).Staff;
        return new ThresholdRun(chart.Patient.Value, protocol.Id, new ThresholdOverride(rule.Label.Id, value, unit, $"{staff.Name.Full}, {staff.Position}", reason, today, until ?? latest), Ends: false);
    }

    /// <summary>Every number of the patient's programmes, their own where they have one.</summary>
    private string Listed(ChartSummary chart, Talk talk)
    {
        var today = PatientDay.Of(talk.Now, chart.TimeZone);
        var lines =
            from enrolment in chart.Enrolments
            where protocols.ContainsKey(enrolment.Protocol)
            from rule in protocols[enrolment.Protocol].Rules
            where rule.Threshold is not null
            let own = enrolment.Thresholds.Overrides.LastOrDefault(one => one.RuleId == rule.Label.Id && one.IsMeantOn(today))
            let usual = Amount(rule.Threshold!.Value, rule.Threshold.Unit, rule, talk)
            select own is null
                ? talk.Say("coordinator.threshold.usual", ("id", rule.Label.Id), ("rule", Name(rule, talk)), ("usual", usual))
                : talk.Say(
                    own.ReviewBy < today ? "coordinator.threshold.expired" : "coordinator.threshold.own", ("id", rule.Label.Id), ("rule", Name(rule, talk)), ("usual", usual),
                    ("value", Amount(own.Value, own.Unit, rule, talk)), ("until", own.ReviewBy), ("by", own.By), ("reason", own.Reason));
        return lines.ToList() is { Count: > 0 } all
            ? $"{talk.Say("coordinator.threshold.list", ("name", talk.NameOf(chart)))}\n{string.Join('\n', all)}\n\n{talk.Say("coordinator.threshold.example", ("given", chart.Name.Given))}"
            : talk.Say("coordinator.threshold.notIn", ("name", talk.NameOf(chart)));
    }

    /// <summary>The rule that words name, by its id or its name; null where they name none that has a number.</summary>
    private CheckInRule? RuleIn(string words, Talk talk)
    {
        var said = $" {Folding.Words(words)} ";
        return protocols.Values.SelectMany(protocol => protocol.Rules).Where(rule => rule.Threshold is not null)
            .SelectMany(rule => Names(rule, talk).Select(name => (Rule: rule, Name: name))).Where(one => said.Contains($" {one.Name} ", StringComparison.Ordinal))
            .OrderByDescending(one => one.Name.Length).Select(one => one.Rule).FirstOrDefault();
    }

    private static IEnumerable<string> Names(CheckInRule rule, Talk talk)
    {
        var name = talk.Option(rule.Label.Id, NameKey(rule));
        return name.Also.Append(name.Label).Append(rule.Label.Id).Select(Folding.Words);
    }

    private static string NameKey(CheckInRule rule) => $"{rule.Label.Text}.name.coordinator";

    private static string Name(CheckInRule rule, Talk talk) => talk.Say(NameKey(rule));

    private static string Rules(IEnumerable<CheckInRule> rules, Talk talk) => string.Join(", ", rules.Where(rule => rule.Threshold is not null).Select(rule => $"{rule.Label.Id} ({Name(rule, talk)})"));

    private static string Amount(decimal value, string unit, CheckInRule rule, Talk talk) =>
        $"{talk.Locale.Number(value)} {(rule.Measured!.Unit(unit) is { } known ? talk.Say(known.Text) : unit)}";

    private static string? UnitSaid(string unit) => unit.Length == 0 ? null : unit.StartsWith('k') || unit.StartsWith('K') ? "kg" : "lb";

    [GeneratedRegex(@".*\b(?:for|of|de|para)\s+(.+)$")]
    private static partial Regex WhoseSaid();

    /// <summary>A number that is no part of a rule's name ("d1"), no time ("7 days"), not below zero and in no unit that no question has ("2 stone").</summary>
    [GeneratedRegex(@"(?<![\p{L}\d.,−-])(?<number>\d{1,3}(?:[.,]\d{1,2})?)\s*(?<unit>lbs?|pounds?|libras?|kgs?|kilos?|kilograms?|kilogramos?)?(?![\p{L}\d])(?!\s*(?:days?|hours?|weeks?|d[ií]as?|horas?|semanas?|stones?|st|ounces?|oz|grams?|g|onzas?|gramos?)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Numbers();
}
