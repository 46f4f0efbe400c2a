using CareBot.Care.Appointments;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>What is said about a visit that is booked: I will come, no ride, my questions, I went, I could not go.</summary>
public sealed class VisitAsking(AppointmentDesk desk, VisitTroubles troubles, Outlooks outlooks, ChoiceReader choices)
{
    private const int MostQuestions = 3;
    private const int LongestNote = 500;

    private static readonly string[] Reasons = ["ride", "cost", "sick", "forgot", "work", "other"];

    public async Task<DialogTurnResult> BeginAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, Appointment visit, CancellationToken cancellationToken)
    {
        switch (run.What)
        {
            case "confirm":
                await desk.ChangeAsync(chart.Patient, visit.Id, "confirmed", before => before.IsConfirmed ? null : before with { IsConfirmed = true }, talk.Author, talk.Now, cancellationToken);
                return await EndAsync(dc, talk, talk.Say("visit.confirmed", ("when", VisitWords.When(visit.Start, chart, talk))), cancellationToken);
            case "noRide":
                var after = await desk.ChangeAsync(chart.Patient, visit.Id, "ride", before => before with { Ride = before.Ride is null ? VisitNeed.Wanted : VisitNeed.Fallen }, talk.Author, talk.Now, cancellationToken);
                await troubles.NoRideAsync(talk, chart, after ?? visit, cancellationToken);
                return await dc.EndDialogAsync(cancellationToken: cancellationToken);
            case "went":
                await desk.ChangeAsync(chart.Patient, visit.Id, "attended", before => before with { State = AppointmentState.Fulfilled }, talk.Author, talk.Now, cancellationToken);
                var outlook = await outlooks.ForAsync(chart, cancellationToken);
                return await AskAsync(dc, talk, run with { At = BookingStep.Next }, talk.Say("visit.went", ("coordinator", outlook.Coordinator)), [], cancellationToken);
            case "missed":
                await desk.ChangeAsync(chart.Patient, visit.Id, "missed", before => before with { State = AppointmentState.NoShow }, talk.Author, talk.Now, cancellationToken);
                return await AskAsync(dc, talk, run with { At = BookingStep.Why }, cancellationToken);
            default:
                return await AskAsync(dc, talk, run with { At = BookingStep.Question }, cancellationToken);
        }
    }

    public async Task<DialogTurnResult> ContinueAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, CancellationToken cancellationToken) => run.At switch
    {
        BookingStep.Question => await WriteDownAsync(dc, talk, run, chart, cancellationToken),
        BookingStep.Next => await NoteAsync(dc, talk, run, chart, cancellationToken),
        _ => await BecauseAsync(dc, talk, run, chart, cancellationToken),
    };

    /// <summary>The question that waits.</summary>
    internal static (string Text, IReadOnlyList<string> Buttons) Question(BookingRun run, Talk talk)
    {
        if (run.At == BookingStep.Why)
        {
            IReadOnlyList<string> labels = [.. Reasons.Select(reason => talk.Say($"visit.why.{reason}"))];
            return (DailyCheckIn.CheckInWords.Numbered(talk.Say("visit.why"), labels), labels);
        }

        return (talk.Say("visit.question"), [talk.Say("visit.button.done")]);
    }

    private async Task<DialogTurnResult> WriteDownAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, CancellationToken cancellationToken)
    {
        var visit = chart.Appointments.FirstOrDefault(one => one.Id == run.Appointment);
        if (visit is not null && choices.Read(talk.Said.Text, [talk.Option("done", "visit.button.done")]) is null)
        {
            visit = await desk.ChangeAsync(
                chart.Patient, visit.Id, "question",
                before => before.Questions.Count < MostQuestions ? before with { Questions = [.. before.Questions, Cut(talk.Said.Text)] } : null, talk.Author, talk.Now, cancellationToken) ?? visit;
            if (visit.Questions.Count < MostQuestions)
            {
                return await AskAsync(dc, talk, run, talk.Say("visit.questionMore", ("count", visit.Questions.Count)), [talk.Say("visit.button.done")], cancellationToken);
            }
        }

        return visit is null || visit.Questions.Count == 0
            ? await EndAsync(dc, talk, talk.Say("visit.kept"), cancellationToken)
            : await EndAsync(dc, talk, talk.Say("visit.questionsKept", ("when", VisitWords.When(visit.Start, chart, talk)), ("questions", string.Join('\n', visit.Questions.Select((one, place) => $"{place + 1}. {one}")))), cancellationToken);
    }

    private async Task<DialogTurnResult> NoteAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, CancellationToken cancellationToken)
    {
        await desk.ChangeAsync(chart.Patient, run.Appointment!, "recalled", before => before with { Reason = Cut(talk.Said.Text) }, talk.Author, talk.Now, cancellationToken);
        return await EndAsync(dc, talk, talk.Say("visit.wentNoted", ("coordinator", (await outlooks.ForAsync(chart, cancellationToken)).Coordinator)), cancellationToken);
    }

    private async Task<DialogTurnResult> BecauseAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, CancellationToken cancellationToken)
    {
        var reason = choices.Read(talk.Said.Text, [.. Reasons.Select(one => talk.Option(one, $"visit.why.{one}"))]) ?? "other";
        var said = reason == "other" ? Cut(talk.Said.Text) : $"visit.why.{reason}";
        await desk.ChangeAsync(chart.Patient, run.Appointment!, "missed", before => before with { Reason = said }, talk.Author, talk.Now, cancellationToken);
        await troubles.MissedAsync(talk, chart, said, cancellationToken);
        return await EndAsync(dc, talk, talk.Say("visit.whyNoted", ("coordinator", (await outlooks.ForAsync(chart, cancellationToken)).Coordinator)), cancellationToken, [talk.Say("button.bookVisit")]);
    }

    private static string Cut(string text) => text.Length > LongestNote ? text[..LongestNote] : text;

    private static Task<DialogTurnResult> AskAsync(DialogContext dc, Talk talk, BookingRun run, CancellationToken cancellationToken)
    {
        var (text, buttons) = Question(run, talk);
        return AskAsync(dc, talk, run, text, buttons, cancellationToken);
    }

    private static async Task<DialogTurnResult> AskAsync(DialogContext dc, Talk talk, BookingRun run, string text, IReadOnlyList<string> buttons, CancellationToken cancellationToken)
    {
        Memory.Keep(dc.ActiveDialog!, run, DialogsJson.Default.BookingRun);
        await talk.SendAsync(text, buttons, cancellationToken);
        return Dialog.EndOfTurn;
    }

    private static async Task<DialogTurnResult> EndAsync(DialogContext dc, Talk talk, string text, CancellationToken cancellationToken, IReadOnlyList<string>? buttons = null)
    {
        await talk.SendAsync(text, buttons ?? [], cancellationToken);
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }
}
