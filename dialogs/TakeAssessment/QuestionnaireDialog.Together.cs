using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.TakeAssessment;

/// <summary>The cards by which a coordinator goes through the questions with a patient: an answer is a press, an old card says what was answered.</summary>
public sealed partial class QuestionnaireDialog
{
    private const string NotAllowed = "not-allowed";

    public override string? Says(CardAnswer press, DialogInstance? own, Talk talk) => press switch
    {
        { Act: QuestionCard.Answer } when own is not null && Memory.Run(own, DialogsJson.Default.AssessmentRun) is var run && run.Response == press.Field("response") && run.Place == press.Field("at") => press.Field("say"),
        { Act: QuestionCard.Change } when talk.Notes.Assessment?.Response == press.Field("response") => press.Field("say"),
        _ => null,
    };

    public override async Task<Dealt?> PressAsync(CardAnswer press, Talk talk, CancellationToken cancellationToken)
    {
        if (press.Act is not (QuestionCard.Answer or QuestionCard.Change) || talk is not { InGroup: false, Speaker: Speaker.OfStaff } || press.Field("patient") is not { } patient || press.Field("response") is not { } id
            || await charts.FindAsync(new PatientId(patient), cancellationToken) is not { Summary: var chart } || !await WhoIsMeant.MayOpenAsync(chart, people, talk, cancellationToken)
            || await desk.FindAsync(chart.Patient, id, cancellationToken) is not { } response)
        {
            return null;
        }

        return speech.Answered(talk, chart.Patient, await desk.Library.OpenAsync(response.Start.Questionnaire, cancellationToken), response, QuestionCard.LinkId(press));
    }

    /// <summary>Somebody of the family goes through the questions in their own chat, where the patient lets them.</summary>
    private Call? ClaimFamily(Said said, Talk talk)
    {
        var call = said.Command switch
        {
            { Command: Command.Change } change => ClaimChange(change.Argument ?? "", talk),
            { Command: Command.Resume } when talk.Notes.Assessment is { Open: true } => new Call(Resume),
            null when phrases.Matches("assessment.start", said.Text) => Call.Plain,
            null when starter.Named(said.Text) is { } name => new Call("", name),
            _ => null,
        };
        return call is null || talk.Speaker is Speaker.OfFamily { Member.MayAnswer: true } ? call : new Call(NotAllowed);
    }

    /// <summary>A coordinator goes on with what was put aside, or changes an answer of what was done last.</summary>
    private Call? ClaimTogether(Said said, Talk talk) => talk is not { InGroup: false, Speaker: Speaker.OfStaff, Notes.Assessment: { Patient: { } patient } note } ? null : said.Command switch
    {
        { Command: Command.Change } change => ClaimChange(change.Argument ?? "", talk) is { } call ? call with { Patient = patient } : null,
        { Command: Command.Resume } when note.Open => new Call(Resume) { Patient = patient },
        _ => null,
    };
}
