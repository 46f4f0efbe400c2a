using System.Globalization;
using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Dialogs.DailyCheckIn;

/// <summary>
/// Takes what was answered to the chart. A check-in that is left, that nobody goes on with or that a new day takes the place of is judged by
/// what it has: nothing that was said waits for the rest.
/// </summary>
public sealed class CheckInKeeper(CheckInDesk desk, AlertDesk alerts, Outlooks outlooks)
{
    /// <summary>The alert that shows words which were not understood.</summary>
    public const string WordsFamily = "checkin-words";

    /// <summary>The family of what somebody said of how they feel, with which the check-in began.</summary>
    private const string FeltFamily = "checkin-felt";

    // In the place of a question's linkId.
    private const string Felt = "felt";

    /// <summary>Records a run, or what it corrects or completes.</summary>
    public async Task<Submission> SubmitAsync(Talk talk, CheckInRun run, bool isWhole, CancellationToken cancellationToken)
    {
        var chart = ((Speaker.OfPatient)talk.Speaker).Chart;
        var submission = await desk.SubmitAsync(
            new CheckIn
            {
                Id = IdOf(chart.Patient, run, talk.Cause),
                PatientId = chart.Patient.Value,
                By = chart.Patient.Value,
                Date = run.Day,
                TimeZone = chart.TimeZone,
                SubmittedAt = talk.Now,
                Answers = run.Answers,
                Incomplete = isWhole ? null : true,
                Amends = run.Amends ?? run.Kept,
            },
            run.Protocol,
            talk.Author,
            cancellationToken);
        foreach (var (linkId, words) in Unread(run))
        {
            // Nobody's words are lost because a machine did not understand them.
            var facts = new Dictionary<string, string>
            {
                [AlertDesk.About] = string.Create(CultureInfo.InvariantCulture, $"{run.Day:yyyyMMdd}/{linkId}"),
                ["words"] = string.Join(" / ", words),
            };
            if (linkId == Felt)
            {
                await alerts.RaiseWishAsync(chart.Patient, FeltFamily, AlertPriority.P2, facts, "checkIn.felt", talk.Author, talk.Now, cancellationToken);
                continue;
            }

            facts["reason"] = $"{desk.Protocol(run.Protocol).Question(linkId)!.Text}.label";
            await alerts.RaiseWishAsync(chart.Patient, WordsFamily, facts, "checkIn.words", talk.Author, talk.Now, cancellationToken);
        }

        return submission;
    }

    /// <summary>What was typed to questions that have no answer, and was not understood; and with which words it began.</summary>
    public static IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Unread(CheckInRun run) => run.Amends is not null ? []
        : [.. run.Felt is { } felt ? [new(Felt, [felt])] : Array.Empty<KeyValuePair<string, IReadOnlyList<string>>>(), .. run.NotUnderstood.Where(typed => run.Answers.GetValueOrDefault(typed.Key) is null or CheckInAnswer.Skipped)];

    /// <summary>Judges what a run has before it is left.</summary>
    /// <returns>The run as it is put aside, and what the person is told of the outcome; empty where there is nothing to do.</returns>
    public async Task<(CheckInRun Run, string Told)> LeaveAsync(Talk talk, CheckInRun run, CancellationToken cancellationToken)
    {
        if (run.Amends is not null || !(run.Unjudged || Unread(run).Any()))
        {
            return (run, "");
        }

        var submission = await SubmitAsync(talk, run, isWhole: false, cancellationToken);
        var outlook = await outlooks.ForAsync(((Speaker.OfPatient)talk.Speaker).Chart, cancellationToken);
        var told = new[] { CheckInWords.Calls(desk.Protocol(run.Protocol), submission.Record, submission.Alert, run.Unit, outlook, talk), CheckInWords.Unread(run, outlook, talk) };
        var words = string.Join(" ", told.Where(one => one.Length > 0));
        var kept = run with { Kept = submission.Record.CheckIn.Id, Unjudged = false, Felt = null, NotUnderstood = new Dictionary<string, IReadOnlyList<string>>() };
        return (kept, words.Length > 0 && outlook.OffHours(talk) is { Length: > 0 } closed ? $"{words}\n\n{closed}" : words);
    }

    /// <summary>Judges what is put aside, as "stop" leaves it.</summary>
    /// <returns>What the person is told; empty where there is nothing to do.</returns>
    public async Task<string> LeavePausedAsync(Talk talk, CancellationToken cancellationToken)
    {
        if (talk.Notes.PausedCheckIn is not { } paused)
        {
            return "";
        }

        var (run, told) = await LeaveAsync(talk, paused, cancellationToken);
        talk.Notes = talk.Notes with { PausedCheckIn = run };
        return told;
    }

    /// <summary>Ends what was left open on another day, and judges it.</summary>
    /// <returns>What the person is told; empty where there is nothing to do.</returns>
    public async Task<string> CloseOthersAsync(Talk talk, DialogContext dialogs, DateOnly today, CancellationToken cancellationToken)
    {
        var said = new List<string>();
        foreach (var open in dialogs.Stack.Where(open => DailyCheckInDialog.IsOfAnotherDay(open, today)).ToList())
        {
            said.Add(await CloseAsync(talk, Memory.Run(open, DialogsJson.Default.CheckInRun), cancellationToken));
            dialogs.Stack.Remove(open);
        }

        if (talk.Notes.PausedCheckIn is { } paused && paused.Day != today)
        {
            talk.Notes = talk.Notes with { PausedCheckIn = null };
            said.Add(await CloseAsync(talk, paused, cancellationToken));
        }

        return string.Join("\n\n", said.Where(words => words.Length > 0));
    }

    /// <summary>Judges what is open or put aside of this day, and leaves it open.</summary>
    /// <returns>What the person is told; empty where there is nothing to do.</returns>
    public async Task<string> JudgeOpenAsync(Talk talk, DialogContext dialogs, DateOnly today, CancellationToken cancellationToken)
    {
        var said = new List<string>();
        foreach (var open in dialogs.Stack.Where(open => open.Id == nameof(DailyCheckIn) && !DailyCheckInDialog.IsOfAnotherDay(open, today)))
        {
            var (run, told) = await LeaveAsync(talk, Memory.Run(open, DialogsJson.Default.CheckInRun), cancellationToken);
            Memory.Keep(open, run, DialogsJson.Default.CheckInRun);
            said.Add(told);
        }

        said.Add(talk.Notes.PausedCheckIn?.Day == today ? await LeavePausedAsync(talk, cancellationToken) : "");
        return Unfinished(talk, today, string.Join("\n\n", said.Where(words => words.Length > 0)));
    }

    /// <summary>Judges a check-in of another day; its outcome is told with its date.</summary>
    public async Task<string> CloseAsync(Talk talk, CheckInRun run, CancellationToken cancellationToken) =>
        Unfinished(talk, run.Day, (await LeaveAsync(talk, run, cancellationToken)).Told);

    private static string Unfinished(Talk talk, DateOnly day, string told) =>
        told.Length == 0 ? "" : talk.Say("checkIn.fromThen", ("day", talk.Locale.Date(day)), ("outcome", told));

    private static string IdOf(PatientId patient, CheckInRun run, string cause) =>
        run.Amends is { } amended ? CauseId.Of("correction", amended, run.Cause)
        : run.Kept is { } kept ? CauseId.Of("correction", kept, cause)
        : CauseId.Of("check-in", patient.Value, run.Cause);
}
