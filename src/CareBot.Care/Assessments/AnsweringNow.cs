using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Care.Assessments;

/// <summary>Whether a patient is in the middle of an assessment: then an invitation does not come between a question and its answer.</summary>
public sealed class AnsweringNow(Charts charts, OutreachPolicy policy)
{
    /// <summary>An open assessment got an answer a short while ago, and was not put aside since.</summary>
    public async Task<bool> IsAsync(ChartSummary chart, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var line in chart.Assessments.Where(line => line.State == AssessmentState.Started))
        {
            var response = await AssessmentDesk.FindAsync(charts, chart.Patient, line.Id, cancellationToken);
            if (response?.Events[^1] is { What: not AssessmentStep.PutAside } last && now - last.At < TimeSpan.FromMinutes(policy.AnsweringMinutes))
            {
                return true;
            }
        }

        return false;
    }
}
