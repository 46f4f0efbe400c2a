using System.Text.Json.Nodes;
using Firely.Fhir.Validation;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Specification.Source;
using Hl7.Fhir.Specification.Terminology;

namespace CareBot.Tests.Assessments;

/// <summary>FHIR R4 as its own structure definitions and value sets say it, read by Firely: strictly parsed, then validated.</summary>
internal static class R4
{
    private static readonly Lazy<Validator> Firely = new(() =>
    {
        var definitions = new CachedResolver(new ZipSource(Path.Combine(AppContext.BaseDirectory, "specification.zip")));
        return new Validator(definitions, LocalTerminologyService.CreateDefaultForCore(definitions), null, new ValidationSettings());
    });

    /// <summary>The validator keeps what it compiled and is no place for two threads.</summary>
    private static readonly Lock Gate = new();

    public static Resource Strict(JsonNode resource) => FhirJsonDeserializer.STRICT.DeserializeResource(resource.ToJsonString());

    /// <summary>Errors of a resource; none where it is valid. That a code of LOINC cannot be looked up here is a warning. Profiles of guides (SDC, US Core, SDOH Clinical Care) are
    /// served by no package here: what claims one is held against R4 itself.</summary>
    public static IReadOnlyList<string> Faults(JsonNode resource)
    {
        var plain = resource.DeepClone().AsObject();
        (plain["meta"] as JsonObject)?.Remove("profile");
        if (plain["meta"] is JsonObject { Count: 0 })
        {
            plain.Remove("meta");
        }

        lock (Gate)
        {
            return [.. Firely.Value.Validate(Strict(plain)).Issue
                .Where(issue => issue.Severity is OperationOutcome.IssueSeverity.Error or OperationOutcome.IssueSeverity.Fatal)
                .Select(issue => $"{string.Join(", ", issue.Expression)}: {issue.Details?.Text}")];
        }
    }
}
