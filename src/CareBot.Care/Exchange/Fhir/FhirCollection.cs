using System.Text.Json.Nodes;

namespace CareBot.Care.Exchange.Fhir;

/// <summary>Resources that belong together, as a FHIR R4 Bundle of the type collection.</summary>
public static class FhirCollection
{
    public static JsonObject Of(IEnumerable<JsonObject> resources) => new()
    {
        ["resourceType"] = "Bundle",
        ["type"] = "collection",
        ["entry"] = new JsonArray([.. resources.Select(resource => (JsonNode)new JsonObject { ["fullUrl"] = $"urn:carebot:{resource["resourceType"]}:{resource["id"]}", ["resource"] = resource })]),
    };
}
