using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Assessments;

/// <summary>What a coordinator does about assessments: sends one, leaves out a need that it proposes.</summary>
public sealed class SendingDesk(Charts charts, Agenda agenda, QuestionnaireLibrary library)
{
    /// <summary>Sends an instrument to a patient. One that is waiting already is not sent twice.</summary>
    /// <returns>The line as it stands, and whether it is new.</returns>
    public async Task<(AssessmentLine Line, bool IsNew)> SendAsync(PatientId patient, Instrument instrument, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await library.KeepAsync(instrument, cancellationToken);
        await agenda.IntendAsync(patient, now, cancellationToken);
        var fresh = new AssessmentLine
        {
            Id = CauseId.Of("assessment-sent", patient.Value, instrument.Name, by.ActivityId),
            Questionnaire = instrument.Questionnaire.Canonical,
            Name = instrument.Name,
            State = AssessmentState.Sent,
            SentBy = new StaffId(by.Id),
            SentAt = now,
        };
        var summary = await charts.ChangeAsync(patient, chart => Waiting(chart, instrument.Name) is null ? AssessmentDesk.With(chart, fresh) : chart, cancellationToken);
        await agenda.HappenedAsync(patient, now, cancellationToken);
        var line = Waiting(summary, instrument.Name)!;
        return (line, line.Id == fresh.Id);
    }

    /// <summary>A human's no to a proposed need; the yes is the plan's. Pressing twice is pressing once.</summary>
    /// <returns>The chart as it stands.</returns>
    public Task<ChartSummary> DeclineAsync(PatientId patient, string need, StaffId by, DateTimeOffset now, CancellationToken cancellationToken) => charts.ChangeAsync(
        patient,
        chart => chart.Needs.Any(one => one.Id == need && one.State == NeedState.Proposed) ? chart with { Needs = NeedRules.Decide(chart.Needs, need, NeedState.Declined, by, now) } : chart,
        cancellationToken);

    private static AssessmentLine? Waiting(ChartSummary chart, string name) =>
        chart.Assessments.FirstOrDefault(line => line.Name == name && line.State is AssessmentState.Sent or AssessmentState.Started && line.Name == name);
}
