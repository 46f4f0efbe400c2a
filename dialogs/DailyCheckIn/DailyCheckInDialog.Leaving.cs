using CareBot.Care.CheckIns;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.DailyCheckIn;

/// <summary>How a check-in ends before its last question: what was said is judged, and can be gone on with on the same day.</summary>
public sealed partial class DailyCheckInDialog
{
    /// <summary>Whether this is an open check-in, and not of this day.</summary>
    public static bool IsOfAnotherDay(DialogInstance open, DateOnly day) =>
        open.Id == nameof(DailyCheckIn) && Memory.HasRun(open) && Memory.Run(open, DialogsJson.Default.CheckInRun) is { Amends: null } run && run.Day != day;

    /// <summary>Whether this is a check-in of another day, or the correction of one.</summary>
    public static bool IsOfEarlier(DialogInstance open, DateOnly day) =>
        open.Id == nameof(DailyCheckIn) && Memory.Run(open, DialogsJson.Default.CheckInRun).Day != day;

    /// <summary>Puts an open run aside, so that it can be gone on with on the same day: an emergency or a "stop" loses no answer.</summary>
    public static void PutAside(DialogContext dialogs, Talk talk)
    {
        foreach (var open in dialogs.Stack.Where(open => open.Id == nameof(DailyCheckIn)))
        {
            if (Memory.Run(open, DialogsJson.Default.CheckInRun) is { Amends: null } run && (run.Answers.Count > 0 || run.NotUnderstood.Count > 0 || run.Felt is not null))
            {
                talk.Notes = talk.Notes with { PausedCheckIn = run };
            }
        }
    }

    /// <summary>What waits of today: put aside in this conversation, or left on the chart. The safety question is asked again where it was not answered.</summary>
    private CheckInRun? Paused(Talk talk, Enrolment enrolment, CheckInRecord? last, DateOnly today)
    {
        var run = talk.Notes.PausedCheckIn is { } paused && paused.Day == today ? paused with { Leaving = false }
            : last is { CheckIn: { Incomplete: true } left } && left.Date == today
                ? new CheckInRun { Cause = talk.Cause, Protocol = last.ProtocolId, Day = today, Unit = enrolment.Unit, Answers = left.Answers, Kept = left.Id }
                : null;
        return run is not null && desk.Protocol(run.Protocol).SafetyQuestion.LinkId is var safety && run.Answers.GetValueOrDefault(safety) is CheckInAnswer.Skipped
            ? run with { Answers = run.Answers.Where(answer => answer.Key != safety).ToDictionary() }
            : run;
    }

    /// <summary>The one safety question was asked and is not answered either: nobody is kept any longer.</summary>
    private Task<DialogTurnResult> LeaveUnaskedAsync(DialogContext dc, Talk talk, CheckInRun run, CancellationToken cancellationToken)
    {
        var safety = desk.Protocol(run.Protocol).SafetyQuestion.LinkId;
        var left = run.Answers.ContainsKey(safety) ? run : run.With(safety, new CheckInAnswer.Skipped(AbsentReason.AskedDeclined));
        return LeaveAsync(dc, talk, left with { Leaving = false }, $"{talk.Say("checkIn.leftUnasked")} {talk.Say("paused.done")}", cancellationToken);
    }

    /// <summary>Judges what was said, puts it aside and lets the person go.</summary>
    private async Task<DialogTurnResult> LeaveAsync(DialogContext dc, Talk talk, CheckInRun run, string goodbye, CancellationToken cancellationToken)
    {
        var (kept, told) = await keeper.LeaveAsync(talk, run, cancellationToken);
        talk.Notes = talk.Notes with { PausedCheckIn = run.Amends is null ? kept : talk.Notes.PausedCheckIn };
        await talk.SendAsync(told.Length == 0 ? goodbye : $"{told}\n\n{goodbye}", cancellationToken);
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    /// <summary>No check-in is due. Who feels worse is not left with that: a human reads what they wrote, or calls them.</summary>
    private static async Task<DialogTurnResult> FeltAsync(DialogContext dc, Talk talk, Call call, string words, IReadOnlyList<string> buttons, CancellationToken cancellationToken)
    {
        switch (call.What)
        {
            case Worse:
                talk.Notes = talk.Notes with { Unread = talk.Said.Text };
                var (next, again) = buttons.Count == 0 ? ("checkIn.worse.none", Array.Empty<string>()) : ("checkIn.worse.done", [talk.Say("checkIn.button.again")]);
                await talk.SendAsync($"{talk.Say("checkIn.worse")} {talk.Say(next)}", [.. again, talk.Say("message.button.passOn"), talk.Say("button.person")], cancellationToken);
                break;
            case Better:
                await talk.SendAsync(talk.Say("checkIn.better"), [talk.Say("button.person")], cancellationToken);
                break;
            default:
                await talk.SendAsync(words, buttons, cancellationToken);
                break;
        }

        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }
}
