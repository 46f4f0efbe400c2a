using CareBot.Care.Appointments;
using CareBot.Care.Barriers;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>What is said about a visit that is booked: I will come, no ride, by phone, my questions, I went, I could not go.</summary>
public sealed class VisitAsking(AppointmentDesk desk, ProviderDesk providers, VisitTroubles troubles, VisitWords words, VisitMail mail, Outlooks outlooks, ChoiceReader choices)
{
    private const int MostQuestions = 3;
    private const int LongestNote = 500;

    public async Task<DialogTurnResult> BeginAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, Appointment visit, CancellationToken cancellationToken)
    {
        switch (run.What)
        {
            case "confirm":
                await desk.ChangeAsync(chart.Patient, visit.Id, "confirmed", before => before is { IsConfirmed: true, Declined: false } ? null : before with { IsConfirmed = true, Declined = false }, talk.Author, talk.Now, cancellationToken);
                await troubles.SettleDeclinedAsync(talk, chart, visit, cancellationToken);
                return await EndAsync(dc, talk, VisitWords.Say(run, chart, talk, "visit.confirmed", ("when", VisitWords.When(visit.Start, chart, talk))), cancellationToken);
            case "cant":
                return await EndAsync(
                    dc, talk, VisitWords.Say(run, chart, talk, "visit.cant", ("when", VisitWords.When(visit.Start, chart, talk)), ("name", await words.NameAsync(visit.Provider, cancellationToken))),
                    cancellationToken, [talk.Say("visit.button.move"), talk.Say("visit.button.cancel"), talk.Say("visit.button.come")]);
            case "late":
                var office = await providers.FindAsync(visit.Provider, cancellationToken);
                await talk.SendAsync(
                    VisitWords.Say(run, chart, talk, "visit.late", ("when", VisitWords.When(visit.Start, chart, talk)), ("name", office?.Name ?? visit.Provider), ("phone", office?.Phone ?? "")),
                    [talk.Say("visit.button.move")], office is null ? [] : [(office.Phone, $"tel:{office.Phone}")], cancellationToken);
                return await dc.EndDialogAsync(cancellationToken: cancellationToken);
            case "ride":
                return await RideAsync(dc, talk, run, chart, visit, cancellationToken);
            case "rideOff":
                return await RideOffAsync(dc, talk, run, chart, visit, cancellationToken);
            case "noRide":
                return await NoRideAsync(dc, talk, run, chart, visit, cancellationToken);
            case "virtual":
                return await VirtualAsync(dc, talk, run, chart, visit, cancellationToken);
            case "went":
                await desk.ChangeAsync(chart.Patient, visit.Id, "attended", before => before with { State = AppointmentState.Fulfilled }, talk.Author, talk.Now, cancellationToken);
                var outlook = await outlooks.ForAsync(chart, cancellationToken);
                return await AskAsync(dc, talk, run with { At = BookingStep.Next }, talk.Say("visit.went", ("coordinator", outlook.Coordinator)), [], cancellationToken);
            case "missed":
                await desk.ChangeAsync(chart.Patient, visit.Id, "missed", before => AppointmentRules.Miss(before, null) is { } missed ? missed with { Reminded = [.. missed.Reminded.Union([VisitReminders.Missed])] } : null, talk.Author, talk.Now, cancellationToken);
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
            IReadOnlyList<string> labels = [.. BarrierKinds.All.Select(kind => talk.Say($"visit.why.{kind}"))];
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
            : await EndAsync(dc, talk, talk.Say("visit.questionsKept", ("when", VisitWords.When(visit.Start, chart, talk)), ("questions", string.Join('\n', visit.Questions.Select((one, place) => $"{place + 1}. {one}")))), cancellationToken, [talk.Say("visit.button.list")]);
    }

    private async Task<DialogTurnResult> NoteAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, CancellationToken cancellationToken)
    {
        await desk.ChangeAsync(chart.Patient, run.Appointment!, "recalled", before => before with { Reason = Cut(talk.Said.Text) }, talk.Author, talk.Now, cancellationToken);
        return await EndAsync(dc, talk, talk.Say("visit.wentNoted", ("coordinator", (await outlooks.ForAsync(chart, cancellationToken)).Coordinator)), cancellationToken);
    }

    private async Task<DialogTurnResult> BecauseAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, CancellationToken cancellationToken)
    {
        var kind = choices.Read(talk.Said.Text, [.. BarrierKinds.All.Select(one => talk.Option(one, $"visit.why.{one}"))]) ?? BarrierKinds.Other;
        // A button says the kind and nothing more; whatever else was typed is kept as it was said.
        var said = Folding.Words(talk.Said.Text);
        var own = BarrierKinds.All.Any(one => Folding.Words(talk.Say($"visit.why.{one}")) == said) || said.All(char.IsAsciiDigit) ? null : Cut(talk.Said.Text);
        await desk.ChangeAsync(chart.Patient, run.Appointment!, "missed", before => AppointmentRules.Miss(before, own ?? $"visit.why.{kind}"), talk.Author, talk.Now, cancellationToken);
        await troubles.MissedAsync(talk, chart, run.Appointment!, kind, own, cancellationToken);
        return await EndAsync(dc, talk, talk.Say("visit.whyNoted", ("coordinator", (await outlooks.ForAsync(chart, cancellationToken)).Coordinator)), cancellationToken, [talk.Say("button.bookVisit")]);
    }

    /// <summary>The ride is gone, or there never was one: the coordinator gets a task with a clock, and the patient the ways that are left.</summary>
    private async Task<DialogTurnResult> NoRideAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, Appointment visit, CancellationToken cancellationToken)
    {
        visit = await desk.ChangeAsync(
            chart.Patient, visit.Id, "ride",
            before => SupportRules.Lack(before, SupportKind.Ride, "visit.support.saidByPatient", talk.Now) is { } lacking ? SupportRules.Told(lacking, SupportKind.Ride) : null, talk.Author, talk.Now, cancellationToken) ?? visit;
        var alert = await troubles.PlanAsync(talk, chart, visit, cancellationToken);
        var outlook = await outlooks.ForAsync(VisitWords.Home(chart, talk), cancellationToken);
        var said = VisitWords.Say(run, chart, talk, "visit.noRide", ("coordinator", outlook.Coordinator), ("when", VisitWords.When(visit.Start, chart, talk)), ("by", outlook.By(alert, talk)), ("phone", outlook.Practice.NurseLine));
        return await EndAsync(dc, talk, $"{said} {talk.Say("visit.support.ways")}", cancellationToken, await words.WaysAsync(visit, talk, cancellationToken));
    }

    /// <summary>How the ride stands; where there is none, how to ask for one.</summary>
    private async Task<DialogTurnResult> RideAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, Appointment visit, CancellationToken cancellationToken)
    {
        var about = talk.Say("visit.support.about", ("when", VisitWords.When(visit.Start, chart, talk)), ("name", await words.NameAsync(visit.Provider, cancellationToken)));
        var coordinator = (await outlooks.ForAsync(chart, cancellationToken)).Coordinator;
        return visit.Ride is null or { State: SupportState.NotNeeded }
            ? await EndAsync(dc, talk, $"{about} {talk.Say("visit.ride.none")}", cancellationToken, [talk.Say("visit.button.noRide")])
            : await EndAsync(dc, talk, $"{about} {VisitWords.Support(visit with { Interpreter = null }, coordinator, talk, run.Patient is null ? null : chart.Name.Given).First()}", cancellationToken);
    }

    /// <summary>Somebody else drives: nobody looks for a ride any more, and what was arranged is called off.</summary>
    private async Task<DialogTurnResult> RideOffAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, Appointment visit, CancellationToken cancellationToken)
    {
        visit = await desk.ChangeAsync(
            chart.Patient, visit.Id, "ride",
            before => before.Ride is { State: not SupportState.NotNeeded } ? SupportRules.Withdraw(before, talk.Now, SupportKind.Ride) : null, talk.Author, talk.Now, cancellationToken) ?? visit;
        await troubles.PlanAsync(talk, chart, visit, cancellationToken);
        return await EndAsync(
            dc, talk, talk.Say("visit.rideOff", ("when", VisitWords.When(visit.Start, chart, talk)), ("coordinator", (await outlooks.ForAsync(chart, cancellationToken)).Coordinator)), cancellationToken, [talk.Say("visit.button.list")]);
    }

    /// <summary>By telephone or video, where the office does that; else the coordinator asks there.</summary>
    private async Task<DialogTurnResult> VirtualAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, Appointment visit, CancellationToken cancellationToken)
    {
        var (provider, outlook) = (await providers.FindAsync(visit.Provider, cancellationToken), await outlooks.ForAsync(VisitWords.Home(chart, talk), cancellationToken));
        if (provider is not { OffersVirtual: true })
        {
            var alert = await troubles.WantsVirtualAsync(talk, chart, visit, cancellationToken);
            return await EndAsync(
                dc, talk, VisitWords.Say(run, chart, talk, "visit.virtual.asked", ("coordinator", outlook.Coordinator), ("by", outlook.By(alert, talk)), ("phone", outlook.Practice.NurseLine)), cancellationToken, [talk.Say("visit.button.move")]);
        }

        visit = await desk.ChangeAsync(chart.Patient, visit.Id, "virtual", before => AppointmentRules.MakeVirtual(before, talk.Author, talk.Now), talk.Author, talk.Now, cancellationToken) ?? visit;
        await troubles.PlanAsync(talk, chart, visit, cancellationToken);
        await mail.SendAsync(visit, talk.Now, chart.Patient, cancellationToken);
        return await EndAsync(dc, talk, VisitWords.Say(run, chart, talk, "visit.virtual.set", ("when", VisitWords.When(visit.Start, await words.ThereAsync(visit, chart, talk, cancellationToken), talk)), ("name", provider.Name), ("phone", provider.Phone)), cancellationToken, [talk.Say("visit.button.list")]);
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
