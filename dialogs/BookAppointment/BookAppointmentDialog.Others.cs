using CareBot.Care.Patients;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>Whoever speaks for a patient: a coordinator for somebody of the caseload, a family member for the patient who lets them.</summary>
public sealed partial class BookAppointmentDialog
{
    /// <summary>What the dialog is called with to ask why a visit was missed; the words are the visit's id.</summary>
    public const string Why = "why";

    private const string Refused = "refused";

    // Questions, and what was said at the visit, are the patient's own.
    private static readonly Asking[] FamilyOffers = [.. Askings("book", "move", "cancel", "list", "confirm", "virtual", "noRide", "wait", "leaveList", "cant", "late", "rideOff", "ride"), new("book", "visit.bookRelative")];

    /// <summary>For whom a call is meant, where the speaker is somebody else. Patients speak for themselves, whatever they type.</summary>
    private static string? PatientOf(Call call, Talk talk) => talk.Speaker switch
    {
        Speaker.OfFamily { Chart.Patient: var patient } => patient.Value,
        Speaker.OfStaff when call.Words.Split('|') is [var patient, _] => patient,
        _ => null,
    };

    /// <summary>Whose chart a run is about. A family member's is never any but that of their own patient.</summary>
    private static PatientId PatientOf(BookingRun run, Talk talk) => talk.Speaker switch
    {
        Speaker.OfPatient { Chart.Patient: var own } => own,
        Speaker.OfFamily { Chart.Patient: var theirs } => theirs,
        _ => new PatientId(run.Patient ?? throw new InvalidOperationException("Staff books only for a patient.")),
    };

    /// <summary>Somebody whom the patient has not let book: says so kindly, and what can be done; nothing of the patient's visits.</summary>
    private async Task<DialogTurnResult> RefuseAsync(DialogContext dc, Talk talk, ChartSummary chart, CancellationToken cancellationToken)
    {
        await SayRefusedAsync(talk, chart, cancellationToken);
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    private async Task SayRefusedAsync(Talk talk, ChartSummary chart, CancellationToken cancellationToken)
    {
        var outlook = await outlooks.ForAsync(chart, cancellationToken);
        var member = ((Speaker.OfFamily)talk.Speaker).Member;
        await talk.SendAsync(
            talk.Say("family.visit.refused", ("name", member.Name.Given), ("given", chart.Name.Given), ("phone", outlook.Practice.NurseLine)), [talk.Say("button.findHelp"), talk.Say("button.person")], cancellationToken);
    }
}
