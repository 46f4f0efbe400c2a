using System.Globalization;
using System.Text.RegularExpressions;
using CareBot.Care.Alerts;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.SnoozeAlert;

/// <summary>
/// A coordinator says what is expected of a patient for a while ("snooze Walt 7 days because he is on a new water pill"): for how long and why is
/// asked where it was not said, and all of it once more before it counts. Red days, new signs and more of the same come through.
/// </summary>
public sealed partial class SnoozeAlertDialog(
    SnoozeDesk desk, AlertLadder ladder, CaseloadDesk caseload, PeopleDesk people, Charts charts, IReadOnlyDictionary<string, CheckInProtocol> protocols, DateReader dates, ChoiceReader choices, PhraseBook phrases)
    : ConfirmingDialog<SnoozeRun>(nameof(SnoozeAlert), DialogsJson.Default.SnoozeRun, choices)
{
    private const string End = "end";

    private int MostDays => ladder.SnoozeDays[^1];

    public override Call? Claim(Said said, Talk talk)
    {
        if (talk is not { InGroup: false, Speaker: Speaker.OfStaff })
        {
            return null;
        }

        var head = SaidReason.Split(said.Text).Head;
        return phrases.Find("snooze.end", head) is { } whose ? new Call(End, whose)
            : phrases.Find("snooze.set", head) is { } whom ? new Call("", whom)
            : null;
    }

    /// <summary>Why it is expected is known: it is read back with what is held back, and red signs come through whatever it says.</summary>
    public override async Task<bool> KeepsWordsAsync(Talk talk, CancellationToken cancellationToken) =>
        SaidReason.Split(talk.Said.Text).Reason.Length > 0 && Claim(talk.Said, talk) is { } call
        && WhoIsMeant.First(await caseload.OpenToAsync(((Speaker.OfStaff)talk.Speaker).Staff.Id, await people.PracticeAsync(cancellationToken), talk.Now, cancellationToken), call.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Found is [_];

    protected override async Task<Next> ReadAsync(Call call, Talk talk, CancellationToken cancellationToken)
    {
        var open = await caseload.OpenToAsync(((Speaker.OfStaff)talk.Speaker).Staff.Id, await people.PracticeAsync(cancellationToken), talk.Now, cancellationToken);
        var words = call.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (found, length) = WhoIsMeant.First(open, words);
        if (words.Length == 0)
        {
            return new Next(null, talk.Say("coordinator.snooze.how", ("days", MostDays)), [talk.Say("button.alerts")]);
        }

        if (found is not [var row])
        {
            await WhoIsMeant.AskAsync(string.Join(' ', length > 0 ? words[..length] : [.. words.TakeWhile(word => !word.Any(char.IsDigit) && !phrases.Matches("snooze.time", word))]), found, talk, cancellationToken);
            return default;
        }

        var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
        if (call.What == End)
        {
            var ended = await desk.EndAsync(row.Patient, talk.Author, talk.Now, cancellationToken);
            return talk.Say(ended.Count > 0 ? "coordinator.snooze.ended" : "coordinator.snooze.none", ("name", talk.NameOf(chart)));
        }

        if (await CannotAsync(chart, talk, cancellationToken) is { } why)
        {
            return why;
        }

        var (head, reason) = SaidReason.Split(talk.Said.Text);
        return Until(new SnoozeRun(row.Patient.Value, Reason: reason, Shown: await SignsAsync(chart, talk, cancellationToken)), string.Join(' ', words[length..]), head, chart, talk);
    }

    protected override async Task<string> QuestionAsync(SnoozeRun run, Talk talk, CancellationToken cancellationToken)
    {
        var chart = (await charts.OpenAsync(new PatientId(run.Patient), cancellationToken)).Summary;
        return run.Until is null ? talk.Say(run.TooLong ? "coordinator.snooze.tooLong" : "coordinator.snooze.askDays", ("given", chart.Name.Given), ("days", MostDays))
            : run.Reason.Length == 0 ? talk.Say("coordinator.snooze.askWhy", ("given", chart.Name.Given))
            : await ConfirmAsync(run, chart, talk, cancellationToken);
    }

    protected override async Task<Next> AnswerAsync(SnoozeRun run, string? answer, Talk talk, CancellationToken cancellationToken)
    {
        var chart = (await charts.OpenAsync(new PatientId(run.Patient), cancellationToken)).Summary;
        if (answer == No)
        {
            return talk.Say("coordinator.snooze.unchanged", ("name", talk.NameOf(chart)));
        }

        if (run.Until is not { } until)
        {
            return int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
                ? run with { Until = Today(chart, talk).AddDays(days) }
                : Until(run, talk.Said.Text, talk.Said.Text, chart, talk);
        }

        if (run.Reason.Length == 0)
        {
            return run with { Reason = SaidReason.Short(talk.Said.Text), Shown = await SignsAsync(chart, talk, cancellationToken) };
        }

        if (answer != Yes)
        {
            return run;
        }

        // More may have come in while it was asked.
        if (await CannotAsync(chart, talk, cancellationToken) is { } cannot)
        {
            return cannot;
        }

        if (await SignsAsync(chart, talk, cancellationToken) is var now && now != run.Shown)
        {
            // The yes was to other signs: it is asked again with those of now.
            return run with { Shown = now };
        }

        return await desk.SetAsync(chart.Patient, until, run.Reason, talk.Author, talk.Now, cancellationToken)
            ? talk.Say("coordinator.snooze.done", ("name", talk.NameOf(chart)), ("given", chart.Name.Given), ("until", until))
            : talk.Say("coordinator.snooze.nothing", ("name", talk.NameOf(chart)));
    }

    protected override IReadOnlyList<AnswerOption> Options(SnoozeRun run, Talk talk) => run switch
    {
        { Until: null } => [.. ladder.SnoozeDays.Select(days => new AnswerOption(days.ToString(CultureInfo.InvariantCulture), talk.Say("coordinator.snooze.days", ("days", days)), []))],
        { Reason.Length: 0 } => [],
        _ => base.Options(run, talk),
    };

    protected override IReadOnlyList<string> After(Talk talk) => [talk.Say("button.alerts"), talk.Say("button.caseload")];

    /// <summary>What would be held back now, in words; empty where that is nothing.</summary>
    private async Task<string> SignsAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken) =>
        await desk.FindAsync(chart, talk.Now, cancellationToken) is { } found ? SnoozeWords.Signs(protocols[found.Protocol], ExpectedSign.Of(found.Reasons), chart, talk) : "";

    private async Task<string> ConfirmAsync(SnoozeRun run, ChartSummary chart, Talk talk, CancellationToken cancellationToken) =>
        await desk.FindAsync(chart, talk.Now, cancellationToken) is { } found
            ? talk.Say(
                found.Alert is null ? "coordinator.snooze.ask" : "coordinator.snooze.askOpen", ("name", talk.NameOf(chart)), ("given", chart.Name.Given), ("until", run.Until), ("reason", run.Reason),
                ("signs", SnoozeWords.Signs(protocols[found.Protocol], ExpectedSign.Of(found.Reasons), chart, talk)))
            : talk.Say("coordinator.snooze.nothing", ("name", talk.NameOf(chart)));

    /// <summary>Why nothing can be held back; null where something can.</summary>
    private async Task<string?> CannotAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken) => await desk.FindAsync(chart, talk.Now, cancellationToken) switch
    {
        null when chart.OpenAlerts.Any(alert => alert.Priority == AlertPriority.P0) => talk.Say("coordinator.snooze.emergency", ("name", talk.NameOf(chart))),
        null => talk.Say("coordinator.snooze.nothing", ("name", talk.NameOf(chart))),
        { IsEmergency: true } => talk.Say("coordinator.snooze.emergency", ("name", talk.NameOf(chart))),
        _ => null,
    };

    /// <summary>Reads the last day that is meant; it stays unknown where none is said, or one further off than may be.</summary>
    /// <param name="run">As far as it is known.</param>
    /// <param name="folded">The words behind the name.</param>
    /// <param name="typed">The message as it was typed: "3/9" is a date only with its stroke.</param>
    /// <param name="chart">Whose today counts.</param>
    /// <param name="talk">The conversation.</param>
    private SnoozeRun Until(SnoozeRun run, string folded, string typed, ChartSummary chart, Talk talk)
    {
        var today = Today(chart, talk);
        var until = Number().Match(folded) is { Success: true } number
            ? today.AddDays(int.Parse(number.ValueSpan, CultureInfo.InvariantCulture))
            : dates.ReadAny(typed, talk.Language, today.ToDateTime(default)).Where(phrase => !phrase.IsRefused).SelectMany(phrase => phrase.Timexes).Select(timex => ComingDays.Of(timex, today)?.Last).FirstOrDefault(day => day is not null);
        var tooLong = until > today.AddDays(MostDays);
        return run with { Until = until > today && !tooLong ? until : null, TooLong = tooLong };
    }

    private static DateOnly Today(ChartSummary chart, Talk talk) => PatientDay.Of(talk.Now, chart.TimeZone);

    [GeneratedRegex("^[0-9]{1,3}$")]
    private static partial Regex Number();
}
