using System.Globalization;
using System.Text.RegularExpressions;
using CareBot.Care.Appointments;
using CareBot.Care.Caseload;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>
/// The coordinator says how ride and interpreter of a visit stand, in words or on the day card: arranged, fell through; and who did not come.
/// The patient is told, with the ways that are left; what is to be done about it is an alert.
/// </summary>
public sealed partial class ArrangeSupportDialog(AppointmentDesk desk, CaseloadDesk caseload, Charts charts, PlanVisitsDialog plan, VisitTroubles troubles, VisitWords words, PhraseBook phrases) : GuidedDialog("ArrangeSupport")
{
    private const string NoShow = "noShow";

    /// <summary>What may be said, with the kind and whether it is there.</summary>
    private static readonly (string Phrase, SupportKind Kind, bool There)[] Sayings =
        [("rideFell", SupportKind.Ride, false), ("rideSet", SupportKind.Ride, true), ("interpreterFell", SupportKind.Interpreter, false), ("interpreterSet", SupportKind.Interpreter, true)];

    public override Call? Claim(Said said, Talk talk)
    {
        if (talk is not { InGroup: false, Speaker: Speaker.OfStaff })
        {
            return null;
        }

        return Sayings.Select(one => phrases.Find($"visit.{one.Phrase}", said.Text) is { } who ? new Call(one.Phrase, who) : null).FirstOrDefault(call => call is not null)
            ?? (phrases.Find($"visit.{NoShow}", said.Text) is { } missing ? new Call(NoShow, missing) : null);
    }

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var call = CallOf(options);
        var (name, by) = (With().Split(call.Words)[0], By().Match(talk.Said.Text) is { Success: true } said ? said.Groups[1].Value.Trim() : null);
        var found = await WhoIsMeant.FindAsync(caseload, name, talk, cancellationToken);
        if (found is not [var row])
        {
            await WhoIsMeant.AskAsync(name, found, talk, cancellationToken);
        }
        else
        {
            var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
            await talk.SendAsync(
                call.What == NoShow ? await MissAsync(chart, talk, cancellationToken) : await SayAsync(chart, Sayings.First(one => one.Phrase == call.What), by, talk, cancellationToken), cancellationToken);
        }

        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    public override async Task<Dealt?> PressAsync(CardAnswer press, Talk talk, CancellationToken cancellationToken)
    {
        if (press.Act is not ("arranged" or "fellThrough") || talk is not { InGroup: false, Speaker: Speaker.OfStaff { Staff: var staff } } || press.Field("patient") is not { } id
            || await charts.FindAsync(new PatientId(id), cancellationToken) is not { Summary: var chart } || chart.Coordinator != staff.Id
            || !Enum.TryParse<SupportKind>(press.Field("support"), ignoreCase: true, out var kind) || chart.Appointments.FirstOrDefault(one => one.Id == press.Field("visit")) is not { } visit)
        {
            return null;
        }

        await ChangeAsync(chart, visit, kind, press.Act == "arranged", null, talk, cancellationToken);
        return DateOnly.TryParseExact(press.Card.Split('-')[^1], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? await plan.CardAsync(day, [(await charts.OpenAsync(chart.Patient, cancellationToken)).Summary], staff, talk, cancellationToken)
            : null;
    }

    private async Task<string> SayAsync(ChartSummary chart, (string Phrase, SupportKind Kind, bool There) said, string? by, Talk talk, CancellationToken cancellationToken)
    {
        var visit = AppointmentRules.Ahead(chart, talk.Now).FirstOrDefault(one => SupportRules.Of(one, said.Kind) is { State: not SupportState.NotNeeded });
        if (visit is null)
        {
            return talk.Say($"coordinator.visit.no{said.Kind}", ("patient", talk.NameOf(chart)));
        }

        await ChangeAsync(chart, visit, said.Kind, said.There, by, talk, cancellationToken);
        return talk.Say($"coordinator.visit.{said.Phrase}", ("patient", talk.NameOf(chart)), ("given", chart.Name.Given), ("visit", await words.LineAsync(visit, chart, talk, cancellationToken)));
    }

    private async Task ChangeAsync(ChartSummary chart, Appointment visit, SupportKind kind, bool there, string? by, Talk talk, CancellationToken cancellationToken)
    {
        var after = await desk.ChangeAsync(
            chart.Patient, visit.Id, SupportRules.Word(kind), before => there ? SupportRules.Arrange(before, kind, by, talk.Now) : SupportRules.FallThrough(before, kind, by, talk.Now), talk.Author, talk.Now, cancellationToken);
        await troubles.PlanAsync(talk, chart, after ?? (await charts.OpenAsync(chart.Patient, cancellationToken)).Summary.Appointments.FirstOrDefault(one => one.Id == visit.Id) ?? visit, cancellationToken);
    }

    /// <summary>The patient did not come: they are asked why, and what kept them becomes a barrier.</summary>
    private async Task<string> MissAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        if (chart.Appointments.LastOrDefault(one => one.State == AppointmentState.Booked && one.Start <= talk.Now) is not { } visit)
        {
            return talk.Say("coordinator.visit.noneBehind", ("patient", talk.NameOf(chart)));
        }

        await desk.ChangeAsync(chart.Patient, visit.Id, "missed", before => AppointmentRules.Miss(before, null), talk.Author, talk.Now, cancellationToken);
        return talk.Say("coordinator.visit.noShow", ("patient", talk.NameOf(chart)), ("given", chart.Name.Given), ("visit", await words.LineAsync(visit, chart, talk, cancellationToken)));
    }

    private const string Behind = "with|by|con|because|bc|porque|por que|ya que|debido a";

    // "Walt with Metro Ride": who it is for, and who brings it or why it fell through, as it was typed.
    [GeneratedRegex($" (?:{Behind}) ")]
    private static partial Regex With();

    [GeneratedRegex($@"\s(?:{Behind})\s+(.+?)[.!]?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex By();
}
