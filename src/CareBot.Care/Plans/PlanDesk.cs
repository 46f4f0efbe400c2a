using System.Text.Json.Nodes;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Plans;

/// <summary>Takes to the chart what a coordinator puts into the plan and what the patient says to it, each with its FHIR, in one batch.</summary>
public sealed class PlanDesk(Charts charts, Agenda agenda, PlanNeeds content)
{
    private const int Most = 1000;

    /// <summary>Accepts a proposed need for the plan.</summary>
    /// <returns>The chart as it stands.</returns>
    public Task<ChartSummary> AcceptAsync(PatientId patient, string need, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, "added", chart => PlanRules.Accept(chart, need, content, new StaffId(by.Id), now), by, now, cancellationToken);

    /// <summary>The patient has the question before them.</summary>
    public Task AskedAsync(PatientId patient, string problem, CancellationToken cancellationToken) => charts.ChangeAsync(
        patient,
        chart => chart.Plan.Any(one => one.Id == problem && !one.Asked) ? chart with { Plan = [.. chart.Plan.Select(one => one.Id == problem ? one with { Asked = true } : one)] } : chart,
        cancellationToken);

    /// <summary>Writes down the patient's yes or no.</summary>
    public Task<ChartSummary> AnswerAsync(PatientId patient, string problem, Agreement said, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, said == Agreement.Refused ? "refused" : "agreed", chart => One(chart, problem, one => PlanRules.Answer(one, said, now)), by, now, cancellationToken);

    /// <summary>Writes down what the patient would like to be different.</summary>
    public Task<ChartSummary> WishAsync(PatientId patient, string problem, string words, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, "wished", chart => One(chart, problem, one => PlanRules.Wish(one, words)), by, now, cancellationToken);

    /// <summary>The step of a problem is done.</summary>
    public Task<ChartSummary> DoneAsync(PatientId patient, string problem, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, "done", chart => One(chart, problem, one => PlanRules.Done(one, now)), by, now, cancellationToken);

    /// <summary>What happened to a problem, oldest first.</summary>
    public Task<IReadOnlyList<PlanEvent>> HistoryAsync(PatientId patient, string problem, CancellationToken cancellationToken) =>
        charts.EntriesAsync(patient, KeyRange.StartingWith(Prefix(problem)), Most, CareJson.Default.PlanEvent, cancellationToken);

    private static (ChartSummary Chart, PlanProblem Problem)? One(ChartSummary chart, string problem, Func<PlanProblem, PlanProblem?> change) =>
        chart.Plan.FirstOrDefault(one => one.Id == problem) is { } standing && change(standing) is { } changed
            ? (chart with { Plan = [.. chart.Plan.Select(one => one.Id == problem ? changed : one)] }, changed)
            : null;

    private async Task<ChartSummary> ChangeAsync(
        PatientId patient, string what, Func<ChartSummary, (ChartSummary Chart, PlanProblem Problem)?> decide, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var intent = await agenda.IntendAsync(patient, now, cancellationToken);
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            if (decide(chart.Summary) is not ({ } after, { } problem))
            {
                return chart.Summary;
            }

            var happened = new PlanEvent { What = what, At = now, By = by, Problem = problem, Fhir = new JsonArray([.. CarePlanWriter.Write(after, problem, content)]).ToJsonString() };
            switch (await charts.AppendAsync(chart, after, [Charts.Entry($"{Prefix(problem.Id)}{problem.Version:D4}", happened, CareJson.Default.PlanEvent)], cancellationToken))
            {
                case Appended.Done:
                    await agenda.HappenedAsync(intent, now, cancellationToken);
                    return after;
                case Appended.EntryExists:
                    return chart.Summary;
            }
        }
    }

    private static string Prefix(string problem) => $"plan:{problem}:";
}
