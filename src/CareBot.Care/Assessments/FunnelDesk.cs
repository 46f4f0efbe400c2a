using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Assessments;

/// <summary>Reads what became of the assessments of these patients.</summary>
public sealed class FunnelDesk(Charts charts, QuestionnaireLibrary library)
{
    private const int Most = 1000;

    /// <summary>One funnel for each questionnaire that anybody was asked, the most asked first.</summary>
    public async Task<IReadOnlyList<Funnel>> ReadAsync(IEnumerable<PatientId> patients, CancellationToken cancellationToken)
    {
        var responses = new List<AssessmentResponse>();
        var waiting = new List<string>();
        foreach (var patient in patients)
        {
            var chart = (await charts.OpenAsync(patient, cancellationToken)).Summary;
            waiting.AddRange(chart.Assessments.Where(line => line.State == AssessmentState.Sent).Select(line => line.Questionnaire));
            responses.AddRange(Split(await charts.EntriesAsync(patient, KeyRange.StartingWith("assessment:"), Most, CareJson.Default.AssessmentEvent, cancellationToken)));
        }

        var funnels = new List<Funnel>();
        foreach (var questionnaire in responses.Select(response => response.Start.Questionnaire).Concat(waiting).Distinct())
        {
            if (await library.FindAsync(questionnaire, cancellationToken) is { } instrument)
            {
                funnels.Add(Funnel.Of(instrument, waiting.Count(one => one == questionnaire), [.. responses.Where(response => response.Start.Questionnaire == questionnaire)]));
            }
        }

        return [.. funnels.OrderByDescending(funnel => funnel.Opened + funnel.Waiting).ThenBy(funnel => funnel.Instrument.Name, StringComparer.Ordinal)];
    }

    /// <summary>The entries of one response stand together in the chart, its start first.</summary>
    private static IEnumerable<AssessmentResponse> Split(IReadOnlyList<AssessmentEvent> events)
    {
        var begins = events.Index().Where(one => one.Item.Start is not null).Select(one => one.Index).Append(events.Count).ToList();
        return begins.Zip(begins.Skip(1), (from, to) => AssessmentResponse.Of($"{from}", [.. events.Skip(from).Take(to - from)])).OfType<AssessmentResponse>();
    }
}
