using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.ReadRecord;

/// <summary>A patient reads what they told: the newest check-ins, and which assessments they have done. What a result means is for a person to say.</summary>
public sealed class ReadRecordDialog(CheckInDesk checkIns, IReadOnlyDictionary<string, CheckInProtocol> protocols, QuestionnaireLibrary library, PeopleDesk people, PhraseBook phrases) : GuidedDialog(nameof(ReadRecord))
{
    private const string Results = "results";
    private const int Most = 7;

    public override Call? Claim(Said said, Talk talk) =>
        talk.Speaker is not Speaker.OfPatient || said.Command is not null ? null
        : phrases.Matches("record.checkIns", said.Text) ? Call.Plain
        : phrases.Matches("record.results", said.Text) ? new Call(Results)
        : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var coordinator = (await people.FindAsync(talk.Chart.Coordinator, cancellationToken))?.Name.Given ?? talk.Say("help.aNurse");
        if (CallOf(options).What == Results)
        {
            var done = new List<string>();
            foreach (var line in talk.Chart.Assessments.Where(line => line is { State: AssessmentState.Completed, CompletedAt: not null }).OrderByDescending(line => line.CompletedAt).Take(Most))
            {
                var title = (await library.OpenAsync(line.Questionnaire, cancellationToken)).Questionnaire.Title.In(talk.Language);
                done.Add(Line(PatientDay.Of(line.CompletedAt!.Value, talk.Chart.TimeZone), [title], talk));
            }

            await talk.SendAsync(
                done.Count == 0 ? talk.Say("record.results.none") : talk.Say("record.results", ("lines", string.Join('\n', done)), ("coordinator", coordinator)), [talk.Say("button.person")], cancellationToken);
        }
        else
        {
            var days = await DaysAsync(talk, cancellationToken);
            await talk.SendAsync(
                days.Count == 0 ? talk.Say("record.checkIns.none") : talk.Say("record.checkIns", ("lines", string.Join('\n', days)), ("coordinator", coordinator)),
                [.. talk.Chart.Enrolments.Any(enrolment => checkIns.Knows(enrolment.Protocol)) ? [talk.Say("button.checkIn")] : Array.Empty<string>(), talk.Say("button.person")], cancellationToken);
        }

        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    /// <summary>A line a check-in, the newest first: its day, its zone, and what was measured.</summary>
    private async Task<IReadOnlyList<string>> DaysAsync(Talk talk, CancellationToken cancellationToken)
    {
        var all = new List<CheckInRecord>();
        // Of programmes that they have left, too.
        foreach (var protocol in protocols.Keys)
        {
            all.AddRange((await checkIns.HistoryAsync(talk.Chart.Patient, protocol, PatientDay.Of(talk.Now, talk.Chart.TimeZone), cancellationToken)).Current);
        }

        return [.. all.OrderByDescending(record => record.CheckIn.SubmittedAt).Take(Most).Select(record => Line(record.CheckIn.Date, [CheckInWords.Brief(checkIns.Protocol(record.ProtocolId), record, talk)], talk))];
    }

    private static string Line(DateOnly day, IReadOnlyList<string> what, Talk talk) => $"- {talk.Locale.Date(day)}: {string.Join(", ", what)}";
}
