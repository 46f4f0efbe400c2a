using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareBot.Care.Content;

namespace CareBot.Care.Assessments;

/// <summary>
/// One place in a FHIR file. Unlike our own content it may hold more than is read here; what is read is refused with the JSON pointer and
/// what to write instead.
/// </summary>
internal readonly struct FhirNode(string file, string place, JsonNode? node)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    public JsonNode? Node => node;

    /// <summary>File and JSON pointer, as a refusal names them.</summary>
    public string Place => $"{file}#{place}";

    public JsonObject Object => node as JsonObject ?? throw Broken("write an object: { ... }");

    public bool Has(string name) => node is JsonObject parent && parent[name] is not null;

    public FhirNode this[string name] => new(file, $"{place}/{name}", (node as JsonObject)?[name]);

    /// <exception cref="ContentException">The bytes are not JSON of an object.</exception>
    public static FhirNode Load(ReadOnlyMemory<byte> json, string file)
    {
        try
        {
            var root = JsonNode.Parse(json.Span, documentOptions: Strict);
            return new FhirNode(file, "", root as JsonObject ?? throw new ContentException(file, "", "is no JSON object; write a FHIR R4 resource: { \"resourceType\": \"Questionnaire\", ... }"));
        }
        catch (JsonException broken)
        {
            var at = broken.LineNumber is { } line ? $"line {line + 1}" : "";
            throw new ContentException(file, at, "is not JSON, or names a member twice; correct it at this line");
        }
    }

    public IEnumerable<FhirNode> List(string name)
    {
        var list = this[name];
        if (list.Node is null)
        {
            return [];
        }

        if (list.Node is not JsonArray items)
        {
            throw list.Broken("write a list: [ ... ]");
        }

        var (own, at) = (file, $"{place}/{name}");
        return [.. items.Select((item, index) => new FhirNode(own, $"{at}/{index}", item))];
    }

    public string? Text(string name)
    {
        var member = this[name];
        return member.Node switch
        {
            null => null,
            JsonValue value when value.TryGetValue(out string? text) && !string.IsNullOrWhiteSpace(text) => text,
            _ => throw member.Broken("write words in quotes"),
        };
    }

    public string Required(string name, string remedy) => Text(name) ?? throw new ContentException(file, $"{place}/{name}", $"is missing; {remedy}");

    public bool Flag(string name)
    {
        var member = this[name];
        return member.Node switch
        {
            null => false,
            JsonValue value when value.TryGetValue(out bool flag) => flag,
            _ => throw member.Broken("write true or false, without quotes"),
        };
    }

    public decimal? Number(string name)
    {
        var member = this[name];
        return member.Node switch
        {
            null => null,
            JsonValue value when value.TryGetValue(out decimal number) => number,
            JsonValue value when value.TryGetValue(out JsonElement element) && element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var number) => number,
            _ => throw member.Broken("write a number, without quotes"),
        };
    }

    /// <summary>The extensions of this element with this URL, or one that ends so.</summary>
    public IEnumerable<FhirNode> Extensions(string url) => List("extension").Where(extension => extension.Text("url") == url);

    public FhirNode? Extension(string url) => Extensions(url).Select(extension => (FhirNode?)extension).FirstOrDefault();

    public int Whole(string name) => Number(name) is { } number && number == decimal.Truncate(number) && number is >= 0 and < int.MaxValue
        ? (int)number
        : throw this[name].Broken("write a whole number");

    public ContentException Broken(string remedy) => new(file, place, $"{Shown()}; {remedy}");

    private string Shown() => node switch
    {
        null => "is missing",
        JsonObject => "is an object",
        JsonArray => "is a list",
        _ => $"is {node.ToJsonString()}",
    };

    /// <summary>A date as FHIR writes it; a year or a month alone counts as its first day.</summary>
    public static DateOnly? ReadDay(string text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM", "yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
