using System.Text.RegularExpressions;
using CareBot.Care.Appointments;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>Where a patient's visits are sent by e-mail: asked, read back, kept; and ended.</summary>
public sealed partial class KeepEmailDialog(EnrolDesk enrol, VisitMail mail, Charts charts, Outlooks outlooks, ChoiceReader choices, PhraseBook phrases) : AskingDialog("KeepEmail")
{
    private const string Off = "off";

    public override Call? Claim(Said said, Talk talk) =>
        talk.Speaker is not Speaker.OfPatient ? null
        : phrases.Matches("visit.emailOff", said.Text) ? new Call(Off)
        : phrases.Matches("visit.email", said.Text) || (said.Text.Contains('@', StringComparison.Ordinal) && phrases.Find("visit.emailIs", said.Text) is not null) ? new Call("", said.Text)
        : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var (what, words) = CallOf(options);
        var chart = ((Speaker.OfPatient)talk.Speaker).Chart;
        if (what == Off)
        {
            await enrol.MailsToAsync(chart.Patient, null, talk.Author, talk.Now, cancellationToken);
            return await EndAsync(dc, talk, talk.Say("visit.email.off"), cancellationToken);
        }

        return !mail.IsOn ? await EndAsync(dc, talk, talk.Say("visit.email.none"), cancellationToken)
            : await AskAsync(dc, talk, new EmailRun { Address = Read(words) }, cancellationToken);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var run = Memory.Run(Own(dc), DialogsJson.Default.EmailRun);
        if (talk.Said.Command is { Command: Command.NotNow or Command.Pause })
        {
            return await EndAsync(dc, talk, talk.Say("visit.kept"), cancellationToken);
        }

        if (Read(talk.Said.Text) is { } address)
        {
            return await AskAsync(dc, talk, run with { Address = address, Misses = 0 }, cancellationToken);
        }

        switch (choices.Read(talk.Said.Text, [talk.Option("yes", "answer.yes"), talk.Option("no", "answer.no")]))
        {
            case "yes" when run.Address is { } right:
                return await KeepAsync(dc, talk, right, cancellationToken);
            case "no":
                return run.Address is null ? await EndAsync(dc, talk, talk.Say("visit.kept"), cancellationToken) : await AskAsync(dc, talk, run with { Address = null }, cancellationToken);
            default:
                Memory.Keep(Own(dc), run with { Misses = run.Misses + 1 }, DialogsJson.Default.EmailRun);
                var phone = (await outlooks.ForAsync(((Speaker.OfPatient)talk.Speaker).Chart, cancellationToken)).Practice.NurseLine;
                var (text, buttons) = Question(talk, run);
                await talk.SendAsync(run.Misses == 0 ? talk.Say("miss.first", ("question", text)) : talk.Say("miss.second", ("phone", phone), ("question", text)), buttons, cancellationToken);
                return EndOfTurn;
        }
    }

    public override Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(turnContext);
        var (text, buttons) = Question(talk, Memory.Run(instance, DialogsJson.Default.EmailRun));
        return talk.SendAsync(text, buttons, cancellationToken);
    }

    /// <summary>Keeps the address, and sends the visits that are booked already.</summary>
    private async Task<DialogTurnResult> KeepAsync(DialogContext dc, Talk talk, string address, CancellationToken cancellationToken)
    {
        var patient = ((Speaker.OfPatient)talk.Speaker).Chart.Patient;
        await enrol.MailsToAsync(patient, address, talk.Author, talk.Now, cancellationToken);
        var chart = (await charts.OpenAsync(patient, cancellationToken)).Summary;
        foreach (var visit in AppointmentRules.Ahead(chart, talk.Now))
        {
            await mail.SendAsync(visit, talk.Now, chart.Patient, cancellationToken);
        }

        return await EndAsync(dc, talk, talk.Say("visit.email.kept", ("address", address)), cancellationToken);
    }

    private static async Task<DialogTurnResult> AskAsync(DialogContext dc, Talk talk, EmailRun run, CancellationToken cancellationToken)
    {
        Memory.Keep(Own(dc), run, DialogsJson.Default.EmailRun);
        var (text, buttons) = Question(talk, run);
        await talk.SendAsync(text, buttons, cancellationToken);
        return EndOfTurn;
    }

    private static (string Text, IReadOnlyList<string> Buttons) Question(Talk talk, EmailRun run) => run.Address is { } address
        ? (talk.Say("visit.email.sure", ("address", address)), [talk.Say("answer.yes"), talk.Say("answer.no")])
        : (talk.Say("visit.email.ask"), [talk.Say("button.notNow")]);

    private static string? Read(string text) => Address().Match(text) is { Success: true } match ? match.Value.TrimEnd('.') : null;

    private static async Task<DialogTurnResult> EndAsync(DialogContext dc, Talk talk, string text, CancellationToken cancellationToken)
    {
        await talk.SendAsync(text, cancellationToken);
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    [GeneratedRegex(@"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,200}\.[A-Za-z]{2,24}")]
    private static partial Regex Address();
}

/// <summary>The address that was read, until the patient has said that it is right.</summary>
public sealed record EmailRun
{
    public string Kind { get; init; } = "email-run";

    public int V { get; init; } = 1;

    public string? Address { get; init; }

    public int Misses { get; init; }
}
