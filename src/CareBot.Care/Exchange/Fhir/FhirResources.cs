using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareBot.Care.Assessments;
using CareBot.Care.Content;

namespace CareBot.Care.Exchange.Fhir;

/// <summary>The resources of one or more files, found by how others refer to them.</summary>
internal sealed class FhirResources
{
    private readonly Dictionary<string, FhirNode> _byReference = new(StringComparer.Ordinal);
    private readonly List<(string Type, FhirNode Node)> _all = [];

    public IEnumerable<FhirNode> Of(string type) => _all.Where(one => one.Type == type).Select(one => one.Node);

    /// <param name="reference">As it is written: <c>Type/id</c>, a full address, or a <c>urn:uuid:</c>.</param>
    public FhirNode? Find(string reference) => _byReference.TryGetValue(reference, out var found) ? found
        : reference.Split('/') is [.., var type, var id] && _byReference.TryGetValue($"{type}/{id}", out found) ? found
        : null;

    /// <summary>Whether others can refer to it.</summary>
    public bool HasAddress(FhirNode resource) => _byReference.Values.Any(one => one.Place == resource.Place);

    /// <summary>Adds a file: a resource, a Bundle, or lines with a resource each.</summary>
    /// <exception cref="ContentException">It is neither.</exception>
    /// <param name="refused">Takes what is wrong with one resource; the others are kept.</param>
    public void Add(ReadOnlyMemory<byte> bytes, string file, ICollection<string> refused)
    {
        if (file.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase))
        {
            var number = 0;
            foreach (var line in Encoding.UTF8.GetString(bytes.Span).Split('\n'))
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line))
                {
                    var (text, at) = (line, number);
                    Try(() => Add(new FhirNode(file, $"line {at}", Parse(text, file, at)), null, refused), refused);
                }
            }

            return;
        }

        Add(FhirNode.Load(bytes, file), null, refused);
    }

    private void Add(FhirNode resource, string? fullUrl, ICollection<string> refused)
    {
        var type = resource.Required("resourceType", "write what it is, such as Bundle or Schedule");
        if (type == "Bundle")
        {
            foreach (var entry in resource.List("entry").Where(entry => entry.Has("resource")))
            {
                Try(() => Add(entry["resource"], entry.Text("fullUrl"), refused), refused);
            }

            return;
        }

        if (resource.Text("id") is { } id && !_byReference.TryAdd($"{type}/{id}", resource))
        {
            // Exports repeat what several others refer to.
            if (!JsonNode.DeepEquals(_byReference[$"{type}/{id}"].Node, resource.Node))
            {
                throw resource["id"].Broken($"another {type} has this id too; give one of them another");
            }

            return;
        }

        _all.Add((type, resource));
        if (fullUrl is not null)
        {
            _byReference.TryAdd(fullUrl, resource);
        }
    }

    private static void Try(Action add, ICollection<string> refused)
    {
        try
        {
            add();
        }
        catch (ContentException broken)
        {
            refused.Add(broken.Message);
        }
    }

    private static JsonObject Parse(string line, string file, int number)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject ?? throw new ContentException(file, $"line {number}", "is no JSON object; write one FHIR resource a line");
        }
        catch (JsonException)
        {
            throw new ContentException(file, $"line {number}", "is not JSON; write one FHIR resource a line");
        }
    }
}
