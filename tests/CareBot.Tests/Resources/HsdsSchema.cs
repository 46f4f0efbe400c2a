using System.Text.Json;

namespace CareBot.Tests.Resources;

/// <summary>Checks an object against the JSON schemas that HSDS 3.0 publishes: types, what is required, enumerations, formats, references.</summary>
internal static class HsdsSchema
{
    private static readonly Dictionary<string, JsonElement> Read = [];

    public static void Check(JsonElement value, string schema, List<string> faults) => Check(value, Load(schema), schema, faults);

    private static JsonElement Load(string name)
    {
        lock (Read)
        {
            if (!Read.TryGetValue(name, out var schema))
                Read[name] = schema = JsonDocument.Parse(File.ReadAllBytes(Directories.Shared("hsds", "schema-3.0", $"{name}.json"))).RootElement;
            return schema;
        }
    }

    private static void Check(JsonElement value, JsonElement schema, string at, List<string> faults)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var name = Path.GetFileNameWithoutExtension(reference.GetString()!);
            if (File.Exists(Directories.Shared("hsds", "schema-3.0", $"{name}.json")))
                Check(value, Load(name), at, faults);
            return;
        }

        if (schema.TryGetProperty("type", out var type) && !IsOf(value, type.GetString()!))
            faults.Add($"{at}: is {value.ValueKind}, not {type}");
        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => word.ToString() == value.ToString()))
            faults.Add($"{at}: '{value}' is none of {words}");
        if (schema.TryGetProperty("format", out var format) && !HasFormat(value.ToString(), format.GetString()!))
            faults.Add($"{at}: '{value}' is no {format}");
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var item in value.EnumerateArray())
                Check(item, items, at, faults);
        }

        if (value.ValueKind == JsonValueKind.Object)
            CheckMembers(value, schema, at, faults);
    }

    private static void CheckMembers(JsonElement value, JsonElement schema, string at, List<string> faults)
    {
        if (schema.TryGetProperty("required", out var required))
            faults.AddRange(required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at}: lacks {name}"));
        if (!schema.TryGetProperty("properties", out var properties))
            return;
        foreach (var member in value.EnumerateObject())
        {
            if (properties.TryGetProperty(member.Name, out var of))
                Check(member.Value, of, $"{at}.{member.Name}", faults);
        }
    }

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => throw new NotSupportedException($"The schemas of HSDS have no type {type}."),
    };

    private static bool HasFormat(string text, string format) => format switch
    {
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "email" => text.Contains('@', StringComparison.Ordinal),
        "date-time" or "datetime" => DateTimeOffset.TryParse(text, null, out _),
        "date" => DateOnly.TryParse(text, null, out _),
        "time" => TimeOnly.TryParse(text, null, out _),
        "HH:MM" or "%HH:MM" => true,
        _ => throw new NotSupportedException($"The schemas of HSDS have no format {format}."),
    };
}
