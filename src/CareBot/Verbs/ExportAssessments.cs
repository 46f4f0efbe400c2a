using System.Text.Json;
using System.Text.Json.Nodes;
using CareBot.Care.Assessments;
using CareBot.Care.Exchange.Fhir;

namespace CareBot.Verbs;

/// <summary><c>export assessments PATIENT[/NAME] FILE.json</c>: a patient's finished assessments as a FHIR R4 bundle, each response with its observations.</summary>
internal static class ExportAssessments
{
    public static async Task<int> RunAsync(string whose, string path, string? data, TextWriter output)
    {
        await using var services = await VerbServices.OpenPracticeAsync(data);
        var (chart, wanted) = await ChartArgument.OpenAsync(services, whose);
        var desk = services.GetRequiredService<AssessmentDesk>();
        var names = chart.Assessments.Select(line => line.Name).Where(name => wanted is null || name == wanted).Distinct();
        var resources = new List<JsonObject>();
        var count = 0;
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            foreach (var record in await desk.HistoryAsync(chart.Patient, name, CancellationToken.None))
            {
                var observations = JsonNode.Parse((await desk.ObservationsAsync(chart.Patient, record, CancellationToken.None)).Span)!.AsArray();
                resources.Add(JsonNode.Parse(record.Response.Span)!.AsObject());
                resources.AddRange(observations.Select(one => one!.DeepClone().AsObject()));
                count++;
            }
        }

        if (count == 0)
        {
            throw new RefusedException(wanted is null ? $"Patient '{chart.Patient}' has finished no assessment." : $"Patient '{chart.Patient}' has finished no assessment '{wanted}'.");
        }

        await OutputFile.WriteAsync(path, FhirCollection.Of(resources).ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        await output.WriteLineAsync($"{count} assessments of '{chart.Patient}' with {resources.Count - count} observations written to {path}.");
        return 0;
    }
}
