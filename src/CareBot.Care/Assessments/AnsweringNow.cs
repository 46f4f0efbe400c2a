using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Assessments;

/// <summary>Whether a patient is in the middle of an assessment: then an invitation does not come between a question and its answer.</summary>
public sealed class AnsweringNow(Charts charts, OutreachPolicy policy)
{
    private const int Most = 1000;

    /// <summary>An open assessment got an answer a short while ago, and was not put aside since.</summary>
    public async Task<bool> IsAsync(ChartSummary chart, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var line in chart.Assessments.Where(line => line.State == AssessmentState.Started))
        {
            var events = await charts.EntriesAsync(chart.Patient, KeyRange.StartingWith(AssessmentDesk.EventPrefix(line.Id)), Most, CareJson.Default.AssessmentEvent, cancellationToken);
            if (events.Count > 0 && events[^1] is { What: not AssessmentStep.PutAside } last && now - last.At < TimeSpan.FromMinutes(policy.AnsweringMinutes))
            {
                return true;
            }
        }

        return false;
    }
}
