using System.Globalization;
using System.Text.RegularExpressions;
using CareBot.Care.Alerts;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.SnoozeAlert;

/// <summary>
/// A coordinator says what is expected of a patient for a while ("snooze Walt 7 days because he is on a new water pill"): for how long and why is
/// asked where it was not said, and all of it once more before it counts. Red days, new signs and more of the same come through.
/// </summary>
public sealed partial class SnoozeAlertDialog(
    SnoozeDesk desk, AlertLadder ladder, CaseloadDesk caseload, PeopleDesk people, Charts charts, IReadOnlyDictionary<string, CheckInProtocol> protocols, DateReader dates, ChoiceReader choices, PhraseBook phrases)
    : AskingDialog(nameof(SnoozeAlert))
{
    private const string End = "end";
    private const int LongestReason = 300;

    private int MostDays => ladder.SnoozeDays[^1];

    public override Call? Claim(Said said, Talk talk)
    {
        if (talk is not { InGroup: false, Speaker: Speaker.OfStaff })
        {
            return null;
        }

        var head = Because().Split(said.Text, 2)[0];
        return phrases.Find("snooze.end", head) is { } whose ? new Call(End, whose)
            : phrases.Find("snooze.set", head) is { } whom ? new Call("", whom)
            : null;
    }

    /// <summary>Why it is expected is known: it is read back with what is held back, and red signs come through whatever it says.</summary>
    public override async Task<bool> KeepsWordsAsync(Talk talk, CancellationToken cancellationToken) =>
        Because().Split(talk.Said.Text, 2).Length == 2 && Claim(talk.Said, talk) is { } call
        && WhoIsMeant.First(await caseload.OpenToAsync(((Speaker.OfStaff)talk.Speaker).Staff.Id, await people.PracticeAsync(cancellationToken), talk.Now, cancellationToken), call.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Found is [_];

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var (talk, call) = (Talk.Of(dc.Context), CallOf(options));
        var open = await caseload.OpenToAsync(((Speaker.OfStaff)talk.Speaker).Staff.Id, await people.PracticeAsync(cancellationToken), talk.Now, cancellationToken);
        var words = call.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (found, length) = WhoIsMeant.First(open, words);
        if (found is not [var row])
        {
            await (words.Length == 0 ? talk.SendAsync(talk.Say("coordinator.snooze.how", ("days", MostDays)), [talk.Say("button.alerts")], cancellationToken)
                : WhoIsMeant.AskAsync(string.Join(' ', length > 0 ? words[..length] : [.. words.TakeWhile(word => !word.Any(char.IsDigit) && !phrases.Matches("snooze.time", word))]), found, talk, cancellationToken));
            return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }

        var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
        if (call.What == End)
        {
            var ended = await desk.EndAsync(row.Patient, talk.Author, talk.Now, cancellationToken);
            return await FinishAsync(dc, talk.Say(ended.Count > 0 ? "coordinator.snooze.ended" : "coordinator.snooze.none", ("name", chart.Name.Full)), talk, cancellationToken);
        }

        if (await CannotAsync(chart, talk, cancellationToken) is { } why)
        {
            return await FinishAsync(dc, why, talk, cancellationToken);
        }

        var said = Because().Split(talk.Said.Text, 2);
        var (until, tooLong) = UntilOf(string.Join(' ', words[length..]), said[0], chart, talk);
        return await AskAsync(dc, new SnoozeRun(row.Patient.Value, until, said.Length > 1 ? Short(said[1]) : ""), tooLong, talk, cancellationToken);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        if (Claim(talk.Said, talk) is { } other)
        {
            // Somebody else is meant, or another time: the question that was open is dropped.
            return await dc.ReplaceDialogAsync(Id, other, cancellationToken);
        }

        var run = Memory.Run(Own(dc), DialogsJson.Default.SnoozeRun);
        var chart = (await charts.OpenAsync(new PatientId(run.Patient), cancellationToken)).Summary;
        var leaves = talk.Said.Command is { Command: Command.NotNow or Command.Skip or Command.Back or Command.Stop };
        var answer = leaves ? "no" : choices.Read(talk.Said.Text, Options(run, talk));
        if (leaves || (answer == "no" && run is { Until: not null, Reason.Length: > 0 }))
        {
            return await FinishAsync(dc, talk.Say("coordinator.snooze.unchanged", ("name", chart.Name.Full)), talk, cancellationToken);
        }

        if (run.Until is null)
        {
            var (until, tooLong) = int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? (Today(chart, talk).AddDays(days), false) : UntilOf(talk.Said.Text, talk.Said.Text, chart, talk);
            return await AskAsync(dc, run with { Until = until }, tooLong, talk, cancellationToken);
        }

        if (run.Reason.Length == 0)
        {
            return await AskAsync(dc, run with { Reason = Short(talk.Said.Text) }, tooLong: false, talk, cancellationToken);
        }

        if (answer != "yes")
        {
            await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
            return EndOfTurn;
        }

        // More may have come in while it was asked.
        var words = await CannotAsync(chart, talk, cancellationToken)
            ?? (await desk.SetAsync(chart.Patient, run.Until.Value, run.Reason, talk.Author, talk.Now, cancellationToken)
                ? talk.Say("coordinator.snooze.done", ("name", chart.Name.Full), ("given", chart.Name.Given), ("until", run.Until))
                : talk.Say("coordinator.snooze.nothing", ("name", chart.Name.Full)));
        return await FinishAsync(dc, words, talk, cancellationToken);
    }

    public override bool Expects(DialogInstance instance, Talk talk, string text) => Options(Memory.Run(instance, DialogsJson.Default.SnoozeRun), talk).Any(option => Folding.Says(text, option.Label));

    public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(turnContext);
        var run = Memory.Run(instance, DialogsJson.Default.SnoozeRun);
        await SayAsync(run, (await charts.OpenAsync(new PatientId(run.Patient), cancellationToken)).Summary, tooLong: false, talk, cancellationToken);
    }

    private async Task<DialogTurnResult> AskAsync(DialogContext dc, SnoozeRun run, bool tooLong, Talk talk, CancellationToken cancellationToken)
    {
        Memory.Keep(Own(dc), run, DialogsJson.Default.SnoozeRun);
        await SayAsync(run, (await charts.OpenAsync(new PatientId(run.Patient), cancellationToken)).Summary, tooLong, talk, cancellationToken);
        return EndOfTurn;
    }

    private async Task SayAsync(SnoozeRun run, ChartSummary chart, bool tooLong, Talk talk, CancellationToken cancellationToken)
    {
        var options = Options(run, talk).Select(option => option.Label).ToList();
        var question = run.Until is null ? talk.Say(tooLong ? "coordinator.snooze.tooLong" : "coordinator.snooze.askDays", ("given", chart.Name.Given), ("days", MostDays))
            : run.Reason.Length == 0 ? talk.Say("coordinator.snooze.askWhy", ("given", chart.Name.Given))
            : await ConfirmAsync(run, chart, talk, cancellationToken);
        await talk.SendAsync(options.Count == 0 ? question : CheckInWords.Numbered(question, options), options, cancellationToken);
    }

    private async Task<string> ConfirmAsync(SnoozeRun run, ChartSummary chart, Talk talk, CancellationToken cancellationToken) =>
        await desk.FindAsync(chart, talk.Now, cancellationToken) is { } found
            ? talk.Say(
                found.Alert is null ? "coordinator.snooze.ask" : "coordinator.snooze.askOpen", ("name", chart.Name.Full), ("given", chart.Name.Given), ("until", run.Until), ("reason", run.Reason),
                ("signs", SnoozeWords.Signs(protocols[found.Protocol], ExpectedSign.Of(found.Reasons), chart, talk)))
            : talk.Say("coordinator.snooze.nothing", ("name", chart.Name.Full));

    /// <summary>Why nothing can be held back; null where something can.</summary>
    private async Task<string?> CannotAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken) => await desk.FindAsync(chart, talk.Now, cancellationToken) switch
    {
        null when chart.OpenAlerts.Any(alert => alert.Priority == AlertPriority.P0) => talk.Say("coordinator.snooze.emergency", ("name", chart.Name.Full)),
        null => talk.Say("coordinator.snooze.nothing", ("name", chart.Name.Full)),
        { IsEmergency: true } => talk.Say("coordinator.snooze.emergency", ("name", chart.Name.Full)),
        _ => null,
    };

    private static async Task<DialogTurnResult> FinishAsync(DialogContext dc, string words, Talk talk, CancellationToken cancellationToken)
    {
        await talk.SendAsync(words, [talk.Say("button.alerts"), talk.Say("button.caseload")], cancellationToken);
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    /// <summary>The last day that is meant; null where none is said, or one further off than may be.</summary>
    /// <param name="folded">The words behind the name.</param>
    /// <param name="typed">The message as it was typed: "3/9" is a date only with its stroke.</param>
    private (DateOnly? Until, bool TooLong) UntilOf(string folded, string typed, ChartSummary chart, Talk talk)
    {
        var today = Today(chart, talk);
        var until = Number().Match(folded) is { Success: true } number
            ? today.AddDays(int.Parse(number.ValueSpan, CultureInfo.InvariantCulture))
            : dates.ReadAny(typed, talk.Language, today.ToDateTime(default)).Where(phrase => !phrase.IsRefused).SelectMany(phrase => phrase.Timexes).Select(timex => ComingDays.Of(timex, today)?.Last).FirstOrDefault(day => day is not null);
        return until > today.AddDays(MostDays) ? (null, true) : (until > today ? until : null, false);
    }

    private IReadOnlyList<AnswerOption> Options(SnoozeRun run, Talk talk) => run switch
    {
        { Until: null } => [.. ladder.SnoozeDays.Select(days => new AnswerOption(days.ToString(CultureInfo.InvariantCulture), talk.Say("coordinator.snooze.days", ("days", days)), []))],
        { Reason.Length: 0 } => [],
        _ => [talk.Option("yes", "answer.yes"), talk.Option("no", "answer.no")],
    };

    private static DateOnly Today(ChartSummary chart, Talk talk) => PatientDay.Of(talk.Now, chart.TimeZone);

    private static string Short(string reason) => reason.Trim() is { Length: > LongestReason } long_ ? long_[..LongestReason] : reason.Trim().TrimEnd('.');

    [GeneratedRegex(@"\s*(?:[:;]|,?\s+(?:because|bc|porque|por que|ya que|debido a))\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Because();

    [GeneratedRegex("^[0-9]{1,3}$")]
    private static partial Regex Number();
}
